import { readCidr } from '../cidr.ts';
import { ADDRESS_FAMILIES, type AddressFamily } from '../exposure.ts';
import { unionOf, type AddressSet } from '../address-set.ts';
import { readableOf } from '../cidr.ts';
import type { GroupFinding } from '../group-finding.ts';
import { listed } from '../ports-in-words.ts';
import { isWebOnly } from '../rule-shape.ts';
import type { SecurityGroup } from '../security-group.ts';
import { words } from '../../words/en.ts';
import { groupFinding } from './make-group-finding.ts';
import type { Judged } from './review-context.ts';

/** SG-AWSIP: sources that are Amazon's own addresses, which anybody can rent. */
export function amazonAddressFindings(group: SecurityGroup, { isAmazons }: Judged): readonly GroupFinding[] {
  if (isAmazons === null) return [];
  const found = group.rules.flatMap(({ source, isEgress, ...rule }, place) =>
    !isEgress && 'cidr' in source && !isWebOnly(rule) && isAmazons(source.cidr)
      ? [{ place, cidr: source.cidr, family: source.kind }]
      : [],
  );
  if (found.length === 0) return [];
  const cidrs = [...new Set(found.map(({ cidr }) => cidr))].toSorted();
  const { amazon, andMore } = words.groupFindings;
  const named =
    cidrs.length > MOST_NAMED
      ? andMore(cidrs.slice(0, MOST_NAMED).join(', '), cidrs.length - MOST_NAMED)
      : listed(cidrs);
  return [
    groupFinding('SG-AWSIP', {
      level: 'low',
      families: found.map(({ family }) => family),
      sentence: amazon(named),
      rules: found.map(({ place }) => place),
      fix: 'narrow',
    }),
  ];
}

/** Whether all of a CIDR lies in these ranges. Built once for many questions: each halves what is left. */
export function createRangeCheck(ranges: readonly string[]): (cidr: string) => boolean {
  const sets = { ipv4: unionOf(readableOf(ranges, 'ipv4')), ipv6: unionOf(readableOf(ranges, 'ipv6')) };
  return (cidr) => ADDRESS_FAMILIES.some((family) => isWithin(cidr, family, sets[family]));
}

const MOST_NAMED = 3;

function isWithin(cidr: string, family: AddressFamily, set: AddressSet): boolean {
  const range = readCidr(cidr, family);
  if (range === null) return false;
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const there = set[middle];
    if (there !== undefined && there.to <= range.from) low = middle + 1;
    else high = middle;
  }
  const there = set[low];
  return there !== undefined && there.from <= range.from && range.to <= there.to;
}
