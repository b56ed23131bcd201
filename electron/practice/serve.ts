import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { AwsError } from './aws-error.ts';
import { ConnectionLost, type HttpAnswer, type HttpRequest } from './http.ts';
import type { PracticeAccount } from './practice-account.ts';
import { formOf, MOST_BYTES } from './protocol/read-call.ts';
import { errorAnswer } from './protocol/write-answer.ts';
import { refusalOfCaller } from './serve-callers.ts';

export type ServedAccount = {
  /** As `http://127.0.0.1:5005`. */
  readonly endpoint: string;
  /** Calls that wait for something are given up; what was carried out stays. Resolves when nothing is open any more. */
  readonly stop: () => Promise<void>;
};

/**
 * Serves the account to the programs of this computer, over HTTP on 127.0.0.1 only; port 0 is a free one. Rejects as Node does where
 * the port cannot be had (`EADDRINUSE`, `EACCES`); after that nothing that anybody sends makes it throw.
 */
export async function servePractice(
  account: Pick<PracticeAccount, 'answer'>,
  { port }: { readonly port: number },
): Promise<ServedAccount> {
  const calls = new Set<{ readonly stop: () => void; readonly over: Promise<void> }>();
  const server = http.createServer(LIMITS, (request, response) => {
    const end = new AbortController();
    response.once('close', () => end.abort());
    const over = serveCall(account, request, response, end.signal).catch(() => void request.socket.destroy());
    const call = { stop: () => end.abort(), over };
    calls.add(call);
    void over.then(() => calls.delete(call));
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.on('error', () => undefined);
  let stopped: Promise<void> | null = null;
  return {
    endpoint: `http://127.0.0.1:${String(portOf(server))}`,
    stop: () => (stopped ??= stop(server, calls)),
  };
}

/** A connection that a client keeps is not closed under a call that it is just about to send on it. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 600_000,
} as const satisfies http.ServerOptions;

const MOST_CONNECTIONS = 1_000;

type OpenCall = { readonly stop: () => void; readonly over: Promise<void> };

async function stop(server: http.Server, calls: ReadonlySet<OpenCall>): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  for (const call of calls) call.stop();
  await Promise.all([...calls].map(({ over }) => over));
  server.closeAllConnections();
  await closed;
}

/** Rejects only where there is nobody left to answer. */
async function serveCall(
  account: Pick<PracticeAccount, 'answer'>,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  // A client that goes away in the middle says so here; there is nothing to do about it.
  for (const stream of [request, response]) stream.on('error', () => undefined);
  const asked = requestOf(request);
  const refusal = refusalOfCaller(request.headers);
  if (refusal !== null) return refuse(asked, refusal, { request, response, signal });
  const body = await bodyOf(request, signal);
  if (body === 'too-large') return refuse(asked, tooLarge(), { request, response, signal });
  try {
    send(response, await account.answer({ ...asked, body }, signal));
  } catch (error) {
    if (error instanceof ConnectionLost) request.socket.resetAndDestroy();
    else if (signal.aborted) request.socket.destroy();
    else send(response, refused(asked, new AwsError('InternalError', 'An internal error has occurred', 500)));
  }
}

function requestOf({ method = '', url = '', headers }: http.IncomingMessage): HttpRequest {
  const mark = url.indexOf('?');
  return {
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers: Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
      ),
    ),
    body: new Uint8Array(),
  };
}

/** All that was sent; never more of it in memory than a request may have. */
async function bodyOf(request: http.IncomingMessage, signal: AbortSignal): Promise<Uint8Array | 'too-large'> {
  const ended = Promise.withResolvers<'whole' | 'too-large'>();
  const parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer): void => {
    length += part.length;
    if (length > MOST_BYTES) ended.resolve('too-large');
    else parts.push(part);
  };
  const giveUp = (): void => ended.reject(new Error('the client has gone'));
  request.on('data', take).once('end', () => ended.resolve('whole'));
  signal.addEventListener('abort', giveUp);
  try {
    signal.throwIfAborted();
    return (await ended.promise) === 'whole' ? Buffer.concat(parts) : 'too-large';
  } finally {
    request.off('data', take);
    signal.removeEventListener('abort', giveUp);
  }
}

type Exchange = {
  readonly request: http.IncomingMessage;
  readonly response: http.ServerResponse;
  readonly signal: AbortSignal;
};

/**
 * Answers before all was read, and closes the connection. What is still on its way is thrown away for a while: a connection that is
 * closed on a client that writes takes the answer with it.
 */
async function refuse(asked: HttpRequest, error: AwsError, exchange: Exchange): Promise<void> {
  const { request, response, signal } = exchange;
  const { status, headers, body } = refused(asked, error);
  response.writeHead(status, { ...headers, 'content-length': body.byteLength, connection: 'close' });
  response.write(body);
  if (!request.readableEnded) await drain(request, signal);
  response.end();
}

const MOST_DRAINED_BYTES = 64 * 1024 * 1024;
const LONGEST_DRAIN_MS = 5_000;

/** Resolves when all has come, or when it is too much, or takes too long. */
async function drain(request: http.IncomingMessage, signal: AbortSignal): Promise<void> {
  const over = Promise.withResolvers<void>();
  let length = 0;
  const drop = (part: Buffer): void => {
    length += part.length;
    if (length > MOST_DRAINED_BYTES) over.resolve();
  };
  const timer = setTimeout(over.resolve, LONGEST_DRAIN_MS);
  const end = (): void => over.resolve();
  request.on('data', drop).once('end', end);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  request.resume();
  await over.promise;
  clearTimeout(timer);
  signal.removeEventListener('abort', end);
}

function send(response: http.ServerResponse, { status, headers, body }: HttpAnswer): void {
  if (response.destroyed) return;
  response.writeHead(status, { ...headers, 'content-length': body.byteLength });
  response.end(body);
}

/** In the words and the form of the service that was asked, as far as can be seen from the outside. */
function refused(asked: HttpRequest, error: AwsError): HttpAnswer {
  return errorAnswer(formOf(asked), error, randomUUID());
}

function tooLarge(): AwsError {
  return new AwsError(
    'RequestEntityTooLarge',
    `The request is larger than the ${String(MOST_BYTES)} bytes that this service accepts.`,
    413,
  );
}

function portOf(server: http.Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
