import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { createUnfinished } from '../../../electron/unfinished.ts';
import { waitBeforeQuit } from '../../../electron/window/wait-before-quit.ts';

/** An app that asks before it quits, as Electron's does, and work that a test ends by hand. */
function openApp(mostMs?: number) {
  const unfinished = createUnfinished();
  const events = new EventEmitter();
  const ended = Promise.withResolvers<void>();
  const quit = vi.fn<() => void>(() => {
    const preventDefault = vi.fn<() => void>();
    events.emit('before-quit', { preventDefault });
    if (preventDefault.mock.calls.length === 0) ended.resolve();
  });
  const app = Object.assign(events, { quit }) as unknown as Parameters<typeof waitBeforeQuit>[0];
  waitBeforeQuit(app, unfinished, mostMs);
  return { app, quit, unfinished, ended: ended.promise };
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
    const { app, quit, unfinished, ended } = openApp();
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
    await tracked;
  },
);

test('what never ends is not waited for without end', async () => {
  const { app, unfinished, ended } = openApp(1);
  void unfinished.track(new Promise(() => {}));
  app.quit();
  await ended;

  expect(unfinished.isEmpty()).toBe(false);
});
