import { setTimeout } from 'node:timers/promises';
import type { App, MessageBoxOptions } from 'electron';
import type { SecretCopy } from '../connect/secret-copy.ts';
import type { HeldKeys } from '../custody/held-keys.ts';
import type { Unfinished } from '../unfinished.ts';
import type { StoreKind } from '../../shared/keys/vault.ts';
import { words } from '../../shared/words/en.ts';
import { inStore } from '../../shared/words/en/store-names.ts';

/** A keychain that never answers must not keep the app open for ever. */
const MOST_MS = 10_000;
/** Nor a clipboard. */
const CLEAR_MS = 1_000;

type QuitDeps = {
  readonly unfinished: Pick<Unfinished, 'isEmpty' | 'ended'>;
  readonly held: Pick<HeldKeys, 'hasHeld' | 'hasOnlyCopy' | 'store'>;
  /** A password on the clipboard goes with the program. */
  readonly copiedSecret: Pick<SecretCopy, 'isThere' | 'clear'>;
  /** Whether a launch is being made, changed or removed. Quitting leaves it half done: nothing is lost by that. */
  readonly isLaunching: () => boolean;
  /** The system's own box, on top of the window where there is one; answers which button was pressed. */
  readonly ask: (question: MessageBoxOptions) => Promise<number>;
  /** After "Go back": the window may be closed, and only there the person can decide. */
  readonly goBack: () => void;
  readonly mostMs?: number;
};

/**
 * While a private key is on its way into the keychain, memory holds the only copy: quitting waits until it has arrived. The
 * window may be closed meanwhile. Where the key does not arrive, the person is asked; nothing else gives it up. A person who quits
 * in the middle of a launch is asked first, and the next start shows what was left half done.
 */
export function waitBeforeQuit(app: Pick<App, 'on' | 'quit'>, deps: QuitDeps): void {
  const { unfinished, held, copiedSecret, isLaunching, ask, goBack, mostMs = MOST_MS } = deps;
  let waiting: Promise<void> | undefined;
  let isDecided = false;
  const decide = async () => {
    if (isLaunching() && (await ask(LAUNCH_QUESTION)) !== LEAVE) return;
    // What waits for a person ends by no waiting.
    if (!held.hasHeld()) {
      await Promise.race([unfinished.ended(), setTimeout(mostMs, undefined, { ref: false })]);
    }
    isDecided = !held.hasOnlyCopy() || (await ask(questionOf(held.store()))) === LOSE;
    if (isDecided)
      await Promise.race([
        copiedSecret.clear(),
        setTimeout(Math.min(CLEAR_MS, mostMs), undefined, { ref: false }),
      ]);
  };
  const quitOrGoBack = async () => {
    try {
      await decide();
    } finally {
      waiting = undefined;
    }
    if (isDecided) app.quit();
    else goBack();
  };
  app.on('before-quit', (event) => {
    const isNothing =
      unfinished.isEmpty() && !held.hasOnlyCopy() && !isLaunching() && !copiedSecret.isThere();
    if (isDecided || isNothing) return;
    event.preventDefault();
    waiting ??= quitOrGoBack();
  });
}

const LOSE = 1;
const { title, message, detail, goBack: back, lose } = words.held.quit;

/** Escape, and closing the box, go back. */
function questionOf(store: StoreKind): MessageBoxOptions {
  return {
    type: 'warning',
    title,
    message,
    detail: inStore(store, detail),
    buttons: [back, lose],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
}

const LEAVE = 1;
const { quit } = words.launch;

const LAUNCH_QUESTION: MessageBoxOptions = {
  type: 'question',
  title: quit.title,
  message: quit.message,
  detail: quit.detail,
  buttons: [quit.stay, quit.leave],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
};
