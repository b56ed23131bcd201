import { admits } from './admits.ts';
import { familyOf } from './cidr.ts';
import { ADDRESS_FAMILIES, EXPOSURES, type AddressFamily, type Exposure } from './exposure.ts';
import { gradedPorts } from './grade.ts';
import type { ChangeAsk, MyAccess } from './group-change.ts';
import type { GroupRule, PrefixLists } from './security-group.ts';
import { asRule, identityOf } from './new-rule.ts';
import { isWebPort, ruleLabel } from './span-words.ts';
import type { MyAddresses } from './groups-api.ts';
import { PORTS } from '../platform.ts';
import type { ProblemCode } from '../problem.ts';
import { words } from '../words/en.ts';

/** Inbound rules that a group may hold for each address family, unless AWS raised it. */
export const RULE_QUOTA = 60;

export type Refusal = { readonly code: ProblemCode; readonly sentence: string };

/**
 * The rules as they will be, as EC2 would have them: a new rule that is there already is not added again, even where the one
 * that is there then goes. A new reference to a group is taken for one to a group that exists.
 */
export function rulesAfter(before: readonly GroupRule[], ask: ChangeAsk): readonly GroupRule[] {
  const gone = new Set(ask.removeRuleIds);
  const there = before.filter(({ isEgress }) => !isEgress).map(identityOf);
  const added = ask.add
    .map((rule) => asRule(rule, before))
    .filter((rule, place, all) => {
      const isFirst = all.findIndex((other) => identityOf(other) === identityOf(rule)) === place;
      return isFirst && !there.includes(identityOf(rule));
    });
  return [...before.filter(({ ruleId }) => ruleId === null || !gone.has(ruleId)), ...added];
}

/**
 * Why this change must not be made: ids that are gone, rules that would open more than they may, more rules than fit while the
 * old and the new ones are both there. Empty: nothing is against it. Whether it locks oneself out, `lockOut` says.
 */
export function refusalsOf(
  ask: ChangeAsk,
  before: readonly GroupRule[],
  { lists, quota }: { readonly lists: PrefixLists; readonly quota: number },
): readonly Refusal[] {
  const inbound = before.filter(({ isEgress }) => !isEgress);
  return [
    ...missingIds(ask, inbound),
    ...twins(ask, inbound),
    ...oddPorts(ask),
    ...tooWide(ask, inbound, lists),
    ...tooMany(ask, inbound, lists, quota),
  ];
}

/**
 * What the addresses in use lose by the change: they come in to a port that people log in by (SSH, RDP) before, and do not
 * after. Empty: nothing. A person may confirm it; nobody else may.
 */
export function lockOut(
  ask: ChangeAsk,
  before: readonly GroupRule[],
  { my, lists }: { readonly my: MyAddresses; readonly lists: PrefixLists },
): readonly Refusal[] {
  return doorsOf(before, rulesAfter(before, ask), my, lists)
    .filter(({ was, will }) => RANK.indexOf(will) > RANK.indexOf(was))
    .map(({ address, port }) => ({
      code: 'change-refused' as const,
      sentence: said.lockedOut(address, port),
    }));
}

/** Whether each address in use that comes in to SSH or RDP before does so after. "Perhaps" is less than "yes". */
export function keepsMyAccess(
  before: readonly GroupRule[],
  after: readonly GroupRule[],
  my: MyAddresses,
  lists: PrefixLists,
): boolean {
  return doorsOf(before, after, my, lists).every(({ was, will }) => RANK.indexOf(will) <= RANK.indexOf(was));
}

/** The same to be shown: each address in use at each of these ports, where it is let in before or after. */
export function myAccessOf(
  before: readonly GroupRule[],
  after: readonly GroupRule[],
  my: MyAddresses,
  lists: PrefixLists,
): readonly MyAccess[] {
  return doorsOf(before, after, my, lists)
    .filter(({ was, will }) => was !== 'no' || will !== 'no')
    .map(({ was, will, ...door }) => ({
      ...door,
      isAdmittedBefore: was === 'yes',
      isAdmittedAfter: will === 'yes',
    }));
}

const RANK = ['yes', 'unknown', 'no'] as const;

type Door = Pick<MyAccess, 'address' | 'family' | 'port'> & {
  readonly was: (typeof RANK)[number];
  readonly will: (typeof RANK)[number];
};

function doorsOf(
  before: readonly GroupRule[],
  after: readonly GroupRule[],
  my: MyAddresses,
  lists: PrefixLists,
): readonly Door[] {
  return ADDRESS_FAMILIES.flatMap((family) => {
    const address = my[family];
    if (address === null) return [];
    return [PORTS.ssh, PORTS.rdp].map((port) => {
      const knock = { protocol: 'tcp', port, address };
      const was = admits(before, knock, lists, isNoMember).verdict;
      const will = admits(after, knock, lists, isNoMember).verdict;
      return { address, family, port, was, will };
    });
  });
}

/** A group's members are known by their private addresses inside AWS. */
function isNoMember(): false {
  return false;
}

