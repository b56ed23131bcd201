import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyTo, decide, electronBinary, hasFailedToday } from '../../scripts/runtime.ts';

describe('which runtime', () => {
  test.each([
    // forced, installed, attempted → next
    [undefined, true, false, 'electron'],
    [undefined, false, false, 'download'],
    [undefined, true, true, 'electron'],
    [undefined, false, true, 'standin'],
    ['', false, true, 'standin'],
    ['standin', true, false, 'standin'],
    ['standin', false, false, 'standin'],
    ['electron', true, false, 'electron'],
    ['electron', false, false, 'download'],
  ] as const)('forced %o, installed %o, attempted %o: %s', (forced, installed, attempted, next) => {
    expect(decide({ forced, installed, attempted })).toBe(next);
  });

  test('a forced Electron that cannot be had fails, and never becomes the stand-in', () => {
    expect(() => decide({ forced: 'electron', installed: false, attempted: true })).toThrow(
      /could not be downloaded/,
    );
  });

  test.each(['Electron', 'stand-in', ' standin'])('a choice it does not know is refused: %o', (forced) => {
    expect(() => decide({ forced, installed: true, attempted: true })).toThrow(/KEYPORT_RUNTIME/);
  });
});

describe('the environment of what is started', () => {
  test('the stand-in is where Electron would look for its binary', () => {
    const env: NodeJS.ProcessEnv = {};
    applyTo(env, 'standin');
    expect(env['KEYPORT_RUNTIME']).toBe('standin');
    expect(env['ELECTRON_OVERRIDE_DIST_PATH']).toMatch(/test.host.bin$/);
  });

  test('a stand-in chosen earlier does not outlive the choice of Electron', () => {
    const env: NodeJS.ProcessEnv = {};
    applyTo(env, 'standin');
    applyTo(env, 'electron');
    expect(env['ELECTRON_OVERRIDE_DIST_PATH']).toBeUndefined();
  });

  test("a person's own Electron folder is left as it is", () => {
    const env: NodeJS.ProcessEnv = { ELECTRON_OVERRIDE_DIST_PATH: '/opt/electron' };
    applyTo(env, 'electron');
    expect(env['ELECTRON_OVERRIDE_DIST_PATH']).toBe('/opt/electron');
  });
});

describe('the installed binary', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-electron-'));
    fs.mkdirSync(path.join(folder, 'dist'));
    write('package.json', '{"version":"45.4.1"}');
    write('dist/version', 'v45.4.1');
    write('path.txt', 'electron');
    write('dist/electron', '');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  test('is found when it is of the version the package asks for', () => {
    expect(electronBinary(folder)).toBe(path.join(folder, 'dist/electron'));
  });

  test('of another version does not count', () => {
    write('dist/version', '45.4.0');
    expect(electronBinary(folder)).toBeUndefined();
  });

  test.each(['dist/version', 'path.txt', 'dist/electron', 'package.json'])(
    'without its %s does not count',
    (file) => {
      fs.rmSync(path.join(folder, file));
      expect(electronBinary(folder)).toBeUndefined();
    },
  );

  const write = (file: string, text: string): void => fs.writeFileSync(path.join(folder, file), text);
});

describe('a download that failed', () => {
  const dayMs = 24 * 60 * 60 * 1000;
  let file: string;
  beforeEach(() => {
    file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-runtime-')), 'failed');
    fs.writeFileSync(file, '45.4.1');
  });
  afterEach(() => fs.rmSync(path.dirname(file), { recursive: true }));

  test('is not tried again on the same day, and is on the next', () => {
    const { mtimeMs } = fs.statSync(file);
    expect(hasFailedToday(file, '45.4.1', mtimeMs + dayMs - 1)).toBe(true);
    expect(hasFailedToday(file, '45.4.1', mtimeMs + dayMs)).toBe(false);
  });

  test('says nothing of another version, and nothing where none failed', () => {
    expect(hasFailedToday(file, '45.4.2')).toBe(false);
    expect(hasFailedToday(`${file}-none`, '45.4.1')).toBe(false);
  });
});
