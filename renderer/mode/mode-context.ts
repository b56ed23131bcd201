import { createContext, useContext } from 'react';
import type { Mode } from '../../shared/practice/practice-api.ts';

/** Why everything on the screen is new: said once. `closed`: practice ended without being asked to. */
export type ModeNews = 'started' | 'stopped' | 'reset' | 'closed';

/** Whether one practises, and what to call when that has changed: everything on the screen is then made anew. */
export type ModeHandle = {
  readonly mode: Mode;
  /** Null where the window has just been opened or loaded again. */
  readonly news: ModeNews | null;
  readonly turn: (mode: Mode, news: ModeNews) => void;
  /** Asks main whether one still practises, and follows it. */
  readonly check: () => Promise<void>;
  /** Whether it is told at length what practice means; kept from one screen to the next. */
  readonly isExplained: boolean;
  readonly explain: (isExplained: boolean) => void;
};

export const ModeContext = createContext<ModeHandle | null>(null);

export function useMode(): ModeHandle {
  const handle = useContext(ModeContext);
  if (handle === null) throw new Error('useMode: nobody has asked whether one practises');
  return handle;
}
