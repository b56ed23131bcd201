import { createContext, useContext } from 'react';
import type { LaunchList } from '../../shared/launches-api.ts';
import type { Problem } from '../../shared/problem.ts';

/** All launches of this home, live, and the one that the Launches screen shows. */
export type LaunchesHandle = {
  /** Null until they are read. */
  readonly list: LaunchList | null;
  /** Why they could not be read, or AWS could not be asked. */
  readonly problem: Problem | null;
  readonly isReading: boolean;
  readonly again: () => void;
  /** Asks AWS what there is of all of them. */
  readonly look: () => void;
  readonly isLooking: boolean;
  /** What a call has answered is newer than what was known. */
  readonly keep: (list: LaunchList) => void;
  readonly shownId: string | null;
  readonly show: (launchId: string | null) => void;
};

export const LaunchesContext = createContext<LaunchesHandle | null>(null);

export function useLaunches(): LaunchesHandle {
  const handle = useContext(LaunchesContext);
  if (handle === null) throw new Error('useLaunches: nobody has read the launches');
  return handle;
}
