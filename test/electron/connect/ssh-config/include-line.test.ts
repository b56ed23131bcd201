import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { includeLine } from '../../../../electron/connect/ssh-config/include-line.ts';
import { needs } from '../../../support/parts.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-include-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const TOLD = [
  'home',
  'Ada Lovelace',
  ' blanks ',
  "it's",
  'a#b # c',
  '$HOME',
  '~ada',
  'a;touch ran &|<>()',
  'a{b,c}',
  '!x',
  'a=b, c',
  '-oProxyCommand=id',
  'Ünïcødé 日本',
  '`id`',
];

needs('ssh-keygen')('ssh, which reads what we tell it to', () => {
  test.each(TOLD)('reads the file in the folder %j', (name) => {
    expect(isRead(name)).toBe(true);
  });

  test('reads every file that there is a line for', () => {
    const names = fc
      .string({
        unit: fc.constantFrom(...'aZ09 \'#$~;&|<>(){},!=-@:.+^`"\\*?[]%\t\nü日'.split('')),
        minLength: 1,
        maxLength: 12,
      })
      .filter((name) => name !== '.' && name !== '..');
    fc.assert(
      fc.property(names, (name) => {
        if (includeLine(path.join(folder, name, 'config')) !== null) expect(isRead(name), name).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

test.each([
  'a"b',
  String.raw`back\slash`,
  'a*',
  'a?',
  '[a]',
  ']',
  '100%',
  '%h',
  '${HOME}',
  'a\nHost *',
  'a\tb',
  'a\u0000',
  'a\u007f',
  '\ud800',
])('there is no line for the folder %j', (name) => {
  expect(includeLine(`/home/${name}/config`)).toBeNull();
});

test.each(['', 'config', './config', '~/config', '//\n', String.raw`\\server\share\config`])(
  'there is no line for what is no path of its own: %j',
  (file) => {
    expect(includeLine(file)).toBeNull();
  },
);

test('a path of Windows is told with slashes', () => {
  expect(includeLine(String.raw`C:\Users\Ada Lovelace\AppData\Roaming\Keyport\ssh\config`)).toBe(
    'Include "C:/Users/Ada Lovelace/AppData/Roaming/Keyport/ssh/config"',
  );
});

/** Whether ssh finds our host behind the line, and takes nothing else for it. */
function isRead(name: string): boolean {
  const home = path.join(folder, name);
  fs.mkdirSync(home, { recursive: true });
  const own = path.join(home, 'config');
  fs.writeFileSync(own, 'Host keyport-web-1\n  HostName 192.0.2.9\n');
  const config = path.join(folder, 'settings-of-the-person');
  fs.writeFileSync(config, `${includeLine(own)}\nHost keyport-web-1\n  User ada\n`);
  const said = execFileSync('ssh', ['-G', '-F', config, 'keyport-web-1'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return said.includes('\nhostname 192.0.2.9\n') && said.includes('user ada\n');
}
