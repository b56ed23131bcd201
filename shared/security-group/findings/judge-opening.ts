import { ADDRESS_FAMILIES, type AddressFamily } from '../exposure.ts';
import type { GroupExposure, GroupRuleId, Level } from '../group-finding.ts';
import { levelOf, worstLevel } from '../levels.ts';
import { isPortProtocol } from '../port-classes.ts';
import { addressesOf } from '../rule-addresses.ts';
import type { PrefixLists, SecurityGroup } from '../security-group.ts';
import { openFamilies, type OpenSpan } from './open-spans.ts';

/** The rule of the catalogue that says most about these ports. */
export function idOf(span: OpenSpan, group: SecurityGroup, lists: PrefixLists): GroupRuleId {
  if (openFamilies(span).every(({ opening }) => opening.exposure === 'wide')) return 'SG-WIDE';
  if (gapOf(span, group, lists) !== null) return 'SG-V6GAP';
  switch (span.portClass) {
    case 'all':
      return 'SG-ALL';
    case 'admin':
      return 'SG-ADMIN';
    case 'risk':
      return 'SG-RISK';
    case 'port':
      return 'SG-PUBPORT';
    case 'tunnel':
      return 'SG-PROTO';
    case 'amplifier':
    case 'other':
      return span.protocol === 'udp' ? 'SG-UDP' : 'SG-ICMP';
  }
}

/**
 * The family that is restricted by addresses, where the other is open to the internet. Members of a group do not count: they
 * come in by either family.
 */
export function gapOf(span: OpenSpan, group: SecurityGroup, lists: PrefixLists): AddressFamily | null {
  const [closed] = span.others;
  if (closed === undefined || closed.graded.exposure !== 'restricted' || span.portClass === 'all')
    return null;
  if (!isPortProtocol(span.protocol) || openFamilies(span)[0]?.opening.exposure !== 'internet') return null;
  const { family, graded } = closed;
  const isByAddress = graded.admitting.some((place) => {
    const rule = group.rules[place];
    return rule !== undefined && addressesOf(rule.source, family, lists).set.length > 0;
  });
  return isByAddress ? family : null;
}

/** How bad it is, by the nearest family. What is meant to be so is only mentioned. */
export function levelOfSpan(span: OpenSpan, group: SecurityGroup, exposure: GroupExposure): Level {
  if (isSomeIcmp(span)) return 'info';
  if (span.portClass === 'port' && isIntended(span, group)) return 'info';
  return worstLevel(
    openFamilies(span).map(({ family, opening }) =>
      levelOf(span.portClass, opening.exposure, exposure.level[family]),
    ),
  );
}

/** The same for ports that can be told of in one sentence, because one repair answers them all. */
export function situationOf(span: OpenSpan, group: SecurityGroup, lists: PrefixLists): string {
  const openings = ADDRESS_FAMILIES.map((family) => {
    const opening = span.openings[family];
    return opening === null ? '' : `${opening.exposure} ${opening.rules.join(',')}`;
  });
  const closed = gapOf(span, group, lists) ?? '';
  return [idOf(span, group, lists), span.portClass, span.protocol, isPing(span), closed, ...openings].join(
    '|',
  );
}

/** Somebody wrote into each of the rules that it is meant to be so. */
function isIntended(span: OpenSpan, { rules }: SecurityGroup): boolean {
  const places = openFamilies(span).flatMap(({ opening }) => opening.rules);
  return places.every((place) => {
    const description = rules[place]?.description ?? '';
    return /\bintended\b/i.test(description) && !/\b(not|never|no longer)\b/i.test(description);
  });
}

/** Ping, and not the rest of ICMP. */
export function isPing({ protocol, from, to }: OpenSpan): boolean {
  return from === to && ((protocol === 'icmp' && from === 8) || (protocol === 'icmpv6' && from === 128));
}

/** Some types of ICMP, and not all. */
export function isSomeIcmp({ protocol, from, to }: OpenSpan): boolean {
  return (protocol === 'icmp' || protocol === 'icmpv6') && !(from === 0 && to === 255);
}
