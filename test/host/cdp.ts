import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
// Playwright carries the protocol's types; nothing of it runs here.
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';

export type { Protocol };

export interface CdpSession {
  readonly send: <Method extends keyof Protocol.CommandParameters>(
    method: Method,
    params?: Protocol.CommandParameters[Method],
  ) => Promise<Protocol.CommandReturnValues[Method]>;
  readonly on: <Name extends keyof Protocol.Events>(
    name: Name,
    listener: (params: Protocol.Events[Name]) => void,
  ) => void;
}

export interface Cdp extends CdpSession {
  readonly isClosed: () => boolean;
  readonly onClose: (listener: () => void) => void;
  readonly session: (sessionId: string) => CdpSession;
  readonly dropSession: (sessionId: string) => void;
}

interface Call {
  readonly method: string;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method: string;
  readonly params: unknown;
  /** What the protocol describes for the method; never, so that it fits each. */
  readonly result: never;
  readonly error?: { readonly message: string };
}

/** A DevTools-protocol client over Chromium's --remote-debugging-pipe: NUL-terminated JSON on two pipes, no TCP port. */
export function connect(output: Writable, input: Readable): Cdp {
  const calls = new Map<number, Call>();
  const sessions = new Map<string, { readonly events: EventEmitter; readonly session: CdpSession }>();
  const root = new EventEmitter();
  let lastId = 0;
  let closed = false;

  const send = (method: string, params: object, sessionId?: string) =>
    new Promise<never>((resolve, reject) => {
      if (closed) throw new Error(`browser closed: ${method}`);
      lastId += 1;
      calls.set(lastId, { method, resolve, reject });
      output.write(JSON.stringify({ id: lastId, method, params, sessionId }) + '\0');
    });

  const receive = (message: Message) => {
    if (message.id !== undefined) return settle(calls, message.id, message);
    const events = message.sessionId === undefined ? root : sessions.get(message.sessionId)?.events;
    events?.emit(message.method, message.params);
  };

  const end = () => {
    if (closed) return;
    closed = true;
    for (const call of calls.values()) call.reject(new Error(`browser closed: ${call.method}`));
    calls.clear();
    root.emit('close');
  };
  input.on(
    'data',
    splitAtNul((text) => receive(JSON.parse(text))),
  );
  input.on('close', end).on('error', end);
  output.on('error', end);

  return {
    ...createSession(root, send),
    isClosed: () => closed,
    onClose: (listener) => void root.on('close', listener),
    session: (sessionId) => {
      const events = new EventEmitter().setMaxListeners(0);
      const known = sessions.get(sessionId) ?? {
        events,
        session: createSession(events, (method, params) => send(method, params, sessionId)),
      };
      sessions.set(sessionId, known);
      return known.session;
    },
    dropSession: (sessionId) => void sessions.delete(sessionId),
  };
}

function createSession(
  events: EventEmitter,
  send: (method: string, params: object) => Promise<never>,
): CdpSession {
  return {
    send: (method, params) => send(method, params ?? {}),
    on: (name, listener) => void events.on(name, listener),
  };
}

function settle(calls: Map<number, Call>, id: number, { result, error }: Message): void {
  const call = calls.get(id);
  calls.delete(id);
  if (error) call?.reject(new Error(`${call.method}: ${error.message}`));
  else call?.resolve(result);
}

function splitAtNul(take: (text: string) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  return (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      parts.push(chunk.subarray(start, end));
      const text = Buffer.concat(parts).toString();
      parts = [];
      start = end + 1;
      take(text);
    }
    parts.push(chunk.subarray(start));
  };
}
