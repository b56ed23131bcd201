import { useCallback, useEffect, useRef, useState } from 'react';
import type { Launch } from '../../shared/launch.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { problemOfThrow } from '../use-outcome.ts';

export type LaunchHandle = {
  readonly launch: Launch | null;
  /** Why the launch could not be read or removed; a launch's own failure is in the launch. */
  readonly problem: Problem | null;
  readonly again: () => void;
  readonly undo: (keyPairToo: boolean) => void;
};

/** One launch, live. What main tells unasked is newer than the answer to a question asked before it. */
export function useLaunch(launchId: string): LaunchHandle {
  const [launch, setLaunch] = useState<Launch | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const heard = useRef(0);

  const ask = useCallback(async (question: () => Promise<Outcome<Launch>>) => {
    const heardBefore = heard.current;
    setProblem(null);
    const outcome = await answerOf(question);
    if (!outcome.ok) setProblem(outcome.problem);
    else if (heard.current === heardBefore) setLaunch(outcome.value);
  }, []);
  const read = useCallback(() => void ask(() => window.keyport.readLaunch({ launchId })), [ask, launchId]);
  const undo = useCallback(
    (keyPairToo: boolean) => void ask(() => window.keyport.undoLaunch({ launchId, keyPairToo })),
    [ask, launchId],
  );

  useEffect(() => {
    const stop = window.keyport.onLaunchChanged((changed) => {
      if (changed.launchId !== launchId) return;
      heard.current += 1;
      setLaunch(changed);
    });
    read();
    return stop;
  }, [launchId, read]);

  return { launch, problem, again: read, undo };
}

async function answerOf(question: () => Promise<Outcome<Launch>>): Promise<Outcome<Launch>> {
  try {
    return await question();
  } catch (cause) {
    return { ok: false, problem: problemOfThrow(cause) };
  }
}
