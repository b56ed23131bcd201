import { refusalsOf } from './change-rules.ts';
import { ADDRESS_FAMILIES, type Exposure } from './exposure.ts';
import type { FixChoices } from './fix-choices.ts';
import type { ChangeAsk, NewRule } from './group-change.ts';
import type { GroupFinding } from './group-finding.ts';
import { familyOf, mergeCidrs } from './cidr.ts';
import { isCovered } from './admits.ts';
import { narrowPlan } from './narrow-plan.ts';
import { narrowRules } from './narrow-rules.ts';
import { asRule, identityOf, isWritable, singleCidr, writable } from './new-rule.ts';
import type { ReviewedGroup } from './reviewed-group.ts';
import { admittedBy, isLive } from './rule-addresses.ts';
import { isForPort } from './rule-ports.ts';
import type { GroupRule, PrefixLists } from './security-group.ts';
import { isWebPort, portsOf, spanName } from './span-words.ts';
import { words } from '../words/en.ts';

/**
 * The change that answers the finding, as the person chose; nobody comes in by it whom the choices do not name and who could not
 * before. Null where there is nothing to propose: no repair is offered, EC2 has not said the rules' ids, the group belongs to
 * another account, the rules serve others too in a way that Keyport cannot write, or the choices would let in too many.
 */
export function proposeFix(
  { group, prefixLists, isShared }: ReviewedGroup,
  finding: GroupFinding,
  choices: FixChoices,
): ChangeAsk | null {
  if (finding.fix === null || isShared) return null;
  const lists = new Map(prefixLists.map((list) => [list.prefixListId, list]));
  const swap = swapFor(group.rules, finding, choices, lists);
  if (swap === null) return null;
  const { add, goes } = withoutNeedless(swap, group.rules, lists);
  const removeRuleIds = goes.flatMap(({ ruleId }) => ruleId ?? []);
  if (removeRuleIds.length < goes.length || add.length + goes.length === 0) return null;
  const { groupId } = group;
  const { key: findingKey, fix: kind } = finding;
  const ask: ChangeAsk = { groupId, findingKey, kind, add, removeRuleIds, target: choices.target };
  return refusalsOf(ask, group.rules, { lists, quota: Number.POSITIVE_INFINITY }).length === 0 ? ask : null;
}

/** Rules that come, and rules that go. */
type Swap = { readonly add: readonly NewRule[]; readonly goes: readonly GroupRule[] };

function swapFor(
  rules: readonly GroupRule[],
  finding: GroupFinding,
  choices: FixChoices,
  lists: PrefixLists,
): Swap | null {
  const named = finding.rules.flatMap((place) => rules[place] ?? []).filter(({ isEgress }) => !isEgress);
  switch (finding.fix) {
    case 'merge':
      return merged(named);
    case 'add-https':
      return { add: httpsLike(named, finding, lists), goes: [] };
    case 'my-address':
      return movedToMe(named, choices);
    case 'narrow':
    case 'remove':
      if (finding.id === 'SG-DUP') return { add: [], goes: needless(named, rules, lists) };
      if (finding.id === 'SG-STALE') return { add: [], goes: named.filter(isStale) };
      return narrowed(rules, finding, choices, lists);
    case null:
      return null;
  }
}

function narrowed(
  rules: readonly GroupRule[],
  finding: GroupFinding,
  choices: FixChoices,
  lists: PrefixLists,
): Swap | null {
  const plan = narrowPlan(rules, finding, lists);
  const add = plan.goes.length === 0 ? null : narrowRules(plan, choices, lists);
  return add === null ? null : { add, goes: plan.goes };
}

/** The fewest ranges with exactly the same addresses; for each protocol and ports by themselves. */
function merged(named: readonly GroupRule[]): Swap | null {
  const alike = Map.groupBy(
    named.filter(({ source }) => source.kind === 'ipv4' || source.kind === 'ipv6'),
    ({ protocol, fromPort, toPort, source }) => `${protocol} ${fromPort} ${toPort} ${source.kind}`,
  );
  const swaps = [...alike.values()].map((parts): Swap | null => {
    const cidrs = mergeCidrs(parts.flatMap(({ source }) => ('cidr' in source ? [source.cidr] : [])));
    const [first] = parts;
    if (first === undefined || cidrs.length >= parts.length) return { add: [], goes: [] };
    const { protocol, fromPort, toPort, source } = first;
    if (!isWritable(protocol) || !('cidr' in source)) return null;
    const isOne = parts.every((part) => part.description === first.description);
    const description =
      (isOne ? writable(first.description) : '') ||
      words.groupFixes.descriptions.merged(spanName(portsOf(first)));
    const add = cidrs.map((cidr): NewRule => ({
      protocol,
      fromPort,
      toPort,
      source: { kind: source.kind, cidr },
      description,
    }));
    return { add, goes: parts };
  });
  const all = swaps.flatMap((swap) => swap ?? []);
  if (all.length < swaps.length) return null;
  return { add: all.flatMap(({ add }) => add), goes: all.flatMap(({ goes }) => goes) };
}

