import { problemFrom } from '../aws/problem.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem, ProblemAction } from '../../shared/problem.ts';
import type { LaunchServices } from './launch-services.ts';

/**
 * Works on one line of the board, which is on the disk before the work begins; where it cannot be put there, nothing is done. `work`
 * answers its problem, or null. Answers whether there was none; a problem is shown, and the line has failed. Never rejects.
 */
export async function onLine(
  services: LaunchServices,
  lineId: string,
  work: () => Promise<Problem | null>,
): Promise<boolean> {
  const isDone = await beginLine(services, lineId, work);
  if (isDone) services.board.finish(lineId, 'done');
  return isDone;
}

/** The same for what is not done yet when the call has been answered: the line stays at work. */
export async function beginLine(
  { board, record }: LaunchServices,
  lineId: string,
  work: () => Promise<Problem | null>,
): Promise<boolean> {
  board.begin(lineId);
  const isNoted = await record.change((current) => current);
  const problem = isNoted ? await work().catch(problemFrom) : makeProblem('disk-failed');
  if (problem === null) return true;
  board.fail(problem);
  board.finish(lineId, 'failed');
  return false;
}

/**
 * Makes a call that may be carried out twice without harm: again where its answer was lost, where AWS had a fault, and where EC2 does
 * not know yet what was just made.
 */
export async function persistently(
  { patience }: Pick<LaunchServices, 'patience'>,
  call: () => Promise<void>,
): Promise<void> {
  await patience.poll(async () => {
    await call();
    return true;
  }, 0);
}

/** The problem of what was thrown, with what can be done about it here. */
export function offering(error: unknown, actions: readonly ProblemAction[]): Problem {
  return withActions(problemFrom(error), actions);
}

/** What the problem offers itself stays, as far as it is not about a launch that begins. */
export function withActions(problem: Problem, actions: readonly ProblemAction[]): Problem {
  const own = problem.actions.filter((action) => STAYS.has(action) && !actions.includes(action));
  return { ...problem, actions: [...actions, ...own] };
}

const STAYS: ReadonlySet<ProblemAction> = new Set([
  'choose-account',
  'copy-policy',
  'copy-details',
  'ask-support',
  'unprotect',
]);
