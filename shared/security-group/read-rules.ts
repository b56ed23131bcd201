import { ADDRESS_FAMILIES, type AddressFamily } from './exposure.ts';
import { admittedBy, type Admitted } from './rule-addresses.ts';
import { protocolName } from './rule-ports.ts';
import type { GroupRule, PrefixLists } from './security-group.ts';

/** A rule whose source was read once, for all who ask about it. `place` is where it stands in its group. */
export type ReadRule = {
  readonly place: number;
  readonly rule: GroupRule;
  /** In small letters, and by name where it has one. */
  readonly protocol: string;
  readonly admitted: Readonly<Record<AddressFamily, Admitted>>;
};

/** All rules of a group, inbound and outbound, in its order. */
export function readRules(rules: readonly GroupRule[], lists: PrefixLists): readonly ReadRule[] {
  return rules.map((rule, place) => readRule(rule, place, lists));
}

export function readRule(rule: GroupRule, place: number, lists: PrefixLists): ReadRule {
  const { source, protocol } = rule;
  return {
    place,
    rule,
    protocol: protocolName(protocol),
    admitted: { ipv4: admittedBy(source, 'ipv4', lists), ipv6: admittedBy(source, 'ipv6', lists) },
  };
}

/** Whether it lets nobody in, whoever knocks. */
export function isForNobody({ admitted }: ReadRule): boolean {
  return ADDRESS_FAMILIES.every((family) => admitted[family].exposure === 'none');
}
