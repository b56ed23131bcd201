import type { Launch } from '../../../shared/launch.ts';

/**
 * A launch as this computer's clock would tell its times. A record's are AWS's own: a clock that is set right, or wrong, between two
 * runs must make nothing look older or younger than it is.
 */
export function byClockHere(launch: Launch, aheadMs: number): Launch {
  if (aheadMs === 0) return launch;
  const here = <Time extends number | null>(at: Time) => (at === null ? at : at + aheadMs);
  return {
    ...launch,
    startedAt: launch.startedAt + aheadMs,
    lines: launch.lines.map((line) => ({
      ...line,
      startedAt: here(line.startedAt),
      finishedAt: here(line.finishedAt),
    })),
    instances: launch.instances.map((machine) => ({
      ...machine,
      startedAt: machine.startedAt + aheadMs,
      goneAt: here(machine.goneAt),
      ran: machine.ran.map(({ from, to }) => ({ from: from + aheadMs, to: here(to) })),
    })),
    sight: { ...launch.sight, at: here(launch.sight.at) },
  };
}
