import { expect, test } from 'vitest';
import { wayOut, type InterfaceEndpoint } from '../../../shared/reach/way-out.ts';
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
  expect(wayOut(PLACE, { ...REGION, ...change }, []).verdict).toBe(verdict);
});

const NO_ROUTE = routes(route('10.0.0.0/16', 'local'));
const endpoints = (...names: readonly string[]) =>
  names.map((name) => ({ endpointId: `vpce-${name}`, service: `com.amazonaws.eu-central-1.${name}` }));

test.each<[string, Partial<RegionFacts>, readonly InterfaceEndpoint[] | null, object]>([
  ['both endpoints', NO_ROUTE, endpoints('ssm', 'ssmmessages'), { verdict: 'yes', by: 'endpoints' }],
  ['one of them', NO_ROUTE, endpoints('ssm', 'ec2messages'), { verdict: 'no' }],
  ['those of other services', NO_ROUTE, endpoints('s3', 'ssm-contacts'), { verdict: 'no' }],
  ['endpoints that were not read', NO_ROUTE, null, { verdict: 'unknown' }],
  ['both, and public access blocked', blocked, endpoints('ssm', 'ssmmessages'), { by: 'endpoints' }],
])('without internet and with %s', (_what, change, has, expected) => {
  expect(wayOut(PLACE, { ...REGION, ...change }, has)).toMatchObject(expected);
});

test('an internet gateway is the way out whatever else there is', () => {
  expect(wayOut(PLACE, REGION, null).verdict).toBe('yes');
  expect(wayOut(PLACE, REGION, endpoints('ssm', 'ssmmessages'))).not.toHaveProperty('by');
});
