import { createContext, useContext } from 'react';
import type { Mode } from '../../shared/practice/practice-api.ts';

/** Why everything on the screen is new: said once, to whoever did it. */
export type ModeNews = 'started' | 'stopped' | 'reset';

/** Whether one practises, and what to call when that has changed: everything on the screen is then made anew. */
export type ModeHandle = {
  readonly mode: Mode;
  /** Null where the window has just been opened or loaded again. */
  readonly news: ModeNews | null;
  readonly turn: (mode: Mode, news: ModeNews) => void;
};

export const ModeContext = createContext<ModeHandle | null>(null);

export function useMode(): ModeHandle {
  const handle = useContext(ModeContext);
  if (handle === null) throw new Error('useMode: nobody has asked whether one practises');
  return handle;
}

/** A key of sessionStorage: what is remembered of practice is never taken for real, nor the other way round. */
export function remembered(mode: Mode, name: string): string {
  return mode === 'practice' ? `keyport:practice:${name}` : `keyport:${name}`;
}
