import { readAddress, readCidr } from '../../../shared/security-group/cidr.ts';
import { hasAddress } from '../../../shared/security-group/address-set.ts';
import type { RegionTables, Route, RouteTable } from './state.ts';

/** The table that the subnet's packets go by: its own, or the main one of its VPC. */
export function routeTableOf(
  region: RegionTables,
  { subnetId, vpcId }: { readonly subnetId: string; readonly vpcId: string },
): RouteTable | null {
  const tables = [...region.routeTables.values()].filter((table) => table.vpcId === vpcId);
  const own = tables.find(({ associations }) => associations.some((each) => each.subnetId === subnetId));
  return own ?? tables.find(isMain) ?? null;
}

/** Whether subnets without a table of their own go by this one. */
export function isMain({ associations }: Pick<RouteTable, 'associations'>): boolean {
  return associations.some(({ subnetId }) => subnetId === null);
}

/** The route that a packet to this IPv4 address takes: the narrowest that has it. */
export function routeTo({ routes }: RouteTable, address: string): Route | null {
  const read = readAddress(address, 'ipv4');
  if (read === null) return null;
  const fitting = routes.flatMap((route) => {
    const range = readCidr(route.destination, 'ipv4');
    return range !== null && hasAddress([range], read)
      ? [{ route, size: Number(range.to) - Number(range.from) }]
      : [];
  });
  return fitting.toSorted((one, other) => one.size - other.size)[0]?.route ?? null;
}

/** A route whose gateway is gone, or attached to another VPC, drops its packets: EC2 calls it a black hole. */
export function isActive(
  region: RegionTables,
  { vpcId }: Pick<RouteTable, 'vpcId'>,
  { target }: Route,
): boolean {
  if (target === 'local') return true;
  if (target.startsWith('eni-')) return region.networkInterfaces.get(target)?.attachment != null;
  return region.internetGateways.get(target)?.vpcId === vpcId;
}
