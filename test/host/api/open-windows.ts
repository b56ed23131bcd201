import type { BrowserWindow } from './browser-window.ts';

/** What app.quit() needs of a window, and apps must not see. */
export interface WindowControl {
  /** Emits `close`; false when the app kept the window open. */
  readonly askToClose: () => boolean;
  readonly closed: Promise<void>;
}

export const openWindows = new Map<BrowserWindow, WindowControl>();
