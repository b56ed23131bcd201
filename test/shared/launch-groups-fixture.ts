import type { ChosenGroup, ExistingGroupAccess } from '../../shared/launch-plan.ts';
import type { LaunchGroups } from '../../shared/security-group/launch-groups.ts';
import { openDoors } from '../../shared/security-group/open-doors.ts';
import { reviewForLaunch } from '../../shared/security-group/review-for-launch.ts';
import { PLANNED_PUBLIC } from '../../shared/security-group/review-options.ts';
import type { GroupRule, RuleSource, SecurityGroup } from '../../shared/security-group/security-group.ts';

export const MINE = '203.0.113.7';

/** From a CIDR, a prefix list's id or a group's id. */
export function tcp(ports: number | readonly [number, number], from: string): GroupRule {
  const [fromPort, toPort] = typeof ports === 'number' ? [ports, ports] : ports;
  return {
    ruleId: null,
    isEgress: false,
    protocol: 'tcp',
    fromPort,
    toPort,
    source: sourceOf(from),
    description: '',
  };
}

export function group(name: string, rules: readonly GroupRule[]): SecurityGroup {
  return {
    groupId: idOf(name),
    name,
    description: `The group ${name}`,
    ownerId: '123456789012',
    vpcId: 'vpc-00000001',
    tags: {},
    rules,
  };
}

/** As the machine answers it. */
export function launchGroups(
  groups: readonly SecurityGroup[],
  { planned, prefixLists, myAddresses }: Partial<LaunchGroups> = {},
): LaunchGroups {
  const facts = {
    vpcId: 'vpc-00000001',
    planned: planned ?? PLANNED_PUBLIC,
    prefixLists: prefixLists ?? [],
    myAddresses: myAddresses ?? { ipv4: MINE, ipv6: null },
  };
  const lists = new Map(facts.prefixLists.map((list) => [list.prefixListId, list]));
  const findings = reviewForLaunch(groups, facts.prefixLists, facts.planned);
  return {
    ...facts,
    groups: groups.map((each, place) => ({
      group: each,
      findings: findings[place] ?? [],
      doors: openDoors(each.rules, lists, facts.myAddresses),
    })),
  };
}

export function choosing(...groups: readonly Pick<SecurityGroup, 'groupId' | 'name'>[]): ExistingGroupAccess {
  const chosen: ChosenGroup[] = groups.map(({ groupId, name }) => ({ groupId, name }));
  return { kind: 'existing-group', vpcId: 'vpc-00000001', groups: chosen };
}

/** The same for the same name. */
function idOf(name: string): string {
  const hex = Array.from(name, (letter) => letter.charCodeAt(0).toString(16)).join('');
  return `sg-${hex.slice(0, 16).padEnd(16, '0')}0`;
}

function sourceOf(from: string): RuleSource {
  if (from.startsWith('pl-')) return { kind: 'prefix-list', prefixListId: from };
  if (!from.startsWith('sg-')) return { kind: from.includes(':') ? 'ipv6' : 'ipv4', cidr: from };
  return {
    kind: 'group',
    groupId: from,
    userId: '123456789012',
    vpcId: null,
    peeringConnectionId: null,
    peeringStatus: null,
  };
}
