import { hasAddress, isSubset, unionOf, type AddressSet } from './address-set.ts';
import { familyOf, readAddress } from './cidr.ts';
import { ADDRESS_FAMILIES, type AddressFamily } from './exposure.ts';
import { isForNobody, readRule, readRules, type ReadRule } from './read-rules.ts';
import { addressesOf, isLive, type Addresses } from './rule-addresses.ts';
import { codeOf, isForPort, isInSpan, protocolName, spanOf, type Span } from './rule-ports.ts';
import type { GroupReference, GroupRule, PrefixLists, RuleSource } from './security-group.ts';

/** Who knocks where. `port`: ICMP's type; of a protocol without ports it does not matter. */
export type Knock = { readonly protocol: string; readonly port: number; readonly address: string };

/** `rules`: places, in the list given, of those that let it in; of `unknown`, of those that might. */
export type Admission = { readonly verdict: 'yes' | 'no' | 'unknown'; readonly rules: readonly number[] };

/**
 * Whether inbound rules let this address in. `isMember` says whether the address belongs to a group that a rule names, null
 * where nobody knows. What cannot be read never makes it `no`.
 */
export function admits(
  rules: readonly GroupRule[],
  knock: Knock,
  lists: PrefixLists,
  isMember: (reference: GroupReference) => boolean | null = () => null,
): Admission {
  const family = familyOf(knock.address);
  const address = family === null ? null : readAddress(knock.address, family);
  if (family === null || address === null) return { verdict: 'unknown', rules: [] };
  const protocol = protocolName(knock.protocol);
  const verdicts = rules.map((rule) => {
    if (rule.isEgress || !isForPort(rule, protocol, knock.port)) return 'no';
    if (rule.source.kind === 'group') return isLive(rule.source) ? verdictOf(isMember(rule.source)) : 'no';
    const { set, isUnknown } = addressesOf(rule.source, family, lists);
    if (hasAddress(set, address)) return 'yes';
    return isUnknown ? 'unknown' : 'no';
  });
  for (const verdict of ['yes', 'unknown'] as const) {
    const places = verdicts.flatMap((said, place) => (said === verdict ? [place] : []));
    if (places.length > 0) return { verdict, rules: places };
  }
  return { verdict: 'no', rules: [] };
}

/**
 * Whether the rule changes nothing beside the others: each address that it lets in, they let in to each of its ports too.
 * False for a rule that lets nobody in. A source that cannot be read is covered by the same source, or by everybody.
 */
export function isCovered(rule: GroupRule, others: readonly GroupRule[], lists: PrefixLists): boolean {
  return isReadCovered(readRule(rule, 0, lists), readRules(others, lists));
}

/** The same for rules that were read. */
export function isReadCovered(read: ReadRule, others: readonly ReadRule[]): boolean {
  const { rule, protocol } = read;
  const code = codeOf(rule);
  const span = spanOf(code === null ? rule : { ...rule, toPort: null }, protocol);
  if (span === null || isForNobody(read)) return false;
  const reaching: Reaching[] = [];
  for (const other of others) {
    const ports = other.rule.isEgress === rule.isEgress ? spanForCode(other.rule, protocol, code) : null;
    const isBeside = ports === null || ports.to < span.from || ports.from > span.to;
    if (!isBeside) reaching.push({ ports, other });
  }
  if (reaching.length === 0) return false;
  const starts = new Set([span.from, ...reaching.flatMap(({ ports }) => [ports.from, ports.to + 1])]);
  return [...starts]
    .filter((port) => isInSpan(span, port))
    .every((port) => {
      const here = reaching.filter(({ ports }) => isInSpan(ports, port));
      return isSourceCovered(
        read,
        here.map(({ other }) => other),
      );
    });
}

type Reaching = { readonly ports: Span; readonly other: ReadRule };

function verdictOf(isMember: boolean | null): Admission['verdict'] {
  if (isMember === null) return 'unknown';
  return isMember ? 'yes' : 'no';
}

/** A rule for the same one code counts here, beside those for every code. */
function spanForCode(rule: GroupRule, protocol: string, code: number | null): Span | null {
  const isSameCode = code !== null && codeOf(rule) === code;
  return spanOf(isSameCode ? { ...rule, toPort: null } : rule, protocol);
}

function isSourceCovered({ rule, admitted }: ReadRule, others: readonly ReadRule[]): boolean {
  if (others.some((other) => isSameSource(rule.source, other.rule.source))) return true;
  return ADDRESS_FAMILIES.every((family) => {
    const most = atMost(admitted[family], family);
    if (most.length === 0) return true;
    return isSubset(most, unionOf(others.flatMap((other) => other.admitted[family].set)));
  });
}

function isSameSource(one: RuleSource, other: RuleSource): boolean {
  switch (one.kind) {
    case 'prefix-list':
      return other.kind === one.kind && other.prefixListId === one.prefixListId;
    case 'group':
      return other.kind === one.kind && other.groupId === one.groupId && isLive(other);
    case 'ipv4':
    case 'ipv6':
      return other.kind === one.kind && other.cidr === one.cidr;
  }
}

/** All that may be let in: of what is not known, everybody. */
function atMost({ set, isUnknown, hasMembers }: Addresses, family: AddressFamily): AddressSet {
  return isUnknown || hasMembers ? EVERYBODY[family] : set;
}

const EVERYBODY: Readonly<Record<AddressFamily, AddressSet>> = {
  ipv4: [{ from: 0, to: 2 ** 32 }],
  ipv6: [{ from: 0n, to: 2n ** 128n }],
};
