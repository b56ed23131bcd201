import { Readable } from 'node:stream';
import type { HttpAnswer, HttpRequest } from '../practice/http.ts';

/** Answers a request in the network's place. What it rejects with, the client sees as the network's own error. */
export type AnswerRequest = (request: HttpRequest, signal?: AbortSignal) => Promise<HttpAnswer>;

/** As long as the network is given: see `clientOptions`. */
const WITHIN_MS = 60_000;

/**
 * What an SDK client takes for its way to the network. Nothing leaves the process: no name is looked up, no socket is
 * opened, whatever host the client means.
 */
export function answerInProcess(answer: AnswerRequest, withinMs: number = WITHIN_MS) {
  return {
    handle: async (request: unknown, options: HandlerOptions = {}) => {
      const tooLate = AbortSignal.timeout(withinMs);
      const { abortSignal } = options;
      const signal = abortSignal === undefined ? tooLate : AbortSignal.any([abortSignal, tooLate]);
      const { status, headers, body } = await orAborted(() => answer(requestFrom(request), signal), signal);
      return { response: { statusCode: status, headers: { ...headers }, body: streamOf(body) } };
    },
  };
}

type HandlerOptions = { readonly abortSignal?: AbortSignal | undefined };

/** Ends with the signal, also where whoever answers does not look at it. */
async function orAborted<Value>(work: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work(), aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** As much of the SDK's own request as is looked at here. */
type SdkRequest = {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

function requestFrom(given: unknown): HttpRequest {
  // Every client of the SDK hands its handler such a request.
  const { method, hostname, path, query = {}, headers, body } = given as SdkRequest;
  const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    method,
    path,
    query: queryText(query),
    headers: { host: hostname, ...Object.fromEntries(lowerCase) },
    body: bytesOf(body),
  };
}

function queryText(query: NonNullable<SdkRequest['query']>): string {
  return Object.entries(query)
    .flatMap(([name, value]) => (isList(value) ? value : [value]).map((one) => [name, one] as const))
    .map(([name, value]) => (value === null ? escaped(name) : `${escaped(name)}=${escaped(value)}`))
    .join('&');
}

function isList(value: string | readonly string[] | null): value is readonly string[] {
  return Array.isArray(value);
}

/** As a signature wants it: these five are left alone by JavaScript's own function. */
function escaped(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function bytesOf(body: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return body;
  throw new TypeError('the body of a request is neither text nor bytes');
}

/** Over the network it would be a stream, too. */
function streamOf(body: Uint8Array): Readable {
  return Readable.from(body.length === 0 ? [] : [Buffer.from(body)], { objectMode: false });
}
