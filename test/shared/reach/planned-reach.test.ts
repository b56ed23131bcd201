import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ANYBODY,
  plannedDoors,
  plannedReach,
  type PlannedDoor,
} from '../../../shared/reach/planned-reach.ts';
import { canReach } from '../../../shared/reachability.ts';
import type { RegionFacts, Route } from '../../../shared/security-group/region-facts.ts';
import { PLAN } from '../plan-fixture.ts';
import { rules } from '../security-group/fix-fixture.ts';
import { acl, entries, group, listRoute, nic, REGION, route } from './region-fixture.ts';

const OFFICE = '203.0.113.7';
const PLACE = { subnetId: 'subnet-1', zoneName: 'eu-central-1a', vpcId: 'vpc-1' };
const DOORS: readonly PlannedDoor[] = [
  { port: 443, from: ANYBODY },
  { port: 22, from: OFFICE },
];

const reach = (change: Partial<RegionFacts> = {}, doors = DOORS) =>
  plannedReach(PLACE, { ...REGION, ...change }, doors);

const routes = (...list: readonly Route[]) => ({
  routeTables: (REGION.routeTables ?? []).map((table) =>
    table.routeTableId === 'rtb-public' ? { ...table, routes: list } : table,
  ),
});

const rulesOut = ['100 out allow -1 * 0.0.0.0/0'];
const acls = (...lines: readonly string[]) => ({
  networkAcls: [acl('acl-1', ['subnet-1'], entries(...lines))],
});

test('a public subnet is open, step by step, and doors of the same way are said once', () => {
  const { subnetId, zoneName, verdict, steps } = reach();

  expect({ subnetId, zoneName, verdict }).toEqual({
    subnetId: 'subnet-1',
    zoneName: 'eu-central-1a',
    verdict: 'yes',
  });
  expect(steps.map((step) => [step.step, step.verdict])).toEqual([
    ['address', 'yes'],
    ['route', 'yes'],
    ['block-public-access', 'yes'],
    ['acl', 'yes'],
  ]);
  expect(steps[0]?.sentence).toBe('The machine will have a public IPv4 address: Keyport asks for one.');
});

describe('what stops it, or may', () => {
  test.each<[string, Partial<RegionFacts>, string, string]>([
    ['no route', routes(route('10.0.0.0/16', 'local')), 'route', 'no'],
    ['a NAT gateway', routes(route('0.0.0.0/0', 'nat-1')), 'route', 'no'],
    ['a gateway that is gone', routes(route('0.0.0.0/0', 'igw-1', 'blackhole')), 'route', 'no'],
    ['a gateway for IPv6 only', routes(route('::/0', 'igw-1')), 'route', 'no'],
    ['a firewall in between', routes(route('0.0.0.0/0', 'vpce-1')), 'route', 'unknown'],
    [
      'a list of which nothing is known',
      routes(route('0.0.0.0/0', 'igw-1'), listRoute('pl-1', 'tgw-1')),
      'route',
      'unknown',
    ],
    ['route tables unread', { routeTables: null }, 'route', 'unknown'],
    ['route tables of none', { routeTables: [] }, 'route', 'unknown'],
    [
      'public access blocked',
      { blockPublicAccess: { mode: 'block-bidirectional', excludedVpcIds: [], excludedSubnetIds: [] } },
      'block-public-access',
      'no',
    ],
    [
      'a mode nobody knows',
      { blockPublicAccess: { mode: 'sometimes', excludedVpcIds: [], excludedSubnetIds: [] } },
      'block-public-access',
      'unknown',
    ],
    ['the mode unread', { blockPublicAccess: null }, 'block-public-access', 'unknown'],
    ['an ACL without the port of a door', acls('100 in allow tcp 443 0.0.0.0/0', ...rulesOut), 'acl', 'no'],
    [
      'an ACL that lets no answer out',
      acls('100 in allow -1 * 0.0.0.0/0', '100 out allow tcp 80 0.0.0.0/0'),
      'acl',
      'no',
    ],
    [
      'an ACL that lets some answers out',
      acls('100 in allow -1 * 0.0.0.0/0', '100 out allow tcp 32768-65535 0.0.0.0/0'),
      'acl',
      'unknown',
    ],
    ['an ACL for the office alone', acls(`100 in allow -1 * ${OFFICE}/32`, ...rulesOut), 'acl', 'no'],
    ['ACLs unread', { networkAcls: null }, 'acl', 'unknown'],
    ['no ACL read', { networkAcls: [] }, 'acl', 'unknown'],
  ])('%s', (_, change, name, verdict) => {
    const answer = reach(change);

    expect(answer.verdict).toBe(verdict);
    expect(answer.steps.some((step) => step.step === name && step.verdict === verdict)).toBe(true);
    expect(answer.steps.filter((step) => step.step !== name).every((step) => step.verdict === 'yes')).toBe(
      true,
    );
  });

  test('an exception for the subnet lifts the block', () => {
    const blockPublicAccess = {
      mode: 'block-ingress',
      excludedVpcIds: [],
      excludedSubnetIds: ['subnet-1'],
    };
    expect(reach({ blockPublicAccess }).verdict).toBe('yes');
  });

  test('an ACL that closes a port which is no door stops nobody', () => {
    const change = acls('90 in deny tcp 80 0.0.0.0/0', '100 in allow -1 * 0.0.0.0/0', ...rulesOut);
    expect(reach(change).verdict).toBe('yes');
    expect(reach(change, [{ port: 80, from: ANYBODY }]).verdict).toBe('no');
  });

  test('nothing read is nothing known', () => {
    const nothing = { routeTables: null, networkAcls: null, vpcs: null, blockPublicAccess: null };
    expect(reach(nothing).verdict).toBe('unknown');
  });

  test('without a door the way is still looked at, and no ACL', () => {
    expect(reach({}, []).steps.map(({ step }) => step)).toEqual(['address', 'route', 'block-public-access']);
    expect(reach(routes(), []).verdict).toBe('no');
  });
});

