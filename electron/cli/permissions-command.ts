import { Option, type Command } from 'commander';
import { PURPOSES } from '../../shared/permissions.ts';
import { words } from '../../shared/words/en.ts';
import type { PermissionFlags } from './permissions.ts';
import type { RunPlain } from './review-command.ts';

/** What is typed to see what the account may do. */
export function addPermissionsCommand(program: Command, run: RunPlain): void {
  const { about, policyFlag, after } = words.permissions.cli;
  program
    .command('permissions')
    .description(about)
    .addOption(new Option('--policy <purpose>', policyFlag).choices(PURPOSES))
    .addHelpText('after', `\n${after}`)
    .action((options: PermissionFlags, command: Command) =>
      run(command, async (plain) => (await import('./permissions.ts')).permissions(plain, options)),
    );
}
