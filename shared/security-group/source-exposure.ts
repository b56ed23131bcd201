import type { AddressFamily, Exposure } from './exposure.ts';
import { exposureOfSet } from './public-space.ts';
import { addressesOf, isNobody } from './rule-addresses.ts';
import type { PrefixLists, RuleSource } from './security-group.ts';

/** How much of the Internet one source is by itself. Whom nobody knows, and members of a group, are somebody. */
export function exposureOfSource(source: RuleSource, family: AddressFamily, lists: PrefixLists): Exposure {
  const addresses = addressesOf(source, family, lists);
  if (isNobody(addresses)) return 'none';
  return addresses.set.length === 0 ? 'restricted' : exposureOfSet(addresses.set, family);
}
