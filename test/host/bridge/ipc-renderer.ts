import { asList, decode, encode } from '../codec.ts';
import type { FromPage, ToPage } from './messages.ts';
import { unsupported } from './unsupported.ts';

type Listener = (event: object, ...args: unknown[]) => void;

/** Electron's ipcRenderer as far as Keyport's preload uses it. */
export function createIpcRenderer(send: (message: FromPage) => void) {
  const listeners = new Map<string, Listener[]>();
  const pending = new Map<
    number,
    { readonly channel: string; readonly settling: PromiseWithResolvers<unknown> }
  >();
  let lastId = 0;

  const on = (channel: string, listener: Listener) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    return ipcRenderer;
  };
  const removeListener = (channel: string, listener: Listener) => {
    const before = listeners.get(channel) ?? [];
    const index = before.lastIndexOf(listener);
    listeners.set(
      channel,
      before.filter((_, at) => at !== index),
    );
    return ipcRenderer;
  };
  const ipcRenderer = {
    on,
    addListener: on,
    removeListener,
    off: removeListener,
    invoke: async (channel: string, ...args: unknown[]) => {
      lastId += 1;
      const id = lastId;
      send({ kind: 'invoke', id, channel, args: encode(args) });
      const settling = Promise.withResolvers();
      pending.set(id, { channel, settling });
      return settling.promise;
    },
    once: unsupported('ipcRenderer.once'),
    send: unsupported('ipcRenderer.send'),
    sendSync: unsupported('ipcRenderer.sendSync'),
    sendToHost: unsupported('ipcRenderer.sendToHost'),
    postMessage: unsupported('ipcRenderer.postMessage'),
  };

  const emit = (channel: string, args: readonly unknown[]) => {
    for (const listener of listeners.get(channel) ?? []) {
      // One listener's failure is reported as uncaught; the others still hear the event.
      try {
        listener({ sender: ipcRenderer, ports: [] }, ...args);
      } catch (error) {
        reportError(error);
      }
    }
  };
  const receive = (message: ToPage) => {
    if (message.kind === 'event') return emit(message.channel, asList(decode(message.args)));
    const call = pending.get(message.id);
    pending.delete(message.id);
    if (message.kind === 'answer') return call?.settling.resolve(decode(message.value));
    // Electron passes on only the message of what a handler threw.
    call?.settling.reject(new Error(`Error invoking remote method '${call.channel}': ${message.message}`));
  };
  return { ipcRenderer, receive };
}
