import type { Vault, VaultKey } from '../../shared/keys/vault.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { assertNever } from '../../shared/assert-never.ts';

/** The first seconds of a run: the home is taken, and what an earlier run left half done is finished. */
export type StartState = {
  /** As main last told it; null until it has told anything. */
  readonly vault: Vault | null;
  /** Why the vault could not be opened at the last try. */
  readonly problem: Problem | null;
  readonly isAsking: boolean;
  /** True once main has answered that all is open. */
  readonly isOpen: boolean;
  /** True once the person would rather unlock the keys later. */
  readonly hasPutOff: boolean;
  /** Every key that was seen unfinished on the way; some are safe by now. */
  readonly seenUnfinished: readonly string[];
};

export type StartAction =
  | { readonly type: 'asked' }
  | { readonly type: 'answered'; readonly outcome: Outcome<Vault> }
  | { readonly type: 'heard'; readonly vault: Vault }
  | { readonly type: 'put-off' };

export const NOT_STARTED: StartState = {
  vault: null,
  problem: null,
  isAsking: false,
  isOpen: false,
  hasPutOff: false,
  seenUnfinished: [],
};

export function startReducer(state: StartState, action: StartAction): StartState {
  switch (action.type) {
    case 'asked':
      return { ...state, isAsking: true };
    case 'heard':
      return told(state, action.vault);
    case 'answered':
      return answered({ ...state, isAsking: false }, action.outcome);
    case 'put-off':
      return { ...state, hasPutOff: true };
    default:
      return assertNever(action);
  }
}

function answered(state: StartState, outcome: Outcome<Vault>): StartState {
  if (!outcome.ok) return { ...state, problem: outcome.problem };
  return { ...told(state, outcome.value), problem: null, isOpen: true };
}

/** Once the app is shown, a key is unfinished whenever one is made: that is no news from an earlier run. */
function told(state: StartState, vault: Vault): StartState {
  if (stageOf(state) === null) return { ...state, vault };
  const ids = vault.keys.filter(isUnfinished).map(({ custodyId }) => custodyId);
  return { ...state, vault, seenUnfinished: [...new Set([...state.seenUnfinished, ...ids])] };
}

export function isUnfinished({ standing }: Pick<VaultKey, 'standing'>): boolean {
  return standing === 'finishing' || standing === 'needs-you';
}

/** What is on the screen instead of the app; null when the app is. */
export type StartStage =
  | { readonly is: 'opening'; readonly isWaiting: boolean }
  | { readonly is: 'in-use'; readonly problem: Problem }
  | { readonly is: 'locked' }
  | { readonly is: 'failed'; readonly problem: Problem };

export function stageOf({ vault, problem, isOpen, hasPutOff }: StartState): StartStage | null {
  if (problem?.code === 'home-in-use') return { is: 'in-use', problem };
  if (problem?.code === 'store-locked') return { is: 'locked' };
  if (problem !== null) return { is: 'failed', problem };
  if (!isOpen || vault === null) return { is: 'opening', isWaiting: vault?.isWaiting ?? false };
  return vault.store.state === 'locked' && !hasPutOff ? { is: 'locked' } : null;
}
