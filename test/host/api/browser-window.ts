import { EventEmitter } from 'node:events';
import path from 'node:path';
import type {
  BrowserWindow as ElectronBrowserWindow,
  BrowserWindowConstructorOptions,
  Rectangle,
  WebPreferences,
} from 'electron';
import type { Placement } from '../chromium/windows.ts';
import { debug, sayOnce } from '../notice.ts';
import { Page } from '../page.ts';
import { app, isQuitting, windowClosed } from './app.ts';
import { createEvent } from './event.ts';
import { followTheme } from './native-theme.ts';
import { openWindows } from './open-windows.ts';
import { refuse, refuseTheRest } from './refused.ts';
import { WebContents } from './web-contents.ts';

type Implemented = Pick<
  ElectronBrowserWindow,
  'id' | 'close' | 'destroy' | 'focus' | 'getBounds' | 'getTitle' | 'hide' | 'isDestroyed' | 'isMinimized'
> &
  Pick<ElectronBrowserWindow, 'isVisible' | 'loadURL' | 'maximize' | 'minimize' | 'restore' | 'setBounds'> &
  Pick<ElectronBrowserWindow, 'setMenuBarVisibility' | 'setTitle' | 'show'>;

/** The app's window. It appears with its first document, whatever `show` says: Chromium has no hidden windows. */
export class BrowserWindow extends EventEmitter implements Implemented {
  static getAllWindows(): BrowserWindow[] {
    return [...openWindows.keys()];
  }

  static fromWebContents(contents: unknown): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null;
  }

  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows().at(-1) ?? null;
  }

  readonly id: number;
  readonly webContents: WebContents;
  readonly #page: Page;
  readonly #closed = Promise.withResolvers<void>();
  #placement: Placement;
  #title: string;
  #isVisible: boolean;
  #isMinimized = false;
  #isClosing = false;
  #isDestroyed = false;

  constructor({ webPreferences = {}, ...options }: BrowserWindowConstructorOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    checkPreferences(webPreferences);
    if (openWindows.size > 0) refuse('a second BrowserWindow');
    const { width = 800, height = 600, x, y } = options;
    this.#placement = { width, height, x, y };
    this.#title = options.title ?? app.getName();
    this.#isVisible = options.show !== false;
    this.#page = new Page(webPreferences.preload);
    followTheme(this.#page);
    this.webContents = new WebContents(this.#page, {
      placement: () => this.#placement,
      close: () => this.close(),
    });
    this.id = this.webContents.id;
    this.#page.events.once('loaded', () => this.emit('ready-to-show'));
    this.#page.events.once('gone', () => this.#gone());
    openWindows.set(this, { askToClose: () => this.#askToClose(), closed: this.#closed.promise });
    app.emit('browser-window-created', createEvent(), this);
    app.emit('web-contents-created', createEvent(), this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.loadURL(url);
  }

  show(): void {
    this.#isVisible = true;
    this.emit('show');
  }

  hide(): void {
    this.#isVisible = false;
    sayOnce('a window was hidden: the stand-in host leaves it on the screen');
  }

  isVisible(): boolean {
    return this.#isVisible && !this.#isDestroyed;
  }

  focus(): void {
    this.#page.focus();
    this.emit('focus');
  }

  isMinimized(): boolean {
    return this.#isMinimized;
  }

  minimize(): void {
    this.#isMinimized = true;
    this.#page.setWindowState('minimized');
  }

  maximize(): void {
    this.#page.setWindowState('maximized');
  }

  restore(): void {
    this.#isMinimized = false;
    this.#page.setWindowState('normal');
  }

  /** The content's size; Electron's includes the frame. */
  getBounds(): Rectangle {
    const { x = 0, y = 0, width, height } = this.#placement;
    return { x, y, width, height };
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#placement = { ...this.#placement, ...bounds };
    this.#page.place(bounds).catch(debug);
  }

  getTitle(): string {
    return this.#title;
  }

  /** What the screen shows is the document's own title. */
  setTitle(title: string): void {
    this.#title = title;
  }

  setMenuBarVisibility(): void {
    // There is no menu bar: see menu.ts.
  }

  close(): void {
    this.#askToClose();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isClosing = true;
    this.#page.close();
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  #askToClose(): boolean {
    if (this.#isDestroyed || this.#isClosing) return true;
    const event = createEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.destroy();
    return true;
  }

  #gone(): void {
    if (!this.#isClosing) this.emit('close', closedByPerson());
    this.#isDestroyed = true;
    openWindows.delete(this);
    this.emit('closed');
    this.#closed.resolve();
    if (!isQuitting()) windowClosed();
  }
}

refuseTheRest('BrowserWindow', BrowserWindow);
refuseTheRest('BrowserWindow', BrowserWindow.prototype);

/** Chromium tells of a closed window when it is gone. */
function closedByPerson() {
  return createEvent({
    preventDefault: () => sayOnce('a window that a person closes cannot be kept open by the stand-in host'),
  });
}

function checkPreferences(preferences: WebPreferences): void {
  const refused = {
    sandbox: preferences.sandbox === false,
    contextIsolation: preferences.contextIsolation === false,
    webSecurity: preferences.webSecurity === false,
    nodeIntegration: preferences.nodeIntegration === true,
    nodeIntegrationInWorker: preferences.nodeIntegrationInWorker === true,
    nodeIntegrationInSubFrames: preferences.nodeIntegrationInSubFrames === true,
    webviewTag: preferences.webviewTag === true,
    partition: preferences.partition !== undefined,
    session: preferences.session !== undefined,
  };
  for (const [name, isRefused] of Object.entries(refused)) {
    if (isRefused) refuse(`webPreferences.${name} as it is set here`);
  }
  if (preferences.preload !== undefined && !path.isAbsolute(preferences.preload)) {
    throw new Error(`preload must be an absolute path: ${preferences.preload}`);
  }
}
