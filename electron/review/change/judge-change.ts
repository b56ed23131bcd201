import { rulesAfter } from '../../../shared/security-group/change-rules.ts';
import { dependantsOf } from '../../../shared/security-group/dependants.ts';
import type { ChangeAsk, ChangePreview } from '../../../shared/security-group/group-change.ts';
import type { GroupFinding } from '../../../shared/security-group/group-finding.ts';
import type { MyAddresses } from '../../../shared/security-group/groups-api.ts';
import { openSessionsAfter } from '../../../shared/security-group/open-sessions.ts';
import { NOTHING_ELSE_READ, type RegionFacts } from '../../../shared/security-group/region-facts.ts';
import { PLAIN_REVIEW } from '../../../shared/security-group/review-options.ts';
import { reviewRegion } from '../../../shared/security-group/review-region.ts';
import type { SecurityGroup } from '../../../shared/security-group/security-group.ts';
import { removedBy } from './may-revoke.ts';

/** The region as it is, or would be, with this group; nothing but the group where nobody has read the region. */
export function factsWith(
  facts: RegionFacts | null,
  group: SecurityGroup,
  place: { readonly region: string; readonly accountId: string; readonly readAt: number },
): RegionFacts {
  if (facts === null) return { ...NOTHING_ELSE_READ, ...place, groups: [group] };
  return { ...facts, groups: [...facts.groups.filter(({ groupId }) => groupId !== group.groupId), group] };
}

/** What the review says of this group, with all else in the region as it is. */
export function findingsOf(
  facts: RegionFacts,
  groupId: string,
  myAddresses: MyAddresses,
): readonly GroupFinding[] {
  const reviewed = reviewRegion(facts, { ...PLAIN_REVIEW, myAddresses });
  return reviewed.find(({ group }) => group.groupId === groupId)?.findings ?? [];
}

export function dependantsAt(
  facts: RegionFacts,
  group: SecurityGroup,
  ask: ChangeAsk,
): ChangePreview['dependants'] {
  const { target } = ask;
  return dependantsOf({
    group,
    removed: removedBy({ ask, saved: group.rules }),
    after: rulesAfter(group.rules, ask),
    facts,
    interfaceIds: target.kind === 'copy' ? target.interfaceIds : [],
  });
}

/** The rules of further groups on the same interfaces count together with these. */
export function openSessionsAt(
  { groups, interfaces }: RegionFacts,
  group: SecurityGroup,
  ask: ChangeAsk,
): ChangePreview['openSessions'] {
  const beside = new Set(
    interfaces
      ?.filter(({ groupIds }) => groupIds.includes(group.groupId))
      .flatMap(({ groupIds }) => groupIds),
  );
  const others = groups.filter(({ groupId }) => groupId !== group.groupId && beside.has(groupId));
  return openSessionsAfter(
    group.rules,
    rulesAfter(group.rules, ask),
    others.flatMap(({ rules }) => rules),
  );
}
