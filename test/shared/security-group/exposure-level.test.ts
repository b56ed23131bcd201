import { describe, expect, test } from 'vitest';
import { exposureOf } from '../../../shared/security-group/exposure-level.ts';
import type {
  NetworkInterface,
  RegionFacts,
  Route,
  RouteTable,
} from '../../../shared/security-group/region-facts.ts';
import { facts, from, group, members, networkInterface, VPC } from './group-fixture.ts';

const GROUP = group([]);
const OTHER_VPC = 'vpc-0ff';

const route = (cidr: string | null, target: string, change: Partial<Route> = {}): Route => ({
  cidr,
  prefixListId: null,
  target,
  state: 'active',
  ...change,
});
const table = (routes: readonly Route[], change: Partial<RouteTable> = {}): RouteTable => ({
  routeTableId: 'rtb-1',
  vpcId: VPC,
  isMain: true,
  subnetIds: [],
  routes: [route('10.0.0.0/16', 'local'), ...routes],
  ...change,
});
const OUT = [route('0.0.0.0/0', 'igw-1'), route('::/0', 'igw-1')];
const instance = (state: string) => ({
  instanceId: 'i-1',
  name: null,
  state,
  platform: 'linux' as const,
  launchId: null,
});
const OPEN = { mode: 'off', excludedVpcIds: [], excludedSubnetIds: [] };

/** A running machine with both kinds of addresses, in a subnet with a way to the internet; all of it known. */
function region(
  change: Partial<RegionFacts> = {},
  interfaces: readonly Partial<NetworkInterface>[] = [{}],
): RegionFacts {
  return facts({
    groups: [GROUP],
    interfaces: interfaces.map(networkInterface),
    instances: [instance('running')],
    routeTables: [table(OUT)],
    blockPublicAccess: OPEN,
    launchTemplateGroupIds: [],
    ...change,
  });
}

/** `X4 X3`: IPv4, IPv6; with a question mark where something is not known. */
function near(read: RegionFacts): string {
  const { level, isKnown } = exposureOf(GROUP, read);
  return `${level.ipv4} ${level.ipv6}${isKnown ? '' : '?'}`;
}

describe('what can be reached', () => {
  test('a running machine with an address and a way is', () => {
    expect(near(region())).toBe('X4 X4');
  });

  test.each([
    ['no public IPv4 address', { publicIpv4: [] }, 'X3 X4'],
    ['no IPv6 address', { ipv6: [] }, 'X4 X3'],
    ['an IPv6 address of its own network only', { ipv6: ['fd00::5'] }, 'X4 X3'],
    ['a load balancer in use', { instanceId: null, interfaceType: 'network_load_balancer' }, 'X4 X4'],
    ['attached to nothing', { instanceId: null, isAttached: false }, 'X2 X2'],
  ] as const)('%s', (_, change, says) => {
    expect(near(region({}, [change]))).toBe(says);
  });

  test.each([
    ['running', 'X4 X4'],
    ['pending', 'X4 X4'],
    ['stopping', 'X4 X4'],
    ['stopped', 'X2 X2'],
    ['terminated', 'X2 X2'],
  ])('a machine that is %s', (state, says) => {
    expect(near(region({ instances: [instance(state)] }))).toBe(says);
  });

  test('the nearest of several interfaces counts, in each family', () => {
    const several = [{ publicIpv4: [], ipv6: [] }, { ipv6: [] }, { publicIpv4: [] }];

    expect(near(region({}, several))).toBe('X4 X4');
    expect(near(region({}, several.slice(0, 2)))).toBe('X4 X3');
  });
});

