import { costOf } from './cost.ts';
import { DAY_MS } from './day.ts';
import type { Launch } from './launch.ts';
import { total } from './price.ts';

/** Machines that have been running for more than a day. */
export type RunningReminder = {
  readonly machines: number;
  /** Since when the one runs that has run the longest: milliseconds since the epoch. */
  readonly since: number;
  /** USD for their launches until now; null where a price is unknown. */
  readonly soFar: number | null;
};

/** Null while nothing has been running for more than a day. Pure; `now` in milliseconds since the epoch. */
export function reminderOf(
  launches: readonly Pick<Launch, 'instances' | 'made' | 'prices' | 'plan'>[],
  now: number,
): RunningReminder | null {
  const long = launches
    .map((launch) => ({ launch, starts: startsOf(launch).filter((start) => now - start > DAY_MS) }))
    .filter(({ starts }) => starts.length > 0);
  if (long.length === 0) return null;
  const starts = long.flatMap((each) => each.starts);
  return {
    machines: starts.length,
    since: Math.min(...starts),
    soFar: total(long.map(({ launch }) => costOf(launch, now).soFar)),
  };
}

function startsOf({ instances }: Pick<Launch, 'instances'>): readonly number[] {
  return instances.flatMap(({ goneAt, ran }) =>
    goneAt === null ? ran.filter(({ to }) => to === null).map(({ from }) => from) : [],
  );
}
