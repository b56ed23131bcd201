import { setImmediate as turn } from 'node:timers/promises';
import type { AwsClients } from '../aws/clients.ts';
import { piecesOf, type Asking } from '../aws/every-page.ts';
import { readDefaultVpcId } from '../aws/network.ts';
import { doesGiveIpv6 } from '../aws/network-groups.ts';
import type { Patience } from '../aws/patience.ts';
import { readPrefixLists } from '../aws/prefix-lists.ts';
import { outcomeOf } from '../aws/problem.ts';
import { listGroupsIn } from '../aws/region-groups.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { GroupExposure } from '../../shared/security-group/group-finding.ts';
import type { MyAddresses } from '../../shared/security-group/groups-api.ts';
import type { LaunchGroup, LaunchGroups } from '../../shared/security-group/launch-groups.ts';
import { listsNamedBy, openDoors } from '../../shared/security-group/open-doors.ts';
import { reviewForLaunch } from '../../shared/security-group/review-for-launch.ts';
import { PLANNED_PUBLIC } from '../../shared/security-group/review-options.ts';
import type { PrefixList, SecurityGroup } from '../../shared/security-group/security-group.ts';

/** For those who need not know where this computer is. */
export async function noAddresses(): Promise<MyAddresses> {
  return { ipv4: null, ipv6: null };
}

/**
 * The groups of one network, else of the region's default one, as they are now, each judged for machines that get a public address there. A list
 * of addresses that cannot be read is left out: whoever names it is then unknown, and never closed.
 */
export async function readLaunchGroups(
  { ec2 }: AwsClients,
  patience: Patience,
  readMyAddresses: () => Promise<MyAddresses>,
  wantedVpcId: string | null = null,
): Promise<Outcome<LaunchGroups>> {
  return outcomeOf(async () => {
    const asking: Asking = { ec2, patience, signal: new AbortController().signal };
    const vpcId = wantedVpcId ?? (await readDefaultVpcId({ ec2 }));
    if (vpcId === null) {
      return {
        vpcId,
        planned: PLANNED_PUBLIC,
        groups: [],
        prefixLists: [],
        myAddresses: await noAddresses(),
      };
    }
    const [groups, planned, mine] = await Promise.all([
      listGroupsIn(asking, vpcId),
      plannedExposure(asking, vpcId),
      readMyAddresses(),
    ]);
    // To a machine without an IPv6 address nobody gets by IPv6.
    const myAddresses = planned.level.ipv6 === 'X4' ? mine : { ...mine, ipv6: null };
    const prefixLists = await listsOf(asking, groups);
    return {
      vpcId,
      planned,
      groups: await judge(groups, prefixLists, planned, myAddresses),
      prefixLists,
      myAddresses,
    };
  });
}

/** Every machine of a launch asks for a public IPv4 address; an IPv6 address it has only where its subnet gives one. */
async function plannedExposure(asking: Asking, vpcId: string): Promise<GroupExposure> {
  try {
    if (await doesGiveIpv6(asking, vpcId)) return PLANNED_PUBLIC;
    return { ...PLANNED_PUBLIC, level: { ...PLANNED_PUBLIC.level, ipv6: 'X3' } };
  } catch {
    return { ...PLANNED_PUBLIC, isKnown: false };
  }
}

async function listsOf(asking: Asking, groups: readonly SecurityGroup[]): Promise<readonly PrefixList[]> {
  const named = listsNamedBy(groups.flatMap(({ rules }) => rules));
  if (named.length === 0) return [];
  try {
    return (await readPrefixLists(asking, named)).lists;
  } catch {
    return [];
  }
}

/** A few at a time: hundreds of groups would keep the window's process from everything else. */
const AT_ONCE = 25;

async function judge(
  groups: readonly SecurityGroup[],
  prefixLists: readonly PrefixList[],
  planned: GroupExposure,
  myAddresses: MyAddresses,
): Promise<readonly LaunchGroup[]> {
  const lists = new Map(prefixLists.map((list) => [list.prefixListId, list]));
  const judged: LaunchGroup[] = [];
  for (const piece of piecesOf(groups, AT_ONCE)) {
    const findings = reviewForLaunch(piece, prefixLists, planned);
    for (const [place, group] of piece.entries()) {
      const doors = openDoors(group.rules, lists, myAddresses);
      judged.push({ group, findings: findings[place] ?? [], doors });
    }
    await turn();
  }
  return judged;
}
