import type {
  GroupInstance,
  NetworkInterface,
  RegionFacts,
  RouteTable,
} from '../../shared/security-group/region-facts.ts';
import type {
  GroupReference,
  GroupRule,
  RuleSource,
  SecurityGroup,
} from '../../shared/security-group/security-group.ts';

const FAKE_ACCOUNT_ID = '123456789012';
const NEIGHBOUR_ID = '210987654321';
const SHOP = 'vpc-0a1b2c3d4e5f60718';
const LAB = 'vpc-0f0e0d0c0b0a09080';
const PUBLIC_SUBNET = 'subnet-0a11111111111111a';
const PRIVATE_SUBNET = 'subnet-0b22222222222222b';
const LAB_SUBNET = 'subnet-0c33333333333333c';
const OFFICE_LIST = 'pl-0a1b2c3d4e5f60001';
const HIDDEN_LIST = 'pl-0a1b2c3d4e5f60002';
const MY_ADDRESS = '203.0.113.7/32';
const EVERYONE = '0.0.0.0/0';
const EVERYONE_V6 = '::/0';

/** A small shop, with what goes wrong in small shops; `copies` times over, for an account with thousands of groups. */
export function fakeRegion(region: string, copies = 1): RegionFacts {
  const rounds = Array.from({ length: copies }, (_, round) => round);
  return {
    region,
    accountId: FAKE_ACCOUNT_ID,
    readAt: Date.now(),
    groups: rounds.flatMap(groupsOf),
    interfaces: rounds.flatMap(interfacesOf),
    instances: rounds.flatMap(instancesOf),
    subnets: [
      { subnetId: PUBLIC_SUBNET, vpcId: SHOP, cidrs: ['10.20.1.0/24'], zoneName: `${region}a` },
      { subnetId: PRIVATE_SUBNET, vpcId: SHOP, cidrs: ['10.20.2.0/24'], zoneName: `${region}b` },
      { subnetId: LAB_SUBNET, vpcId: LAB, cidrs: ['172.31.0.0/20'], zoneName: `${region}a` },
    ],
    routeTables: ROUTE_TABLES,
    networkAcls: [SHOP, LAB].map((vpcId, index) => ({
      networkAclId: `acl-0${index}44444444444444d`,
      vpcId,
      isDefault: true,
      subnetIds: vpcId === SHOP ? [PUBLIC_SUBNET, PRIVATE_SUBNET] : [LAB_SUBNET],
      entries: [EVERYONE, EVERYONE_V6].flatMap((cidr) =>
        [false, true].flatMap((isEgress) => [
          { number: cidr === EVERYONE ? 100 : 101, isEgress, isAllow: true, ...anything(cidr) },
          { number: cidr === EVERYONE ? 32_767 : 32_768, isEgress, isAllow: false, ...anything(cidr) },
        ]),
      ),
    })),
    vpcs: [
      { vpcId: SHOP, cidrs: ['10.20.0.0/16'], isDefault: false, name: 'shop' },
      { vpcId: LAB, cidrs: ['172.31.0.0/16'], isDefault: true, name: null },
    ],
    peerings: [],
    prefixLists: [
      {
        prefixListId: OFFICE_LIST,
        name: 'offices',
        ownerId: FAKE_ACCOUNT_ID,
        maxEntries: 10,
        cidrs: ['192.0.43.0/28', '203.0.113.64/28'],
      },
    ],
    blockPublicAccess: { mode: 'off', excludedVpcIds: [], excludedSubnetIds: [] },
    launchTemplateGroupIds: [groupId(8, 0)],
    unread: [],
  };
}

/** Only the groups and a few parts could be read. */
export function partlyRead(facts: RegionFacts): RegionFacts {
  return {
    ...facts,
    instances: null,
    routeTables: null,
    launchTemplateGroupIds: null,
    unread: [
      { part: 'instances', isForbidden: true, raw: UNAUTHORIZED('DescribeInstances') },
      { part: 'routeTables', isForbidden: true, raw: UNAUTHORIZED('DescribeRouteTables') },
      { part: 'launchTemplates', isForbidden: true, raw: UNAUTHORIZED('DescribeLaunchTemplates') },
      { part: 'prefixLists', isForbidden: false, raw: 'RequestLimitExceeded: Request limit exceeded.' },
    ],
  };
}

const UNAUTHORIZED = (action: string) =>
  `UnauthorizedOperation: You are not authorized to perform this operation. User is not authorized to perform: ec2:${action}`;

