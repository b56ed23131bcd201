import type { WebPreferences } from 'electron';

/** The one place where a window's powers are decided: none beyond the bridge. */
export function webPreferences(preload: string, isPackaged: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    devTools: !isPackaged,
    spellcheck: false,
  };
}
