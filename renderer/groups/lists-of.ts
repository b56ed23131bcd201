import type { ReviewedGroup } from '../../shared/security-group/reviewed-group.ts';
import type { PrefixLists } from '../../shared/security-group/security-group.ts';

/** The lists that a group's rules name, by id; one that could not be read is missing. */
export function listsOf({ prefixLists }: ReviewedGroup): PrefixLists {
  return new Map(prefixLists.map((list) => [list.prefixListId, list]));
}
