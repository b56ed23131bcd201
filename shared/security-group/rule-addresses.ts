import { unionOf, type AddressSet } from './address-set.ts';
import { familyOf, readableOf, readCidr } from './cidr.ts';
import type { AddressFamily, Exposure } from './exposure.ts';
import { exposureOfSet } from './public-space.ts';
import type { GroupReference, PrefixList, PrefixLists, RuleSource } from './security-group.ts';

/** Whom one source of a rule lets in, of one family. */
export type Admitted = {
  /** As far as addresses are known. */
  readonly set: AddressSet;
  /** Of this source alone. */
  readonly exposure: Exposure;
  /** There are more, and nobody here knows which: a list that could not be read, or a CIDR that makes no sense. */
  readonly isUnknown: boolean;
};

export function admittedBy(source: RuleSource, family: AddressFamily, lists: PrefixLists): Admitted {
  switch (source.kind) {
    case 'prefix-list': {
      const list = lists.get(source.prefixListId);
      return list === undefined ? UNKNOWN : admittedByList(list, family);
    }
    case 'group':
      return isLive(source) ? MEMBERS : NOBODY;
    case 'ipv4':
    case 'ipv6':
      return source.kind === family ? admittedByCidr(source.cidr, family) : NOBODY;
  }
}

/** False where the group, or the way to it, is gone: EC2 keeps such a rule, and it admits nobody. */
export function isLive({ userId, peeringStatus }: GroupReference): boolean {
  return userId !== null && userId !== '' && !GONE.has(peeringStatus ?? '');
}

const GONE: ReadonlySet<string> = new Set(['deleted', 'rejected', 'expired', 'failed']);

const NOBODY: Admitted = { set: [], exposure: 'none', isUnknown: false };
const MEMBERS: Admitted = { set: [], exposure: 'restricted', isUnknown: false };
const UNKNOWN: Admitted = { set: [], exposure: 'restricted', isUnknown: true };

function admittedByCidr(cidr: string, family: AddressFamily): Admitted {
  const range = readCidr(cidr, family);
  return range === null ? UNKNOWN : admittedBySet([range], family, false);
}

function admittedByList(list: PrefixList, family: AddressFamily): Admitted {
  const known = readLists[family].get(list);
  if (known !== undefined) return known;
  const isUnknown = list.cidrs.some((cidr) => !cidr.includes('/') || familyOf(cidr) === null);
  const admitted = admittedBySet(unionOf(readableOf(list.cidrs, family)), family, isUnknown);
  readLists[family].set(list, admitted);
  return admitted;
}

/** Lists are long, and many rules name the same one. */
const readLists: Readonly<Record<AddressFamily, WeakMap<PrefixList, Admitted>>> = {
  ipv4: new WeakMap(),
  ipv6: new WeakMap(),
};

function admittedBySet(set: AddressSet, family: AddressFamily, isUnknown: boolean): Admitted {
  if (set.length === 0) return isUnknown ? UNKNOWN : NOBODY;
  return { set, exposure: exposureOfSet(set, family), isUnknown };
}
