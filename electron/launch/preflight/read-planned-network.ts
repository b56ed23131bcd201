import { readBlockPublicAccess } from '../../aws/block-public-access.ts';
import type { Asking } from '../../aws/every-page.ts';
import { readPrefixLists } from '../../aws/prefix-lists.ts';
import { listNetworkAcls, listVpcs } from '../../aws/region-network.ts';
import { listRouteTables } from '../../aws/region-routes.ts';
import {
  NOTHING_ELSE_READ,
  type RegionFacts,
  type RouteTable,
} from '../../../shared/security-group/region-facts.ts';
import type { PrefixList } from '../../../shared/security-group/security-group.ts';

/** What lies between the internet and the subnets of one network. A part that cannot be read is null. Never rejects. */
export async function readPlannedNetwork(
  asking: Asking,
  vpcId: string,
  { region, accountId }: Pick<RegionFacts, 'region' | 'accountId'>,
): Promise<RegionFacts> {
  const readAt = Date.now();
  const routes = orNull(listRouteTables(asking, vpcId));
  const [vpcs, routeTables, networkAcls, blockPublicAccess, prefixLists] = await Promise.all([
    orNull(listVpcs(asking, vpcId)),
    routes,
    orNull(listNetworkAcls(asking, vpcId)),
    orNull(readBlockPublicAccess(asking)),
    routes.then((tables) => readListsIn(asking, tables ?? [])),
  ]);
  return {
    ...NOTHING_ELSE_READ,
    region,
    accountId,
    readAt,
    groups: [],
    vpcs,
    routeTables,
    networkAcls,
    blockPublicAccess,
    prefixLists,
  };
}

async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  return reading.catch(() => null);
}

/** Lists of addresses that routes name; one that is not here could not be read. */
async function readListsIn(asking: Asking, tables: readonly RouteTable[]): Promise<readonly PrefixList[]> {
  const named = new Set(
    tables.flatMap(({ routes }) => routes.flatMap(({ prefixListId }) => prefixListId ?? [])),
  );
  if (named.size === 0) return [];
  const read = await orNull(readPrefixLists(asking, [...named]));
  return read?.lists ?? [];
}
