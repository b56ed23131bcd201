import { setTimeout } from 'node:timers/promises';
import type { App } from 'electron';
import type { Unfinished } from '../unfinished.ts';

/** A keychain that never answers must not keep the app open for ever. */
const MOST_MS = 10_000;

/**
 * While a private key is on its way into the keychain, memory holds the only copy: quitting waits until it has arrived.
 * The window may be closed meanwhile.
 */
export function waitBeforeQuit(
  app: Pick<App, 'on' | 'quit'>,
  unfinished: Unfinished,
  mostMs = MOST_MS,
): void {
  let waiting: Promise<void> | undefined;
  let hasWaited = false;
  const wait = async () => {
    await Promise.race([unfinished.ended(), setTimeout(mostMs, undefined, { ref: false })]);
    hasWaited = true;
    app.quit();
  };
  app.on('before-quit', (event) => {
    if (hasWaited || unfinished.isEmpty()) return;
    event.preventDefault();
    waiting ??= wait();
  });
}
