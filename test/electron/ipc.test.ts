import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { serveApi, sendEvent } from '../../electron/ipc.ts';
import { channels, type KeyportApi } from '../../shared/api.ts';
import type { Launch } from '../../shared/launch.ts';
import { succeeded } from '../../shared/outcome.ts';

type Handler = (event: unknown, ...args: readonly unknown[]) => unknown;
const handlers = vi.hoisted(() => new Map<string, Handler>());
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, handler: Handler) => handlers.set(channel, handler) },
}));

const ORIGIN = 'app://keyport';

/** A window with its page, as much of it as is asked. */
function fakeWindow(url = `${ORIGIN}/index.html`) {
  const mainFrame = { url };
  const sent: unknown[] = [];
  const webContents = { mainFrame, send: (...message: readonly unknown[]) => sent.push(message) };
  return { isDestroyed: () => false, webContents, sent };
}
type FakeWindow = ReturnType<typeof fakeWindow>;

let asked: string[];
let window: FakeWindow | null;

beforeEach(() => {
  handlers.clear();
  asked = [];
  window = fakeWindow();
  const methods = Object.keys(channels).map((name) => [
    name,
    async () => {
      asked.push(name);
      return succeeded(name);
    },
  ]);
  serveApi({
    api: Object.fromEntries(methods) as KeyportApi,
    window: () => window as unknown as BrowserWindow | null,
    origin: ORIGIN,
    report: () => {},
  });
});

const call = (channel: string, event: unknown, ...args: readonly unknown[]) =>
  handlers.get(channel)?.(event, ...args);
const eventOf = ({ webContents }: FakeWindow, frame: unknown = webContents.mainFrame) => ({
  sender: webContents,
  senderFrame: frame,
});

test('exactly the channels of the contract are served', () => {
  expect([...handlers.keys()].toSorted()).toEqual(Object.values(channels).toSorted());
});

test('the page of the window is answered', async () => {
  const event = eventOf(window ?? fakeWindow());

  expect(await call('keyport:about', event)).toEqual(succeeded('about'));
  expect(await call('keyport:about', event, 'too much')).toMatchObject({ problem: { code: 'bad-request' } });
  expect(asked).toEqual(['about']);
});

describe('nobody else is, on any channel', () => {
  const at = (url: string) => {
    window = fakeWindow(url);
    return eventOf(window);
  };
  test.each<readonly [string, (own: FakeWindow) => unknown]>([
    ['a frame that has navigated away', (own) => eventOf(own, null)],
    ['a frame inside the page', (own) => eventOf(own, { url: `${ORIGIN}/index.html` })],
    ['another window', () => eventOf(fakeWindow())],
    [
      "another window's contents with our frame",
      (own) => ({ ...eventOf(fakeWindow()), senderFrame: own.webContents.mainFrame }),
    ],
    ['another origin', () => at('https://evil.com/index.html')],
    ['another host', () => at('app://evil/index.html')],
    ['a host that begins alike', () => at('app://keyport.evil.com/')],
    ['our name as a user', () => at('app://keyport@evil/')],
    ['another scheme', () => at('http://keyport/index.html')],
    ['a port', () => at('app://keyport:1234/')],
    ['upper case', () => at('app://KEYPORT/')],
    ['an empty page', () => at('about:blank')],
    ['a page without an address', () => at('')],
    ['a file', () => at('file:///index.html')],
    ['a page of data', () => at('data:text/html,app://keyport')],
    ['a blob', () => at('blob:app://keyport/1')],
    [
      'a window that is closed',
      (own) => {
        window = null;
        return eventOf(own);
      },
    ],
    [
      'a window that was destroyed',
      (own) => {
        window = { ...own, isDestroyed: () => true };
        return eventOf(own);
      },
    ],
  ])('%s', (_who, from) => {
    const event = from(window ?? fakeWindow());
    for (const channel of Object.values(channels)) {
      // Refused at once, not after a turn of the loop in which the page could have become another.
      expect(call(channel, event)).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
    }
    expect(asked).toEqual([]);
  });
});

test('a change of a launch is told to the screen, if there is one', () => {
  const launch = { launchId: 'one' } as Launch;
  const own = fakeWindow();
  const gone = { ...fakeWindow(), isDestroyed: () => true };

  for (const each of [own, gone, null])
    sendEvent(each as unknown as BrowserWindow | null, 'onLaunchChanged', launch);

  expect(own.sent).toEqual([['keyport:launch-changed', launch]]);
  expect(gone.sent).toEqual([]);
});
