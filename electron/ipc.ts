import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { channels, eventChannels, type KeyportApi, type KeyportEvents } from '../shared/api.ts';
import { makeProblem } from '../shared/make-problem.ts';
import { failed } from '../shared/outcome.ts';
import { answerCall } from './answer-call.ts';

type Door = {
  readonly api: KeyportApi;
  /** The window whose own page may ask, and the origin that page must come from. */
  readonly window: () => BrowserWindow | null;
  readonly origin: string;
  readonly report: (error: unknown) => void;
};

/** Serves the contract: every channel, the sender checked first and synchronously, the arguments read next. */
export function serveApi({ api, window, origin, report }: Door): void {
  for (const name of Object.keys(channels) as (keyof KeyportApi)[]) {
    ipcMain.handle(channels[name], (event, ...args: readonly unknown[]) => {
      if (!isOurPage(event, window(), origin)) {
        return failed(makeProblem('bad-request', { raw: `${name}: unknown sender` }));
      }
      return answerCall(api, name, args, report);
    });
  }
}

/** Tells the screen about a change, if there is a screen. */
export function sendEvent<Name extends keyof KeyportEvents>(
  window: BrowserWindow | null,
  name: Name,
  snapshot: SnapshotOf<Name>,
): void {
  if (window === null || window.isDestroyed()) return;
  window.webContents.send(eventChannels[name], snapshot);
}

type SnapshotOf<Name extends keyof KeyportEvents> = Parameters<Parameters<KeyportEvents[Name]>[0]>[0];

/** `senderFrame` is null once its page has navigated away; a sub-frame or another origin is never ours. */
function isOurPage(event: IpcMainInvokeEvent, window: BrowserWindow | null, origin: string): boolean {
  const frame = event.senderFrame;
  if (frame === null || window === null || window.isDestroyed()) return false;
  if (event.sender !== window.webContents || frame !== window.webContents.mainFrame) return false;
  if (!URL.canParse(frame.url)) return false;
  const { protocol, host } = new URL(frame.url);
  return `${protocol}//${host}` === origin;
}
