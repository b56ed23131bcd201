import { Option, type Command } from 'commander';
import { RECORD_FORMATS, type RecordFormat } from '../../shared/launches-api.ts';
import { words } from '../../shared/words/en.ts';
import type { PlanFlags } from './default-plan.ts';
import type { LaunchFlags } from './launch-plan.ts';
import type { Run } from './key-commands.ts';
import type { RunPlain } from './review-command.ts';
import type { UndoFlags } from './undo-launch.ts';
import { WAITS } from './waits.ts';

const { commands, args, flags, after } = words.cliLaunch;

/** What is typed to plan, launch, list, finish and remove. What does it is loaded then: other commands start without it. */
export function addLaunchCommands(program: Command, run: Run, runPlain: RunPlain): void {
  program
    .command('plan')
    .description(commands.plan)
    .option('--default', flags.default)
    .option('--schema', flags.schema)
    .option('--name <name>', flags.name)
    .option('--my-address <address>', flags.myAddress)
    .addHelpText('after', `\n${after.plan}`)
    .action((options: PlanFlags, command: Command) =>
      runPlain(command, async (plain) => (await import('./default-plan.ts')).writePlan(plain, options)),
    );

  program
    .command('launch')
    .description(commands.launch)
    .argument('<plan>', args.plan)
    .option('--accept <id>', flags.accept, oneMore)
    .addOption(waitOption())
    .addHelpText('after', `\n${after.launch}`)
    .action((file: string, options: LaunchFlags, command: Command) =>
      run(
        command,
        async (session) => (await import('./launch-plan.ts')).launchPlan(session, file, options),
        'later',
      ),
    );

  program
    .command('launches')
    .description(commands.launches)
    .option('--look', flags.look)
    .action((options: { look?: true }, command: Command) =>
      run(
        command,
        async (session) =>
          (await import('./list-launches.ts')).listLaunches(session, { looks: options.look === true }),
        'later',
      ),
    );

  program
    .command('resume')
    .description(commands.resume)
    .argument('<launch>', args.launch)
    .addOption(waitOption())
    .action((named: string, options: Pick<LaunchFlags, 'wait'>, command: Command) =>
      run(
        command,
        async (session) => (await import('./resume-launch.ts')).resumeLaunch(session, named, options),
        'later',
      ),
    );

  program
    .command('undo')
    .description(commands.undo)
    .argument('<launch>', args.launch)
    .option('--key-pair', flags.keyPair)
    .option('--snapshots', flags.snapshots)
    .addHelpText('after', `\n${after.undo}`)
    .action((named: string, options: UndoFlags, command: Command) =>
      run(
        command,
        async (session) => (await import('./undo-launch.ts')).undoLaunch(session, named, options),
        'later',
      ),
    );

  program
    .command('launch-record')
    .description(commands.record)
    .argument('<launch>', args.launch)
    .addOption(
      new Option('--format <format>', flags.recordFormat).choices([...RECORD_FORMATS]).default('markdown'),
    )
    .requiredOption('--to <file>', words.cli.flags.to)
    .action((named: string, options: { format: RecordFormat; to: string }, command: Command) =>
      run(
        command,
        async (session) => (await import('./write-record.ts')).writeRecord(session, named, options),
        'later',
      ),
    );
}

function waitOption(): Option {
  return new Option('--wait <until>', flags.wait).choices([...WAITS]).default('running');
}

/** At the first one there is no list yet. */
function oneMore(typed: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), typed];
}
