import type {
  GroupExposure,
  GroupFinding,
  ExposureLevel,
} from '../../../shared/security-group/group-finding.ts';
import {
  NOTHING_ELSE_READ,
  type NetworkInterface,
  type RegionFacts,
} from '../../../shared/security-group/region-facts.ts';
import { reviewGroup } from '../../../shared/security-group/review-group.ts';
import { PLAIN_REVIEW } from '../../../shared/security-group/review-options.ts';
import type {
  GroupReference,
  GroupRule,
  PrefixList,
  RuleSource,
  SecurityGroup,
} from '../../../shared/security-group/security-group.ts';

export const ACCOUNT = '123456789012';
export const VPC = 'vpc-0aa11bb22cc33dd44';

/** `from('tcp 22', '0.0.0.0/0')`, `from('tcp 20-25', …)`, `from('-1', …)`, `from('icmp 3-4', …)` is type 3, code 4. */
export function from(ports: string, source: string | RuleSource, change: Partial<GroupRule> = {}): GroupRule {
  const [protocol = '', span = ''] = ports.split(' ');
  const [first, last] = span.split('-');
  const isIcmp = protocol.startsWith('icmp');
  const fromPort = first === undefined || first === '' ? null : Number(first);
  return {
    ruleId: null,
    isEgress: false,
    protocol,
    fromPort,
    toPort: last === undefined ? (isIcmp ? null : fromPort) : Number(last),
    source: typeof source === 'string' ? sourceOf(source) : source,
    description: '',
    ...change,
  };
}

export function to(ports: string, source: string | RuleSource): GroupRule {
  return from(ports, source, { isEgress: true });
}

export function members(groupId: string, change: Partial<GroupReference> = {}): GroupReference {
  return {
    kind: 'group',
    groupId,
    userId: ACCOUNT,
    vpcId: null,
    peeringConnectionId: null,
    peeringStatus: null,
    ...change,
  };
}

export function group(rules: readonly GroupRule[], change: Partial<SecurityGroup> = {}): SecurityGroup {
  return {
    groupId: 'sg-0000000000000000a',
    name: 'web',
    description: '',
    ownerId: ACCOUNT,
    vpcId: VPC,
    tags: {},
    rules,
    ...change,
  };
}

export function list(
  prefixListId: string,
  cidrs: readonly string[],
  change: Partial<PrefixList> = {},
): PrefixList {
  return { prefixListId, name: 'offices', ownerId: ACCOUNT, maxEntries: 20, cidrs, ...change };
}

export function near(ipv4: ExposureLevel, ipv6: ExposureLevel = ipv4): GroupExposure {
  return { level: { ipv4, ipv6 }, isKnown: true };
}

type Context = Parameters<typeof reviewGroup>[1];

/** What the catalogue says of these rules on machines that can be reached, unless said otherwise. */
export function review(
  rules: readonly GroupRule[],
  {
    lists = [],
    options = {},
    ...change
  }: Partial<Omit<Context, 'lists' | 'options'>> & {
    readonly lists?: readonly PrefixList[];
    readonly options?: Partial<Context['options']>;
  } = {},
  groupChange: Partial<SecurityGroup> = {},
): readonly GroupFinding[] {
  return reviewGroup(group(rules, groupChange), {
    lists: new Map(lists.map((each) => [each.prefixListId, each])),
    options: { ...PLAIN_REVIEW, ...options },
    exposure: near('X4'),
    isShared: false,
    isAmazons: null,
    ...change,
  });
}

/** `SG-ADMIN tcp 22 ipv4 critical`, sorted. */
export function told(findings: readonly GroupFinding[]): readonly string[] {
  return findings.map(({ key, level }) => `${key} ${level}`).toSorted();
}

/** A region of which nothing but the groups was read. */
export function facts(change: Partial<RegionFacts> = {}): RegionFacts {
  return {
    region: 'eu-central-1',
    accountId: ACCOUNT,
    readAt: 0,
    groups: [],
    ...NOTHING_ELSE_READ,
    ...change,
  };
}

export function networkInterface(change: Partial<NetworkInterface> = {}): NetworkInterface {
  return {
    interfaceId: 'eni-1',
    groupIds: ['sg-0000000000000000a'],
    interfaceType: 'interface',
    isRequesterManaged: false,
    description: '',
    instanceId: 'i-1',
    isAttached: true,
    vpcId: VPC,
    subnetId: 'subnet-1',
    privateIpv4: ['10.0.0.5'],
    publicIpv4: ['203.0.113.80'],
    ipv6: ['2600:1f18::5'],
    ...change,
  };
}

function sourceOf(text: string): RuleSource {
  if (text.startsWith('pl-')) return { kind: 'prefix-list', prefixListId: text };
  if (text.startsWith('sg-')) return members(text);
  return { kind: text.includes(':') ? 'ipv6' : 'ipv4', cidr: text };
}
