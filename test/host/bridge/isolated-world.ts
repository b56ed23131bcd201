import { openChannel, type Channel } from './channel.ts';
import { createIpcRenderer } from './ipc-renderer.ts';
import { watchLinks, watchNavigation } from './leaving.ts';
import type { FromPage, ProcessInfo } from './messages.ts';
import { unsupported } from './unsupported.ts';
import { wire } from './wiring.ts';

declare global {
  /** The two names that exist in the preload's world only: the way out, and the way in. */
  var electronHostSend: ((text: string) => void) | undefined;
  var electronHostReceive: ((text: string) => void) | undefined;
}

/** The preload's source inside the function that CommonJS puts around a file. */
export type Preload = (
  require: unknown,
  module: object,
  exports: object,
  process: object,
  global: object,
) => void;

/** Runs in a world of its own on every page: same document, other JavaScript. The page's scripts cannot see or patch anything here. */
export function startIsolatedWorld(nonce: string, preload: Preload, info: ProcessInfo): void {
  const post = globalThis.electronHostSend;
  Reflect.deleteProperty(globalThis, 'electronHostSend');
  if (window !== window.top || !post) return;

  const send = (message: FromPage) => post(JSON.stringify(message));
  const channel = openChannel(nonce, 'i');
  const { ipcRenderer, receive } = createIpcRenderer(send);
  globalThis.electronHostReceive = (text) => receive(JSON.parse(text));
  watchNavigation(send);
  watchLinks(channel, send);
  const electron = { contextBridge: createContextBridge(channel), ipcRenderer };
  try {
    runPreload(preload, electron, info);
  } catch (error) {
    send({ kind: 'preload-error', stack: String(error instanceof Error ? error.stack : error) });
  }
}

export function createContextBridge(channel: Channel) {
  const { pack } = wire(channel);
  return {
    exposeInMainWorld: (key: string, api: unknown) => {
      const result = channel.ask('expose', { key, api: pack(api) });
      if (!result?.ok)
        throw new Error('Cannot bind an API on top of an existing property on the window object');
    },
    exposeInIsolatedWorld: unsupported('contextBridge.exposeInIsolatedWorld'),
    executeInMainWorld: unsupported('contextBridge.executeInMainWorld'),
  };
}

/** As Electron does for a sandboxed preload: CommonJS, `electron` is all it can require, `process` is a fragment. */
export function runPreload(preload: Preload, electron: object, info: ProcessInfo): void {
  const module = { exports: {} };
  const require = (name: string) => {
    if (['electron', 'electron/renderer', 'electron/common'].includes(name)) return electron;
    throw new Error(`module not found: ${name}`);
  };
  const process = Object.freeze({
    ...info,
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    isMainFrame: true,
    argv: [],
    env: {},
  });
  preload(require, module, module.exports, process, globalThis);
}
