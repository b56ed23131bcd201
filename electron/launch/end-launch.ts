import type { Problem } from '../../shared/problem.ts';
import type { LaunchServices } from './launch-services.ts';
import { askedOf } from './lost-instances.ts';
import type { LaunchRecord } from './record/launch-record.ts';
import { launchFrom, zoneStateOf } from './record/launch-view.ts';
import { whatIsRunning } from './what-is-running.ts';

/** Partial success is an outcome of its own: something runs, something failed, and both are said. */
export async function endLaunch({ record, now }: Pick<LaunchServices, 'record' | 'now'>): Promise<void> {
  await record.change((current) => {
    const launch = launchFrom(current, null);
    const problem = current.problem ?? problemOfZones(current);
    // What nobody knows of may run, and is never called failed.
    const isAnythingThere =
      current.machines.some(({ goneAt }) => goneAt === null) || askedOf(current).length > 0;
    return {
      ...current,
      ended: endOf(problem, isAnythingThere),
      problem: problem === null ? null : { ...problem, whatIsRunning: whatIsRunning(launch) },
      sight: { at: now(), problem: null },
    };
  });
}

/**
 * Ends it once more, by what has become known since. What was said before is over; but while a machine still waits, it is the reason
 * why that one was never asked for.
 */
export async function endAnew(services: Pick<LaunchServices, 'record' | 'now'>): Promise<void> {
  services.record.show((current) => {
    const isAnyWaiting = current.placements.some((each) => zoneStateOf(each, current, null) === 'waiting');
    return { ...current, problem: isAnyWaiting ? current.problem : null };
  });
  await endLaunch(services);
}

function endOf(problem: Problem | null, isAnythingThere: boolean): LaunchRecord['ended'] {
  if (!isAnythingThere) return 'failed';
  return problem === null ? 'running' : 'partly';
}

function problemOfZones({ placements }: LaunchRecord): Problem | null {
  const open = placements.filter(({ isLeftOut }) => !isLeftOut);
  return (
    open.map(({ attempts }) => attempts.at(-1)?.problem ?? null).find((problem) => problem !== null) ?? null
  );
}
