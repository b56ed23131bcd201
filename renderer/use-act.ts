import { useRef, useState } from 'react';
import type { Outcome } from '../shared/outcome.ts';
import type { Problem } from '../shared/problem.ts';
import { problemOfThrow } from './use-outcome.ts';

/** Something the person asks to be done: once at a time, and with its failure beside the button that was pressed. */
export type Act = {
  readonly isBusy: boolean;
  readonly problem: Problem | null;
  readonly run: <Value>(call: () => Promise<Outcome<Value>>, onDone?: (value: Value) => void) => void;
  readonly forget: () => void;
};

export function useAct(): Act {
  const isBusyNow = useRef(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const run = async <Value>(call: () => Promise<Outcome<Value>>, onDone?: (value: Value) => void) => {
    if (isBusyNow.current) return;
    isBusyNow.current = true;
    setIsBusy(true);
    setProblem(null);
    const outcome = await settled(call);
    isBusyNow.current = false;
    setIsBusy(false);
    if (outcome.ok) onDone?.(outcome.value);
    else setProblem(outcome.problem);
  };
  return {
    isBusy,
    problem,
    run: (call, onDone) => void run(call, onDone),
    forget: () => setProblem(null),
  };
}

async function settled<Value>(call: () => Promise<Outcome<Value>>): Promise<Outcome<Value>> {
  try {
    return await call();
  } catch (cause) {
    return { ok: false, problem: problemOfThrow(cause) };
  }
}
