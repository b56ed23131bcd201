import type { Asking } from '../aws/every-page.ts';
import { readPrefixLists } from '../aws/prefix-lists.ts';
import { readGroup } from '../aws/region-groups.ts';
import { withRuleIds } from '../aws/region-rule-ids.ts';
import type { RegionFacts, UnreadPart } from '../../shared/security-group/region-facts.ts';
import type { PrefixList, SecurityGroup } from '../../shared/security-group/security-group.ts';
import { listsNamed, unreadPart } from './read-region.ts';

/**
 * The region with this one group, its rules' ids and the lists that it names as they are now, and all else as it was. Throws where
 * the group cannot be read.
 */
export async function readAnew(asking: Asking, last: RegionFacts, groupId: string): Promise<RegionFacts> {
  const group = await readGroup(asking, groupId);
  const unread: UnreadPart[] = [];
  const [identified, lists] = await Promise.all([
    idsOf(asking, group, unread),
    listsOf(asking, group, unread),
  ]);
  const failed = new Set(unread.map(({ part }) => part));
  return {
    ...last,
    groups: [...last.groups.filter((each) => each.groupId !== groupId), identified],
    prefixLists: replaced(last.prefixLists, lists),
    unread: [...last.unread.filter(({ part }) => part !== 'ruleIds' && !failed.has(part)), ...unread],
  };
}

async function idsOf(asking: Asking, group: SecurityGroup, unread: UnreadPart[]): Promise<SecurityGroup> {
  try {
    const [identified] = await withRuleIds(asking, [group]);
    return identified ?? group;
  } catch (error) {
    asking.signal.throwIfAborted();
    unread.push(unreadPart('ruleIds', error));
    return group;
  }
}

/** A list that cannot be read now is taken to be as it was. */
async function listsOf(
  asking: Asking,
  group: SecurityGroup,
  unread: UnreadPart[],
): Promise<readonly PrefixList[]> {
  try {
    const { lists, error } = await readPrefixLists(asking, listsNamed([group], null));
    if (error !== null) unread.push(unreadPart('prefixLists', error));
    return lists;
  } catch (error) {
    asking.signal.throwIfAborted();
    unread.push(unreadPart('prefixLists', error));
    return [];
  }
}

function replaced(lists: readonly PrefixList[], fresh: readonly PrefixList[]): readonly PrefixList[] {
  const ids = new Set(fresh.map(({ prefixListId }) => prefixListId));
  return [...lists.filter(({ prefixListId }) => !ids.has(prefixListId)), ...fresh];
}
