import { beforeAll, describe, expect, test, vi } from 'vitest';
import { channels, eventChannels, type KeyportEvents } from '../../shared/api.ts';

type Listener = (event: unknown, ...args: readonly unknown[]) => void;
const electron = vi.hoisted(() => ({
  worlds: new Map<string, Record<string, (...args: readonly unknown[]) => unknown>>(),
  invoked: [] as (readonly unknown[])[],
  listeners: new Map<string, Set<Listener>>(),
}));
vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, api: Record<string, () => unknown>) => electron.worlds.set(name, api),
  },
  ipcRenderer: {
    invoke: async (...call: readonly unknown[]) => electron.invoked.push(call),
    on: (channel: string, listener: Listener) => {
      electron.listeners.set(channel, new Set([...(electron.listeners.get(channel) ?? []), listener]));
    },
    removeListener: (channel: string, listener: Listener) =>
      electron.listeners.get(channel)?.delete(listener),
  },
}));

beforeAll(() => import('../../electron/preload.ts'));

describe('the bridge', () => {
  test('holds the contract, and nothing beside it', () => {
    expect([...electron.worlds.keys()]).toEqual(['keyport']);
    const bridge = electron.worlds.get('keyport') ?? {};
    expect(Object.keys(bridge).toSorted()).toEqual(
      [...Object.keys(channels), ...Object.keys(eventChannels)].toSorted(),
    );
    expect(Object.values(bridge).every((part) => typeof part === 'function')).toBe(true);
  });

  test.each(Object.entries(channels))('%s goes to its own channel only', async (name, channel) => {
    await electron.worlds.get('keyport')?.[name]?.('first', 'second');
    expect(electron.invoked.at(-1)).toEqual([channel, 'first', 'second']);
  });

  test('gives a listener the launch, never the event, until it is told to stop', () => {
    const events = electron.worlds.get('keyport') as unknown as KeyportEvents;
    const received: (readonly unknown[])[] = [];
    const tell = () => {
      const event = { sender: 'ipcRenderer' };
      for (const listener of electron.listeners.get(eventChannels.onLaunchChanged) ?? [])
        listener(event, 'a launch');
    };
    const stop = events.onLaunchChanged((...all: readonly unknown[]) => void received.push(all));
    tell();
    stop();
    tell();

    expect(received).toEqual([['a launch']]);
  });
});
