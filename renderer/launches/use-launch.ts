import { useEffect, useState } from 'react';
import type { Launch } from '../../shared/launch.ts';
import type { Problem } from '../../shared/problem.ts';
import { useOutcome } from '../use-outcome.ts';

export type LaunchHandle = {
  readonly launch: Launch | null;
  /** Why the launch could not be read; its own failure is in the launch. */
  readonly problem: Problem | null;
  readonly again: () => void;
};

/**
 * One launch, live. What main tells unasked is newer than any answer to a question. While another screen is shown nobody listens,
 * so that coming back asks again.
 */
export function useLaunch(launchId: string): LaunchHandle {
  const read = useOutcome({
    key: ['launch', launchId],
    read: () => window.keyport.readLaunch({ launchId }),
    isReadOnEachVisit: true,
  });
  const [heard, setHeard] = useState<Launch | null>(null);

  useEffect(
    () =>
      window.keyport.onLaunchChanged((changed) => {
        if (changed.launchId === launchId) setHeard(changed);
      }),
    [launchId],
  );

  return {
    launch: heard ?? read.value,
    problem: heard === null ? read.problem : null,
    again: read.again,
  };
}
