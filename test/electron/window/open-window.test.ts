import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openWindow } from '../../../electron/window/open-window.ts';

const opened = vi.hoisted(() => ({ contents: null as EventEmitter | null, reloads: 0, isDestroyed: false }));
vi.mock('electron', () => ({
  BrowserWindow: class extends EventEmitter {
    readonly webContents = Object.assign(new EventEmitter(), { reload: () => (opened.reloads += 1) });
    isDestroyed = () => opened.isDestroyed;
    loadURL = async () => {};
    constructor() {
      super();
      opened.contents = this.webContents;
    }
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(opened, { contents: null, reloads: 0, isDestroyed: false });
  openWindow({ url: 'app://keyport/index.html', preload: '/preload.cjs', isPackaged: false });
});
afterEach(() => {
  vi.useRealTimers();
});

const crash = (reason = 'crashed') => opened.contents?.emit('render-process-gone', {}, { reason });

test('a screen that dies is loaded again at once', () => {
  crash();
  vi.advanceTimersByTime(0);

  expect(opened.reloads).toBe(1);
});

test('one that dies again and again is loaded again once a minute, and does not stay blank', () => {
  crash();
  vi.advanceTimersByTime(10_000);
  crash();
  crash();
  vi.advanceTimersByTime(49_999);
  expect(opened.reloads).toBe(1);

  vi.advanceTimersByTime(1);
  expect(opened.reloads).toBe(2);
  vi.advanceTimersByTime(120_000);
  expect(opened.reloads).toBe(2);
});

test('one that went in order, or whose window is closed, is not', () => {
  crash('clean-exit');
  crash();
  crash();
  opened.isDestroyed = true;
  vi.advanceTimersByTime(120_000);

  expect(opened.reloads).toBe(0);
});
