import { contextBridge, ipcRenderer } from 'electron';
import { channels, eventChannels, type KeyportApi, type KeyportEvents } from '../shared/api.ts';
import type { Launch } from '../shared/launch.ts';

const calls = Object.fromEntries(
  Object.entries(channels).map(([name, channel]) => [
    name,
    (...args: readonly unknown[]) => ipcRenderer.invoke(channel, ...args),
  ]),
) as Record<keyof KeyportApi, (...args: readonly unknown[]) => Promise<unknown>>;

const events: KeyportEvents = {
  onLaunchChanged: (listener) => {
    const receive = (_event: unknown, launch: Launch) => listener(launch);
    ipcRenderer.on(eventChannels.onLaunchChanged, receive);
    return () => {
      ipcRenderer.removeListener(eventChannels.onLaunchChanged, receive);
    };
  },
};

contextBridge.exposeInMainWorld('keyport', { ...calls, ...events });
