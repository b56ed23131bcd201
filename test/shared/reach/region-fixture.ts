import type {
  AclEntry,
  NetworkAcl,
  NetworkInterface,
  RegionFacts,
  Route,
} from '../../../shared/security-group/region-facts.ts';
import type { GroupRule, SecurityGroup } from '../../../shared/security-group/security-group.ts';
import { rules } from '../security-group/fix-fixture.ts';

export const WEB = 'i-000000000000000a1';

/** One running machine in a public subnet, with a public address of each family, and SSH for 203.0.113.0/24 and 2001:db8:9::/48. */
export const REGION: RegionFacts = {
  region: 'eu-central-1',
  accountId: '111122223333',
  readAt: 0,
  groups: [
    group(
      'sg-web',
      rules('tcp 22 203.0.113.0/24 SSH from the office', 'tcp 22 2001:db8:9::/48', 'udp 53 sg-app'),
    ),
  ],
  interfaces: [nic('eni-web', { instanceId: WEB, groupIds: ['sg-web'], publicIpv4: ['18.0.0.9'] })],
  instances: [{ instanceId: WEB, name: 'web-1', state: 'running', platform: 'linux', launchId: null }],
  subnets: [
    {
      subnetId: 'subnet-1',
      vpcId: 'vpc-1',
      cidrs: ['10.0.1.0/24', '2a05:d014:1:1::/64'],
      zoneName: 'eu-central-1a',
    },
    { subnetId: 'subnet-2', vpcId: 'vpc-1', cidrs: ['10.0.2.0/24'], zoneName: 'eu-central-1b' },
  ],
  routeTables: [
    {
      routeTableId: 'rtb-main',
      vpcId: 'vpc-1',
      isMain: true,
      subnetIds: [],
      routes: [route('10.0.0.0/16', 'local'), route('2a05:d014:1::/56', 'local')],
    },
    {
      routeTableId: 'rtb-public',
      vpcId: 'vpc-1',
      isMain: false,
      subnetIds: ['subnet-1'],
      routes: [
        route('10.0.0.0/16', 'local'),
        route('2a05:d014:1::/56', 'local'),
        route('0.0.0.0/0', 'igw-1'),
        route('::/0', 'igw-1'),
        route('10.9.0.0/16', 'pcx-1'),
      ],
    },
    {
      routeTableId: 'rtb-other-main',
      vpcId: 'vpc-2',
      isMain: true,
      subnetIds: [],
      routes: [route('10.0.0.0/16', 'local'), route('0.0.0.0/0', 'igw-2')],
    },
  ],
  networkAcls: [acl('acl-1', ['subnet-1'], OPEN()), acl('acl-default', [], [], true)],
  vpcs: [{ vpcId: 'vpc-1', cidrs: ['10.0.0.0/16', '2a05:d014:1::/56'], isDefault: true, name: null }],
  peerings: [
    {
      peeringConnectionId: 'pcx-1',
      vpcId: 'vpc-1',
      status: 'active',
      peerVpcId: 'vpc-9',
      peerAccountId: '999900001111',
      peerCidrs: ['10.9.0.0/16'],
    },
  ],
  prefixLists: [],
  blockPublicAccess: { mode: 'off', excludedVpcIds: [], excludedSubnetIds: [] },
  launchTemplateGroupIds: [],
  unread: [],
};

export function group(groupId: string, groupRules: readonly GroupRule[]): SecurityGroup {
  return {
    groupId,
    name: groupId.replace('sg-', ''),
    description: '',
    ownerId: '111122223333',
    vpcId: 'vpc-1',
    tags: {},
    rules: groupRules,
  };
}

export function nic(interfaceId: string, change: Partial<NetworkInterface> = {}): NetworkInterface {
  return {
    interfaceId,
    groupIds: [],
    interfaceType: 'interface',
    isRequesterManaged: false,
    description: '',
    instanceId: null,
    isAttached: true,
    vpcId: 'vpc-1',
    subnetId: 'subnet-1',
    privateIpv4: ['10.0.1.10'],
    publicIpv4: [],
    ipv6: ['2a05:d014:1:1::a'],
    ...change,
  };
}

export function route(cidr: string, target: string | null, state = 'active'): Route {
  return { cidr, prefixListId: null, target, state };
}

export function listRoute(prefixListId: string, target: string): Route {
  return { cidr: null, prefixListId, target, state: 'active' };
}

export function acl(
  networkAclId: string,
  subnetIds: readonly string[],
  list: readonly AclEntry[],
  isDefault = false,
): NetworkAcl {
  return { networkAclId, vpcId: 'vpc-1', isDefault, subnetIds, entries: list };
}

/** `100 in allow tcp 22 0.0.0.0/0`, and the refusal at the end. */
export function entries(...lines: readonly string[]): readonly AclEntry[] {
  return [...lines, '32767 in deny -1 * 0.0.0.0/0', '32767 out deny -1 * 0.0.0.0/0'].map((line) => {
    const [number = '', way, act, protocol = '', ports = '*', cidr = ''] = line.split(' ');
    const [from = null, to = from] = ports === '*' ? [] : ports.split('-').map(Number);
    const isEgress = way === 'out';
    return {
      number: Number(number),
      isEgress,
      isAllow: act === 'allow',
      protocol,
      cidr,
      fromPort: from,
      toPort: to,
    };
  });
}

function OPEN(): readonly AclEntry[] {
  return entries(
    '100 in allow -1 * 0.0.0.0/0',
    '100 out allow -1 * 0.0.0.0/0',
    '101 in allow -1 * ::/0',
    '101 out allow -1 * ::/0',
  );
}
