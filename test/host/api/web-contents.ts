import { EventEmitter } from 'node:events';
import type { WebContents as ElectronWebContents, WindowOpenHandlerResponse } from 'electron';
import type { FromPage } from '../bridge/messages.ts';
import { browser } from '../browser.ts';
import { toApp } from '../chromium/app-url.ts';
import type { Placement } from '../chromium/windows.ts';
import { asList, decode, encode } from '../codec.ts';
import { say, sayOnce } from '../notice.ts';
import type { Page } from '../page.ts';
import { createEvent } from './event.ts';
import { callHandler, type InvokeEvent } from './ipc.ts';
import { refuseTheRest } from './refused.ts';
import { defaultSession } from './session.ts';

type OpenHandler = Parameters<ElectronWebContents['setWindowOpenHandler']>[0];
type Message<Kind extends FromPage['kind']> = Extract<FromPage, { readonly kind: Kind }>;
type Implemented = Pick<
  ElectronWebContents,
  'id' | 'close' | 'executeJavaScript' | 'forcefullyCrashRenderer' | 'getURL' | 'isCrashed' | 'isDestroyed'
> &
  Pick<ElectronWebContents, 'loadURL' | 'reload' | 'send' | 'setWindowOpenHandler'>;

export interface WindowOfContents {
  readonly placement: () => Placement;
  readonly close: () => void;
}

const all = new Map<number, WebContents>();
let lastId = 0;

/** The page as the app's main process sees it. */
export class WebContents extends EventEmitter implements Implemented {
  readonly id: number;
  readonly session = defaultSession;
  readonly mainFrame: MainFrame;
  readonly #page: Page;
  readonly #window: WindowOfContents;
  #openHandler: OpenHandler | undefined;
  #isDestroyed = false;
  #isCrashed = false;

  constructor(page: Page, window: WindowOfContents) {
    super();
    lastId += 1;
    this.id = lastId;
    this.#page = page;
    this.#window = window;
    this.mainFrame = createMainFrame(this);
    all.set(this.id, this);
    page.judgeNavigation((url) => this.#mayNavigate(url));
    this.#listen();
  }

  async loadURL(url: string): Promise<void> {
    if (this.#isDestroyed) throw new Error('Object has been destroyed');
    allowDevServer(url);
    await this.#page.load(url, this.#window.placement());
  }

  getURL(): string {
    return this.#page.url;
  }

  reload(): void {
    this.#page.reload();
  }

  send(channel: string, ...args: unknown[]): void {
    this.#page.deliver({ kind: 'event', channel, args: encode(args) });
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  async executeJavaScript(code: string): Promise<unknown> {
    return this.#page.evaluate(code);
  }

  forcefullyCrashRenderer(): void {
    this.#page.crash();
  }

  close(): void {
    this.#window.close();
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  isCrashed(): boolean {
    return this.#isCrashed;
  }

  isForTarget(targetId: string): boolean {
    return this.#page.targetId === targetId;
  }

  #listen(): void {
    const { events } = this.#page;
    events.on('navigated', (url) => {
      this.#isCrashed = false;
      this.emit('did-navigate', createEvent(), url, 200, 'OK');
    });
    events.on('navigated-within', (url) => this.emit('did-navigate-in-page', createEvent(), url, true));
    events.on('dom-ready', () => this.emit('dom-ready', createEvent()));
    events.on('loaded', () => this.emit('did-finish-load', createEvent()));
    events.on('failed', (url) => this.emit('did-fail-load', createEvent(), -2, 'ERR_FAILED', url, true));
    events.on('crashed', () => {
      this.#isCrashed = true;
      this.emit('render-process-gone', createEvent(), { reason: 'crashed', exitCode: 5 });
    });
    events.on('message', (message) => this.#receive(message));
    events.on('gone', () => {
      this.#isDestroyed = true;
      all.delete(this.id);
      this.emit('destroyed');
    });
  }

  #mayNavigate(url: string): boolean {
    const event = createEvent({ url, isMainFrame: true, isSameDocument: false, frame: this.mainFrame });
    this.emit('will-frame-navigate', event);
    this.emit('will-navigate', event, url, false, true);
    return !event.defaultPrevented;
  }

  #receive(message: FromPage): void {
    switch (message.kind) {
      case 'invoke':
        return void this.#answer(message);
      case 'navigate':
        // Already stopped in the page: these never reach the network.
        return void this.#mayNavigate(toApp(message.url));
      case 'open':
        return this.#open(message);
      case 'preload-error':
        say(`Unable to load preload script: ${message.stack}`);
    }
  }

  async #answer({ id, channel, args }: Message<'invoke'>): Promise<void> {
    const { context } = this.#page;
    // A document that has been left gets no answer to its calls.
    const deliver: Page['deliver'] = (reply) => {
      if (this.#page.context === context) this.#page.deliver(reply);
    };
    try {
      const value = await callHandler(channel, this.#invokeEvent(), asList(decode(args)));
      deliver({ kind: 'answer', id, value: encode(value) });
    } catch (error) {
      say(`error in the handler for '${channel}': ${String(error)}`);
      deliver({ kind: 'failure', id, message: String(error) });
    }
  }

  #invokeEvent(): InvokeEvent {
    const from = { type: 'frame' as const, processId: this.id, frameId: 1 };
    return createEvent({ ...from, sender: this, senderFrame: this.mainFrame });
  }

  #open({ url, name, features, disposition }: Message<'open'>): void {
    const details = { url: toApp(url), frameName: name, features, disposition };
    const referrer = { url: '', policy: 'default' as const };
    const response: WindowOpenHandlerResponse | undefined = this.#openHandler?.({ ...details, referrer });
    if (response?.action !== 'deny') {
      sayOnce('a new window was not denied by the app: the stand-in host opens none');
    }
  }
}

refuseTheRest('webContents', WebContents.prototype);

export const webContents = refuseTheRest('webContents', {
  getAllWebContents: () => [...all.values()],
  fromId: (id: number) => all.get(id),
  // How a test tool finds the window of a page it drives.
  fromDevToolsTargetId: (targetId: string) =>
    [...all.values()].find((contents) => contents.isForTarget(targetId)),
});

type MainFrame = ReturnType<typeof createMainFrame>;

function createMainFrame(contents: WebContents) {
  const frame = {
    get url() {
      return contents.getURL();
    },
    get origin() {
      return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(contents.getURL())?.[0] ?? 'null';
    },
    name: '',
    parent: null,
    detached: false,
    frames: [],
    processId: contents.id,
    routingId: 1,
    frameTreeNodeId: contents.id,
    isDestroyed: () => contents.isDestroyed(),
  };
  return refuseTheRest('webContents.mainFrame', frame);
}

/** Nothing but the app's own scheme, or a dev server on this computer. */
function allowDevServer(url: string): void {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return;
  if (!['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname)) {
    throw new Error(`electron-host: refuses to load the remote page ${parsed.origin}`);
  }
  browser()?.allowDevOrigin(parsed.origin);
}
