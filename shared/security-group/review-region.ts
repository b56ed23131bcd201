import { TAGS } from '../launch-plan.ts';
import { createRangeCheck } from './findings/amazon-addresses.ts';
import { indexAttached } from './attached.ts';
import { indexExposure } from './exposure-level.ts';
import type { ProtocolGrades } from './group-grades.ts';
import { rowByGrades } from './group-row.ts';
import type { RegionFacts } from './region-facts.ts';
import { judgeGroup } from './review-group.ts';
import type { ReviewOptions } from './review-options.ts';
import type { GroupRow, ReviewedGroup } from './reviewed-group.ts';
import type { PrefixList, PrefixLists, SecurityGroup } from './security-group.ts';

/** Judges every group of a region, in the order they were read. Linear in groups, rules and interfaces. Pure. */
export function reviewRegion(facts: RegionFacts, options: ReviewOptions): readonly ReviewedGroup[] {
  return judgeRegion(facts, options, (reviewed) => reviewed);
}

/** The same as lines of the table: nothing else is kept of a group. */
export function reviewRows(facts: RegionFacts, options: ReviewOptions): readonly GroupRow[] {
  return judgeRegion(facts, options, rowByGrades);
}

function judgeRegion<Kept>(
  facts: RegionFacts,
  options: ReviewOptions,
  keep: (reviewed: ReviewedGroup, grades: readonly ProtocolGrades[]) => Kept,
): readonly Kept[] {
  const exposureOf = indexExposure(facts);
  const attachedTo = indexAttached(facts);
  const namedBy = indexReferences(facts);
  const lists: PrefixLists = new Map(facts.prefixLists.map((list) => [list.prefixListId, list]));
  const isAmazons = options.awsRanges === null ? null : createRangeCheck(options.awsRanges);
  return facts.groups.map((group) => {
    const exposure = options.planned ?? exposureOf(group);
    const isShared = group.ownerId !== facts.accountId;
    const { findings, grades } = judgeGroup(group, { options, lists, exposure, isShared, isAmazons });
    const reviewed = {
      region: facts.region,
      group,
      exposure,
      findings,
      attached: attachedTo(group.groupId),
      referencedBy: namedBy.get(group.groupId) ?? [],
      isShared,
      launchId: group.tags[TAGS.launchId] ?? null,
      prefixLists: listsNamedBy(group, lists),
    };
    return keep(reviewed, grades);
  });
}

/** For each group, those other groups whose rules name it. */
function indexReferences({ groups }: RegionFacts): ReadonlyMap<string, readonly string[]> {
  const namedBy = new Map<string, string[]>();
  for (const { groupId, rules } of groups) {
    const named = new Set<string>();
    for (const { source } of rules) if (source.kind === 'group') named.add(source.groupId);
    named.delete(groupId);
    for (const id of named) {
      const known = namedBy.get(id);
      if (known === undefined) namedBy.set(id, [groupId]);
      else known.push(groupId);
    }
  }
  return namedBy;
}

function listsNamedBy({ rules }: SecurityGroup, lists: PrefixLists): readonly PrefixList[] {
  const ids = new Set<string>();
  for (const { source } of rules) if (source.kind === 'prefix-list') ids.add(source.prefixListId);
  return [...ids].flatMap((id) => lists.get(id) ?? []);
}
