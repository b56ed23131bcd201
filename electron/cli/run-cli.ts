import { Command, CommanderError } from 'commander';
import type { OpenKeychain } from '../open-vault.ts';
import type { Probe } from '../review/change/change-services.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { problemInStore } from '../../shared/words/en/store-names.ts';
import { addAccountCommands } from './account-commands.ts';
import { addConnectionCommand } from './connection-command.ts';
import { EXIT, exitCodeOf, type ExitCode } from './exit-codes.ts';
import { addGlobals, globalsOf } from './globals.ts';
import { pathFrom } from './home.ts';
import { addKeyCommands, type Run } from './key-commands.ts';
import { addLaunchCommands } from './launch-commands.ts';
import { addPermissionsCommand } from './permissions-command.ts';
import { addPracticeCommand } from './practice-command.ts';
import { addReviewCommand, type RunPlain } from './review-command.ts';
import { runPlain } from './run-plain.ts';
import { runService } from './run-service.ts';
import type { OpenSession, Session } from './session.ts';
import { show, showProblem, type Shown } from './shown.ts';
import { wayOutOfNone } from './store-lines.ts';
import { addSshConfigCommand } from './ssh-config-command.ts';
import { addTagsCommand } from './tags-command.ts';
import { takeCliWayOut } from './take-way-out.ts';
import type { Terminal } from './terminal.ts';

export type Cli = {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  readonly openKeychain: OpenKeychain;
  /** Knocks at a machine's door; from this computer where it is not said. */
  readonly probe?: Probe;
  /** All of standard input, for a command that takes it. */
  readonly readInput: () => Promise<Uint8Array>;
  readonly report: (error: unknown) => void;
  /** Calls this when the person wants it to end; answers how to listen no more. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** Calls this where npm started it and has gone; answers how to listen no more. Never where it is not said. */
  readonly onParentGone?: (listener: () => void) => () => void;
  /** Calls this as the program ends, however it does. */
  readonly onExit: (listener: () => void) => void;
};

/** Runs one command; answers its exit code. Never rejects for what a person can do something about. */
export async function runCli(cli: Cli): Promise<ExitCode> {
  const isJson = cli.args.includes('--json');
  let exitCode: ExitCode = EXIT.done;
  const run: Run = async (command, work, opens = 'at-once') => {
    exitCode = await runCommand(cli, command, opens, work);
  };
  const plain = async (...[command, work]: Parameters<RunPlain>) => {
    exitCode = await runPlain(cli, command, work);
  };
  const said: string[] = [];
  const program = new Command('keyport')
    .description(words.cli.about)
    .showHelpAfterError(false)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void cli.terminal.print(text),
      writeErr: (text) => void said.push(text.trimEnd()),
    })
    .exitOverride()
    .addHelpText('after', `\n${words.cli.exitCodes}`);
  addGlobals(program);
  program.hook('preAction', (_, command) => takeWayOut(cli, command));
  addKeyCommands(program, run);
  addLaunchCommands(program, run, plain);
  addReviewCommand(program, plain);
  addAccountCommands(program, run, plain);
  addPermissionsCommand(program, plain);
  addConnectionCommand(program, plain);
  addSshConfigCommand(program, run);
  addTagsCommand(program, plain);
  addPracticeCommand(program, async (command, work) => {
    exitCode = await runService(cli, command, work);
  });
  try {
    await program.parseAsync([...cli.args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.done;
    const problem = makeProblem('bad-request', { explanation: said.join('\n') || error.message });
    await showProblem(problem, { terminal: cli.terminal, isJson });
    return EXIT.usage;
  }
}

/** Before anything is called; what was said and cannot be used ends the command. */
async function takeWayOut({ env }: Cli, command: Command): Promise<void> {
  const globals = globalsOf(command);
  if (globals === null) return;
  const taken = await takeCliWayOut(globals, env);
  if (!taken.ok) throw new CommanderError(EXIT.usage, 'keyport.way-out', taken.problem.explanation);
}

async function runCommand(
  cli: Cli,
  command: Command,
  opens: 'at-once' | 'later',
  work: (session: Session) => Promise<Outcome<Shown>>,
): Promise<ExitCode> {
  const globals = globalsOf(command);
  if (globals === null) throw new CommanderError(EXIT.usage, 'keyport.empty', words.cli.usage.emptyOption);
  const { terminal } = cli;
  // A review starts without all of this.
  const { createSession } = await import('./session.ts');
  const opened = createSession(cli, globals);
  cli.onExit(opened.close);
  const { stopped, wasInterrupted, listenNoMore } = interruptible(cli, opened);
  const ended = async (): Promise<Outcome<Shown>> => {
    const vault = opens === 'at-once' ? await opened.open() : succeeded(null);
    return vault.ok ? work(opened.session) : vault;
  };
  const outcome = await Promise.race([ended(), stopped]);
  listenNoMore();
  await opened.settled();
  opened.close();
  const file = globals.out === undefined ? null : pathFrom(globals.out, cli.env);
  const shown = outcome.ok ? await show(outcome.value, { terminal, isJson: globals.json, file }) : outcome;
  if (!shown.ok) {
    const vault = opened.vault();
    const problem = problemInStore(vault.store.kind, withNothingYet(shown.problem, opened));
    await showProblem(problem, { terminal, isJson: globals.json });
    const keychain = shown.problem.code === 'keychain-absent' ? 'absent' : null;
    for (const line of wayOutOfNone(vault, keychain)) terminal.note(line);
  }
  if (wasInterrupted()) return EXIT.cancelled;
  if (!shown.ok) return exitCodeOf(shown.problem);
  return outcome.ok ? (outcome.value.exitCode ?? EXIT.done) : EXIT.failed;
}

/** Whoever ends it before anything was done wants to read that nothing was. */
function withNothingYet(problem: Problem, { nothingYet }: OpenSession): Problem {
  const said = nothingYet();
  const isPlain =
    problem.code === 'cancelled' && problem.explanation === makeProblem('cancelled').explanation;
  return isPlain && said !== null ? { ...problem, explanation: said } : problem;
}

/**
 * Ends at once; while a private key is on its way, the command goes on to its end, and says what came of it. So does what has to go
 * on, until it is interrupted once more.
 */
function interruptible(cli: Cli, { unfinished, goesOn }: OpenSession) {
  const { promise, resolve } = Promise.withResolvers<Outcome<never>>();
  const { interrupted, interruptedCall } = words.cli.progress;
  let isInterrupted = false;
  let isTold = false;
  const end = (left?: string) => {
    isInterrupted = true;
    resolve(failed(makeProblem('cancelled', left === undefined ? {} : { explanation: left })));
  };
  const listenNoMore = cli.onInterrupt(() => {
    const going = goesOn();
    if (going !== null && !isTold) {
      isTold = true;
      cli.terminal.note(going.first);
      return;
    }
    if (unfinished.isEmpty()) return end(going?.left);
    cli.terminal.note(unfinished.holdsKey() ? interrupted : interruptedCall);
    if (going === null) isInterrupted = true;
    else void unfinished.ended().then(() => end(going.left));
  });
  return { stopped: promise, wasInterrupted: () => isInterrupted, listenNoMore };
}