function groupsOf(round: number): readonly SecurityGroup[] {
  const group = (
    place: number,
    name: string,
    rules: readonly GroupRule[],
    edit: Partial<SecurityGroup> = {},
  ): SecurityGroup => ({
    groupId: groupId(place, round),
    name: round === 0 || name === 'default' ? name : `${name}-${round}`,
    description: '',
    ownerId: FAKE_ACCOUNT_ID,
    vpcId: SHOP,
    tags: {},
    rules: rules.map((one, index) => ({ ...one, ruleId: ruleId(place, round, index) })),
    ...edit,
  });
  const to = (place: number) => reference(groupId(place, round));
  return [
    group(
      0,
      'my-fleet',
      [
        tcp(22, v4(MY_ADDRESS), 'my address, by Keyport'),
        tcp(443, v4(EVERYONE)),
        tcp(443, v6(EVERYONE_V6)),
        tcp(80, v4(EVERYONE)),
        tcp(80, v6(EVERYONE_V6)),
        ...outAll(),
      ],
      {
        description: 'Made by Keyport for my-fleet',
        tags: {
          'keyport:launch-id': '0199a7d2-6b1e-7c3a-9f00-1c2d3e4f5a6b',
          'keyport:created-by': 'keyport',
        },
      },
    ),
    group(
      1,
      'launch-wizard-1',
      [tcp(22, v4(EVERYONE)), tcp(22, v6(EVERYONE_V6)), tcp(80, v4(EVERYONE)), ...outAll()],
      { description: 'launch-wizard-1 created 2024-03-02T10:14:55.128Z' },
    ),
    group(
      2,
      'db',
      [
        tcp(5432, to(0), 'the web machines'),
        tcp(5432, v4('0.0.0.0/1'), 'temporary'),
        tcp(5432, v4('128.0.0.0/1'), 'temporary'),
        ...outAll(),
      ],
      { description: 'Postgres' },
    ),
    group(3, 'default', [all(reference(groupId(3, round))), ...outAll()], {
      description: 'default VPC security group',
    }),
    group(4, 'office-rdp', [tcp(3389, v4(EVERYONE), 'Windows'), ...outAll()], {
      description: 'The old accounting machine',
    }),
    group(5, 'bastion', [tcp(22, list(OFFICE_LIST)), tcp(22, list(HIDDEN_LIST)), ...outAll()], {
      description: 'Way in for admins',
    }),
    group(6, 'cache', [tcp(6379, v4('10.20.0.0/16')), ...outAll()], { description: 'Redis' }),
    group(7, 'test-open', [all(v4(EVERYONE)), ...outAll()], { description: 'DELETE ME', vpcId: LAB }),
    group(8, 'worker', [tcp(8080, v4(EVERYONE)), ...outAll()], { description: 'Batch workers' }),
    group(9, 'shared-web', [tcp(443, v4(EVERYONE)), ...outAll()], {
      description: 'Web, kept by the platform team',
      ownerId: NEIGHBOUR_ID,
    }),
    group(
      10,
      'load-balancer',
      [tcp(80, v4(EVERYONE)), tcp(443, v4(EVERYONE)), tcp(443, v6(EVERYONE_V6)), ...outAll()],
      { description: 'In front of the web machines' },
    ),
    group(
      11,
      'resolver',
      [rule('udp', 53, 53, v4(EVERYONE)), rule('icmp', null, null, v4(EVERYONE)), ...outAll()],
      { description: 'DNS for the branch offices' },
    ),
    group(
      12,
      'ssh-home',
      [
        tcp(22, v4(MY_ADDRESS), 'home'),
        tcp(22, v4('198.51.100.80/32'), 'Dana'),
        tcp(22, v6(EVERYONE_V6)),
        { ...tcp(2049, reference('sg-0dead0000000000aa')), source: gone('sg-0dead0000000000aa') },
        ...outAll(),
      ],
      { description: 'Logging in from home' },
    ),
    group(13, 'default', [], { description: 'default VPC security group', vpcId: LAB }),
  ];
}

function instancesOf(round: number): readonly GroupInstance[] {
  return MACHINES.map(({ name, state, platform }, place) => ({
    instanceId: instanceId(place, round),
    name: round === 0 ? name : `${name}-${round}`,
    state,
    platform,
    launchId: null,
  }));
}

type FakeMachine = {
  readonly name: string;
  readonly state: 'running' | 'stopped';
  readonly platform: 'linux' | 'windows';
  readonly groups: readonly number[];
  readonly subnetId: string;
  readonly isPublic: boolean;
  readonly ipv6?: string;
};

const MACHINES: readonly FakeMachine[] = [
  {
    name: 'web-1',
    state: 'running',
    platform: 'linux',
    groups: [0, 12],
    subnetId: PUBLIC_SUBNET,
    isPublic: true,
    ipv6: '2600:1f14:abc:1200::11',
  },
  {
    name: 'web-2',
    state: 'running',
    platform: 'linux',
    groups: [1],
    subnetId: PUBLIC_SUBNET,
    isPublic: true,
  },
  { name: 'db', state: 'running', platform: 'linux', groups: [2], subnetId: PRIVATE_SUBNET, isPublic: false },
  {
    name: 'accounting',
    state: 'stopped',
    platform: 'windows',
    groups: [4, 3],
    subnetId: PUBLIC_SUBNET,
    isPublic: false,
  },
  {
    name: 'bastion',
    state: 'running',
    platform: 'linux',
    groups: [5],
    subnetId: PUBLIC_SUBNET,
    isPublic: true,
  },
  {
    name: 'cache',
    state: 'running',
    platform: 'linux',
    groups: [6],
    subnetId: PRIVATE_SUBNET,
    isPublic: false,
  },
  { name: 'ns', state: 'running', platform: 'linux', groups: [11], subnetId: PUBLIC_SUBNET, isPublic: true },
];

