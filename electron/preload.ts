import { contextBridge, ipcRenderer } from 'electron';
import { channels, eventChannels, type KeyportApi, type KeyportEvents } from '../shared/api.ts';

const calls = Object.fromEntries(
  Object.entries(channels).map(([name, channel]) => [
    name,
    (...args: readonly unknown[]) => ipcRenderer.invoke(channel, ...args),
  ]),
) as Record<keyof KeyportApi, (...args: readonly unknown[]) => Promise<unknown>>;

const events: KeyportEvents = {
  onLaunchChanged: (listener) => listenTo(eventChannels.onLaunchChanged, listener),
  onVaultChanged: (listener) => listenTo(eventChannels.onVaultChanged, listener),
  onReviewProgress: (listener) => listenTo(eventChannels.onReviewProgress, listener),
  onGroupChanged: (listener) => listenTo(eventChannels.onGroupChanged, listener),
  onRescueChanged: (listener) => listenTo(eventChannels.onRescueChanged, listener),
  onAccessTested: (listener) => listenTo(eventChannels.onAccessTested, listener),
  onNetworkChanged: (listener) => listenTo(eventChannels.onNetworkChanged, listener),
};

contextBridge.exposeInMainWorld('keyport', { ...calls, ...events });

/** The listener gets each snapshot that main sends on its channel, until the function that comes back is called. */
function listenTo(channel: string, listener: (snapshot: never) => void): () => void {
  const receive = (_event: unknown, snapshot: unknown) => listener(snapshot as never);
  ipcRenderer.on(channel, receive);
  return () => {
    ipcRenderer.removeListener(channel, receive);
  };
}
