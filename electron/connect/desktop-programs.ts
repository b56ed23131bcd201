import path from 'node:path';
import { ADMINISTRATOR, desktopAddress, type DesktopLogin } from '../../shared/connect/desktop-file.ts';
import { words } from '../../shared/words/en.ts';
import { findProgram, type Computer } from './find-program.ts';
import { windowFor, type TerminalStart } from './terminals.ts';

/** `system`: what the person's system opens such files with. */
export type DesktopProgram = { readonly kind: 'system'; readonly name: string } | ProgramOfLinux;

type ProgramOfLinux = {
  readonly kind: 'program';
  readonly name: string;
  readonly start: Pick<TerminalStart, 'file' | 'args'>;
};

/** What shows the desktop of a machine; null where nothing is found that does. */
export function desktopProgram(computer: Computer, login: DesktopLogin, file: string): DesktopProgram | null {
  const { platform } = computer;
  if (platform === 'win32' || platform === 'darwin') {
    return { kind: 'system', name: words.connectDesktop.programs[platform] };
  }
  return byRemmina(computer, file) ?? byFreeRdp(computer, login, file);
}

/** Asks for the password in a window of its own. (remmina(1), `--connect`.) */
function byRemmina(computer: Computer, file: string): ProgramOfLinux | null {
  const remmina = findProgram('remmina', computer);
  if (remmina === null) return null;
  return { kind: 'program', name: 'Remmina', start: { file: remmina, args: ['-c', file] } };
}

/** Its name in version 3, and before. */
const FREE_RDP = ['xfreerdp3', 'xfreerdp'] as const;
/** It fails with 128 and more (xfreerdp(1), "Exit codes"). */
const FREE_RDP_FAILED = 128;

/**
 * Asks in a terminal: for the password, and whether the machine's certificate is to be trusted. Of the file it does not understand an
 * IPv6 address (seen with 2.11.7), so that it is told the address once more.
 */
function byFreeRdp(computer: Computer, login: DesktopLogin, file: string): ProgramOfLinux | null {
  const found = FREE_RDP.map((name) => findProgram(name, computer)).find((each) => each !== null) ?? null;
  if (found === null) return null;
  const started = [found, file, `/v:${desktopAddress(login)}`, `/u:${ADMINISTRATOR}`];
  const start = windowFor(computer, { words: started, scriptFile: file, staysFrom: FREE_RDP_FAILED });
  return start === null ? null : { kind: 'program', name: path.basename(found), start };
}
