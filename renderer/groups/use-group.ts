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
