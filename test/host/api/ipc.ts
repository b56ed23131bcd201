import { EventEmitter } from 'node:events';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { refuseTheRest } from './refused.ts';
import type { WebContents } from './web-contents.ts';

/** What a handler may read of Electron's event. */
export interface InvokeEvent extends Pick<IpcMainInvokeEvent, 'type' | 'processId' | 'frameId'> {
  readonly sender: WebContents;
  readonly senderFrame: WebContents['mainFrame'];
}

export type Handler = (event: InvokeEvent, ...args: unknown[]) => unknown;

const handlers = new Map<string, Handler>();

/** `on` may be called, but nothing arrives: the preload's ipcRenderer refuses send and sendSync. */
export const ipcMain = refuseTheRest(
  'ipcMain',
  Object.assign(new EventEmitter(), {
    handle: (channel: string, handler: Handler) => {
      if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
      handlers.set(channel, handler);
    },
    removeHandler: (channel: string) => void handlers.delete(channel),
  } satisfies Partial<Record<keyof IpcMain, unknown>>),
);

export async function callHandler(
  channel: string,
  event: InvokeEvent,
  args: readonly unknown[],
): Promise<unknown> {
  const handler = handlers.get(channel);
  if (!handler) throw new Error(`No handler registered for '${channel}'`);
  return handler(event, ...args);
}
