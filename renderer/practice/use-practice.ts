import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { succeeded } from '../../shared/outcome.ts';
import type { Practice } from '../../shared/practice/practice-api.ts';
import type { Weather } from '../../shared/practice/weather.ts';
import type { Problem } from '../../shared/problem.ts';
import { useDrill } from '../mode/drill-context.ts';
import { useMode } from '../mode/mode-context.ts';
import { useAct } from '../use-act.ts';
import { useOutcome, type Reading } from '../use-outcome.ts';

export type PracticeHandle = {
  readonly reading: Reading<Practice>;
  /** Changes the weather; `message` is said when it has changed. */
  readonly change: (weather: Weather, message: string, onDone?: () => void) => void;
  readonly isChanging: boolean;
  /** Why the weather could not be changed at the last try. */
  readonly problem: Problem | null;
  readonly forget: () => void;
};

const KEY = ['practice'] as const;

/** The practice account as it is now: read at each visit, and told anew by each change. */
export function usePractice(say: (message: string) => void): PracticeHandle {
  const queryClient = useQueryClient();
  const reading = useOutcome({
    key: KEY,
    read: () => window.keyport.readPractice(),
    isReadOnEachVisit: true,
  });
  useReadAgain(reading.again);
  const { check } = useMode();
  const isClosed = reading.problem?.code === 'practice-closed';
  useEffect(() => {
    if (isClosed) void check();
  }, [isClosed, check]);
  const act = useAct();
  const change = (weather: Weather, message: string, onDone?: () => void) =>
    act.run(
      () => window.keyport.setWeather({ weather }),
      (practice) => {
        queryClient.setQueryData(KEY, succeeded(practice));
        say(message);
        onDone?.();
      },
    );
  return { reading, change, isChanging: act.isBusy, problem: act.problem, forget: act.forget };
}

/** A drill that begins, goes on or ends changes the weather, wherever its button is. */
function useReadAgain(again: () => void): void {
  const { changes } = useDrill();
  useEffect(() => {
    if (changes > 0) again();
  }, [changes, again]);
}
