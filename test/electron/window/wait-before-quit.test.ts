import { EventEmitter } from 'node:events';
import type { MessageBoxOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import type { StoreKind } from '../../../shared/keys/vault.ts';
import { createUnfinished } from '../../../electron/unfinished.ts';
import { waitBeforeQuit } from '../../../electron/window/wait-before-quit.ts';

type Options = {
  readonly mostMs?: number;
  readonly store?: StoreKind;
  /** Where the only private keys are, and what the person presses, one question after the other. */
  readonly only?: 'held' | 'on-its-way';
  readonly presses?: readonly ('Go back' | 'Quit and lose it' | 'Stay' | 'Quit now' | 'Escape')[];
  readonly isLaunching?: boolean;
  readonly hasCopied?: boolean;
  /** How long the clipboard takes. */
  readonly clearing?: Promise<void>;
};

/** An app that asks before it quits, as Electron's does, and work that a test ends by hand. */
function openApp(options: Options = {}) {
  const unfinished = createUnfinished();
  const events = new EventEmitter();
  const ended = Promise.withResolvers<void>();
  const wentBack = Promise.withResolvers<void>();
  const quit = vi.fn<() => void>(() => {
    const preventDefault = vi.fn<() => void>();
    events.emit('before-quit', { preventDefault });
    if (preventDefault.mock.calls.length === 0) ended.resolve();
  });
  const app = Object.assign(events, { quit }) as unknown as Parameters<typeof waitBeforeQuit>[0];
  const key = { state: options.only ?? 'safe' };
  const presses = [...(options.presses ?? [])];
  const questions: MessageBoxOptions[] = [];
  const clipboard = { hasSecret: options.hasCopied === true };
  waitBeforeQuit(app, {
    unfinished,
    held: {
      hasHeld: () => key.state === 'held',
      hasOnlyCopy: () => key.state !== 'safe',
      store: () => options.store ?? 'keychain',
    },
    isLaunching: () => options.isLaunching === true,
    copiedSecret: {
      isThere: () => clipboard.hasSecret,
      clear: async () => {
        await options.clearing;
        clipboard.hasSecret = false;
      },
    },
    ask: async (question) => {
      questions.push(question);
      const pressed = presses.shift() ?? 'Escape';
      return pressed === 'Escape' ? (question.cancelId ?? -1) : (question.buttons?.indexOf(pressed) ?? -1);
    },
    goBack: () => wentBack.resolve(),
    ...(options.mostMs === undefined ? {} : { mostMs: options.mostMs }),
  });
  return {
    app,
    quit,
    unfinished,
    ended: ended.promise,
    wentBack: wentBack.promise,
    key,
    questions,
    clipboard,
  };
}

test('with nothing unfinished an app quits at once', async () => {
  const { app, quit, ended } = openApp();
  app.quit();
  await ended;

  expect(quit).toHaveBeenCalledOnce();
});

test.each(['resolve', 'reject'] as const)(
  'quitting waits for all that is unfinished, however often it is asked for and however it ends (%s)',
  async (end) => {
    const { app, quit, unfinished, ended, questions } = openApp();
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const tracked = Promise.allSettled([first, second].map(({ promise }) => unfinished.track(promise)));
    app.quit();
    app.quit();
    first[end]();
    await Promise.allSettled([first.promise]);
    expect(unfinished.isEmpty()).toBe(false);
    expect(quit).toHaveBeenCalledTimes(2);

    second[end]();
    await ended;

    expect(quit).toHaveBeenCalledTimes(3);
    expect(unfinished.isEmpty()).toBe(true);
    expect(questions).toEqual([]);
    await tracked;
  },
);

test('what never ends is not waited for without end', async () => {
  const { app, unfinished, ended } = openApp({ mostMs: 1 });
  void unfinished.track(new Promise(() => {}));
  app.quit();
  await ended;

  expect(unfinished.isEmpty()).toBe(false);
});

test.each(['Go back', 'Escape'] as const)(
  'a key that waits for the person is asked about at once, and “%s” does not quit',
  async (press) => {
    // No limit could be over yet.
    const { app, quit, unfinished, wentBack, questions } = openApp({
      mostMs: 3_600_000,
      only: 'held',
      presses: [press],
    });
    void unfinished.track(new Promise(() => {}));
    app.quit();
    app.quit();
    await wentBack;

    expect(quit).toHaveBeenCalledTimes(2);
    expect(questions).toEqual([
      expect.objectContaining({
        type: 'warning',
        message: 'The only copy of a private key is in Keyport’s memory.',
        buttons: ['Go back', 'Quit and lose it'],
        defaultId: 0,
        cancelId: 0,
      }),
    ]);
  },
);

test.each([
  ['keychain', 'your keychain has not taken this one'],
  ['file', 'your encrypted file has not taken this one'],
  ['practice', 'the plain file of practice has not taken this one'],
] as const)('the question names the place that did not take the key: %s', async (store, named) => {
  const { app, wentBack, questions } = openApp({ only: 'held', presses: ['Go back'], store });
  app.quit();
  await wentBack;

  expect(questions[0]?.detail).toContain(named);
});

test('who goes back is asked again the next time, and may lose the key', async () => {
  const { app, wentBack, ended, questions } = openApp({
    only: 'held',
    presses: ['Go back', 'Quit and lose it'],
  });
  app.quit();
  await wentBack;
  app.quit();
  await ended;

  expect(questions).toHaveLength(2);
});

test('a key on its way is waited for, and asked about only when it does not arrive', async () => {
  const never = openApp({ mostMs: 1, only: 'on-its-way', presses: ['Quit and lose it'] });
  void never.unfinished.track(new Promise(() => {}));
  never.app.quit();
  await never.ended;
  expect(never.questions).toHaveLength(1);

  const arrives = openApp({ mostMs: 3_600_000, only: 'on-its-way' });
  const work = Promise.withResolvers<void>();
  const tracked = arrives.unfinished.track(work.promise);
  arrives.app.quit();
  arrives.key.state = 'safe';
  work.resolve();
  await Promise.all([tracked, arrives.ended]);
  expect(arrives.questions).toEqual([]);
});

test('a key that nothing is at work for any more is asked about all the same', async () => {
  const { app, wentBack, questions } = openApp({ only: 'on-its-way', presses: ['Go back'] });
  app.quit();
  await wentBack;

  expect(questions).toHaveLength(1);
});

test.each(['Stay', 'Escape'] as const)(
  'in the middle of a launch the person is asked, and “%s” does not quit',
  async (press) => {
    const { app, quit, wentBack, questions } = openApp({ isLaunching: true, presses: [press] });
    app.quit();
    await wentBack;

    expect(quit).toHaveBeenCalledOnce();
    expect(questions.map(({ title }) => title)).toEqual(['A launch is under way']);
  },
);

test('who quits in the middle of a launch is asked once, and what is unfinished is still waited for', async () => {
  const { app, unfinished, ended, questions } = openApp({ isLaunching: true, presses: ['Quit now'] });
  const work = Promise.withResolvers<void>();
  const tracked = unfinished.track(work.promise);
  app.quit();
  work.resolve();
  await ended;

  expect(questions).toHaveLength(1);
  await tracked;
});

test('a password that is on the clipboard goes before the app does', async () => {
  const { app, quit, ended, clipboard } = openApp({ hasCopied: true });
  app.quit();
  expect(quit).toHaveBeenCalledOnce();

  await ended;

  expect(clipboard.hasSecret).toBe(false);
});

test('a clipboard that never answers does not keep the app open', async () => {
  const { app, ended } = openApp({ hasCopied: true, clearing: new Promise(() => {}), mostMs: 5 });
  app.quit();

  await ended;
});

test('who goes back from quitting has the password still', async () => {
  const { app, wentBack, clipboard } = openApp({ hasCopied: true, isLaunching: true, presses: ['Stay'] });
  app.quit();
  await wentBack;

  expect(clipboard.hasSecret).toBe(true);
});
