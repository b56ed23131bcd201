import { describe, expect, test } from 'vitest';
import { awsPrefixLists } from '../../../../electron/practice/world/aws-prefix-lists.ts';
import { letsIn } from '../../../../electron/practice/world/lets-in.ts';
import {
  draftOf,
  type NetworkAclEntry,
  type RegionTables,
  type SecurityGroupRule,
} from '../../../../electron/practice/world/state.ts';
import { practiceRegion } from '../../../support/practice-context.ts';
import { practiceInstance } from '../../../support/practice-instance.ts';

const HERE = '203.0.113.7';
const MACHINE = '198.18.0.9';

const furnished = (await practiceRegion()).tables();
const [vpc] = furnished.vpcs.values();
const [subnet] = furnished.subnets.values();
const [group] = furnished.securityGroups.values();
const [acl] = furnished.networkAcls.values();
const [table] = furnished.routeTables.values();
const [gateway] = furnished.internetGateways.values();
if (!vpc || !subnet || !group || !acl || !table || !gateway) throw new Error('an empty region');

const ssh: SecurityGroupRule = {
  ruleId: 'sgr-1',
  isEgress: false,
  protocol: 'tcp',
  fromPort: 22,
  toPort: 22,
  peer: { kind: 'ipv4', cidr: `${HERE}/32` },
  description: null,
  tags: [],
};

/** One running machine that lets HERE in on port 22, in the default network as AWS makes it. */
function world(): RegionTables {
  const region = draftOf(furnished);
  const instanceId = 'i-0000000000000000a';
  const networkInterfaceId = 'eni-0000000000000000a';
  region.networkInterfaces.set(networkInterfaceId, {
    networkInterfaceId,
    vpcId: vpc?.vpcId ?? '',
    subnetId: subnet?.subnetId ?? '',
    zone: subnet?.zone ?? '',
    macAddress: '0a:00:00:00:00:01',
    privateIp: '172.31.0.9',
    publicIp: MACHINE,
    groupIds: ['sg-web'],
    description: '',
    attachment: {
      attachmentId: 'eni-attach-1',
      instanceId,
      deviceIndex: 0,
      deletesOnTermination: true,
      attachedAt: 0,
    },
    checksSourceDest: true,
    createdAt: 0,
    tags: [],
  });
  region.instances.set(instanceId, practiceInstance(0, { instanceId, state: 'running' }));
  withRules(region, ssh);
  return region;
}

function withRules(region: RegionTables, ...rules: SecurityGroupRule[]): void {
  region.securityGroups.set('sg-web', {
    groupId: 'sg-web',
    name: 'web',
    description: 'web',
    vpcId: vpc?.vpcId ?? '',
    rules,
    tags: [],
  });
}

const opens = (region: RegionTables, { from = HERE, to = MACHINE, port = 22 } = {}) =>
  letsIn(region, { from, to, port });

test('a running machine in the default network lets in whom its group names', () => {
  expect(opens(world())).toBe(true);
});

test.each([
  ['another address', { from: '203.0.113.8' }],
  ['another port', { port: 23 }],
  ['another machine', { to: '198.18.0.10' }],
  ['an IPv6 address', { from: '2001:db8::7' }],
  ['what is no address', { from: '' }],
])('but not %s', (_, door) => {
  expect(opens(world(), door)).toBe(false);
});

describe('a rule of the group', () => {
  const list = awsPrefixLists('us-east-1').find(({ name }) => name.endsWith('.s3'));
  const listed = list?.cidrs[0]?.replace(/0\/\d+$|128\/\d+$/u, '130') ?? '';

  test.each<[string, Partial<SecurityGroupRule>, boolean, string?]>([
    ['for all protocols', { protocol: '-1', fromPort: null, toPort: null }, true],
    ['for TCP by its number', { protocol: '6' }, true],
    ['for ports around it', { fromPort: 20, toPort: 25 }, true],
    ['for ports up to it', { fromPort: 0, toPort: 22 }, true],
    ['for ports below it', { fromPort: 0, toPort: 21 }, false],
    ['for UDP', { protocol: 'udp' }, false],
    ['for ICMP', { protocol: 'icmp', fromPort: -1, toPort: -1 }, false],
    ['for what goes out', { isEgress: true }, false],
    ['for everybody', { peer: { kind: 'ipv4', cidr: '0.0.0.0/0' } }, true],
    ['for the neighbourhood', { peer: { kind: 'ipv4', cidr: '203.0.113.0/29' } }, true],
    ['for other addresses', { peer: { kind: 'ipv4', cidr: '198.51.100.0/24' } }, false],
    ['for all of IPv6', { peer: { kind: 'ipv6', cidr: '::/0' } }, false],
    ['for a group', { peer: { kind: 'group', groupId: 'sg-web', userId: '1' } }, false],
    [
      'for a list without it',
      { peer: { kind: 'prefix-list', prefixListId: list?.prefixListId ?? '' } },
      false,
    ],
    [
      'for a list that has it',
      { peer: { kind: 'prefix-list', prefixListId: list?.prefixListId ?? '' } },
      true,
      listed,
    ],
    ['for a list that is not there', { peer: { kind: 'prefix-list', prefixListId: 'pl-1' } }, false],
  ])('%s', (_title, rule, isOpen, from = HERE) => {
    const region = world();
    withRules(region, { ...ssh, ...rule });
    expect(opens(region, { from })).toBe(isOpen);
  });

  test('is enough, whatever the other groups and rules say', () => {
    const region = world();
    withRules(region, { ...ssh, fromPort: 80, toPort: 80 }, ssh);
    for (const [id, each] of region.networkInterfaces) {
      region.networkInterfaces.set(id, { ...each, groupIds: [group.groupId, 'sg-web'] });
    }
    expect(opens(region)).toBe(true);
  });

  test('of a group that the machine does not have opens nothing', () => {
    const region = world();
    for (const [id, each] of region.networkInterfaces) {
      region.networkInterfaces.set(id, { ...each, groupIds: [group.groupId] });
    }
    expect(opens(region)).toBe(false);
  });
});

