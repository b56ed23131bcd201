import { useCallback, useEffect, useReducer } from 'react';
import { problemOfThrow } from '../use-outcome.ts';
import { NOT_STARTED, startReducer, type StartState } from './start-state.ts';

/** How long another program is left alone with the home before it is asked for again. */
const RETRY_MS = 2000;

export type StartUp = {
  readonly state: StartState;
  readonly ask: () => void;
  readonly putOff: () => void;
};

/** Asks main to open the vault, again and again while another program has it, and hears every change from the first on. */
export function useStartUp(): StartUp {
  const [state, dispatch] = useReducer(startReducer, NOT_STARTED);

  useEffect(() => window.keyport.onVaultChanged((vault) => dispatch({ type: 'heard', vault })), []);

  const ask = useCallback(() => {
    dispatch({ type: 'asked' });
    window.keyport.startUp().then(
      (outcome) => dispatch({ type: 'answered', outcome }),
      (cause: unknown) =>
        dispatch({ type: 'answered', outcome: { ok: false, problem: problemOfThrow(cause) } }),
    );
  }, []);
  useEffect(ask, [ask]);

  const isInUse = state.problem?.code === 'home-in-use' && !state.isAsking;
  useEffect(() => {
    if (!isInUse) return undefined;
    const timer = setTimeout(ask, RETRY_MS);
    return () => clearTimeout(timer);
  }, [isInUse, ask]);
  const putOff = useCallback(() => dispatch({ type: 'put-off' }), []);
  return { state, ask, putOff };
}
