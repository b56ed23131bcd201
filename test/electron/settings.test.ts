import fs from 'node:fs';
import { registerHooks } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { openSettings as OpenSettings } from '../../electron/settings.ts';

// The real electron-store, over an `electron` that has nothing to offer: given a folder, the store asks for nothing.
const hooks = registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: 'data:text/javascript,export default {}', format: 'module', shortCircuit: true }
      : next(specifier, context),
});
let openSettings: typeof OpenSettings;
beforeAll(async () => {
  ({ openSettings } = await import('../../electron/settings.ts'));
  hooks.deregister();
});

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-settings-'));
  file = path.join(folder, 'settings.json');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const CHOICE = { sourceId: 'profile:work', region: 'eu-central-1' };

describe('settings', () => {
  test('begin with nothing, and remember the account over a restart', () => {
    expect(openSettings(folder).lastUsed()).toBeNull();
    openSettings(folder).rememberAccount(CHOICE);

    expect(openSettings(folder).lastUsed()).toEqual(CHOICE);
  });

  test('keep nothing but what they promise', () => {
    const connected = { ...CHOICE, secretAccessKey: 'a secret' };
    openSettings(folder).rememberAccount(connected);

    expect(fs.readFileSync(file, 'utf8')).not.toContain('secret');
  });

  test.skipIf(process.platform === 'win32')('are for their owner alone, whatever the mask', () => {
    const mask = process.umask(0);
    try {
      openSettings(folder).rememberAccount(CHOICE);
    } finally {
      process.umask(mask);
    }
    expect((fs.statSync(file).mode & 0o777).toString(8)).toBe('600');
  });

  test.each(['', '{', '{"lastUsed":', 'not json', '\u0000'])('that are torn (%j) are set aside', (text) => {
    fs.writeFileSync(file, text);
    const settings = openSettings(folder);

    expect(settings.lastUsed()).toBeNull();
    settings.rememberAccount(CHOICE);
    expect(settings.lastUsed()).toEqual(CHOICE);
    const aside = fs.readdirSync(folder).filter((name) => /^settings\.json\.corrupt-\d+$/.test(name));
    expect(aside.map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))).toEqual([text]);
  });

  test.each([
    'null',
    '[]',
    '"text"',
    '3',
    '{}',
    '{"lastUsed":null}',
    '{"lastUsed":"profile:work"}',
    '{"lastUsed":[]}',
    '{"lastUsed":{"sourceId":"profile:work"}}',
    '{"lastUsed":{"sourceId":1,"region":"eu-central-1"}}',
    '{"lastUsed":{"sourceId":"","region":"eu-central-1"}}',
    '{"lastUsed":{"sourceId":"profile:work","region":"the moon"}}',
    '{"lastUsed":{"sourceId":"profile:work","region":"eu-central-1","extra":1}}',
    `{"lastUsed":{"sourceId":"${'a'.repeat(1000)}","region":"eu-central-1"}}`,
    '{"__proto__":{"lastUsed":{"sourceId":"profile:work","region":"eu-central-1"}}}',
  ])('edited to %s say nothing, and do not keep the app from starting', (text) => {
    fs.writeFileSync(file, text);

    expect(openSettings(folder).lastUsed()).toBeNull();
  });

  test.each([
    ['where a folder stands in their place', () => fs.mkdirSync(file)],
    [
      'where there can be no folder',
      () => {
        fs.rmSync(folder, { recursive: true });
        fs.writeFileSync(folder, 'a file in its place');
      },
    ],
  ])('do not keep the app from starting %s', (_, spoil) => {
    spoil();
    const settings = openSettings(folder);

    expect(() => settings.rememberAccount(CHOICE)).not.toThrow();
    expect(settings.lastUsed()).toBeNull();
  });

  test('that cannot be written do not stand in the way', () => {
    const settings = openSettings(folder);
    fs.rmSync(folder, { recursive: true });
    fs.writeFileSync(folder, 'a file in its place');

    expect(() => settings.rememberAccount(CHOICE)).not.toThrow();
  });
});
