import { EventEmitter } from 'node:events';
import path from 'node:path';
import type { App } from 'electron';
import { browser } from '../browser.ts';
import { commandLine, hostArguments } from '../command-line.ts';
import { readAppPackage } from './app-package.ts';
import { defaultPath, type PathName } from './app-paths.ts';
import { createEvent } from './event.ts';
import { openWindows } from './open-windows.ts';
import { refuse, refuseTheRest } from './refused.ts';
import { takeLock, type InstanceLock } from './single-instance.ts';

export const appPackage = readAppPackage(hostArguments.app ?? '.');

const ready = Promise.withResolvers<void>();
const paths = new Map<string, string>();
let isReady = false;
let name = appPackage.name;
let lock: InstanceLock | undefined;
let state: 'running' | 'quitting' | 'ended' = 'running';

const getPath = (wanted: PathName): string =>
  paths.get(wanted) ??
  defaultPath(wanted, name, commandLine.getSwitchValue('user-data-dir')) ??
  refuse(`app.getPath('${wanted}')`);

export const app = refuseTheRest(
  'app',
  Object.assign(new EventEmitter(), { commandLine: refuseTheRest('app.commandLine', commandLine) }, {
    whenReady: () => ready.promise,
    isReady: () => isReady,
    isPackaged: false,
    getName: () => name,
    setName: (newName: string) => {
      name = newName;
    },
    getVersion: () => appPackage.version,
    getAppPath: () => appPackage.dir,
    getLocale: () => 'en-US',
    getPath,
    setPath: (changed: string, to: string) => {
      if (!path.isAbsolute(to)) throw new Error('Path must be absolute');
      paths.set(changed, to);
    },
    // Pages are sandboxed always: browser-window.ts refuses anything else.
    enableSandbox: () => {},
    setAppUserModelId: () => {},
    requestSingleInstanceLock: (data?: Record<string, unknown>) => {
      lock ??= requestLock(data);
      return lock !== undefined;
    },
    hasSingleInstanceLock: () => lock !== undefined,
    releaseSingleInstanceLock: () => {
      lock?.release();
      lock = undefined;
    },
    focus: () => [...openWindows.keys()][0]?.focus(),
    quit: () => void quit(),
    exit: (code = 0) => void end(code),
  } satisfies Partial<App>),
);

export function isQuitting(): boolean {
  return state !== 'running';
}

/** Through `app`, where a test tool may have put its own emit to hold the app back until it is attached. */
export function becomeReady(): void {
  isReady = true;
  app.emit('will-finish-launching');
  app.emit('ready', createEvent(), {});
  ready.resolve();
}

export function windowClosed(): void {
  if (openWindows.size > 0 || isQuitting()) return;
  if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed');
  else void quit();
}

function requestLock(data: unknown): InstanceLock | undefined {
  const call = { argv: process.argv, cwd: process.cwd(), data };
  const taken = takeLock(path.join(getPath('userData'), 'host-instance'), call);
  taken?.onSecondInstance((second) => {
    void app
      .whenReady()
      .then(() => app.emit('second-instance', createEvent(), second.argv, second.cwd, second.data));
  });
  return taken;
}

async function quit(): Promise<void> {
  if (isQuitting() || isPrevented('before-quit')) return;
  state = 'quitting';
  const windows = [...openWindows.values()];
  if (!windows.every((window) => window.askToClose())) {
    state = 'running';
    return;
  }
  await Promise.all(windows.map((window) => window.closed));
  if (isPrevented('will-quit')) state = 'running';
  else await end(0);
}

function isPrevented(step: 'before-quit' | 'will-quit'): boolean {
  const event = createEvent();
  app.emit(step, event);
  return event.defaultPrevented;
}

async function end(code: number): Promise<void> {
  if (state === 'ended') return;
  state = 'ended';
  app.emit('quit', createEvent(), code);
  app.releaseSingleInstanceLock();
  await browser()?.close();
  process.exit(code);
}
