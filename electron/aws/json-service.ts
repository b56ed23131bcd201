import type { STSClient } from '@aws-sdk/client-sts';
import { refuseUnsafe } from './refuse-plain-http.ts';

/** A service that speaks JSON and is asked one question: a client of its own would be a package for that. */
export type JsonService = {
  /**
   * What it answers, parsed and not yet read. Asked once. Throws what an SDK client would: an error with AWS's own code for its
   * name, or the network's.
   */
  readonly ask: (action: string, input: object, abortSignal: AbortSignal) => Promise<unknown>;
  readonly destroy: () => void;
};

export type JsonServiceAt = {
  readonly endpoint: string;
  /** What stands before the action in `X-Amz-Target`. */
  readonly target: string;
  readonly version: '1.0' | '1.1';
  readonly signingName: string;
  readonly signingRegion: string;
};

/** Signs and sends by the same way, with the same credentials and by the same corrected clock as the client of STS. */
export function createJsonService({ config }: STSClient, at: JsonServiceAt): JsonService {
  const { endpoint, target, version, signingName, signingRegion } = at;
  return {
    ask: async (action, input, abortSignal) => {
      const signer = await config.signer({ name: 'sigv4', signingName, signingRegion, properties: {} });
      const { protocol, hostname, port, pathname, host } = new URL(endpoint);
      const request = {
        method: 'POST',
        protocol,
        hostname,
        ...(port === '' ? {} : { port: Number(port) }),
        path: pathname,
        query: {},
        headers: {
          host,
          'content-type': `application/x-amz-json-${version}`,
          'x-amz-target': `${target}.${action}`,
        },
        body: JSON.stringify(input),
      };
      refuseUnsafe(request);
      const signed = await signer.sign(request, {
        signingDate: new Date(Date.now() + config.systemClockOffset),
      });
      const { response } = await config.requestHandler.handle(signed, { abortSignal });
      return answerOf(response as Response);
    },
    // The connections are those of the client of STS.
    destroy: () => {},
  };
}

/** As much of the answer as is read here. */
type Response = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
};

async function answerOf({ statusCode, headers, body }: Response): Promise<unknown> {
  const answer = parsed(await textOf(body));
  if (statusCode < 300 && answer !== null) return answer;
  const requestId = headers['x-amzn-requestid'];
  const { name, message } = refusalIn(answer);
  throw Object.assign(new Error(message), {
    name,
    $metadata: { httpStatusCode: statusCode, ...(requestId === undefined ? {} : { requestId }) },
  });
}

/** None of these services says more than a few hundred bytes. */
const MOST_BYTES = 64 * 1024;

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The object that the text is; null for anything else. */
function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/** The code stands behind a `#` where the service names its namespace too. `Unknown` is the SDK's own name for no code. */
function refusalIn(answer: object | null): { readonly name: string; readonly message: string } {
  if (answer === null) return { name: 'SyntaxError', message: 'the answer is not JSON' };
  const said = new Map<string, unknown>(Object.entries(answer));
  const type = said.get('__type') ?? said.get('code');
  const message = said.get('message') ?? said.get('Message');
  return {
    name: typeof type === 'string' ? (type.split('#').at(-1) ?? type) : 'Unknown',
    message: typeof message === 'string' ? message : '',
  };
}
