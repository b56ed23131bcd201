import type { Command } from 'commander';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, type Outcome } from '../../shared/outcome.ts';
import { detailOf } from '../review/report/detail-of.ts';
import { EXIT, exitCodeOf, type ExitCode } from './exit-codes.ts';
import { pathFrom } from './home.ts';
import type { Cli } from './run-cli.ts';
import { openPlain, type Plain } from './run-plain.ts';
import { deliver, showProblem } from './shown.ts';

/** What a command has that goes on until the person ends it. Its signal aborts then, and it ends in its own time. */
export type Service = Plain & {
  /** The one thing on standard output, or in the file of `--out`, as soon as it is known. */
  readonly publish: (text: string) => Promise<Outcome<null>>;
  /** Calls this as the program ends, however it does. */
  readonly onExit: (listener: () => void) => void;
};

/** Does the work of a command that serves; answers its exit code. Who interrupts it twice does not want to wait for its end. */
export async function runService(
  cli: Cli,
  command: Command,
  work: (service: Service) => Promise<Outcome<null>>,
): Promise<ExitCode> {
  const { terminal } = cli;
  const stop = new AbortController();
  const gone = Promise.withResolvers<Outcome<null>>();
  const plain = openPlain(cli, command, stop.signal);
  const listenNoMore = cli.onInterrupt(() => {
    if (stop.signal.aborted) gone.resolve(failed(makeProblem('cancelled')));
    stop.abort();
  });
  const watchNoMore = cli.onParentGone?.(() => stop.abort());
  const { out, json } = plain.globals;
  const file = out === undefined ? null : pathFrom(out, cli.env);
  const worked = work({
    ...plain,
    publish: (text) => deliver(text, { terminal, file }),
    onExit: cli.onExit,
  }).catch((error: unknown) => {
    cli.report(error);
    return failed(makeProblem('unexpected'));
  });
  const outcome = await Promise.race([worked, gone.promise]);
  listenNoMore();
  watchNoMore?.();
  if (outcome.ok) return EXIT.done;
  await showProblem(outcome.problem, { terminal, isJson: json, detailOf });
  return exitCodeOf(outcome.problem);
}
