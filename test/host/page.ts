import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { FromPage, ToPage } from './bridge/messages.ts';
import { BINDING, isolatedWorldScript, mainWorldScript, receiveScript, WORLD } from './bridge/scripts.ts';
import { browser } from './browser.ts';
import type { CdpSession } from './cdp.ts';
import { toApp, toWeb } from './chromium/app-url.ts';
import type { Chromium } from './chromium/chromium.ts';
import { place, type Placement, type WindowOwner } from './chromium/windows.ts';
import { debug, say } from './notice.ts';

// Names the events between the worlds; a page that cannot guess it cannot forge them.
const nonce = `e${randomBytes(12).toString('hex')}`;

interface PageEvents {
  adopted: [];
  navigated: [url: string];
  'navigated-within': [url: string];
  'dom-ready': [];
  loaded: [];
  failed: [url: string];
  crashed: [];
  message: [message: FromPage];
  gone: [];
}

/** One window of Chromium that shows the app: its document, its preload, and messages both ways. */
export class Page implements WindowOwner {
  readonly events = new EventEmitter<PageEvents>();
  readonly #preload: string | undefined;
  #session: CdpSession | undefined;
  #targetId = '';
  #windowId: number | undefined;
  #url = '';
  /** The document the host itself asked for; any other is the page's own wish. */
  #expected: string | undefined;
  /** The preload's world in the current document; messages from any other are dropped. */
  #isolated: number | undefined;
  #judge: (url: string) => boolean = () => true;
  #loading: PromiseWithResolvers<void> | undefined;

  constructor(preload: string | undefined) {
    this.#preload = preload;
  }

  get url(): string {
    return this.#url;
  }

  get targetId(): string {
    return this.#targetId;
  }

  get context(): number | undefined {
    return this.#isolated;
  }

  /** Who decides about navigations that the page starts. */
  judgeNavigation(judge: (url: string) => boolean): void {
    this.#judge = judge;
  }

  /** The first load opens the window. Settles when the document is loaded. */
  async load(url: string, placement: Placement): Promise<void> {
    const chromium = runningChromium();
    const loading = this.#startLoading(url);
    if (this.#session) {
      const { errorText } = await this.#session.send('Page.navigate', { url: toWeb(url) });
      if (errorText !== undefined) this.#loaded(new Error(`${errorText} loading '${url}'`));
    } else {
      const { windowId } = await chromium.windows.open(this, url, placement);
      this.#windowId = windowId;
    }
    return loading;
  }

  reload(): void {
    this.#expected = withoutHash(this.#url);
    this.#session?.send('Page.reload').catch(debug);
  }

  crash(): void {
    this.#session?.send('Page.crash').catch(debug);
  }

