import path from 'node:path';
import { words } from '../../shared/words/en.ts';
import { findProgram, inSystem32, type Computer } from './find-program.ts';

/** The program that opens a window, and all its words: none of them is ever read by a shell. */
export type TerminalStart = {
  /** What a person knows it by. */
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  /** A file that has to be there first, for the person alone, to be run. */
  readonly script: { readonly file: string; readonly text: string } | null;
};

/** An ssh whose words are all of our own making: a file of ours, and an alias in it. */
export type SshWords = { readonly ssh: string; readonly configFile: string; readonly alias: string };

/** The terminal of this computer with an ssh in it; null where none is found. */
export function terminalFor(computer: Computer, { ssh, configFile, alias }: SshWords): TerminalStart | null {
  return windowFor(computer, { words: [ssh, '-F', configFile, alias], scriptFile: configFile });
}

/** A program with its words, and beside which file of ours a script may stand where a terminal takes no words. */
export type WindowWords = {
  readonly words: readonly string[];
  readonly scriptFile: string;
  /** With which code the program says that it has failed: with this one, or a higher one. */
  readonly staysFrom?: number;
};

/** The same with any other program in it. */
export function windowFor(computer: Computer, words_: WindowWords): TerminalStart | null {
  if (computer.platform === 'darwin') return onMac(words_);
  return computer.platform === 'win32' ? onWindows(computer, words_) : onLinux(computer, words_);
}

/**
 * What runs in a window of Linux. When ssh itself has failed (255), AWS's command line (252 to 255), or a program with the code that is
 * named, the window stays until Enter is pressed: otherwise it would be gone before anybody could read why. The script is these words
 * and no others; all that differs comes behind it, as words of its own.
 */
function inWindow({ words: started, staysFrom = 252 }: WindowWords): readonly string[] {
  const said = staysFrom === 252 ? words.connectLogIn.pressEnter : words.connectDesktop.pressEnter;
  return ['/bin/sh', '-c', KEEP_OPEN, 'keyport', said, String(staysFrom), ...started];
}

const KEEP_OPEN =
  'said=$1; from=$2; shift 2; "$@"; code=$?; if [ "$code" -ge "$from" ]; then printf "\\n%s " "$said"; read -r _; fi; exit "$code"';

/**
 * With what each takes for "run the following words" (its own manual). Debian's alternative comes first: it is what the person, or
 * the desktop, has chosen.
 */
const TERMINALS: readonly (readonly [string, readonly string[]])[] = [
  ['x-terminal-emulator', ['-e']],
  ['gnome-terminal', ['--']],
  ['ptyxis', ['--new-window', '--']],
  ['konsole', ['-e']],
  ['xfce4-terminal', ['-x']],
  ['kitty', []],
  ['alacritty', ['-e']],
  ['foot', []],
  ['wezterm', ['start', '--']],
  ['xterm', ['-e']],
];

function onLinux(computer: Computer, started: WindowWords): TerminalStart | null {
  const wanted = computer.env['KEYPORT_TERMINAL'] ?? '';
  const all = wanted === '' ? TERMINALS : [[wanted, runsWith(wanted)] as const];
  for (const [name, before] of all) {
    const file = findProgram(name, computer);
    if (file !== null) {
      return { name: path.basename(name), file, args: [...before, ...inWindow(started)], script: null };
    }
  }
  return null;
}

/** Of one that we know, as it wants it; every other one as xterm. */
function runsWith(wanted: string): readonly string[] {
  return TERMINALS.find(([name]) => name === path.basename(wanted))?.[1] ?? ['-e'];
}

/**
 * Terminal takes no words, only a file that it runs (`open`, and files named `.command`). So one is written that holds three fixed
 * words, the path of our file in apostrophes, and the alias. Not tried on a Mac yet.
 */
function onMac({ words: started, scriptFile }: WindowWords): TerminalStart {
  const file = `${scriptFile}.command`;
  const text = `#!/bin/sh\nexec ${started.map(quoted).join(' ')}\n`;
  return { name: 'Terminal', file: '/usr/bin/open', args: ['-a', 'Terminal', file], script: { file, text } };
}

/** Within apostrophes a shell of Unix reads nothing but the next apostrophe. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** The console host opens a window of its own for the program that it is told. Not tried on Windows yet. */
function onWindows(computer: Computer, { words: started }: WindowWords): TerminalStart {
  const file = inSystem32(computer, 'conhost.exe');
  return { name: 'OpenSSH', file, args: started, script: null };
}
