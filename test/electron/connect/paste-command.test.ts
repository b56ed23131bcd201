import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { APPEND_COMMAND, authorizedLine, pasteCommand } from '../../../shared/connect/authorized-key.ts';
import { rescueText } from '../../../shared/connect/rescue-text.ts';
import { sketchLaunch } from '../../renderer/launch-fixtures.ts';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILB/AzLBWspA4DIn/9KtQ3klwH6TM5Xs7mPGl4SpYm4S';
const LINE = authorizedLine(KEY, 'new');

let home: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-paste-'));
  // Becomes nobody else: the home is the user's here.
  fs.writeFileSync(path.join(home, 'sudo'), '#!/bin/sh\nshift 3\nexec "$@"\n', { mode: 0o755 });
});
afterEach(() => fs.rmSync(home, { recursive: true }));

const env = () => ({ HOME: home, PATH: `${home}:/usr/bin:/bin` });
const listed = () => fs.readFileSync(path.join(home, '.ssh/authorized_keys'), 'utf8');

test('what is pasted into a session adds the key once, and says so', () => {
  const paste = () =>
    execFileSync('/bin/sh', ['-c', pasteCommand(LINE, 'ubuntu')], { env: env(), encoding: 'utf8' });
  expect(paste().trim()).toBe('keyport: appended 1');
  expect(paste().trim()).toBe('keyport: there 1');
  expect(listed()).toBe(`${LINE}\n`);
});

const SHELLS = ['sh', 'bash', 'dash', 'zsh', 'fish', 'tcsh', 'csh', 'ksh', 'busybox'].filter(
  (shell) => spawnSync('which', [shell]).status === 0,
);

test.each(SHELLS)('whose log-in shell is %s has the script run as it is', (shell) => {
  const words = shell === 'busybox' ? ['sh', '-c', APPEND_COMMAND] : ['-c', APPEND_COMMAND];
  const said = execFileSync(shell, words, { env: env(), input: `${LINE}\n`, encoding: 'utf8' });
  expect(said.trim()).toBe('keyport: appended 1');
  expect(listed()).toBe(`${LINE}\n`);
});

test('no line, no change', () => {
  const { status } = spawnSync('/bin/sh', ['-c', APPEND_COMMAND], { env: env(), input: '' });
  expect(status).toBe(70);
  expect(fs.existsSync(path.join(home, '.ssh'))).toBe(false);
});

test('on the disk of another machine the line is added behind all that was there', () => {
  const launch = sketchLaunch({ name: 'web' });
  const [machine] = launch.instances;
  if (machine === undefined) throw new Error('no machine');
  const command = rescueText({ launch, machine, key: { publicKey: KEY, name: 'new' } }, 'append') ?? '';
  const file = path.join(home, 'authorized_keys');
  fs.writeFileSync(file, 'old line without an end');
  fs.writeFileSync(path.join(home, 'sudo'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
  const here = command.replace('/mnt/rescue/home/ec2-user/.ssh/authorized_keys', file);
  expect(here).not.toBe(command);
  execFileSync('/bin/sh', ['-c', here], { env: env(), stdio: 'pipe' });
  expect(fs.readFileSync(file, 'utf8')).toBe(`old line without an end\n${LINE}\n`);
});