  /** Evaluates in the page's own world. */
  async evaluate(expression: string): Promise<unknown> {
    if (!this.#session) throw new Error('the page has no document yet');
    const options = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', options);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  deliver(message: ToPage): void {
    if (this.#isolated === undefined) return;
    const expression = receiveScript(JSON.stringify(message));
    this.#session
      ?.send('Runtime.evaluate', { expression, contextId: this.#isolated, silent: true })
      .catch(debug);
  }

  close(): void {
    if (!this.#session) return this.gone();
    runningChromium()
      .cdp.send('Target.closeTarget', { targetId: this.#targetId })
      .catch(() => this.gone());
  }

  focus(): void {
    this.#session?.send('Page.bringToFront').catch(debug);
  }

  async place(placement: Partial<Placement>): Promise<void> {
    if (this.#windowId !== undefined) await place(runningChromium().cdp, this.#windowId, placement);
  }

  setWindowState(windowState: 'normal' | 'minimized' | 'maximized'): void {
    if (this.#windowId === undefined) return;
    const change = { windowId: this.#windowId, bounds: { windowState } };
    runningChromium().cdp.send('Browser.setWindowBounds', change).catch(debug);
  }

  async emulateColorScheme(value: string): Promise<void> {
    const features = value === 'system' ? [] : [{ name: 'prefers-color-scheme', value }];
    await this.#session?.send('Emulation.setEmulatedMedia', { features });
  }

  async adopt(session: CdpSession, targetId: string): Promise<void> {
    this.#session = session;
    this.#targetId = targetId;
    this.#watchContexts(session);
    this.#watchDocument(session);
    const ready = [
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Inspector.enable'),
      session.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }),
      // In this order: the preload finds the main world's half already listening.
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(nonce) }),
      session.send('Page.addScriptToEvaluateOnNewDocument', {
        worldName: WORLD,
        source: this.#preloadScript(),
      }),
    ];
    this.events.emit('adopted');
    await Promise.all(ready);
  }

  mayNavigate(url: string): boolean {
    if (withoutHash(url) !== this.#expected) return this.#judge(url);
    this.#expected = undefined;
    return true;
  }

  gone(): void {
    this.#session = undefined;
    this.#isolated = undefined;
    this.#loaded(new Error('window closed'));
    this.events.emit('gone');
  }

  async #startLoading(url: string): Promise<void> {
    this.#expected = withoutHash(toApp(new URL(toWeb(url)).href));
    this.#loading = Promise.withResolvers();
    return this.#loading.promise;
  }

  #preloadScript(): string {
    const { platform, arch, versions } = process;
    const source = this.#preload === undefined ? '' : readFileSync(this.#preload, 'utf8');
    try {
      return isolatedWorldScript(nonce, source, { platform, arch, versions });
    } catch (error) {
      say(`Unable to load preload script: ${this.#preload}: ${String(error)}`);
      return '';
    }
  }

  #watchContexts(session: CdpSession): void {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { readonly frameId?: string };
      if (context.name === WORLD && frameId === this.#targetId) this.#isolated = context.id;
    });
    session.on('Runtime.executionContextsCleared', () => {
      this.#isolated = undefined;
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.#isolated) this.#isolated = undefined;
    });
    session.on('Runtime.bindingCalled', ({ name, executionContextId, payload }) => {
      if (name !== BINDING || executionContextId !== this.#isolated) return;
      this.events.emit('message', JSON.parse(payload));
    });
  }

  #watchDocument(session: CdpSession): void {
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return;
      this.#url = toApp(frame.url) + (frame.urlFragment ?? '');
      if (frame.unreachableUrl === undefined) this.events.emit('navigated', this.#url);
      else this.#failed(toApp(frame.unreachableUrl));
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId !== this.#targetId) return;
      this.#url = toApp(url);
      this.events.emit('navigated-within', this.#url);
    });
    session.on('Page.domContentEventFired', () => void this.events.emit('dom-ready'));
    session.on('Page.loadEventFired', () => {
      this.#loaded();
      this.events.emit('loaded');
    });
    // Comes last. A load that a refused navigation cut short never fires its load event; Electron rejects loadURL then.
    session.on('Page.frameStoppedLoading', ({ frameId }) => {
      if (frameId === this.#targetId) this.#loaded(new Error(`ERR_FAILED (-2) loading '${this.#url}'`));
    });
    session.on('Inspector.targetCrashed', () => {
      this.#isolated = undefined;
      this.#loaded(new Error('renderer crashed'));
      this.events.emit('crashed');
    });
  }

  #failed(url: string): void {
    this.events.emit('failed', url);
    this.#loaded(new Error(`ERR_FAILED (-2) loading '${url}'`));
  }

  #loaded(error?: Error): void {
    if (error) this.#loading?.reject(error);
    else this.#loading?.resolve();
    this.#loading = undefined;
  }
}

function runningChromium(): Chromium {
  const chromium = browser();
  if (!chromium) throw new Error('Chromium is not running');
  return chromium;
}

function withoutHash(url: string): string {
  return url.replace(/#.*/s, '');
}
