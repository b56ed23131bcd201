import { once } from 'node:events';
import http from 'node:http';

export type LosingProxy = {
  readonly endpoint: string;
  /** Every action that came by, in order. */
  readonly actions: readonly string[];
  readonly stop: () => Promise<void>;
};

/**
 * Stands between Keyport and an AWS, and passes everything on; what is answered to the first request of this action
 * never arrives, though it was carried out.
 */
export async function startLosingProxy(endpoint: string, lost: string): Promise<LosingProxy> {
  const actions: string[] = [];
  const server = http.createServer((incoming, response) => void pass(incoming, response));

  async function pass(incoming: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of incoming) if (chunk instanceof Uint8Array) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const action = new URLSearchParams(body.toString()).get('Action') ?? '';
    const isFirst = !actions.includes(action);
    actions.push(action);
    const { 'content-type': type = '', authorization = '' } = incoming.headers;
    const answer = await fetch(endpoint, {
      method: 'POST',
      body,
      headers: { 'content-type': type, authorization },
    });
    const text = await answer.text();
    if (action === lost && isFirst) incoming.socket.destroy();
    else response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(text);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    endpoint: `http://127.0.0.1:${String(address.port)}`,
    actions,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
