import { unionOf, type AddressSet } from './address-set.ts';
import { familyOf, readableOf, readCidr } from './cidr.ts';
import type { AddressFamily, Exposure } from './exposure.ts';
import { exposureOfSet } from './public-space.ts';
import type { GroupReference, PrefixList, PrefixLists, RuleSource } from './security-group.ts';

/** Whom one source of a rule lets in, of one family, as far as addresses are known. */
export type Addresses = {
  readonly set: AddressSet;
  /** There are more, and nobody here knows which: a list that could not be read, or a CIDR that makes no sense. */
  readonly isUnknown: boolean;
  /** There are more, by their private addresses: the members of a group. */
  readonly hasMembers: boolean;
};

/** The same with how much of the Internet it is, by this source alone. Somebody is somebody, though perhaps nobody knows who. */
export type Admitted = Addresses & { readonly exposure: Exposure };

export function addressesOf(source: RuleSource, family: AddressFamily, lists: PrefixLists): Addresses {
  return admittedBy(source, family, lists);
}

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

export function isNobody({ set, isUnknown, hasMembers }: Addresses): boolean {
  return set.length === 0 && !isUnknown && !hasMembers;
}

/** False where the group, or the way to it, is gone: EC2 keeps such a rule, and it admits nobody. */
export function isLive({ userId, peeringStatus }: GroupReference): boolean {
  return userId !== null && userId !== '' && !GONE.has(peeringStatus ?? '');
}

const GONE: ReadonlySet<string> = new Set(['deleted', 'rejected', 'expired', 'failed']);

const NOBODY: Admitted = { set: [], isUnknown: false, hasMembers: false, exposure: 'none' };
const MEMBERS: Admitted = { set: [], isUnknown: false, hasMembers: true, exposure: 'restricted' };
const UNKNOWN: Admitted = { set: [], isUnknown: true, hasMembers: false, exposure: 'restricted' };

function admittedByCidr(cidr: string, family: AddressFamily): Admitted {
  const range = readCidr(cidr, family);
  return range === null ? UNKNOWN : admittedIn([range], family, false);
}

/** Lists are long, and many rules name the same one. */
const readLists: Readonly<Record<AddressFamily, WeakMap<PrefixList, Admitted>>> = {
  ipv4: new WeakMap(),
  ipv6: new WeakMap(),
};

function admittedByList(list: PrefixList, family: AddressFamily): Admitted {
  const known = readLists[family].get(list);
  if (known !== undefined) return known;
  const isUnknown = list.cidrs.some((cidr) => !cidr.includes('/') || familyOf(cidr) === null);
  const admitted = admittedIn(unionOf(readableOf(list.cidrs, family)), family, isUnknown);
  readLists[family].set(list, admitted);
  return admitted;
}

function admittedIn(set: AddressSet, family: AddressFamily, isUnknown: boolean): Admitted {
  if (set.length === 0) return isUnknown ? UNKNOWN : NOBODY;
  return { set, isUnknown, hasMembers: false, exposure: exposureOfSet(set, family) };
}
