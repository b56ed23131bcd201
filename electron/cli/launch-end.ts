import { checksLine, doorLine } from '../launch/watch-launch.ts';
import { areThere, isBusy, mayBeThere } from '../../shared/launch-acts.ts';
import type { Launch, LaunchedInstance } from '../../shared/launch.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { hasNoLogInPort } from '../../shared/session-manager.ts';
import { words } from '../../shared/words/en.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Wait } from './waits.ts';

/** Whether there is nothing more to wait for, well or not. */
export function isOver(launch: Launch, wait: Wait): boolean {
  if (isBusy(launch)) return false;
  if (launch.state !== 'running' && launch.state !== 'partly') return true;
  return running(launch).every((machine) => {
    const line = waitedFor(launch, machine, wait);
    return line === null || (line !== undefined && line.state !== 'waiting' && line.state !== 'working');
  });
}

/** What a script is told of a launch that nobody works on any more. */
export function exitCodeOfLaunch(launch: Launch, wait: Wait): ExitCode {
  if (launch.zones.some(mayBeThere)) return EXIT.answerLost;
  if (launch.problem?.code === 'answer-lost') return EXIT.answerLost;
  const { state } = launch;
  if (state === 'removed') return EXIT.done;
  if (state === 'running') return hasAll(launch, wait) ? EXIT.done : EXIT.partly;
  if (state === 'unfinished' || state === 'half-removed') return EXIT.answerLost;
  return areThere(launch).length > 0 ? EXIT.partly : EXIT.failed;
}

/** Why it is not what was asked for; null where it is. */
export function problemOfLaunch(launch: Launch, wait: Wait): Problem | null {
  const exitCode = exitCodeOfLaunch(launch, wait);
  if (exitCode === EXIT.done) return null;
  if (launch.problem !== null) return launch.problem;
  const ofZone = launch.zones.map(({ problem }) => problem).find((problem) => problem !== null);
  if (ofZone !== undefined) return ofZone;
  if (exitCode === EXIT.answerLost) return makeProblem('answer-lost');
  const explanation = words.cliLaunch.usage.notAnswered;
  return makeProblem('timed-out', { explanation });
}

function hasAll(launch: Launch, wait: Wait): boolean {
  const machines = running(launch);
  return (
    machines.length > 0 &&
    machines.every((machine) => {
      const line = waitedFor(launch, machine, wait);
      return line === null || line?.state === 'done';
    })
  );
}

function running({ instances }: Launch): readonly LaunchedInstance[] {
  return instances.filter(({ state, goneAt }) => state === 'running' && goneAt === null);
}

/** Null where nothing but running is waited for; undefined where its line is still to come. No port is waited for where none is open. */
function waitedFor({ lines, plan }: Launch, { placementId }: LaunchedInstance, wait: Wait) {
  if (wait === 'running') return null;
  const lineId = wait === 'checks' || hasNoLogInPort(plan) ? checksLine(placementId) : doorLine(placementId);
  return lines.find(({ id }) => id === lineId);
}
