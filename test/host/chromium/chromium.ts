import type { Cdp } from '../cdp.ts';
import { startChromium, type ChromiumOptions } from './process.ts';
import { serveRequests, type SchemeHandler } from './requests.ts';
import { watchWindows, type Windows } from './windows.ts';

export interface Chromium {
  readonly cdp: Cdp;
  readonly isHeadless: boolean;
  readonly version: string;
  readonly windows: Windows;
  readonly allowDevOrigin: (origin: string) => void;
  /** Chromium ended, asked or not; its windows' owners have been told. */
  readonly onEnd: (listener: (windows: number) => void) => void;
  readonly close: () => Promise<void>;
}

/** Starts Chromium without a window and takes charge of every request and every page before the first one exists. */
export async function openChromium(
  options: ChromiumOptions,
  schemes: ReadonlyMap<string, SchemeHandler>,
): Promise<Chromium> {
  const child = startChromium(options);
  const { cdp } = child;
  const windows = watchWindows(cdp, options.isHeadless ? undefined : child.openAppWindow);
  const devOrigins = new Set<string>();
  try {
    const [{ product }] = await Promise.all([
      cdp.send('Browser.getVersion'),
      serveRequests(cdp, { schemes, devOrigins, ownerOf: windows.ownerOf }),
      attachToPages(cdp),
    ]);
    return {
      cdp,
      isHeadless: options.isHeadless,
      version: product.split('/')[1] ?? '0',
      windows,
      allowDevOrigin: (origin) => void devOrigins.add(origin),
      onEnd: (listener) => cdp.onClose(() => listener(windows.abandon())),
      close: child.close,
    };
  } catch (cause) {
    throw new Error(`Chromium did not start: ${child.lastWords()}`, { cause });
  }
}

/** `tab` must be left out, or each window is reported twice; a page must not wait for us, see windows.ts. */
async function attachToPages(cdp: Cdp): Promise<void> {
  await cdp.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: true,
    filter: [
      { type: 'browser', exclude: true },
      { type: 'tab', exclude: true },
      { type: 'browser_ui', exclude: true },
      {},
    ],
  });
}
