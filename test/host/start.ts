// The host process: loads the app's own main file, starts Chromium, then tells the app that it is ready.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, appPackage, becomeReady, isQuitting } from './api/app.ts';
import { schemes } from './api/protocol.ts';
import { applyPermissions } from './api/session.ts';
import { startBrowser } from './browser.ts';
import { debug, say } from './notice.ts';
import { PROMPT_SCHEME, servePrompt } from './prompt.ts';

const NOT_STARTED = 3;

say(
  `Electron's own program is not installed here: the app runs on Node ${process.version} and the installed Chromium.`,
);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit());
if (await loadApp()) await startApp();

async function loadApp(): Promise<boolean> {
  try {
    await import(pathToFileURL(realpathSync(appPackage.main)).href);
    return true;
  } catch (error) {
    say(error instanceof Error ? String(error.stack) : String(error));
    app.exit(1);
    return false;
  }
}

async function startApp(): Promise<void> {
  if (isQuitting()) return;
  schemes.set(PROMPT_SCHEME, servePrompt);
  try {
    const chromium = await startBrowser(path.join(app.getPath('userData'), 'host-profile'), schemes);
    Object.assign(process.versions, { chrome: chromium.version });
    chromium.onEnd(endedWithoutUs);
    await applyPermissions().catch(debug);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exit(NOT_STARTED);
  }
  becomeReady();
}

/** Chromium died. The app heard that its windows closed, and decides; without a window there is nothing it heard. */
function endedWithoutUs(windows: number): void {
  if (windows === 0 && !isQuitting()) app.exit(1);
}
