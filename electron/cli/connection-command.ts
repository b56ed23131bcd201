import type { Command } from 'commander';
import { words } from '../../shared/words/en.ts';
import type { ConnectionFlags } from './connection.ts';
import type { RunPlain } from './review-command.ts';

/** What is typed to see how calls leave this computer, or to keep it so for the window too. */
export function addConnectionCommand(program: Command, run: RunPlain): void {
  const { about, keepFlag, after } = words.wayOut.cli;
  program
    .command('connection')
    .description(about)
    .option('--keep', keepFlag)
    .addHelpText('after', `\n${after}`)
    .action((options: ConnectionFlags, command: Command) =>
      run(command, async (plain) => (await import('./connection.ts')).connection(plain, options)),
    );
}
