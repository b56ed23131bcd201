import { Script } from 'node:vm';
import { assertNever } from '../../../shared/assert-never.ts';
import {
  asList,
  decode,
  encode,
  fromBase64,
  pack,
  packNumber,
  packObject,
  toBase64,
  unpack,
  unpackError,
  unpackObject,
} from '../codec.ts';
import { openChannel } from './channel.ts';
import { createIpcRenderer } from './ipc-renderer.ts';
import { createContextBridge, runPreload, startIsolatedWorld } from './isolated-world.ts';
import { dispositionOf, linkOf, opensWindow, targetOf, watchLinks, watchNavigation } from './leaving.ts';
import { denyWindows, startMainWorld } from './main-world.ts';
import type { ProcessInfo } from './messages.ts';
import { unsupported } from './unsupported.ts';
import { asError, isCallable, isPlain, messageOf, wire } from './wiring.ts';

/** Electron's own name for the world of a preload. */
export const WORLD = 'Electron Isolated Context';
/** The binding that startIsolatedWorld takes and deletes. */
export const BINDING = 'electronHostSend';

const SHARED = [openChannel, wire, asError, messageOf, isPlain, isCallable, assertNever, unsupported];
const CODEC = [
  encode,
  decode,
  asList,
  pack,
  packNumber,
  packObject,
  unpack,
  unpackObject,
  unpackError,
  toBase64,
  fromBase64,
];
const LEAVING = [watchNavigation, watchLinks, linkOf, opensWindow, targetOf, dispositionOf];

export function mainWorldScript(nonce: string): string {
  return script([...SHARED, denyWindows, startMainWorld], startMainWorld, [JSON.stringify(nonce)]);
}

/** Throws a SyntaxError for a preload that does not parse: in the page it would silently take the whole script with it. */
export function isolatedWorldScript(nonce: string, preload: string, info: ProcessInfo): string {
  const wrapped = `(function (require, module, exports, process, global) {${preload}\n})`;
  void new Script(wrapped);
  const own = [createIpcRenderer, createContextBridge, runPreload, startIsolatedWorld];
  const args = [JSON.stringify(nonce), wrapped, JSON.stringify(info)];
  return script([...SHARED, ...CODEC, ...LEAVING, ...own], startIsolatedWorld, args);
}

export function receiveScript(text: string): string {
  return `electronHostReceive(${JSON.stringify(text)})`;
}

interface Named {
  readonly name: string;
}

/** Node erases the types, so a function's text is JavaScript; side by side in one scope the functions find each other by name. */
function script(functions: readonly Named[], start: Named, args: readonly string[]): string {
  return `(() => { ${functions.map(String).join('\n')}\n${start.name}(${args.join(', ')}); })();`;
}
