import { useCallback } from 'react';
import { useQuery, type QueryKey } from '@tanstack/react-query';
import { makeProblem } from '../shared/make-problem.ts';
import type { Outcome } from '../shared/outcome.ts';
import type { Problem } from '../shared/problem.ts';

/** Something read from the machine, as a screen needs it: at most one of value and problem, and whether it is busy. */
export type Reading<Value> = {
  readonly value: Value | null;
  readonly problem: Problem | null;
  readonly isReading: boolean;
  readonly again: () => void;
};

type Read<Value> = {
  readonly key: QueryKey;
  readonly read: () => Promise<Outcome<Value>>;
  readonly isWanted?: boolean;
  /** Read anew by each screen that shows it; what was read before is shown meanwhile. */
  readonly isReadOnEachVisit?: boolean;
  /** What was read under the last key is shown until there is an answer under the new one. */
  readonly keepsLast?: boolean;
};

/** Reads once and remembers; a failed read stays failed until somebody asks again. */
export function useOutcome<Value>(asked: Read<Value>): Reading<Value> {
  const { key, read, isWanted = true, isReadOnEachVisit = false, keepsLast = false } = asked;
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: key,
    queryFn: read,
    enabled: isWanted,
    refetchOnMount: isReadOnEachVisit ? 'always' : true,
    ...(keepsLast ? { placeholderData: (last: Outcome<Value> | undefined) => last } : {}),
  });
  const again = useCallback(() => {
    void refetch();
  }, [refetch]);
  return {
    value: data?.ok === true ? data.value : null,
    problem: isFetching ? null : problemOf(data, error),
    isReading: isFetching,
    again,
  };
}

/** A call that throws is a bug, and is shown as one: never a blank screen. */
export function problemOfThrow(cause: unknown): Problem {
  const raw = cause instanceof Error ? cause.message : String(cause);
  return makeProblem('unexpected', { raw, retryable: true, actions: ['retry'] });
}

function problemOf(data: Outcome<unknown> | undefined, error: Error | null): Problem | null {
  if (data?.ok === false) return data.problem;
  return error === null ? null : problemOfThrow(error);
}
