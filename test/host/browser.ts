import { part } from '../../scripts/parts.ts';
import { openChromium, type Chromium } from './chromium/chromium.ts';
import type { SchemeHandler } from './chromium/requests.ts';
import { appended, commandLine } from './command-line.ts';

let running: Chromium | undefined;

/** The one Chromium, once it runs. */
export function browser(): Chromium | undefined {
  return running;
}

/** Started after the app's main file was read: by then the app has chosen its paths and switches. */
export async function startBrowser(
  profile: string,
  schemes: ReadonlyMap<string, SchemeHandler>,
): Promise<Chromium> {
  const executable = process.env['ELECTRON_HOST_CHROMIUM'] ?? part('chromium');
  if (executable === undefined) throw new Error('no Chromium found (ELECTRON_HOST_CHROMIUM names one)');
  const isAsked = commandLine.hasSwitch('remote-debugging-port');
  const options = {
    executable,
    profile,
    isHeadless: isHeadless(),
    isSandboxed: !commandLine.hasSwitch('no-sandbox') && process.getuid?.() !== 0,
    debuggingPort: isAsked ? commandLine.getSwitchValue('remote-debugging-port') : undefined,
    appended,
  };
  running = await openChromium(options, schemes);
  return running;
}

/** Also before Chromium runs. */
export function isHeadless(): boolean {
  if (process.env['ELECTRON_HOST_HEADLESS'] === '1' || commandLine.hasSwitch('headless')) return true;
  return process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
}
