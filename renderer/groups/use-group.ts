import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { AccountChoice } from '../../shared/account.ts';
import type { ReviewedGroup } from '../../shared/security-group/reviewed-group.ts';
import { useOutcome, type Reading } from '../use-outcome.ts';

/** One group, read again now: with its rules' ids, and judged anew. What was read before is shown meanwhile. */
export function useGroup({ sourceId, region }: AccountChoice, groupId: string): Reading<ReviewedGroup> {
  return useOutcome({
    key: ['group', { sourceId, region }, groupId],
    read: () => window.keyport.readGroup({ sourceId, region, groupId }),
    isReadOnEachVisit: true,
  });
}

/** What was read of single groups is read anew when it is next shown, and at once where it is. */
export function useGroupChanged(): () => void {
  const client = useQueryClient();
  return useCallback(() => void client.invalidateQueries({ queryKey: ['group'] }), [client]);
}
