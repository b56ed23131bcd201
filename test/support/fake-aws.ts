import http from 'node:http';
import { listen } from './loopback.ts';

/** A request as a test wants to see it. `action` is EC2's or STS's Action, or the last part of X-Amz-Target. */
export type FakeRequest = {
  readonly action: string;
  readonly params: URLSearchParams;
  readonly body: string;
  readonly headers: http.IncomingHttpHeaders;
};

/** `drop` hangs up without an answer; `hang` never gives one. */
export type FakeAnswer =
  { readonly status?: number; readonly type?: string; readonly body: string } | 'drop' | 'hang';

export type FakeAws = {
  readonly endpoint: string;
  readonly requests: readonly FakeRequest[];
  /** The requests of one action. */
  readonly asked: (action: string) => readonly FakeRequest[];
  readonly stop: () => Promise<void>;
};

/** An AWS of a few words, over real HTTP on this computer: for what moto cannot say. It remembers what it was asked. */
export async function startFakeAws(answer: (request: FakeRequest) => FakeAnswer): Promise<FakeAws> {
  const requests: FakeRequest[] = [];
  const serve = async (incoming: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const request = fakeRequest(await readBody(incoming), incoming.headers);
    requests.push(request);
    const said = answer(request);
    if (said === 'hang') return;
    if (said === 'drop') incoming.socket.destroy();
    else response.writeHead(said.status ?? 200, headersOf(said)).end(said.body);
  };
  const server = http.createServer((incoming, response) => void serve(incoming, response));
  const { endpoint, stop } = await listen(server);
  return {
    endpoint,
    requests,
    asked: (action) => requests.filter((request) => request.action === action),
    stop,
  };
}

/** The id of every answer. */
export const REQUEST_ID = '11111111-2222-3333-4444-555555555555';

/** An error as EC2 writes it. */
export function ec2Error(code: string, message: string, status = 400): FakeAnswer {
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  const body = `<Response><Errors>${error}</Errors><RequestID>${REQUEST_ID}</RequestID></Response>`;
  return { status, body };
}

/** An answer as EC2 writes it: the fields of one action. */
export function ec2Answer(action: string, fields: string): FakeAnswer {
  return {
    body: `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId>${fields}</${action}Response>`,
  };
}

/** An answer of the JSON services. */
export function jsonAnswer(value: unknown, status = 200): FakeAnswer {
  return { status, type: 'application/x-amz-json-1.1', body: JSON.stringify(value) };
}

// The SDK takes the request id from the header, which EC2 sends beside the one in the text.
function headersOf({ type = 'text/xml' }: Exclude<FakeAnswer, string>): http.OutgoingHttpHeaders {
  return { 'content-type': type, 'x-amzn-requestid': REQUEST_ID };
}

async function readBody(incoming: http.IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function fakeRequest(body: string, headers: http.IncomingHttpHeaders): FakeRequest {
  const params = new URLSearchParams(body);
  const target = String(headers['x-amz-target'] ?? '');
  return { action: params.get('Action') ?? target.split('.').at(-1) ?? '', params, body, headers };
}
