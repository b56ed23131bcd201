import { Option, type Command } from 'commander';
import { CODE_FORMATS } from '../../shared/as-code/code-files.ts';
import { RECORD_FORMATS } from '../../shared/launches-api.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { TEMPLATE_IDS } from '../../shared/plan-templates.ts';
import { words } from '../../shared/words/en.ts';
import type { PlanFlags } from './default-plan.ts';
import type { Run } from './key-commands.ts';
import type { RunPlain } from './review-command.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';
import { WAITS } from './waits.ts';

const { commands, args, flags, after } = words.cliLaunch;
const { asCode, cliAccess } = words;

/** What is typed to plan, launch, list, finish and remove. What does it is loaded then: other commands start without it. */
export function addLaunchCommands(program: Command, run: Run, runPlain: RunPlain): void {
  addPlan(program, runPlain);
  const load = loaderOf(run);

  program
    .command('launch')
    .description(commands.launch)
    .argument('<plan>', args.plan)
    .option('--accept <id>', flags.accept, oneMore)
    .option('--whole-script', flags.wholeScript)
    .addOption(waitOption())
    .addHelpText('after', `\n${after.launch}`)
    .action(load(async () => (await import('./launch-plan.ts')).launchPlan));

  program
    .command('launches')
    .description(commands.launches)
    .option('--look', flags.look)
    .option('--all', flags.all)
    .action(load(async () => (await import('./list-launches.ts')).listLaunches));

  ofLaunch(program, 'resume', commands.resume)
    .addOption(waitOption())
    .addHelpText('after', `\n${after.resume}`)
    .action(load(async () => (await import('./resume-launch.ts')).resumeLaunch));

  ofLaunch(program, 'answer', commands.answer)
    .argument('[zone]', args.zone)
    .option('--again', flags.again)
    .option('--zone <zone>', flags.zone)
    .option('--type <type>', flags.type)
    .option('--leave-out', flags.leaveOut)
    .option('--whole-script', flags.wholeScript)
    .addOption(waitOption())
    .addHelpText('after', `\n${after.answer}`)
    .action(load(async () => (await import('./answer-zone.ts')).answerZone));

  ofLaunch(program, 'undo', commands.undo)
    .option('--key-pair', flags.keyPair)
    .option('--no-key-pair', flags.noKeyPair)
    .option('--snapshots', flags.snapshots)
    .option('--no-snapshots', flags.noSnapshots)
    .addHelpText('after', `\n${after.undo}`)
    .action(load(async () => (await import('./undo-launch.ts')).undoLaunch));

  ofLaunch(program, 'launch-record', commands.record)
    .addOption(
      new Option('--format <format>', flags.recordFormat).choices([...RECORD_FORMATS]).default('markdown'),
    )
    .option('--to <file>', flags.recordTo)
    .addHelpText('after', `\n${after.record}`)
    .action(load(async () => (await import('./write-record.ts')).writeRecord));

  ofLaunch(program, 'test-access', cliAccess.test)
    .argument('[machine]', cliAccess.args.machine)
    .addHelpText('after', `\n${cliAccess.afterTest}`)
    .action(load(async () => (await import('./test-access.ts')).testAccess));

  program
    .command('fix-access')
    .description(cliAccess.fix)
    .argument('[launch]', cliAccess.args.launch)
    .option('--show', cliAccess.show)
    .addHelpText('after', `\n${cliAccess.afterFix}`)
    .action(load(async () => (await import('./fix-access.ts')).fixAccess));

  program
    .command('export')
    .description(asCode.command)
    .argument('<plan-or-launch>', asCode.arg)
    .addOption(
      new Option('--format <format>', asCode.flags.format).choices([...CODE_FORMATS]).makeOptionMandatory(),
    )
    .requiredOption('--to <folder>', asCode.flags.to)
    .addHelpText('after', `\n${asCode.after}`)
    .action(load(async () => (await import('./export-code.ts')).exportCode));
}

function addPlan(program: Command, runPlain: RunPlain): void {
  program
    .command('plan')
    .description(commands.plan)
    .option('--default', flags.default)
    .addOption(new Option('--template <template>', flags.template).choices([...TEMPLATE_IDS]))
    .addOption(new Option('--per-zone <count>', flags.perZone).choices(PER_ZONE))
    .option('--schema', flags.schema)
    .option('--name <name>', flags.name)
    .option('--my-address <address>', flags.myAddress)
    .option('--vpc <id>', flags.vpc)
    .option('--no-inbound', flags.noInbound)
    .option('--instance-profile <name>', flags.instanceProfile)
    .addHelpText('after', `\n${after.plan}`)
    .action((options: PlanFlags, command: Command) =>
      runPlain(command, async (plain) => (await import('./default-plan.ts')).writePlan(plain, options)),
    );
}

const PER_ZONE = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** A command about one launch of this home. */
function ofLaunch(program: Command, name: string, about: string): Command {
  return program.command(name).description(about).argument('<launch>', args.launch);
}

/** What a command does with what was typed: its arguments in their order, then its options. */
type Work<Typed extends readonly unknown[]> = (session: Session, ...typed: Typed) => Promise<Outcome<Shown>>;

/** commander calls an action with what was typed, and the command itself behind it. */
function loaderOf(run: Run) {
  return <Typed extends readonly unknown[]>(load: () => Promise<Work<Typed>>) =>
    (...given: [...typed: Typed, command: Command]): Promise<void> => {
      // The type says what stands where; a rest in front of the last one cannot be taken apart in types.
      const typed = given.slice(0, -1) as unknown as Typed;
      const command = given.at(-1) as Command;
      return run(command, async (session) => (await load())(session, ...typed), 'later');
    };
}

function waitOption(): Option {
  return new Option('--wait <until>', flags.wait).choices([...WAITS]).default('running');
}

/** At the first one there is no list yet. */
function oneMore(typed: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), typed];
}
