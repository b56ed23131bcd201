import type { Session } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { refuseNavigation, refusePermissions } from '../../../electron/window/lock-down.ts';

type Listener = (...args: readonly unknown[]) => unknown;
const appListeners = vi.hoisted(() => new Map<string, Listener>());
vi.mock('electron', () => ({
  app: { on: (event: string, listener: Listener) => appListeners.set(event, listener) },
}));

/** Contents that remember what was said of them. */
function fakeContents() {
  const listeners = new Map<string, Listener>();
  const openHandlers: Listener[] = [];
  const contents = {
    on: (event: string, listener: Listener) => listeners.set(event, listener),
    getURL: () => 'app://keyport/index.html',
    setWindowOpenHandler: (handler: Listener) => openHandlers.push(handler),
  };
  refuseNavigation();
  appListeners.get('web-contents-created')?.({}, contents);
  return { listeners, openHandlers };
}

describe('whatever comes to life in the app', () => {
  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'is kept where it is: %s',
    (event) => {
      const preventDefault = vi.fn<() => void>();
      fakeContents().listeners.get(event)?.({ preventDefault, url: 'https://evil.com' });

      expect(preventDefault).toHaveBeenCalledOnce();
    },
  );

  test('may load itself again', () => {
    const preventDefault = vi.fn<() => void>();
    fakeContents().listeners.get('will-navigate')?.({ preventDefault, url: 'app://keyport/index.html' });

    expect(preventDefault).not.toHaveBeenCalled();
  });

  test('opens no window, whatever the address', () => {
    const { openHandlers } = fakeContents();

    expect(openHandlers).toHaveLength(1);
    for (const url of ['https://aws.amazon.com', 'app://keyport/index.html', 'about:blank']) {
      expect(openHandlers[0]?.({ url })).toEqual({ action: 'deny' });
    }
  });
});

test('no permission is given, asked for or looked at', () => {
  const handlers = new Map<string, Listener>();
  const session = new Proxy(
    {},
    { get: (_target, name) => (handler: Listener) => handlers.set(String(name), handler) },
  );
  refusePermissions(session as Session);
  const answers: unknown[] = [];
  const answer = (given: unknown) => answers.push(given);

  handlers.get('setPermissionRequestHandler')?.({}, 'notifications', answer);
  handlers.get('setDisplayMediaRequestHandler')?.({}, answer);

  expect(answers).toEqual([false, {}]);
  expect(handlers.get('setPermissionCheckHandler')?.({}, 'clipboard-read', 'app://keyport')).toBe(false);
  expect(handlers.get('setDevicePermissionHandler')?.({ deviceType: 'usb' })).toBe(false);
});
