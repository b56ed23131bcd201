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

export function addressesOf(source: RuleSource, family: AddressFamily, lists: PrefixLists): Addresses {
  switch (source.kind) {
    case 'prefix-list': {
      const list = lists.get(source.prefixListId);
      return list === undefined ? UNKNOWN : addressesOfList(list, family);
    }
    case 'group':
      return isLive(source) ? MEMBERS : NOBODY;
    case 'ipv4':
    case 'ipv6':
      return source.kind === family ? addressesOfCidr(source.cidr, family) : NOBODY;
  }
}

/** The same with how much of the Internet it is, by this source alone. */
export function admittedBy(source: RuleSource, family: AddressFamily, lists: PrefixLists): Admitted {
  const addresses = addressesOf(source, family, lists);
  return { ...addresses, exposure: exposureOf(addresses, family) };
}

export type Admitted = Addresses & { readonly exposure: Exposure };

/** Somebody is somebody, though perhaps nobody knows who. */
function exposureOf(addresses: Addresses, family: AddressFamily): Exposure {
  if (isNobody(addresses)) return 'none';
  return addresses.set.length === 0 ? 'restricted' : exposureOfSet(addresses.set, family);
}

export function isNobody({ set, isUnknown, hasMembers }: Addresses): boolean {
  return set.length === 0 && !isUnknown && !hasMembers;
}

/** False where the group, or the way to it, is gone: EC2 keeps such a rule, and it admits nobody. */
export function isLive({ userId, peeringStatus }: GroupReference): boolean {
  return userId !== null && userId !== '' && !GONE.has(peeringStatus ?? '');
}

const GONE: ReadonlySet<string> = new Set(['deleted', 'rejected', 'expired', 'failed']);

const NOBODY: Addresses = { set: [], isUnknown: false, hasMembers: false };
const MEMBERS: Addresses = { set: [], isUnknown: false, hasMembers: true };
const UNKNOWN: Addresses = { set: [], isUnknown: true, hasMembers: false };

function addressesOfCidr(cidr: string, family: AddressFamily): Addresses {
  const range = readCidr(cidr, family);
  return range === null ? UNKNOWN : { set: [range], isUnknown: false, hasMembers: false };
}

function addressesOfList(list: PrefixList, family: AddressFamily): Addresses {
  const known = readLists[family].get(list);
  if (known !== undefined) return known;
  const addresses = {
    set: unionOf(readableOf(list.cidrs, family)),
    isUnknown: list.cidrs.some((cidr) => !cidr.includes('/') || familyOf(cidr) === null),
    hasMembers: false,
  };
  readLists[family].set(list, addresses);
  return addresses;
}

/** Lists are long, and many rules name the same one. */
const readLists: Readonly<Record<AddressFamily, WeakMap<PrefixList, Addresses>>> = {
  ipv4: new WeakMap(),
  ipv6: new WeakMap(),
};
