import { openChannel } from './channel.ts';
import { wire } from './wiring.ts';

/** Runs beside the page's own scripts, before the first of them: receives what the preload exposes, and answers window.open. */
export function startMainWorld(nonce: string): void {
  const channel = openChannel(nonce, 'm');
  denyWindows((url, name, features) => channel.ask('open', { url, name, features }));
  if (window !== window.top) return;
  const { unpack } = wire(channel);
  channel.on('expose', ({ key, api }) => {
    if (Object.hasOwn(window, key)) return { ok: false };
    const value = unpack(api, true);
    Object.defineProperty(window, key, { value, enumerable: true, writable: false, configurable: false });
    return { ok: true };
  });
}

/** Electron too returns null for a window that the app denies. In a frame nobody listens: the answer is null all the same. */
export function denyWindows(report: (url: string, name: string, features: string) => void): void {
  const toText = String;
  const open = (url: unknown = '', name: unknown = '', features: unknown = ''): null => {
    report(toText(url), toText(name), toText(features));
    return null;
  };
  Object.defineProperty(window, 'open', {
    value: open,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