function missingIds({ add, removeRuleIds }: ChangeAsk, inbound: readonly GroupRule[]): readonly Refusal[] {
  if (add.length === 0 && removeRuleIds.length === 0) {
    return [{ code: 'change-refused', sentence: said.nothingToDo }];
  }
  const ids = new Set(inbound.map(({ ruleId }) => ruleId));
  const missing = removeRuleIds.filter((id) => !ids.has(id));
  return missing.length === 0
    ? []
    : [{ code: 'group-changed', sentence: said.rulesGone(missing.join(', ')) }];
}

function twins({ add, removeRuleIds }: ChangeAsk, inbound: readonly GroupRule[]): readonly Refusal[] {
  const gone = inbound
    .filter(({ ruleId }) => ruleId !== null && removeRuleIds.includes(ruleId))
    .map(identityOf);
  return add
    .filter((rule) => gone.includes(identityOf(asRule(rule, inbound))))
    .map((rule) => ({ code: 'rule-already-there' as const, sentence: said.alreadyThere(ruleLabel(rule)) }));
}

function oddPorts({ add }: ChangeAsk): readonly Refusal[] {
  return add
    .filter(({ protocol, fromPort, toPort }) => {
      if (protocol === 'icmp' || protocol === 'icmpv6') {
        return (fromPort ?? 0) > 255 || (toPort ?? 0) > 255 || (fromPort === null && toPort !== null);
      }
      return (fromPort === null) !== (toPort === null) || (fromPort ?? 0) > (toPort ?? 65_535);
    })
    .map((rule) => ({ code: 'bad-request' as const, sentence: said.notPorts(ruleLabel(rule)) }));
}

/** Of each port but the web's: the new rules by themselves, and together with what stays, must not let in a wide part of the world. */
function tooWide(ask: ChangeAsk, inbound: readonly GroupRule[], lists: PrefixLists): readonly Refusal[] {
  const stays = inbound.filter(({ ruleId }) => ruleId === null || !ask.removeRuleIds.includes(ruleId));
  const added = ask.add.map((rule) => asRule(rule, inbound));
  const all = [...stays, ...added];
  const guilty = new Set<number>();
  for (const protocol of new Set(ask.add.map((rule) => rule.protocol))) {
    for (const family of ADDRESS_FAMILIES) {
      const alone = gradedPorts(added, protocol, family, lists);
      const union = gradedPorts(all, protocol, family, lists);
      const without = gradedPorts(stays, protocol, family, lists);
      for (const { from, to, exposure } of alone) {
        if (isTooWide(exposure) && !isWebPort(protocol, from, to)) {
          for (const place of placesAt(added, protocol, family, from, to)) guilty.add(place);
        }
      }
      for (const { from, to, exposure } of union) {
        if (!isTooWide(exposure) || isWebPort(protocol, from, to)) continue;
        const old = without.filter((span) => span.from <= to && from <= span.to);
        if (!old.some((span) => isWider(exposure, span.exposure))) continue;
        for (const place of placesAt(added, protocol, family, from, to)) guilty.add(place);
      }
    }
  }
  return [...guilty]
    .toSorted((one, other) => one - other)
    .flatMap((place) => ask.add[place] ?? [])
    .map((rule) => ({ code: 'rule-too-wide' as const, sentence: said.tooWide(ruleLabel(rule)) }));
}

/** What is left open by one rule fewer is not said of the rule that goes: only new rules are guilty. */
function placesAt(
  rules: readonly GroupRule[],
  protocol: string,
  family: AddressFamily,
  from: number,
  to: number,
): readonly number[] {
  return rules.flatMap((rule, place) =>
    rule.protocol === protocol &&
    rule.source.kind === family &&
    (rule.fromPort ?? 0) <= to &&
    from <= (rule.protocol.startsWith('icmp') ? (rule.fromPort ?? 255) : (rule.toPort ?? 65_535))
      ? [place]
      : [],
  );
}

function isTooWide(exposure: Exposure): boolean {
  return isWider(exposure, 'restricted');
}

function isWider(one: Exposure, other: Exposure): boolean {
  return EXPOSURES.indexOf(one) < EXPOSURES.indexOf(other);
}

function tooMany(
  ask: ChangeAsk,
  inbound: readonly GroupRule[],
  lists: PrefixLists,
  quota: number,
): readonly Refusal[] {
  if (ask.add.length === 0) return [];
  const after = rulesAfter(inbound, ask);
  const together =
    ask.target.kind === 'copy' ? after : [...inbound, ...after.filter((rule) => !inbound.includes(rule))];
  return ADDRESS_FAMILIES.flatMap((family) => {
    const count = together.reduce((sum, { source }) => sum + weightOf(source, family, lists), 0);
    const name = family === 'ipv4' ? 'IPv4' : 'IPv6';
    return count <= quota
      ? []
      : [{ code: 'too-many-rules' as const, sentence: said.tooManyRules(name, count, quota) }];
  });
}

/** A prefix list counts as many times as it may have entries; a group, and a list that nobody could read, in both families. */
function weightOf(source: GroupRule['source'], family: AddressFamily, lists: PrefixLists): number {
  if (source.kind === 'group') return 1;
  if (source.kind !== 'prefix-list') return source.kind === family ? 1 : 0;
  const list = lists.get(source.prefixListId);
  const [first] = list?.cidrs ?? [];
  if (first !== undefined && familyOf(first) !== family) return 0;
  return list?.maxEntries ?? Math.max(1, list?.cidrs.length ?? 1);
}

const said = words.groupFixes;