test.each(['pending', 'stopping', 'stopped', 'shutting-down', 'terminated'] as const)(
  'a machine that is %s lets nobody in',
  (state) => {
    const region = world();
    for (const [id, each] of region.instances) region.instances.set(id, { ...each, state });
    expect(opens(region)).toBe(false);
  },
);

test.each(['block-ingress', 'block-bidirectional'] as const)(
  'Block Public Access set to %s keeps everybody out',
  (mode) => {
    const region = world();
    region.blockPublicAccess = { mode, updatedAt: 1 };
    expect(opens(region)).toBe(false);
  },
);

describe('the way to the internet', () => {
  test('is needed: without the route nobody comes in', () => {
    const region = world();
    region.routeTables.set(table.routeTableId, { ...table, routes: table.routes.slice(0, 1) });
    expect(opens(region)).toBe(false);
  });

  test('ends where the gateway is detached, or another VPC has it', () => {
    for (const vpcId of [null, 'vpc-0123456789abcdef0']) {
      const region = world();
      region.internetGateways.set(gateway.internetGatewayId, { ...gateway, vpcId });
      expect(opens(region)).toBe(false);
    }
  });

  test('is that of the subnet’s own table, where it has one', () => {
    const own = (routes: typeof table.routes) => {
      const region = world();
      region.routeTables.set('rtb-own', {
        routeTableId: 'rtb-own',
        vpcId: vpc.vpcId,
        routes,
        associations: [{ associationId: 'rtbassoc-own', subnetId: subnet.subnetId }],
        tags: [],
      });
      return region;
    };
    expect(opens(own(table.routes.slice(0, 1)))).toBe(false);
    expect(opens(own(table.routes))).toBe(true);
  });

  test('is the narrowest route to whoever knocks', () => {
    const away = { destination: '203.0.113.0/24', target: 'eni-nobody', origin: 'CreateRoute' } as const;
    const region = world();
    region.routeTables.set(table.routeTableId, { ...table, routes: [...table.routes, away] });
    expect(opens(region)).toBe(false);
    withRules(region, { ...ssh, peer: { kind: 'ipv4', cidr: '0.0.0.0/0' } });
    expect(opens(region, { from: '192.0.2.1' })).toBe(true);
  });

  test('may be for a part of the internet only', () => {
    const target = gateway.internetGatewayId;
    const only = (destination: string) => {
      const region = world();
      const routes = [{ destination, target, origin: 'CreateRoute' } as const];
      region.routeTables.set(table.routeTableId, { ...table, routes });
      return region;
    };
    expect(opens(only('203.0.113.7/32'))).toBe(true);
    expect(opens(only('203.0.113.8/32'))).toBe(false);
  });
});

describe('the network ACL', () => {
  const entry = (over: Partial<NetworkAclEntry>): NetworkAclEntry => ({
    ruleNumber: 50,
    isEgress: false,
    protocol: '6',
    action: 'deny',
    cidr: `${HERE}/32`,
    isIpv6: false,
    fromPort: 22,
    toPort: 22,
    icmp: null,
    ...over,
  });
  const withEntry = (over: Partial<NetworkAclEntry>) => {
    const region = world();
    region.networkAcls.set(acl.networkAclId, { ...acl, entries: [...acl.entries, entry(over)] });
    return region;
  };

  test.each<[string, Partial<NetworkAclEntry>, boolean]>([
    ['keeps out whom an earlier entry denies', {}, false],
    ['lets in whom only a later entry denies', { ruleNumber: 150 }, true],
    ['lets in where the entry is about another port', { fromPort: 23, toPort: 25 }, true],
    ['lets in where the entry is about another address', { cidr: '203.0.113.8/32' }, true],
    ['lets in where the entry is about another protocol', { protocol: '17' }, true],
    [
      'keeps out where the entry is about every protocol',
      { protocol: '-1', fromPort: null, toPort: null },
      false,
    ],
    ['lets in where the port 22 is denied on the way out', { isEgress: true }, true],
    ['keeps out where no answer gets out', { isEgress: true, fromPort: 1024, toPort: 65_535 }, false],
  ])('%s', (_, over, isOpen) => {
    expect(opens(withEntry(over))).toBe(isOpen);
  });

  test('lets nobody in where it says nothing but the last word', () => {
    const region = world();
    const entries = acl.entries.filter(({ ruleNumber }) => ruleNumber === 32_767);
    region.networkAcls.set(acl.networkAclId, { ...acl, entries });
    expect(opens(region)).toBe(false);
  });
});
