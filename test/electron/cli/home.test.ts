import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { homeFolder, pathFrom } from '../../../electron/cli/home.ts';
import { project } from '../../../scripts/tool.ts';
import { defaultPath } from '../../host/api/app-paths.ts';

const userHome = '/home/ada';

test.each([
  ['linux', {}, '/home/ada/.config/Keyport'],
  ['linux', { XDG_CONFIG_HOME: '/elsewhere' }, '/elsewhere/Keyport'],
  ['linux', { XDG_CONFIG_HOME: '' }, '/home/ada/.config/Keyport'],
  ['darwin', {}, '/home/ada/Library/Application Support/Keyport'],
  ['linux', { KEYPORT_HOME: '' }, '/home/ada/.config/Keyport'],
  ['linux', { KEYPORT_HOME: '/srv/keyport' }, '/srv/keyport'],
] as const)('is where the window has it: %s %j', (platform, env, expected) => {
  expect(homeFolder(undefined, { env, platform, userHome })).toBe(expected);
});

test('is on Windows in the roaming application data', () => {
  const env = { APPDATA: path.join('C:', 'Users', 'ada', 'AppData', 'Roaming') };

  expect(homeFolder(undefined, { env, platform: 'win32', userHome })).toBe(path.join(env.APPDATA, 'Keyport'));
});

test('is the same folder that the app takes, by the name in its package', () => {
  const { productName } = JSON.parse(fs.readFileSync(path.join(project, 'package.json'), 'utf8')) as {
    productName: string;
  };

  expect(homeFolder(undefined, { env: process.env, platform: 'linux' })).toBe(
    defaultPath('userData', productName, ''),
  );
});

test('what is said goes before KEYPORT_HOME', () => {
  expect(homeFolder('/said', { env: { KEYPORT_HOME: '/known' }, userHome })).toBe('/said');
});

test('a path is meant from where it was typed, also when npm has gone elsewhere', () => {
  const fromNpm = { npm_lifecycle_event: 'keyport', INIT_CWD: '/home/ada/work' };

  expect(pathFrom('backup.age', fromNpm)).toBe('/home/ada/work/backup.age');
  expect(pathFrom('/tmp/backup.age', fromNpm)).toBe('/tmp/backup.age');
  // Of another script that has started this one.
  expect(pathFrom('backup.age', { ...fromNpm, npm_lifecycle_event: 'test' })).toBe(
    path.resolve('backup.age'),
  );
});
