import { expect, test } from 'vitest';
import { wayOut } from '../../../shared/reach/way-out.ts';
import type { RegionFacts, Route } from '../../../shared/security-group/region-facts.ts';
import { REGION, route } from './region-fixture.ts';

const PLACE = { subnetId: 'subnet-1', zoneName: 'eu-central-1a', vpcId: 'vpc-1' };
const routes = (...list: readonly Route[]): Partial<RegionFacts> => ({
  routeTables: (REGION.routeTables ?? []).map((table) =>
    table.routeTableId === 'rtb-public' ? { ...table, routes: list } : table,
  ),
});
const blocked: Partial<RegionFacts> = {
  blockPublicAccess: { mode: 'block-ingress', excludedVpcIds: [], excludedSubnetIds: [] },
};

test.each<[string, Partial<RegionFacts>, string]>([
  ['an internet gateway', {}, 'yes'],
  ['a NAT gateway', routes(route('0.0.0.0/0', 'nat-1')), 'yes'],
  ['no route', routes(route('10.0.0.0/16', 'local')), 'no'],
  ['a gateway that is gone', routes(route('0.0.0.0/0', 'igw-1', 'blackhole')), 'no'],
  ['a gateway for IPv6 only', routes(route('::/0', 'igw-1')), 'no'],
  ['a firewall in between', routes(route('0.0.0.0/0', 'vpce-1')), 'unknown'],
  ['an internet gateway, and public access blocked', blocked, 'unknown'],
  ['no route tables read', { routeTables: null }, 'unknown'],
  ['nothing read of what is blocked', { blockPublicAccess: null }, 'unknown'],
])('with %s: %s', (_what, change, verdict) => {
  expect(wayOut(PLACE, { ...REGION, ...change }).verdict).toBe(verdict);
});
