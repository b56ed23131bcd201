import { openChannel, type Channel } from './channel.ts';
import { createIpcRenderer } from './ipc-renderer.ts';
import { watchLinks, watchNavigation } from './leaving.ts';
import type { FromPage, ProcessInfo, ToPage } from './messages.ts';
import { wire } from './wiring.ts';

/** The two names that exist in the preload's world only: the way out, and the way in. */
interface Doors {
  __electronHostSend?: (text: string) => void;
  __electronHostReceive?: (text: string) => void;
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
  const doors = globalThis as Doors;
  const post = doors.__electronHostSend;
  delete doors.__electronHostSend;
  if (window !== window.top || !post) return;

  const send = (message: FromPage) => post(JSON.stringify(message));
  const channel = openChannel(nonce, 'i');
  const { ipcRenderer, receive } = createIpcRenderer(send);
  doors.__electronHostReceive = (text) => receive(JSON.parse(text) as ToPage);
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
  const refuse = (what: string) => () => {
    throw new Error(`electron-host: contextBridge.${what} is not supported by the stand-in host`);
  };
  return {
    exposeInMainWorld: (key: string, api: unknown) => {
      const result = channel.ask('expose', { key, api: pack(api) }) as { readonly ok: boolean } | undefined;
      if (!result?.ok)
        throw new Error('Cannot bind an API on top of an existing property on the window object');
    },
    exposeInIsolatedWorld: refuse('exposeInIsolatedWorld'),
    executeInMainWorld: refuse('executeInMainWorld'),
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
