import type { AskMfaCode } from '../aws/mfa-sessions.ts';
import { words } from '../../shared/words/en.ts';
import type { Terminal } from './terminal.ts';

const said = words.cli.mfa;

/** On the terminal; null where nobody can be asked, or nothing is typed. It is shown: a code that was used is worth nothing. */
export function askMfaCode({ note, ask, isInteractive }: Terminal): AskMfaCode {
  return async ({ serial, isAgain }) => {
    if (!isInteractive) return null;
    if (isAgain) note(said.refused);
    const typed = (await ask(said.ask(serial)))?.trim() ?? '';
    return typed === '' ? null : typed;
  };
}
