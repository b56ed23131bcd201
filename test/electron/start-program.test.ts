import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startProgram } from '../../electron/start-program.ts';

const SH = '/bin/sh';

test('a program that ends at once, and is content, was started', async () => {
  await startProgram({ file: SH, args: ['-c', 'exit 0'], env: {} });
});

test.each([
  ['is not there', '/no/such/program', [], 'ENOENT'],
  ['finds out at once that it cannot', SH, ['-c', 'exit 3'], 'ended at once: 3'],
  ['is killed at once', SH, ['-c', 'kill $$'], 'ended at once: SIGTERM'],
])('a program that %s was not', async (_, file, args, why) => {
  await expect(startProgram({ file, args, env: {} })).rejects.toThrow(why);
});

test('its words and its surroundings are what was said, and nothing is read by a shell', async () => {
  const said = path.join(temporaryFolder(), 'said');
  const words = ['$(touch ran)', '`id`', "'; touch ran", 'a  b', '*', ''];
  const tell = String.raw`printf '%s\n' "$ONE" "${'$'}{HOME-no home}" "$PWD" "$@" > "$0"`;

  await startProgram({ file: SH, args: ['-c', tell, said, ...words], env: { ONE: '1' } });

  const lines = fs.readFileSync(said, 'utf8').split('\n');
  expect(lines).toEqual(['1', 'no home', os.homedir(), ...words, '']);
});

test('a program that stays is left running, in a group of its own', async () => {
  const pidFile = path.join(temporaryFolder(), 'pid');
  const stay = 'echo $$ > "$0"; while :; do read -r _ < "$1"; done';
  const nobodyWrites = path.join(path.dirname(pidFile), 'nobody-writes');

  await startProgram({ file: SH, args: ['-c', `mkfifo "$1"; ${stay}`, pidFile, nobodyWrites], env: PATH });

  const pid = Number(fs.readFileSync(pidFile, 'utf8'));
  expect(pid).toBeGreaterThan(1);
  // Rejected by the system where there is no group of that number.
  process.kill(-pid, 0);
  process.kill(-pid, 'SIGKILL');
});

const PATH = { PATH: process.env['PATH'] };

function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-program-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true }));
  return folder;
}
