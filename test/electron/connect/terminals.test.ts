import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { findProgram, findSsh, inSystem32 } from '../../../electron/connect/find-program.ts';
import { terminalFor, type TerminalStart } from '../../../electron/connect/terminals.ts';

const WORDS = { ssh: '/usr/bin/ssh', configFile: '/home/ada/it is/config', alias: 'i-0123456789abcdef0' };
const ALL = [WORDS.ssh, '-F', WORDS.configFile, WORDS.alias];

/** What each says of itself: which of its words stand before the program that it is to run. */
const MANUALS = [
  ['gnome-terminal', ['--']],
  ['ptyxis', ['--new-window', '--']],
  ['konsole', ['-e']],
  ['xfce4-terminal', ['-x']],
  ['kitty', []],
  ['alacritty', ['-e']],
  ['foot', []],
  ['wezterm', ['start', '--']],
  ['xterm', ['-e']],
] as const;

test.each(MANUALS)('%s is told a program with its words, each of them whole', (name, before) => {
  const terminal = path.join(folderOf(name), name);
  const start = onLinux({ KEYPORT_TERMINAL: terminal });

  expect(start).toMatchObject({ name, file: terminal, script: null });
  expect(start?.args.slice(0, before.length + 2)).toEqual([...before, '/bin/sh', '-c']);
  expect(start?.args.slice(-ALL.length)).toEqual(ALL);
});

test('one that nobody has heard of is told as xterm is', () => {
  const terminal = path.join(folderOf('warp'), 'warp');
  expect(onLinux({ KEYPORT_TERMINAL: terminal })?.args[0]).toBe('-e');
});

test('the one that the desktop has chosen comes first, then the first that is there', () => {
  const folder = folderOf('konsole', 'xterm');
  expect(onLinux({ PATH: folder })?.name).toBe('konsole');
  fs.writeFileSync(path.join(folder, 'x-terminal-emulator'), '', { mode: 0o755 });
  expect(onLinux({ PATH: folder })?.name).toBe('x-terminal-emulator');
  expect(onLinux({ PATH: folder, KEYPORT_TERMINAL: 'xterm' })?.name).toBe('xterm');
});

test('the one that was asked for and is not there is replaced by no other', () => {
  expect(onLinux({ PATH: folderOf('xterm'), KEYPORT_TERMINAL: 'no-such-terminal' })).toBeNull();
});

test('of a Mac it is a file that Terminal runs, in which no word is read as anything else', () => {
  const configFile = `/Users/ada/it's $(touch ran) \`id\` "x"/config`;
  const start = terminalFor({ platform: 'darwin', env: {} }, { ...WORDS, configFile });

  expect(start).toMatchObject({
    file: '/usr/bin/open',
    args: ['-a', 'Terminal', `${configFile}.command`],
    script: { file: `${configFile}.command` },
  });
  const [shebang, line = ''] = start?.script?.text.split('\n') ?? [];
  expect(shebang).toBe('#!/bin/sh');
  const printed = line.replace(/^exec '\/usr\/bin\/ssh'/, String.raw`exec printf '%s\n'`);
  expect(execFileSync('/bin/sh', ['-c', printed], { encoding: 'utf8' }).split('\n')).toEqual([
    ...ALL.slice(1, 2),
    configFile,
    WORDS.alias,
    '',
  ]);
});

test('of Windows it is the console host of the system, also where somebody says that Windows is elsewhere', () => {
  for (const root of ['C:\\Windows', undefined, 'evil', '\\\\server\\share', '..\\here']) {
    const start = terminalFor({ platform: 'win32', env: { SystemRoot: root } }, WORDS);
    expect(start).toEqual({
      name: 'OpenSSH',
      file: 'C:\\Windows\\System32\\conhost.exe',
      args: ALL,
      script: null,
    });
  }
  expect(inSystem32({ env: { SystemRoot: 'D:\\WinNT' } }, 'x.exe')).toBe('D:\\WinNT\\System32\\x.exe');
});

test('a program is a file that can be run, in a folder that is said in full', () => {
  const folder = folderOf('tool');
  fs.mkdirSync(path.join(folder, 'folder'));
  fs.writeFileSync(path.join(folder, 'text'), '', { mode: 0o644 });

  expect(findProgram('tool', { env: { PATH: `.:${folder}` } })).toBe(path.join(folder, 'tool'));
  expect(findProgram(path.join(folder, 'tool'), { env: {} })).toBe(path.join(folder, 'tool'));
  for (const name of ['folder', 'text', 'no-such-program']) {
    expect(findProgram(name, { env: { PATH: folder } })).toBeNull();
    expect(findProgram(path.join(folder, name), { env: {} })).toBeNull();
  }
  const relative = path.relative(process.cwd(), folder);
  expect(findProgram('tool', { env: { PATH: relative } })).toBeNull();
  expect(findProgram(`${relative}/tool`, { env: { PATH: folder } })).toBeNull();
});

test('a desktop that gives no PATH has ssh all the same; Windows without OpenSSH has none', () => {
  expect(findProgram('sh', { env: {} })).toBe('/usr/bin/sh');
  expect(findSsh({ platform: 'win32', env: {} })).toBeNull();
});

function onLinux(env: NodeJS.ProcessEnv): TerminalStart | null {
  // What this computer has by itself is not meant.
  return terminalFor({ platform: 'linux', env: { PATH: '', ...env }, usual: [] }, WORDS);
}

/** With programs of these names. */
function folderOf(...names: readonly string[]): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-bin-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true }));
  for (const name of names) fs.writeFileSync(path.join(folder, name), '', { mode: 0o755 });
  return folder;
}
