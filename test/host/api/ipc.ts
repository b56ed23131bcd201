import { EventEmitter } from 'node:events';
import type { IpcMain } from 'electron';
import { refuseTheRest } from './refused.ts';

export type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;

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
  } satisfies Partial<IpcMain>),
);

export async function callHandler(
  channel: string,
  event: Electron.IpcMainInvokeEvent,
  args: readonly unknown[],
): Promise<unknown> {
  const handler = handlers.get(channel);
  if (!handler) throw new Error(`No handler registered for '${channel}'`);
  return handler(event, ...args);
}
