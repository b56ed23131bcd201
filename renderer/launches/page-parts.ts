import { actsOf, areThere, isBusy, isHalfDone } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import type { Problem, ProblemAction } from '../../shared/problem.ts';
import { missingIn } from './missing-zones.ts';

type Handlers = Partial<Record<ProblemAction, () => void>>;

/** Which parts of a launch's page its state calls for. A program that ended in the middle has its own part, with all the choices. */
export function showsHalfDone(launch: Launch): boolean {
  if (isBusy(launch) || !isHalfDone(launch)) return false;
  const isBegun = launch.zones.some(({ state }) => state !== 'waiting');
  return launch.state === 'partly' || launch.state === 'failed' ? !isBegun : true;
}

/** Elsewhere a machine that may be there is told beside what else there is. */
export function showsUnknown(launch: Launch): boolean {
  return !showsHalfDone(launch);
}

/** The launch's own problem is the one of a machine, and stands beside it already; or nothing is left to be done about it. */
export function isTold(launch: Launch): boolean {
  const { problem, state, zones } = launch;
  if (problem === null || state === 'removed') return true;
  if (problem.code === 'answer-lost') return zones.some((zone) => zone.state === 'unknown');
  return missingIn(launch).some((zone) => zone.problem?.code === problem.code);
}

/** What a problem offers can be done here only where the launch is in a state for it. */
export function handlersOf(launch: Launch, all: Required<Pick<Handlers, HandlerName>>): Handlers {
  const offered = new Set(actsOf(launch));
  return {
    'choose-account': all['choose-account'],
    ...(offered.has('finish') ? { finish: all.finish } : {}),
    ...(offered.has('look') ? { look: all.look } : {}),
    ...(offered.has('undo') ? { undo: all.undo } : {}),
    ...(areThere(launch).length > 0 && !isBusy(launch) ? { unprotect: all.unprotect } : {}),
  };
}

/** To try a launch again is to finish it: a button for each of both would be one too many. */
export function withRetry({ actions }: Pick<Problem, 'actions'>, on: Handlers): Handlers {
  const { finish, ...others } = on;
  return actions.includes('retry') && finish !== undefined ? { ...others, retry: finish } : on;
}

type HandlerName = 'finish' | 'look' | 'undo' | 'unprotect' | 'choose-account';