function interfacesOf(round: number): readonly NetworkInterface[] {
  const machines = MACHINES.map((machine, place): NetworkInterface => ({
    ...aNetworkInterface(place, round),
    groupIds: machine.groups.map((group) => groupId(group, round)),
    description: '',
    instanceId: instanceId(place, round),
    subnetId: machine.subnetId,
    publicIpv4: machine.isPublic ? [`52.28.${(round % 250) + 1}.${place + 20}`] : [],
    ipv6: machine.ipv6 === undefined || round > 0 ? [] : [machine.ipv6],
  }));
  const balancer = ['3f7c', '9b02'].map((part, index): NetworkInterface => ({
    ...aNetworkInterface(20 + index, round),
    groupIds: [groupId(10, round)],
    interfaceType: 'interface',
    isRequesterManaged: true,
    description: `ELB app/front/50dc6c495c0c${part}`,
    instanceId: null,
    subnetId: PUBLIC_SUBNET,
    publicIpv4: [`3.120.${(round % 250) + 1}.${index + 4}`],
    ipv6: [],
  }));
  return [...machines, ...balancer];
}

function aNetworkInterface(place: number, round: number) {
  return {
    interfaceId: `eni-0${hex(round, 8)}${hex(place, 8)}`,
    interfaceType: 'interface',
    isRequesterManaged: false,
    isAttached: true,
    vpcId: SHOP,
    privateIpv4: [`10.20.${(round % 250) + 1}.${place + 20}`],
  };
}

const ROUTE_TABLES: readonly RouteTable[] = [
  {
    routeTableId: 'rtb-0a55555555555555e',
    vpcId: SHOP,
    isMain: false,
    subnetIds: [PUBLIC_SUBNET],
    routes: [
      route('10.20.0.0/16', 'local'),
      route(EVERYONE, 'igw-0a66666666666666f'),
      route(EVERYONE_V6, 'igw-0a66666666666666f'),
    ],
  },
  {
    routeTableId: 'rtb-0b55555555555555e',
    vpcId: SHOP,
    isMain: true,
    subnetIds: [PRIVATE_SUBNET],
    routes: [route('10.20.0.0/16', 'local'), route(EVERYONE, 'nat-0a77777777777777a')],
  },
  {
    routeTableId: 'rtb-0c55555555555555e',
    vpcId: LAB,
    isMain: true,
    subnetIds: [],
    routes: [route('172.31.0.0/16', 'local'), route(EVERYONE, 'igw-0b66666666666666f')],
  },
];

function route(cidr: string, target: string) {
  return { cidr, prefixListId: null, target, state: 'active' };
}

function anything(cidr: string) {
  return { protocol: '-1', cidr, fromPort: null, toPort: null };
}

function rule(
  protocol: string,
  fromPort: number | null,
  toPort: number | null,
  source: RuleSource,
  description = '',
): GroupRule {
  return { ruleId: null, isEgress: false, protocol, fromPort, toPort, source, description };
}

function tcp(port: number, source: RuleSource, description = ''): GroupRule {
  return rule('tcp', port, port, source, description);
}

function all(source: RuleSource): GroupRule {
  return rule('-1', null, null, source);
}

function outAll(): readonly GroupRule[] {
  return [{ ...all(v4(EVERYONE)), isEgress: true }];
}

function v4(cidr: string): RuleSource {
  return { kind: 'ipv4', cidr };
}

function v6(cidr: string): RuleSource {
  return { kind: 'ipv6', cidr };
}

function list(prefixListId: string): RuleSource {
  return { kind: 'prefix-list', prefixListId };
}

function reference(of: string): GroupReference {
  return {
    kind: 'group',
    groupId: of,
    userId: FAKE_ACCOUNT_ID,
    vpcId: null,
    peeringConnectionId: null,
    peeringStatus: null,
  };
}

function gone(of: string): GroupReference {
  return { ...reference(of), userId: null };
}

function groupId(place: number, round = 0): string {
  return `sg-0${hex(round, 8)}${hex(place + 0xa0, 8)}`;
}

function instanceId(place: number, round = 0): string {
  return `i-0${hex(round, 8)}${hex(place + 0xc0, 8)}`;
}

function ruleId(place: number, round: number, index: number): string {
  return `sgr-0${hex(round, 6)}${hex(place, 4)}${hex(index, 6)}`;
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}
