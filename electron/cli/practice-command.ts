import type { Command } from 'commander';
import type { Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import type { PracticeFlags } from './practice.ts';
import type { Service } from './run-service.ts';

type RunService = (command: Command, work: (service: Service) => Promise<Outcome<null>>) => Promise<void>;

/** What is typed to have an EC2 to practise on. */
export function addPracticeCommand(program: Command, run: RunService): void {
  const { about, after, flags } = words.cli.practice;
  program
    .command('practice')
    .description(about)
    .option('--port <number>', flags.port)
    .option('--state <file>', flags.state)
    .option('--weather <file>', flags.weather)
    .addHelpText('after', `\n${after}`)
    .action((options: PracticeFlags, command: Command) =>
      run(command, async (service) => {
        // The other commands start without all of this.
        const { practise } = await import('./practice.ts');
        return practise(service, options);
      }),
    );
}
