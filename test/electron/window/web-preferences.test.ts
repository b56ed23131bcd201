import { expect, test } from 'vitest';
import { webPreferences } from '../../../electron/window/web-preferences.ts';

test.each([true, false])('a window has these powers and no others (packaged: %s)', (isPackaged) => {
  expect(webPreferences('/app/preload.cjs', isPackaged)).toStrictEqual({
    preload: '/app/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    devTools: !isPackaged,
    spellcheck: false,
  });
});