/** Networks that are open, closed, odd and unread, in every mixture. */
const networks = fc.record({
  routeTables: fc.constantFrom(
    REGION.routeTables,
    null,
    routes().routeTables,
    routes(route('0.0.0.0/0', 'nat-1')).routeTables,
    routes(route('0.0.0.0/0', 'igw-1', 'blackhole')).routeTables,
    routes(route('203.0.113.0/24', 'igw-1')).routeTables,
    routes(route('0.0.0.0/0', 'vpce-1')).routeTables,
  ),
  blockPublicAccess: fc.constantFrom(
    REGION.blockPublicAccess,
    null,
    { mode: 'block-ingress', excludedVpcIds: [], excludedSubnetIds: [] },
    { mode: 'block-ingress', excludedVpcIds: ['vpc-1'], excludedSubnetIds: [] },
  ),
  networkAcls: fc.constantFrom(
    REGION.networkAcls,
    null,
    acls('100 in allow tcp 22 203.0.113.0/24', ...rulesOut).networkAcls,
    acls('100 in allow -1 * 0.0.0.0/0', '100 out allow tcp 32768-65535 0.0.0.0/0').networkAcls,
  ),
  vpcs: fc.constantFrom(REGION.vpcs, null),
});

test('a planned machine is reached exactly where one that stands there and is open to all would be', () => {
  fc.assert(
    fc.property(networks, fc.constantFrom(...DOORS), (change, door) => {
      const facts: RegionFacts = {
        ...REGION,
        ...change,
        groups: [group('sg-open', rules('tcp 0-65535 0.0.0.0/0'))],
        instances: [{ instanceId: 'i-1', name: null, state: 'running', platform: 'linux', launchId: null }],
        interfaces: [nic('eni-1', { instanceId: 'i-1', groupIds: ['sg-open'], publicIpv4: ['18.0.0.9'] })],
      };
      const { from, port } = door;
      const standing = canReach({ from, port, protocol: 'tcp', instanceId: 'i-1' }, facts);
      expect(plannedReach(PLACE, facts, [door]).verdict).toBe(standing.verdict);
    }),
    { seed: 6, numRuns: 300 },
  );
});

test('more doors are never easier to get to', () => {
  const rank = { no: 0, unknown: 1, yes: 2 };
  fc.assert(
    fc.property(networks, (change) => {
      const all = rank[reach(change).verdict];
      const each = DOORS.map((door) => rank[reach(change, [door]).verdict]);
      expect(all).toBe(Math.min(...each));
    }),
    { seed: 6, numRuns: 200 },
  );
});

describe('the doors of a plan', () => {
  const of = (access: Partial<typeof PLAN.access>, platform: 'linux' | 'windows' = 'linux') =>
    plannedDoors({ access: { ...PLAN.access, ...access }, image: { ...PLAN.image, platform } });

  test('are the rules of its group over IPv4', () => {
    expect(of({ httpsFromEveryone: true, httpFromEveryone: true, adminAddress: OFFICE })).toEqual([
      { port: 443, from: ANYBODY },
      { port: 80, from: ANYBODY },
      { port: 22, from: OFFICE },
    ]);
    expect(of({ httpsFromEveryone: false, adminAddress: OFFICE }, 'windows')).toEqual([
      { port: 3389, from: OFFICE },
    ]);
    expect(of({ httpsFromEveryone: false, adminAddress: null })).toEqual([]);
  });

  test('of groups that are there already it is the port to log in by', () => {
    const access = {
      kind: 'existing-group' as const,
      vpcId: 'vpc-00000001',
      groups: [{ groupId: 'sg-00000001', name: 'web' }],
    };
    expect(plannedDoors({ access, image: PLAN.image })).toEqual([{ port: 22, from: ANYBODY }]);
  });
});
