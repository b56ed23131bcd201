import type { ExistingGroupAccess, NewGroupAccess } from '../launch-plan.ts';
import type { Platform } from '../platform.ts';
import type { GroupExposure, GroupFinding } from './group-finding.ts';
import type { LaunchDoor, LaunchGroups } from './launch-groups.ts';
import { openDoors } from './open-doors.ts';
import { plannedRules } from './planned-rules.ts';
import { NOTHING_ELSE_READ, type RegionFacts } from './region-facts.ts';
import { PLAIN_REVIEW } from './review-options.ts';
import { reviewRegion } from './review-region.ts';
import type { GroupRule, PrefixList, SecurityGroup } from './security-group.ts';
import { words } from '../words/en.ts';

/**
 * What the catalogue says of each group, in their order, as if it already stood before a machine that is as near to strangers
 * as planned.
 */
export function reviewForLaunch(
  groups: readonly SecurityGroup[],
  prefixLists: readonly PrefixList[],
  planned: GroupExposure,
): readonly (readonly GroupFinding[])[] {
  const reviewed = reviewRegion(factsOf(groups, prefixLists), { ...PLAIN_REVIEW, planned });
  return groups.map((each) => {
    const findings = reviewed.find(({ group }) => group.groupId === each.groupId)?.findings ?? [];
    return findings.map((finding) => (isForNobodyYet(finding, each) ? asCaution(finding) : finding));
  });
}

/** The default group, where no rule lets anybody in. */
function isForNobodyYet({ id }: GroupFinding, { rules }: SecurityGroup): boolean {
  return id === 'SG-DEFAULT' && rules.every(({ isEgress }) => isEgress);
}

/** Nobody gets in now; what others write into that group later is for these machines too. */
function asCaution(finding: GroupFinding): GroupFinding {
  return { ...finding, level: 'medium', severity: 'caution', sentence: words.wizard.groups.emptyDefault };
}

/** Groups of one network interface are one firewall: it lets in what any of them lets in. */
export function pooledGroup(groups: readonly SecurityGroup[]): SecurityGroup | null {
  const [first] = groups;
  if (first === undefined || groups.length === 1) return first ?? null;
  return {
    ...first,
    name: groups.map(({ name }) => name).join(', '),
    rules: groups.flatMap(({ rules }) => rules),
  };
}

/** The doors of the chosen groups, which are one firewall; none where their rules were not read. */
export function doorsOfChosen(
  { groups }: ExistingGroupAccess,
  known: LaunchGroups | null,
): readonly LaunchDoor[] {
  const there = groups.flatMap(
    ({ groupId }) => known?.groups.find(({ group }) => group.groupId === groupId)?.group ?? [],
  );
  if (known === null || there.length === 0) return [];
  const lists = new Map(known.prefixLists.map((list) => [list.prefixListId, list]));
  return openDoors(pooledGroup(there)?.rules ?? [], lists, known.myAddresses);
}

/** The group that a plan has made, as EC2 would describe it. */
export function plannedGroup(access: NewGroupAccess, platform: Platform, name: string): SecurityGroup {
  return {
    groupId: 'planned',
    name,
    description: '',
    ownerId: '',
    vpcId: access.vpcId,
    tags: {},
    rules: [
      ...plannedRules(access, platform).map(({ protocol, port, family, cidr, description }): GroupRule => ({
        ruleId: null,
        isEgress: false,
        protocol,
        fromPort: port,
        toPort: port,
        source: { kind: family, cidr },
        description,
      })),
      EVERYTHING_OUT,
    ],
  };
}

/** EC2 gives it to every group that it makes in a network. */
const EVERYTHING_OUT: GroupRule = {
  ruleId: null,
  isEgress: true,
  protocol: '-1',
  fromPort: null,
  toPort: null,
  source: { kind: 'ipv4', cidr: '0.0.0.0/0' },
  description: '',
};

/** Where the groups stand now does not matter for what they will let in. */
function factsOf(groups: readonly SecurityGroup[], prefixLists: readonly PrefixList[]): RegionFacts {
  return {
    region: '',
    accountId: groups[0]?.ownerId ?? '',
    readAt: 0,
    groups,
    ...NOTHING_ELSE_READ,
    prefixLists,
  };
}