describe('the way in', () => {
  test.each([
    ['only for IPv4', [route('0.0.0.0/0', 'igw-1')], 'X4 X3'],
    ['only for IPv6', [route('::/0', 'igw-1')], 'X3 X4'],
    ['an egress-only gateway', [route('0.0.0.0/0', 'igw-1'), route('::/0', 'eigw-1')], 'X4 X3'],
    ['through a NAT gateway', [route('0.0.0.0/0', 'nat-1')], 'X3 X3'],
    ['a gateway that is gone', [route('0.0.0.0/0', 'igw-1', { state: 'blackhole' })], 'X3 X3'],
    ['for private addresses only', [route('10.0.0.0/8', 'igw-1')], 'X3 X3'],
    ['for a part of the internet', [route('8.0.0.0/8', 'igw-1')], 'X4 X3'],
    ['for a list of addresses', [route(null, 'igw-1', { prefixListId: 'pl-1' })], 'X4 X3'],
    ['for a list that was not read', [route(null, 'igw-1', { prefixListId: 'pl-2' })], 'X4 X4?'],
  ] as const)('%s', (_, routes, says) => {
    const prefixLists = [
      { prefixListId: 'pl-1', name: '', ownerId: '', maxEntries: null, cidrs: ['8.0.0.0/8'] },
    ];

    expect(near(region({ prefixLists, routeTables: [table(routes)] }))).toBe(says);
  });

  test('the table of the subnet counts, not the main one', () => {
    const own = table([], { routeTableId: 'rtb-2', isMain: false, subnetIds: ['subnet-1'] });
    const ofAnother = table([], { routeTableId: 'rtb-2', isMain: false, subnetIds: ['subnet-2'] });

    expect(near(region({ routeTables: [table(OUT), own] }))).toBe('X3 X3');
    expect(near(region({ routeTables: [table(OUT), ofAnother] }))).toBe('X4 X4');
  });

  test('the main table of another network says nothing about this one', () => {
    const elsewhere = table(OUT, { routeTableId: 'rtb-9', vpcId: OTHER_VPC });

    for (const routeTables of [
      [table([]), elsewhere],
      [elsewhere, table([])],
    ]) {
      expect(near(region({ routeTables }))).toBe('X3 X3');
    }
  });

  test('neither an address nor a way is as far off as asleep', () => {
    expect(near(region({ routeTables: [table([])] }, [{ publicIpv4: [], ipv6: [] }]))).toBe('X2 X2');
  });
});

describe('a region that blocks the internet', () => {
  test.each([
    ['off', [], [], 'X4 X4'],
    ['block-ingress', [], [], 'X3 X3'],
    ['block-bidirectional', [], [], 'X3 X3'],
    ['block-bidirectional', [VPC], [], 'X4 X4'],
    ['block-bidirectional', [], ['subnet-1'], 'X4 X4'],
    ['block-bidirectional', [OTHER_VPC], ['subnet-2'], 'X3 X3'],
  ])('%s, except %s %s', (mode, excludedVpcIds, excludedSubnetIds, says) => {
    expect(near(region({ blockPublicAccess: { mode, excludedVpcIds, excludedSubnetIds } }))).toBe(says);
  });
});

describe('a group that no interface has', () => {
  const idle = (change: Partial<RegionFacts> = {}) => near(region({ interfaces: [], ...change }));
  const naming = group([from('tcp 22', members(GROUP.groupId))], { groupId: 'sg-other' });
  const namingItself = group([from('tcp 22', members(GROUP.groupId))]);

  test('is unused', () => {
    expect(idle()).toBe('X0 X0');
  });

  test('is ready where a template or another group names it, and not where it names itself', () => {
    expect(idle({ launchTemplateGroupIds: [GROUP.groupId] })).toBe('X1 X1');
    expect(idle({ groups: [GROUP, naming] })).toBe('X1 X1');
    expect(idle({ groups: [namingItself] })).toBe('X0 X0');
  });

  test('is ready where another account shares it', () => {
    expect(idle({ accountId: '210987654321' })).toBe('X1 X1');
  });
});

describe('what was not read is as bad as it may be, and said not to be known', () => {
  test.each<readonly [string, Partial<RegionFacts>, string]>([
    ['interfaces', { interfaces: null }, 'X4 X4?'],
    ['instances', { instances: null }, 'X4 X4?'],
    ['the machine among the instances', { instances: [] }, 'X4 X4?'],
    ['route tables', { routeTables: null }, 'X4 X4?'],
    ['the table of that network', { routeTables: [] }, 'X4 X4?'],
    ['whether the region blocks the internet', { blockPublicAccess: null }, 'X4 X4?'],
    ['launch templates, where it is attached', { launchTemplateGroupIds: null }, 'X4 X4'],
    ['launch templates, where it is not', { launchTemplateGroupIds: null, interfaces: [] }, 'X1 X1?'],
  ])('%s', (_, change, says) => {
    expect(near(region(change))).toBe(says);
  });

  test('what makes no difference is known', () => {
    const asleep = { instances: [instance('stopped')] };

    expect(near(region({ ...asleep, routeTables: null, blockPublicAccess: null }))).toBe('X2 X2');
    expect(near(region({ blockPublicAccess: null }, [{ publicIpv4: [], ipv6: [] }]))).toBe('X3 X3');
  });
});
