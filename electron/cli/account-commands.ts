import type { Command } from 'commander';
import type { Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import type { Run } from './key-commands.ts';
import type { RunPlain } from './review-command.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

const said = words.accounts.cli;

/** What is typed to see the ways in, and to keep an access key. What does it is loaded then. */
export function addAccountCommands(program: Command, run: Run, runPlain: RunPlain): void {
  const accounts = program.command('accounts').description(said.about);
  const act = (command: Command, work: (session: Session, own: Own) => Promise<Outcome<Shown>>) =>
    run(command, async (session) => work(session, await import('./accounts.ts')));

  accounts
    .command('list')
    .description(said.list)
    .action((_, command: Command) =>
      runPlain(command, async (plain) => (await import('./accounts.ts')).listAccounts(plain)),
    );

  accounts
    .command('sign-in')
    .description(said.signIn)
    .action((_, command: Command) =>
      runPlain(command, async (plain) => (await import('./sign-in.ts')).signIn(plain)),
    );

  accounts
    .command('add')
    .description(said.add)
    .requiredOption('--name <name>', words.accounts.add.nameWhy)
    .addHelpText('after', `\n${said.afterAdd}`)
    .action((options: { name: string }, command: Command) =>
      act(command, (session, own) => own.addAccount(session, options)),
    );

  accounts
    .command('rename')
    .description(said.rename)
    .argument('<name>', said.argument)
    .argument('<new-name>', words.accounts.add.nameWhy)
    .action((name: string, to: string, _, command: Command) =>
      act(command, (session, own) => own.renameAccount(session, name, to)),
    );

  accounts
    .command('remove')
    .description(said.remove)
    .argument('<name>', said.argument)
    .action((name: string, _, command: Command) =>
      act(command, (session, own) => own.removeAccount(session, name)),
    );
}

type Own = typeof import('./accounts.ts');
