import type { Command } from 'commander';
import { words } from '../../shared/words/en.ts';
import type { RunPlain } from './review-command.ts';

const said = words.tags.required.cli;

/** What is typed to say which tags every launch needs. What does it is loaded then. */
export function addTagsCommand(program: Command, run: RunPlain): void {
  const tags = program.command('tags').description(said.about);
  tags
    .command('list')
    .description(said.list)
    .action((_, command: Command) =>
      run(command, async (plain) => (await import('./tags.ts')).listTags(plain)),
    );
  tags
    .command('require')
    .description(said.require)
    .argument('<key>', said.key)
    .option('--value <value>', said.value)
    .action((key: string, { value }: { value?: string }, command: Command) =>
      run(command, async (plain) => (await import('./tags.ts')).requireTag(plain, key, value)),
    );
  tags
    .command('unrequire')
    .description(said.unrequire)
    .argument('<key>', said.key)
    .action((key: string, _, command: Command) =>
      run(command, async (plain) => (await import('./tags.ts')).unrequireTag(plain, key)),
    );
}
