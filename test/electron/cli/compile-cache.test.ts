import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownFolder } from '../../../electron/cli/compile-cache.ts';

const isWindows = process.platform === 'win32';
let userHome = '';
beforeEach(() => {
  userHome = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-cache-'));
});
afterEach(() => fs.rmSync(userHome, { recursive: true, force: true }));

test.runIf(!isWindows)('it is made for this person only, and found again', () => {
  const folder = ownFolder({ env: {}, platform: 'linux', userHome });

  expect(folder).toBe(path.join(userHome, '.cache/Keyport/compiled'));
  expect(fs.statSync(folder ?? '').mode & 0o777).toBe(0o700);
  expect(ownFolder({ env: {}, platform: 'linux', userHome })).toBe(folder);
});

test.each([
  ['linux', {}, '.cache'],
  ['linux', { XDG_CACHE_HOME: 'not/absolute' }, '.cache'],
  ['darwin', { XDG_CACHE_HOME: '/elsewhere' }, 'Library/Caches'],
  ['win32', {}, 'AppData/Local'],
] as const)('on %s with %j it is in %s', (platform, env, below) => {
  const folder = ownFolder({ env, platform, userHome });
  expect(folder).toBe(path.join(userHome, below, 'Keyport', 'compiled'));
});

test('it is where the person keeps such things', () => {
  const caches = path.join(userHome, 'my caches');
  for (const [platform, name] of [
    ['linux', 'XDG_CACHE_HOME'],
    ['win32', 'LOCALAPPDATA'],
  ] as const) {
    const folder = ownFolder({ env: { [name]: caches }, platform, userHome });
    expect(folder).toBe(path.join(caches, 'Keyport', 'compiled'));
  }
});

test.runIf(!isWindows).each([0o777, 0o770, 0o701])(
  'a folder that others can get into (%o) is not used',
  (mode) => {
    const folder = path.join(userHome, '.cache/Keyport/compiled');
    fs.mkdirSync(folder, { recursive: true });
    fs.chmodSync(folder, mode);

    expect(ownFolder({ env: {}, platform: 'linux', userHome })).toBeNull();
  },
);

test.runIf(!isWindows)('a link to another folder is not followed', () => {
  const other = path.join(userHome, 'prepared');
  fs.mkdirSync(other, { mode: 0o700 });
  fs.mkdirSync(path.join(userHome, '.cache/Keyport'), { recursive: true });
  fs.symlinkSync(other, path.join(userHome, '.cache/Keyport/compiled'));

  expect(ownFolder({ env: {}, platform: 'linux', userHome })).toBeNull();
});

test.runIf(process.getuid?.() === 0)('a folder of somebody else is not used', () => {
  const folder = path.join(userHome, '.cache/Keyport/compiled');
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.chownSync(folder, 12_345, 12_345);

  expect(ownFolder({ env: {}, platform: 'linux', userHome })).toBeNull();
});

test('without a home nothing is made, and nothing fails', () => {
  const nowhere = path.join(userHome, 'gone');

  expect(ownFolder({ env: {}, userHome: nowhere })).toBeNull();
  expect(fs.existsSync(nowhere)).toBe(false);
  fs.writeFileSync(path.join(userHome, '.cache'), 'a file');
  expect(ownFolder({ env: {}, platform: 'linux', userHome })).toBeNull();
});
