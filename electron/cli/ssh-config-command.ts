import type { Command } from 'commander';
import { words } from '../../shared/words/en.ts';
import type { Run } from './key-commands.ts';

const said = words.sshConfig.cli;

/** What is typed to give machines short names in one's own ssh settings. What does it is loaded then. */
export function addSshConfigCommand(program: Command, run: Run): void {
  const config = program
    .command('ssh-config')
    .description(said.about)
    .addHelpText('after', `\n${said.after}`);
  config
    .command('show')
    .description(said.show)
    .action((_, command: Command) =>
      run(command, async (session) => (await own()).showSshConfig(session), 'later'),
    );
  for (const word of ['on', 'off'] as const) {
    config
      .command(word)
      .description(said[word])
      .action((_, command: Command) =>
        run(command, async (session) => (await own()).setSshConfig(session, word === 'on'), 'later'),
      );
  }
}

function own() {
  return import('./ssh-config.ts');
}
