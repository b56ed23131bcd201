import type { Cdp, CdpSession } from '../cdp.ts';
import { debug } from '../notice.ts';
import { toWeb } from './app-url.ts';

/** Who a window belongs to: the app's web contents, or one of the host's own questions. */
export interface WindowOwner {
  /** Called when the page exists; its first document is held back until the promise is settled. */
  readonly adopt: (session: CdpSession, targetId: string) => Promise<unknown>;
  readonly mayNavigate: (url: string) => boolean;
  readonly gone: () => void;
}

export interface Placement {
  readonly width: number;
  readonly height: number;
  readonly x?: number | undefined;
  readonly y?: number | undefined;
}

export interface Windows {
  readonly open: (owner: WindowOwner, url: string, placement: Placement) => Promise<OpenedWindow>;
  /** The owner of a document that is asked for, once its page is set up; nothing for a page nobody opened. */
  readonly ownerOf: (frameId: string, url: string) => Promise<WindowOwner | undefined>;
  /** When Chromium is gone: tells every owner, and how many there were. */
  readonly abandon: () => number;
}

export interface OpenedWindow {
  readonly windowId: number;
}

interface Adopted {
  readonly owner: WindowOwner;
  readonly session: CdpSession;
  readonly ready: Promise<unknown>;
}

interface Opening {
  readonly url: string;
  readonly owner: WindowOwner;
  readonly adopted: PromiseWithResolvers<{ readonly targetId: string }>;
}

/** Opens windows and hands each to its owner; a window that nobody asked for is closed. */
export function watchWindows(cdp: Cdp, openNative: ((url: string) => void) | undefined): Windows {
  const adopted = new Map<string, Adopted>();
  const opening: Opening[] = [];

  cdp.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type !== 'page') return;
    const session = cdp.session(sessionId);
    const index = opening.findIndex(({ url }) => url === targetInfo.url && targetInfo.openerId === undefined);
    const [found] = index < 0 ? [] : opening.splice(index, 1);
    if (!found) {
      void closeForeign(cdp, session, targetInfo.targetId);
      return;
    }
    const ready = found.owner.adopt(session, targetInfo.targetId).catch(debug);
    adopted.set(targetInfo.targetId, { owner: found.owner, session, ready });
    found.adopted.resolve(targetInfo);
  });

  cdp.on('Target.detachedFromTarget', ({ sessionId }) => {
    const session = cdp.session(sessionId);
    cdp.dropSession(sessionId);
    for (const [targetId, page] of adopted) {
      if (page.session !== session) continue;
      adopted.delete(targetId);
      page.owner.gone();
    }
  });

  return {
    open: async (owner, appUrl, placement) => {
      const { width, height } = placement;
      const url = new URL(toWeb(appUrl)).href;
      const entry: Opening = { url, owner, adopted: Promise.withResolvers() };
      opening.push(entry);
      if (openNative) openNative(url);
      else await cdp.send('Target.createTarget', { url, newWindow: true, width, height });
      const { targetId } = await entry.adopted.promise;
      const { windowId } = await cdp.send('Browser.getWindowForTarget', { targetId });
      await place(cdp, windowId, placement);
      return { windowId };
    },
    ownerOf: async (frameId, url) => {
      // A new page's first request may be reported before the page itself.
      if (!adopted.has(frameId)) await opening.find((entry) => entry.url === url)?.adopted.promise;
      await adopted.get(frameId)?.ready;
      return adopted.get(frameId)?.owner;
    },
    abandon: () => {
      const pages = [...adopted.values()];
      adopted.clear();
      for (const entry of opening.splice(0)) entry.adopted.reject(new Error(`browser closed: ${entry.url}`));
      for (const page of pages) page.owner.gone();
      return pages.length;
    },
  };
}

/** `--window-size` is ignored for a second window, and window bounds include a frame: the content's size is set instead. */
export async function place(
  cdp: Cdp,
  windowId: number,
  { x, y, ...size }: Partial<Placement>,
): Promise<void> {
  if (x !== undefined && y !== undefined) {
    await cdp.send('Browser.setWindowBounds', { windowId, bounds: { left: x, top: y } }).catch(debug);
  }
  if (size.width !== undefined && size.height !== undefined) {
    await cdp.send('Browser.setContentsSize', { windowId, ...size }).catch(debug);
  }
}

/** Closing a page that waits for a debugger freezes its opener for good, so it is let go first. */
async function closeForeign(cdp: Cdp, session: CdpSession, targetId: string): Promise<void> {
  await session.send('Runtime.runIfWaitingForDebugger').catch(debug);
  await cdp.send('Target.closeTarget', { targetId }).catch(debug);
}
