import { ADDRESS_FAMILIES, type AddressFamily } from '../exposure.ts';
import type { GroupFinding, Level } from '../group-finding.ts';
import { familyName } from '../ports-in-words.ts';
import { familiesOf } from '../rule-shape.ts';
import type { GroupRule, PrefixLists, SecurityGroup } from '../security-group.ts';
import { words } from '../../words/en.ts';
import { groupFinding } from './make-group-finding.ts';
import type { Judged } from './review-context.ts';

/** SG-DEFAULT, SG-UNUSED and SG-FULL: what a group is, rather than what one of its rules lets in. */
export function groupStateFindings(group: SecurityGroup, judged: Judged): readonly GroupFinding[] {
  return [
    ...defaultFindings(group, judged),
    ...unusedFindings(group, judged),
    ...[false, true].flatMap((isEgress) => fullFindings(group, isEgress, judged.lists)),
  ];
}

/** The name of each VPC's own group, which nobody can change or give to another. */
export const DEFAULT_NAME = 'default';

const said = words.groupFindings;

function defaultFindings(group: SecurityGroup, { exposure }: Judged): readonly GroupFinding[] {
  const { name, rules } = group;
  if (name !== DEFAULT_NAME || rules.length === 0) return [];
  const isAttached = ADDRESS_FAMILIES.some((family) => ['X4', 'X3', 'X2'].includes(exposure.level[family]));
  return [
    groupFinding('SG-DEFAULT', {
      level: isAttached ? levelInUse(group) : 'low',
      sentence: [said.defaultRules(isAttached && exposure.isKnown), ...defaultLetsIn(group)].join(' '),
      rules: rules.map((_, place) => place),
    }),
  ];
}

/** Without an inbound rule nobody gets in by it: what is left to look at is where its machines may call. */
function levelInUse({ rules }: SecurityGroup): Level {
  return rules.some(({ isEgress }) => !isEgress) ? 'high' : 'medium';
}

function defaultLetsIn({ groupId, rules }: SecurityGroup): readonly string[] {
  const inbound = rules.filter(({ isEgress }) => !isEgress);
  if (inbound.length === 0) return [said.defaultOutboundOnly];
  const isTrusting = inbound.some(({ source }) => source.kind === 'group' && source.groupId === groupId);
  return isTrusting ? [said.defaultTrusts] : [];
}

function unusedFindings(
  { name }: SecurityGroup,
  { exposure, options, isShared }: Judged,
): readonly GroupFinding[] {
  const isAtRest = exposure.isKnown && ADDRESS_FAMILIES.every((family) => exposure.level[family] === 'X0');
  if (!isAtRest || name === DEFAULT_NAME || isShared || options.planned !== null) return [];
  return [groupFinding('SG-UNUSED', { level: 'info', sentence: said.unused })];
}

function fullFindings(
  { rules }: SecurityGroup,
  isEgress: boolean,
  lists: PrefixLists,
): readonly GroupFinding[] {
  const counted = { ipv4: 0, ipv6: 0 };
  for (const rule of rules) {
    if (rule.isEgress !== isEgress) continue;
    for (const family of familiesOf(rule, lists)) counted[family] += weightOf(rule, lists);
  }
  return ADDRESS_FAMILIES.filter((family) => counted[family] >= NEARLY_FULL).map((family) =>
    fullFinding(counted[family], isEgress, family),
  );
}

/** Of the 60 that a group has room for, unless AWS raised it. */
const NEARLY_FULL = 55;

function fullFinding(count: number, isEgress: boolean, family: AddressFamily): GroupFinding {
  const direction = isEgress ? 'outbound' : 'inbound';
  return groupFinding('SG-FULL', {
    level: 'info',
    families: [family],
    subject: direction,
    sentence: said.full(count, direction, familyName(family)),
  });
}

/** A list takes as many places as it may grow to, however few addresses are in it now. */
function weightOf({ source }: GroupRule, lists: PrefixLists): number {
  if (source.kind !== 'prefix-list') return 1;
  const list = lists.get(source.prefixListId);
  return list?.maxEntries ?? Math.max(1, list?.cidrs.length ?? 1);
}
