import type { Asker } from './asker.ts';
import type { ReachStep } from '../reachability.ts';
import { isInCidr } from '../security-group/cidr.ts';
import type { NetworkInterface, RegionFacts, Route, RouteTable } from '../security-group/region-facts.ts';
import { words } from '../words/en.ts';

/**
 * Do answers find the way back? The table of the subnet decides, or the main table of that VPC; in it the route with the longest
 * prefix that contains the asking address. (VPC user guide, route tables.)
 */
export function routeStep(asker: Asker, to: NetworkInterface, facts: RegionFacts): ReachStep {
  if (facts.routeTables === null) return say('unknown', said.unread, []);
  const table = tableOf(to, facts.routeTables);
  if (table === null) return say('unknown', said.missing, [to.subnetId]);
  const ids = [table.routeTableId];
  if (asker.family === null) return say('unknown', words.reach.address.notAnAddress(asker.address), ids);
  if (asker.place === 'nobody') return say('no', said.none(asker.address), ids);
  const { best, unread } = bestRoute(asker.address, table, facts);
  if (unread !== null) return say('unknown', said.list(unread), ids);
  if (best === null) return say('no', said.none(asker.address), ids);
  const destination = best.cidr ?? best.prefixListId ?? asker.address;
  if (best.state === 'blackhole') return say('no', said.blackhole(destination), ids);
  if (best.target === null || best.state !== 'active') return say('unknown', said.other(best.state), ids);
  return byTarget(asker, best.target, destination, ids);
}

function say(verdict: ReachStep['verdict'], sentence: string, because: readonly string[]): ReachStep {
  return { step: 'route', verdict, sentence, because };
}

function tableOf({ subnetId, vpcId }: NetworkInterface, tables: readonly RouteTable[]): RouteTable | null {
  const own = tables.find(({ subnetIds }) => subnetIds.includes(subnetId));
  return own ?? tables.find((table) => table.isMain && table.vpcId === vpcId) ?? null;
}

/** `unread`: a list of destinations that nobody could read, and that may contain the address. */
function bestRoute(
  address: string,
  { routes }: RouteTable,
  { prefixLists }: RegionFacts,
): { readonly best: Route | null; readonly unread: string | null } {
  let best: Route | null = null;
  let longest = -1;
  let unread: string | null = null;
  for (const route of routes) {
    const list = prefixLists.find(({ prefixListId }) => prefixListId === route.prefixListId);
    if (route.prefixListId !== null && list === undefined && !isServiceRoute(route))
      unread = route.prefixListId;
    for (const cidr of route.cidr === null ? (list?.cidrs ?? []) : [route.cidr]) {
      const length = Number(cidr.split('/')[1]);
      if (length > longest && isInCidr(address, cidr)) {
        longest = length;
        best = route;
      }
    }
  }
  return { best, unread };
}

/** A gateway endpoint's list has the addresses of S3 or DynamoDB, which answer and never ask. */
function isServiceRoute({ target }: Route): boolean {
  return target?.startsWith('vpce-') === true;
}

function byTarget(asker: Asker, target: string, destination: string, ids: readonly string[]): ReachStep {
  const because = target === 'local' ? ids : [...ids, target];
  if (asker.place === 'unread') return say('unknown', words.reach.address.unread(asker.address), because);
  if (asker.place === 'elsewhere') return say('unknown', said.other(target), because);
  if (asker.place === 'inside') {
    return target === 'local'
      ? say('yes', said.inside, because)
      : say('unknown', said.other(target), because);
  }
  if (asker.place === 'peered' && target === asker.peeringConnectionId) {
    return say('yes', said.peered(destination), because);
  }
  if (target.startsWith('nat-')) return say('no', said.nat, because);
  if (target.startsWith('eigw-')) return say('no', said.egressOnly, because);
  if (target.startsWith('igw-')) {
    return asker.place === 'public'
      ? say('yes', said.internet(destination), because)
      : say('no', said.wrongWay(target), because);
  }
  return say('unknown', said.other(target), because);
}

const said = words.reach.route;
