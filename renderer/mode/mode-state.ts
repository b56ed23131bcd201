import { assertNever } from '../../shared/assert-never.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Mode } from '../../shared/practice/practice-api.ts';
import type { Problem } from '../../shared/problem.ts';
import type { ModeNews } from './mode-context.ts';

/** Everything on the screen belongs to one round; a new one makes all of it anew. */
export type ModeRound = { readonly count: number; readonly mode: Mode; readonly news: ModeNews | null };

export type ModeState = {
  /** Null until main has said in which mode it is. */
  readonly round: ModeRound | null;
  readonly problem: Problem | null;
};

export type ModeAction =
  | { readonly type: 'answered'; readonly outcome: Outcome<Mode> }
  | { readonly type: 'turned'; readonly mode: Mode; readonly news: ModeNews };

export const MODE_UNKNOWN: ModeState = { round: null, problem: null };

export function modeReducer(state: ModeState, action: ModeAction): ModeState {
  switch (action.type) {
    case 'answered':
      return answered(state, action.outcome);
    case 'turned': {
      const count = (state.round?.count ?? 0) + 1;
      return { round: { count, mode: action.mode, news: action.news }, problem: null };
    }
    default:
      return assertNever(action);
  }
}

/** A second answer to the first question makes nothing anew. */
function answered(state: ModeState, outcome: Outcome<Mode>): ModeState {
  if (state.round !== null) return state;
  if (!outcome.ok) return { round: null, problem: outcome.problem };
  return { round: { count: 1, mode: outcome.value, news: null }, problem: null };
}
