import { BrowserWindow } from 'electron';
import { webPreferences } from './web-preferences.ts';

type Page = { readonly url: string; readonly preload: string; readonly isPackaged: boolean };

/** Opens the one window, shown once it has something to show. A renderer that dies is loaded again, once a minute at most. */
export function openWindow({ url, preload, isPackaged }: Page): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Keyport',
    width: 1180,
    height: 860,
    minWidth: 720,
    minHeight: 560,
    show: false,
    webPreferences: webPreferences(preload, isPackaged),
  });
  window.once('ready-to-show', () => window.show());
  reloadAfterCrash(window);
  // A window that is closed while it loads is no failure; one that stays empty is seen, and told by did-fail-load.
  window.loadURL(url).catch(() => undefined);
  return window;
}

const CRASH_PAUSE_MS = 60_000;

function reloadAfterCrash(window: BrowserWindow): void {
  let nextReload = 0;
  let waiting: NodeJS.Timeout | undefined;
  const reload = () => {
    waiting = undefined;
    if (window.isDestroyed()) return;
    nextReload = Date.now() + CRASH_PAUSE_MS;
    window.webContents.reload();
  };
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    waiting ??= setTimeout(reload, Math.max(0, nextReload - Date.now()));
  });
}
