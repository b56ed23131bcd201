import type { AddressFamily, Exposure } from './exposure.ts';
import { admittedBy } from './rule-addresses.ts';
import type { PrefixLists, RuleSource } from './security-group.ts';

/** How much of the Internet one source is by itself. Whom nobody knows, and members of a group, are somebody. */
export function exposureOfSource(source: RuleSource, family: AddressFamily, lists: PrefixLists): Exposure {
  return admittedBy(source, family, lists).exposure;
}