/** The addresses that may come by HTTP, by HTTPS: in the families of the finding only, for the other one has HTTPS its own way. */
function httpsLike(
  named: readonly GroupRule[],
  { families }: GroupFinding,
  lists: PrefixLists,
): readonly NewRule[] {
  const cidrs = named.filter(isHttp).flatMap(({ source }) => {
    if ('cidr' in source) return [source.cidr];
    return source.kind === 'prefix-list' ? (lists.get(source.prefixListId)?.cidrs ?? []) : [];
  });
  const meant = cidrs.filter((cidr) => families.some((family) => familyOf(cidr) === family));
  return mergeCidrs(meant).map((cidr) => ({
    protocol: 'tcp',
    fromPort: 443,
    toPort: 443,
    source: { kind: cidr.includes(':') ? 'ipv6' : 'ipv4', cidr },
    description: words.groupFixes.descriptions.kept('HTTPS'),
  }));
}

function isHttp(rule: GroupRule): boolean {
  return isForPort(rule, 'tcp', 80);
}

/**
 * The same ports for the address in use now, in each family where it is known and an old one is. The old one goes where it is the
 * only one for its ports and family: of several, all but one are somebody else's, and nobody can tell which.
 */
function movedToMe(named: readonly GroupRule[], { useMyIpv4, useMyIpv6 }: FixChoices): Swap | null {
  const alike = Map.groupBy(named, placeOf);
  const moves = named.flatMap((rule): readonly Swap[] => {
    const { protocol, fromPort, toPort, source } = rule;
    const address = source.kind === 'ipv6' ? useMyIpv6 : useMyIpv4;
    if (!('cidr' in source) || address === null || !isWritable(protocol)) return [];
    const cidr = singleCidr(address, source.kind);
    if (cidr === null) return [];
    const description =
      writable(rule.description) || words.groupFixes.descriptions.mine(spanName(portsOf(rule)));
    return [
      {
        add: [{ protocol, fromPort, toPort, source: { kind: source.kind, cidr }, description }],
        goes: alike.get(placeOf(rule))?.length === 1 ? [rule] : [],
      },
    ];
  });
  return moves.length === 0
    ? null
    : { add: moves.flatMap(({ add }) => add), goes: moves.flatMap(({ goes }) => goes) };
}

function placeOf({ protocol, fromPort, toPort, source }: GroupRule): string {
  return [protocol, fromPort, toPort, source.kind].join(' ');
}

/** Rules that change nothing, one after the other: of two that say the same, one stays. */
function needless(
  named: readonly GroupRule[],
  rules: readonly GroupRule[],
  lists: PrefixLists,
): readonly GroupRule[] {
  const goes: GroupRule[] = [];
  for (const rule of named) {
    const others = rules.filter(
      (other) =>
        other !== rule && !other.isEgress && !goes.includes(other) && mayStandFor(rule, other, lists),
    );
    if (isCovered(rule, others, lists)) goes.push(rule);
  }
  return goes;
}

/** An office beside the world on one port is not needless: the world is what should go, and then the office is all there is. */
function mayStandFor(rule: GroupRule, other: GroupRule, lists: PrefixLists): boolean {
  const { protocol, from, to } = portsOf(rule);
  if (isWebPort(protocol, from, to)) return true;
  return ADDRESS_FAMILIES.every((family) => {
    const { exposure } = admittedBy(other.source, family, lists);
    return !isTooWide(exposure) || exposure === admittedBy(rule.source, family, lists).exposure;
  });
}

function isTooWide(exposure: Exposure): boolean {
  return exposure === 'internet' || exposure === 'wide';
}

/** Points at a group that is gone, or that there is no way to: it admits nobody. */
function isStale({ source }: GroupRule): boolean {
  return source.kind === 'group' && !isLive(source);
}

/**
 * EC2 would refuse a rule that is there as a duplicate, and then it would go: such a rule stays. And a rule for those whom the
 * rules that stay, or the other new ones, let in anyway is not added.
 */
function withoutNeedless({ add, goes }: Swap, rules: readonly GroupRule[], lists: PrefixLists): Swap {
  const wished = new Set(add.map(identityOf));
  const gone = goes.filter((rule) => !wished.has(identityOf(rule)));
  const stays = rules.filter((rule) => !gone.includes(rule) && 'cidr' in rule.source && !rule.isEgress);
  let rest = add.filter(
    (rule, place) => add.findIndex((other) => identityOf(other) === identityOf(rule)) === place,
  );
  for (const rule of rest.toReversed()) {
    const others = rest.filter((other) => other !== rule);
    if (isCovered(asRule(rule), [...stays, ...others.map((other) => asRule(other))], lists)) rest = others;
  }
  return { add: rest, goes: gone };
}
