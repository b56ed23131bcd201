import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lookAgain, onPath, partNames, parts, type Part } from '../../scripts/parts.ts';
import { missing, needs, part } from './parts.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-parts-'));
  vi.stubEnv('PATH', folder);
  lookAgain();
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
  lookAgain();
});

const install = (name: string, mode = 0o755): void => fs.writeFileSync(path.join(folder, name), '', { mode });

describe('looking for a part', () => {
  test('a program on the PATH is found, by the first of its names', () => {
    install('chromium-browser');
    install('google-chrome');
    expect(onPath('chromium', 'chromium-browser', 'google-chrome')).toBe(
      path.join(folder, 'chromium-browser'),
    );
  });

  test('a file that cannot be run, or a folder of that name, is no program', () => {
    install('aws', 0o644);
    fs.mkdirSync(path.join(folder, 'terraform'));
    expect(part('aws')).toBeUndefined();
    expect(part('terraform')).toBeUndefined();
  });

  test('a part of two programs is there when both are', () => {
    install('dbus-run-session');
    expect(part('dbus')).toBeUndefined();
    install('dbus-daemon');
    lookAgain();
    expect(part('dbus')).toBe(path.join(folder, 'dbus-run-session'));
  });
});

describe('naming what is missing', () => {
  test('nothing is said while everything is there', () => {
    install('aws');
    expect(missing('aws')).toBeUndefined();
    expect(missing()).toBeUndefined();
  });

  test('each missing part is named, and only those', () => {
    install('aws');
    expect(missing('aws', 'terraform', 'secret-tool')).toBe('[needs terraform, secret-tool]');
  });
});

describe('the list', () => {
  test('only what cannot be had everywhere may be skipped', () => {
    const optional = partNames.filter((name) => 'optional' in parts[name]);
    expect(optional).toEqual(['small-disk', 'moto', 'aws', 'terraform', 'terraform-aws', 'electron-binary']);
  });

  test.each(partNames)(
    '%s says how it is installed, and Debian can install it unless it may be missing',
    (name) => {
      const { install: command, packages, optional }: Part = parts[name];
      expect(command).not.toBe('');
      expect(packages !== undefined || optional === true).toBe(true);
    },
  );
});

// Decided while this file is read, when the PATH is still the machine's own.
const ran: string[] = [];
needs()('a group that needs nothing', () => {
  test('runs', () => {
    ran.push('ran');
    expect(ran).toEqual(['ran']);
  });
});
