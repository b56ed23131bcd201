import http from 'node:http';
import { bodyOf, listen } from './loopback.ts';
import type { FakeAnswer } from './fake-aws.ts';

/** What happens to one call. `lose-answer`: carried out, and then the line is cut. */
export type Fate = 'pass' | 'lose-answer' | 'refuse-connection' | FakeAnswer;

/**
 * A call as it goes by: EC2's Action (or the last part of X-Amz-Target), its parameters, how many of its kind came before, and the
 * region that it is signed for. A dry run is a kind of its own: it does nothing.
 */
export type Call = {
  readonly action: string;
  readonly params: URLSearchParams;
  readonly nth: number;
  readonly region: string;
};

export type Proxy = {
  readonly endpoint: string;
  readonly calls: readonly Call[];
  /** Dry runs are not counted. */
  readonly count: (action: string) => number;
  /** Resolves when a call of this action has come by that is no dry run. */
  readonly seen: (action: string) => Promise<void>;
  /** Resolves when all that was asked until now is carried out or dropped, and answered. */
  readonly settled: () => Promise<void>;
  /** Resolves when who called is gone, and all that they had sent is carried out or dropped. */
  readonly drained: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Stands between Keyport and an emulator, and does to single calls what the emulator cannot. */
export async function startProxy(
  target: string,
  fateOf: (call: Call) => Fate | Promise<Fate>,
  /** The emulator has answered, and nobody has heard of it yet. */
  carriedOut: (call: Call) => void = () => {},
): Promise<Proxy> {
  const calls: Call[] = [];
  const watchers: { readonly action: string; readonly resolve: () => void }[] = [];
  const connections = new Set<Promise<void>>();
  /** Calls that are being carried out. */
  const underWay = new Set<Promise<void>>();
  const ofKind = (action: string, isDryRun: boolean) =>
    calls.filter((call) => call.action === action && call.params.has('DryRun') === isDryRun).length;
  const count = (action: string) => ofKind(action, false);
  const server = http.createServer((request, response) => {
    const handled = handle(request, response).catch(() => void request.socket.destroy());
    underWay.add(handled);
    void handled.then(() => underWay.delete(handled));
  });

  server.on('connection', (socket) => {
    const closed = Promise.withResolvers<void>();
    connections.add(closed.promise);
    socket.once('close', () => {
      connections.delete(closed.promise);
      closed.resolve();
    });
  });

  async function handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const params = new URLSearchParams(body.toString());
    const action =
      params.get('Action') ??
      String(request.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1) ??
      '';
    const [, region = ''] =
      /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
    const call = { action, params, nth: ofKind(action, params.has('DryRun')) + 1, region };
    calls.push(call);
    for (const watcher of watchers) {
      if (watcher.action === action && !params.has('DryRun')) watcher.resolve();
    }
    const fate = await fateOf(call);
    if (fate === 'refuse-connection' || fate === 'drop') return void request.socket.destroy();
    if (fate === 'hang') return;
    if (fate !== 'pass' && fate !== 'lose-answer') {
      response.writeHead(fate.status ?? 200, { 'content-type': fate.type ?? 'text/xml' }).end(fate.body);
      return;
    }
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) =>
        value === undefined || name === 'host' || name === 'connection' ? [] : [[name, String(value)]],
      ),
    );
    const answer = await fetch(`${target}${request.url ?? '/'}`, {
      method: 'POST',
      headers,
      body: body.toString(),
    });
    const text = Buffer.from(await answer.arrayBuffer());
    carriedOut(call);
    if (fate === 'lose-answer') return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/xml' });
    response.end(text);
  }

  const { endpoint, stop } = await listen(server);
  return {
    endpoint,
    calls,
    count,
    seen: (action) =>
      count(action) > 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            watchers.push({ action, resolve });
          }),
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    drained: async () => {
      while (connections.size + underWay.size > 0) await Promise.all([...connections, ...underWay]);
    },
    stop,
  };
}
