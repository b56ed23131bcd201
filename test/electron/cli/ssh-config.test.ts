import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCaptured } from '../../support/captured-cli.ts';

const THEIRS = 'Host work\r\n  User ada';

let folder: string;
let file: string;
let home: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-cli-ssh-'));
  file = path.join(folder, 'of the person', 'config');
  home = path.join(folder, 'home');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

test('the lines are shown, put in and taken out, and no other byte is changed', async () => {
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(file, THEIRS);
  const include = `Include "${path.join(home, 'ssh', 'config')}"`;

  const shown = await sshConfig('show');
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  expect(shown.stdout).toContain(`Off: the lines do not stand in ${file}.`);
  expect(shown.stdout).toContain(`  # >>> Keyport\n  ${include}\n  # <<< Keyport\n`);
  expect(fs.readFileSync(file, 'utf8')).toBe(THEIRS);

  expect((await sshConfig('on')).stdout).toContain(`On: the lines stand in ${file}.`);
  expect(fs.readFileSync(file, 'utf8')).toBe(`# >>> Keyport\r\n${include}\r\n# <<< Keyport\r\n${THEIRS}`);
  const { result } = JSON.parse((await sshConfig('show', '--json')).stdout);
  expect(result).toMatchObject({ isOn: true, file, hosts: [], problem: null });

  expect((await sshConfig('off')).code).toBe(0);
  expect(fs.readFileSync(file, 'utf8')).toBe(THEIRS);
});

test('what may not be changed is refused, and stays', async () => {
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(file, '# <<< Keyport\n');

  const refused = await sshConfig('on', '--json');

  expect(refused.code).toBe(4);
  expect(JSON.parse(refused.stdout)).toMatchObject({ ok: false, problem: { code: 'ssh-config-refused' } });
  expect(refused.stderr).toContain('look like those of Keyport');
  expect(fs.readFileSync(file, 'utf8')).toBe('# <<< Keyport\n');
  expect(await sshConfig('show')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('look like those'),
  });
});

test('nothing else can be asked for', async () => {
  expect((await sshConfig('maybe')).code).toBe(2);
  expect((await sshConfig('--help')).stdout).toContain('KEYPORT_SSH_CONFIG');
});

function sshConfig(...args: readonly string[]) {
  const env = { KEYPORT_HOME: home, KEYPORT_SSH_CONFIG: file, HOME: folder };
  return runCaptured(env, ['ssh-config', ...args]);
}
