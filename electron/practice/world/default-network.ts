import { readCidr } from '../../../shared/security-group/cidr.ts';
import type { Catalog, CatalogZone } from '../catalog.ts';
import { makeSubnet, makeVpc } from './new-vpc.ts';
import type { RegionTables, Subnet, Vpc } from './state.ts';

export type WorldTools = {
  readonly catalog: Catalog;
  readonly now: number;
  readonly newId: (prefix: string) => string;
};

/** Somebody deleted the default VPC of this region: what to do then can be practised. */
export const REGION_WITHOUT_DEFAULT_VPC = 'eu-north-1';

/** What AWS puts into a region of a new account: the default VPC and all that belongs to it. */
export function furnish(region: RegionTables, tools: WorldTools): void {
  if (region.region !== REGION_WITHOUT_DEFAULT_VPC) makeDefaultVpc(region, tools);
}

/** As EC2 makes it: a /20 subnet a zone, and a way to the internet and back for all of them. */
export function makeDefaultVpc(region: RegionTables, tools: WorldTools): Vpc {
  const vpc = makeVpc(region, tools, { cidr: '172.31.0.0/16', isDefault: true, tags: [] });
  const internetGatewayId = tools.newId('igw');
  region.internetGateways.set(internetGatewayId, { internetGatewayId, vpcId: vpc.vpcId, tags: [] });
  for (const table of region.routeTables.values()) {
    if (table.vpcId !== vpc.vpcId) continue;
    const route = { destination: '0.0.0.0/0', target: internetGatewayId, origin: 'CreateRoute' } as const;
    region.routeTables.set(table.routeTableId, { ...table, routes: [...table.routes, route] });
  }
  for (const zone of tools.catalog.zonesOf(region.region)) makeDefaultSubnet(region, tools, vpc, zone);
  return vpc;
}

/** In the first /20 of the VPC that no subnet overlaps; null where every one is taken. */
export function makeDefaultSubnet(
  region: RegionTables,
  tools: WorldTools,
  { vpcId }: Vpc,
  zone: CatalogZone,
): Subnet | null {
  const cidr = DEFAULT_SUBNETS.find((each) => !overlapsSubnet(region, vpcId, each));
  if (cidr === undefined) return null;
  return makeSubnet(region, tools, { vpcId, zone, cidr, isDefaultForAz: true, tags: [] });
}

const DEFAULT_SUBNETS = Array.from({ length: 16 }, (_, index) => `172.31.${String(index * 16)}.0/20`);

/** Whether some subnet of the VPC has an address of this CIDR. */
export function overlapsSubnet(region: RegionTables, vpcId: string, cidr: string): boolean {
  const range = readCidr(cidr, 'ipv4');
  return [...region.subnets.values()].some((subnet) => {
    const other = subnet.vpcId === vpcId ? readCidr(subnet.cidr, 'ipv4') : null;
    return range !== null && other !== null && range.from < other.to && other.from < range.to;
  });
}
