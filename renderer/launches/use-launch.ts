import { useEffect, useState } from 'react';
import type { Launch } from '../../shared/launch.ts';
import type { Problem } from '../../shared/problem.ts';
import { problemOfThrow, useOutcome } from '../use-outcome.ts';

export type LaunchHandle = {
  readonly launch: Launch | null;
  /** Why the launch could not be read or removed; a launch's own failure is in the launch. */
  readonly problem: Problem | null;
  readonly again: () => void;
  readonly undo: (keyPairToo: boolean) => void;
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
  const [undoProblem, setUndoProblem] = useState<Problem | null>(null);

  useEffect(
    () =>
      window.keyport.onLaunchChanged((changed) => {
        if (changed.launchId === launchId) setHeard(changed);
      }),
    [launchId],
  );

  const undo = async (keyPairToo: boolean) => {
    setUndoProblem(null);
    try {
      const outcome = await window.keyport.undoLaunch({ launchId, keyPairToo, snapshotsFirst: false });
      if (!outcome.ok) setUndoProblem(outcome.problem);
    } catch (cause) {
      setUndoProblem(problemOfThrow(cause));
    }
  };
  return {
    launch: heard ?? read.value,
    problem: undoProblem ?? (heard === null ? read.problem : null),
    again: read.again,
    undo: (keyPairToo) => void undo(keyPairToo),
  };
}
