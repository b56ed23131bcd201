import { createContext, useContext } from 'react';
import type { DrillId, DrillProgress, DrillUnderWay } from '../../shared/practice/drills.ts';
import type { Problem } from '../../shared/problem.ts';

/** The drill that is on, and how far it is; on every screen while one practises. */
export type DrillHandle = {
  readonly drill: DrillUnderWay | null;
  /** Null while none is on. */
  readonly progress: DrillProgress | null;
  readonly done: readonly DrillId[];
  /** How often one was begun, turned or ended from this window: the weather is another each time. */
  readonly changes: number;
  readonly isBusy: boolean;
  readonly problem: Problem | null;
  readonly start: (drill: DrillId, region: string, onDone?: () => void) => void;
  readonly turn: () => void;
  readonly end: (onDone?: () => void) => void;
};

export const DrillContext = createContext<DrillHandle | null>(null);

export function useDrill(): DrillHandle {
  const handle = useContext(DrillContext);
  if (handle === null) throw new Error('useDrill: nobody has asked for drills');
  return handle;
}
