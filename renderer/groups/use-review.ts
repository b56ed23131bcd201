import { useCallback, useEffect, useState } from 'react';
import { useQuery, type QueryKey } from '@tanstack/react-query';
import type { AccountChoice } from '../../shared/account.ts';
import type { Problem } from '../../shared/problem.ts';
import type { ReviewProgress } from '../../shared/security-group/groups-api.ts';
import type { GroupsReview } from '../../shared/security-group/reviewed-group.ts';
import { problemOfThrow } from '../use-outcome.ts';

/** The groups of one region, as they were read last. */
export type Review = {
  /** Kept while it is read again, and where that fails. */
  readonly value: GroupsReview | null;
  /** Why the last reading failed; null also where the person stopped it. */
  readonly problem: Problem | null;
  readonly isReading: boolean;
  /** Null while nothing was heard yet. */
  readonly progress: ReviewProgress | null;
  readonly again: () => void;
};

type Read = { readonly review: GroupsReview | null; readonly problem: Problem | null };

/** Reads the region when it is first looked at, and then when somebody asks. */
export function useReview(choice: AccountChoice | null): Review {
  const { sourceId, region } = choice ?? NO_CHOICE;
  const { data, isFetching, refetch } = useQuery({
    queryKey: reviewKey({ sourceId, region }),
    queryFn: async ({ client, queryKey }): Promise<Read> => {
      const before = client.getQueryData<Read>(queryKey);
      return readReview({ sourceId, region }, before?.review ?? null);
    },
    enabled: choice !== null,
  });
  const progress = useReviewProgress(isFetching, region);
  const again = useCallback(() => {
    void refetch();
  }, [refetch]);
  return {
    value: data?.review ?? null,
    problem: isFetching ? null : (data?.problem ?? null),
    isReading: isFetching,
    progress,
    again,
  };
}

/** How far what is being read is. `region` null: of every region. */
export function useReviewProgress(isReading: boolean, region: string | null): ReviewProgress | null {
  const [progress, setProgress] = useState<ReviewProgress | null>(null);
  useEffect(() => {
    if (!isReading) return undefined;
    const stop = window.keyport.onReviewProgress((told) => {
      if (region === null || told.region === region) setProgress(told);
    });
    return () => {
      stop();
      setProgress(null);
    };
  }, [isReading, region]);
  return isReading ? progress : null;
}

const NO_CHOICE: AccountChoice = { sourceId: '', region: '' };

function reviewKey(choice: AccountChoice): QueryKey {
  return ['groups-review', choice];
}

async function readReview(choice: AccountChoice, before: GroupsReview | null): Promise<Read> {
  try {
    const outcome = await window.keyport.reviewGroups(choice);
    if (outcome.ok) return { review: outcome.value, problem: null };
    return { review: before, problem: outcome.problem.code === 'cancelled' ? null : outcome.problem };
  } catch (cause) {
    return { review: before, problem: problemOfThrow(cause) };
  }
}
