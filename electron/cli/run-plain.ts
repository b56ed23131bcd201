import { CommanderError, type Command } from 'commander';
import type { Accounts } from '../aws/accounts.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { detailOf } from '../review/report/detail-of.ts';
import { askMfaCode } from './ask-mfa-code.ts';
import { withEndpoint } from './account.ts';
import { EXIT, exitCodeOf, type ExitCode } from './exit-codes.ts';
import { globalsOf, type Globals } from './globals.ts';
import { pathFrom } from './home.ts';
import type { Cli } from './run-cli.ts';
import { deliver, printable, showProblem } from './shown.ts';

/** What a command works with that needs no home, no keychain and no vault: it may run beside the window. */
export type Plain = {
  readonly env: NodeJS.ProcessEnv;
  readonly globals: Globals;
  /** Every way in to AWS; loaded when it is asked for. A person may be asked for the code of a second factor. */
  readonly openAccounts: () => Promise<Accounts>;
  /** Progress: nothing where nobody wants to see it. */
  readonly say: (text: string) => void;
  /** What has to be seen, also where nobody wants progress. */
  readonly warn: (text: string) => void;
  /** What the person typed as a path, from where they typed it. */
  readonly pathFrom: (typed: string) => string;
  /** All of standard input. */
  readonly readInput: () => Promise<Uint8Array>;
  /** Aborts as soon as the person wants it to end. */
  readonly signal: AbortSignal;
  /** At once, as the command ends. */
  readonly close: () => void;
};

/** A result that is a document of its own: nothing is put around it. */
export type Document = { readonly text: string; readonly exitCode: ExitCode };

/** What this command line gives to a command; its usage is refused where an option is empty. */
export function openPlain(cli: Cli, command: Command, signal: AbortSignal): Plain {
  const globals = globalsOf(command);
  if (globals === null) throw new CommanderError(EXIT.usage, 'keyport.empty', words.cli.usage.emptyOption);
  const warn = (text: string) => cli.terminal.note(printable(text.replaceAll(/\s+/gu, ' ')));
  const env = withEndpoint(cli.env, globals.endpoint);
  let release: (() => void) | null = null;
  return {
    env,
    globals,
    openAccounts: async () => {
      const { plainAccounts } = await import('./plain-accounts.ts');
      const { terminal, openKeychain } = cli;
      return plainAccounts({
        env,
        globals,
        terminal,
        openKeychain,
        askMfaCode: askMfaCode(terminal),
        onTaken: (giveBack) => {
          release = giveBack;
        },
      });
    },
    close: () => release?.(),
    say: globals.quiet ? () => {} : warn,
    warn,
    pathFrom: (typed) => pathFrom(typed, cli.env),
    readInput: cli.readInput,
    signal,
  };
}

/** Does the work of one command; answers its exit code. Ends at once when it is interrupted: nothing is ever half done. */
export async function runPlain(
  cli: Cli,
  command: Command,
  work: (plain: Plain) => Promise<Outcome<Document>>,
): Promise<ExitCode> {
  const { terminal } = cli;
  const { stopped, signal, listenNoMore } = interruptible(cli);
  const plain = openPlain(cli, command, signal);
  cli.onExit(plain.close);
  const { globals } = plain;
  const worked = work(plain);
  const outcome = await Promise.race([worked.catch((error: unknown) => bug(cli, error)), stopped]);
  const file = globals.out === undefined ? null : pathFrom(globals.out, cli.env);
  const written = outcome.ok ? await deliver(outcome.value.text, { terminal, file }) : outcome;
  listenNoMore();
  plain.close();
  if (!written.ok) await showProblem(written.problem, { terminal, isJson: globals.json, detailOf });
  if (signal.aborted) return EXIT.cancelled;
  if (!written.ok) return exitCodeOf(written.problem);
  return outcome.ok ? outcome.value.exitCode : EXIT.failed;
}

/** Told by its name and place: a pipeline must not take it for findings. */
function bug({ report }: Cli, error: unknown): Outcome<never> {
  report(error);
  return failed(makeProblem('unexpected'));
}

function interruptible(cli: Cli) {
  const stop = new AbortController();
  const { promise, resolve } = Promise.withResolvers<Outcome<never>>();
  const listenNoMore = cli.onInterrupt(() => {
    stop.abort();
    resolve(failed(makeProblem('cancelled')));
  });
  return { stopped: promise, signal: stop.signal, listenNoMore };
}
