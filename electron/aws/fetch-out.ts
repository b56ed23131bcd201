import https from 'node:https';
import { isOnThisComputer } from '../../shared/endpoint.ts';
import { agentOptions, wayOutNow } from './way-out.ts';

type Asked = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
};

/** `fetch` by the way out that is taken, which Node's own knows nothing of. A redirection is an error. */
export async function fetchOut(address: string, asked: Asked): Promise<Response> {
  const { proxy, certificates } = wayOutNow();
  const isPlain = certificates.length === 0 && (proxy === null || isOnThisComputer(address));
  if (isPlain || !address.startsWith('https:')) {
    return fetch(address, { ...asked, redirect: 'error' });
  }
  return askByAgent(address, asked);
}

const MOST_BYTES = 1_000_000;

function askByAgent(address: string, { body, signal, ...asked }: Asked): Promise<Response> {
  const agent = new https.Agent(agentOptions());
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const request = https.request(address, { ...asked, signal, agent }, (answer) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    answer.on('data', (chunk: Uint8Array) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MOST_BYTES) answer.destroy(new Error('the answer is too long'));
    });
    answer.on('error', reject);
    answer.on('end', () => {
      const status = answer.statusCode ?? 0;
      if (status < 200 || (status >= 300 && status < 400)) {
        reject(new Error(`unexpected redirect: HTTP ${String(status)}`));
        return;
      }
      const errorType = answer.headers['x-amzn-errortype'];
      const headers = typeof errorType === 'string' ? { 'x-amzn-errortype': errorType } : {};
      resolve(new Response(status === 204 ? null : Buffer.concat(chunks), { status, headers }));
    });
  });
  request.on('error', reject);
  request.end(body);
  return promise.finally(() => {
    // Of a tunnel, the agent alone would leave the proxy's end open.
    request.destroy();
    agent.destroy();
  });
}
