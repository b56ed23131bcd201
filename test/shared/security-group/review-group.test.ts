import { describe, expect, test } from 'vitest';
import type { GroupRuleId } from '../../../shared/security-group/group-finding.ts';
import { TAGS } from '../../../shared/launch-plan.ts';
import type { GroupRule, SecurityGroup } from '../../../shared/security-group/security-group.ts';
import { from, list, members, near, review, to, told } from './group-fixture.ts';

const WORLD = '0.0.0.0/0';
const WORLD6 = '::/0';
const HALVES = ['0.0.0.0/1', '128.0.0.0/1'] as const;
const OFFICE = '198.51.100.0/24';
const LIST = 'pl-0000000000000001a';

/** Rules (and what else is so), and everything that is said of them. Beside a row that fires stands one that just does not. */
type Row = {
  readonly when: string;
  readonly rules: readonly GroupRule[];
  readonly with?: Parameters<typeof review>[1];
  readonly group?: Partial<SecurityGroup>;
  readonly says: readonly string[];
};

const many = (count: number, rule: (place: number) => GroupRule): readonly GroupRule[] =>
  Array.from({ length: count }, (_, place) => rule(place));
/** Each alone in its range, so that none can be merged with another. */
const apart = (place: number) =>
  from('tcp 22', `10.${String(place)}.0.0/32`, { description: `host ${String(place)}` });

const ROWS: Readonly<Record<GroupRuleId, readonly Row[]>> = {
  'SG-ALL': [
    { when: 'every protocol', rules: [from('-1', WORLD)], says: ['SG-ALL -1 ipv4 critical'] },
    {
      when: 'every protocol in both families, and single ports beside it',
      rules: [from('-1', WORLD), from('-1', WORLD6), from('udp 53', WORLD6)],
      says: ['SG-ALL -1 ipv4,ipv6 critical', 'SG-DUP inbound info'],
    },
    {
      when: 'every TCP port',
      rules: [from('tcp 0-65535', WORLD6)],
      says: ['SG-ALL tcp 1-65535 ipv6 critical'],
    },
    {
      when: 'every UDP port',
      rules: [from('udp 1-65535', WORLD)],
      says: ['SG-ALL udp 1-65535 ipv4 critical'],
    },
    {
      when: 'every TCP port, by two rules',
      rules: [from('tcp 0-1023', WORLD), from('tcp 1024-65535', WORLD)],
      says: ['SG-ALL tcp 1-65535 ipv4 critical'],
    },
    {
      when: 'every protocol from members only',
      rules: [from('-1', members('sg-b'))],
      says: [],
    },
    {
      when: 'every protocol from an office',
      rules: [from('-1', OFFICE)],
      says: [],
    },
  ],
  'SG-ADMIN': [
    { when: 'SSH', rules: [from('tcp 22', WORLD)], says: ['SG-ADMIN tcp 22 ipv4 critical'] },
    {
      when: 'RDP in both families',
      rules: [from('tcp 3389', WORLD), from('tcp 3389', WORLD6)],
      says: ['SG-ADMIN tcp 3389 ipv4,ipv6 critical'],
    },
    { when: 'RDP by UDP', rules: [from('udp 3389', WORLD)], says: ['SG-ADMIN udp 3389 ipv4 critical'] },
    { when: 'SSH from an office', rules: [from('tcp 22', OFFICE)], says: [] },
    { when: 'SSH out', rules: [to('tcp 22', WORLD)], says: [] },
  ],
  'SG-RISK': [
    { when: 'a database', rules: [from('tcp 5432', WORLD)], says: ['SG-RISK tcp 5432 ipv4 critical'] },
    { when: 'its application', rules: [from('tcp 5432', members('sg-app'))], says: [] },
  ],
  'SG-PUBPORT': [
    { when: 'any port', rules: [from('tcp 8443', WORLD)], says: ['SG-PUBPORT tcp 8443 ipv4 medium'] },
    { when: 'the web', rules: [from('tcp 443', WORLD), from('tcp 80', WORLD)], says: [] },
    { when: 'the web by UDP', rules: [from('udp 443', WORLD), from('udp 80', WORLD6)], says: [] },
    {
      when: 'a port that is meant to be public',
      rules: [from('tcp 8443', WORLD, { description: 'intended: API for customers' })],
      says: ['SG-PUBPORT tcp 8443 ipv4 info'],
    },
    {
      when: 'a port that is said not to be',
      rules: [from('tcp 8443', WORLD, { description: 'not intended' })],
      says: ['SG-PUBPORT tcp 8443 ipv4 medium'],
    },
  ],
  'SG-WIDE': [
    {
      when: 'one address more than a /16',
      rules: [
        from('tcp 22', '16.0.0.0/16', { description: 'a' }),
        from('tcp 22', '16.1.0.0/32', { description: 'b' }),
      ],
      says: ['SG-WIDE tcp 22 ipv4 high'],
    },
    { when: 'a /16', rules: [from('tcp 22', '16.0.0.0/16')], says: [] },
    {
      when: 'more than a /32 of IPv6',
      rules: [from('tcp 22', '2600:1f18::/31')],
      says: ['SG-WIDE tcp 22 ipv6 high'],
    },
    { when: 'a /32 of IPv6', rules: [from('tcp 22', '2600:1f18::/32')], says: [] },
    { when: 'much private space', rules: [from('tcp 22', '10.0.0.0/8')], says: [] },
    { when: 'every port', rules: [from('-1', '3.0.0.0/8')], says: ['SG-WIDE -1 ipv4 high'] },
    {
      when: 'every port, and one of them to everyone',
      rules: [from('-1', '3.0.0.0/8'), from('tcp 22', WORLD)],
      says: ['SG-ADMIN tcp 22 ipv4 critical', 'SG-WIDE -1 ipv4 high'],
    },
    { when: 'the web', rules: [from('tcp 443', '3.0.0.0/8')], says: [] },
  ],
  'SG-SPLIT': [
    {
      when: 'halves',
      rules: HALVES.map((half) => from('tcp 22', half)),
      says: ['SG-ADMIN tcp 22 ipv4 critical'],
    },
    { when: 'one half', rules: [from('tcp 22', HALVES[0])], says: ['SG-WIDE tcp 22 ipv4 high'] },
  ],
  'SG-V6GAP': [
    {
      when: 'IPv4 from an office, IPv6 from everyone',
      rules: [from('tcp 22', OFFICE), from('tcp 22', WORLD6)],
      says: ['SG-V6GAP tcp 22 ipv6 critical'],
    },
    {
      when: 'the reverse, on another port',
      rules: [from('tcp 8443', '2001:db8::/48'), from('tcp 8443', WORLD)],
      says: ['SG-V6GAP tcp 8443 ipv4 medium'],
    },
    {
      when: 'IPv4 from a list',
      rules: [from('tcp 22', LIST), from('tcp 22', WORLD6)],
      with: { lists: [list(LIST, [OFFICE])] },
      says: ['SG-V6GAP tcp 22 ipv6 critical'],
    },
    {
      when: 'the closed family lets in members only, as the open one does',
      rules: [from('-1', members('sg-0000000000000000a')), from('tcp 22', WORLD)],
      says: ['SG-ADMIN tcp 22 ipv4 critical'],
    },
    {
      when: 'the other family is wide, not restricted',
      rules: [from('tcp 22', '3.0.0.0/8'), from('tcp 22', WORLD6)],
      says: ['SG-ADMIN tcp 22 ipv4,ipv6 critical'],
    },
    {
      when: 'the web',
      rules: [from('tcp 443', OFFICE), from('tcp 443', WORLD6)],
      says: [],
    },
  ],
  'SG-UDP': [
    { when: 'an amplifier', rules: [from('udp 53', WORLD)], says: ['SG-UDP udp 53 ipv4 high'] },
    { when: 'another port', rules: [from('udp 51820', WORLD)], says: ['SG-UDP udp 51820 ipv4 low'] },
    {
      when: 'TCP of the same number',
      rules: [from('tcp 53', WORLD)],
      says: ['SG-PUBPORT tcp 53 ipv4 medium'],
    },
  ],
  'SG-ICMP': [
    { when: 'every type', rules: [from('icmp', WORLD)], says: ['SG-ICMP icmp 0-255 ipv4 low'] },
    { when: 'every type of IPv6', rules: [from('icmpv6', WORLD6)], says: ['SG-ICMP icmpv6 0-255 ipv6 low'] },
    { when: 'ping', rules: [from('icmp 8', WORLD)], says: ['SG-ICMP icmp 8 ipv4 info'] },
    { when: 'ping by IPv6', rules: [from('icmpv6 128', WORLD6)], says: ['SG-ICMP icmpv6 128 ipv6 info'] },
    { when: 'path MTU', rules: [from('icmp 3-4', WORLD), from('icmpv6 2', WORLD6)], says: [] },
    { when: 'path MTU with every code', rules: [from('icmp 3', WORLD)], says: [] },
    { when: 'one code of ping', rules: [from('icmp 8-0', WORLD)], says: [] },
  ],
  'SG-PROTO': [
    { when: 'GRE', rules: [from('47', WORLD)], says: ['SG-PROTO 47 0 ipv4 medium'] },
    { when: 'GRE from the other end', rules: [from('47', '198.51.100.7/32')], says: [] },
  ],
  'SG-RANGE': [
    {
      when: '101 ports',
      rules: [from('tcp 10000-10100', WORLD)],
      says: ['SG-PUBPORT tcp 10000-10100 ipv4 medium', 'SG-RANGE tcp 10000-10100 ipv4 low'],
    },
    {
      when: '100 ports',
      rules: [from('tcp 10000-10099', WORLD)],
      says: ['SG-PUBPORT tcp 10000-10099 ipv4 medium'],
    },
    {
      when: 'a high-risk port within',
      rules: [from('tcp 3306-3307', WORLD)],
      says: [
        'SG-PUBPORT tcp 3307 ipv4 medium',
        'SG-RANGE tcp 3306-3307 ipv4 medium',
        'SG-RISK tcp 3306 ipv4 critical',
      ],
    },
    {
      when: 'one beside it',
      rules: [from('tcp 3307-3308', WORLD)],
      says: ['SG-PUBPORT tcp 3307-3308 ipv4 medium'],
    },
    {
      when: 'an office may come by it',
      rules: [from('tcp 3306-3307', '8.8.8.0/24')],
      says: ['SG-RANGE tcp 3306-3307 ipv4 low'],
    },
    { when: 'private addresses may', rules: [from('tcp 1000-2000', '10.0.0.0/8')], says: [] },
    { when: 'members may', rules: [from('tcp 1000-2000', members('sg-b'))], says: [] },
    {
      when: 'the same range in both families',
      rules: [from('tcp 10000-10100', WORLD), from('tcp 10000-10100', WORLD6)],
      says: ['SG-PUBPORT tcp 10000-10100 ipv4,ipv6 medium', 'SG-RANGE tcp 10000-10100 ipv4,ipv6 low'],
    },
    { when: 'out', rules: [to('tcp 1000-2000', WORLD)], says: [] },
  ],
  'SG-HTTPONLY': [
    { when: 'HTTP alone', rules: [from('tcp 80', WORLD)], says: ['SG-HTTPONLY tcp 80 ipv4 info'] },
    { when: 'HTTPS for few', rules: [from('tcp 80', WORLD), from('tcp 443', OFFICE)], says: [] },
    { when: 'HTTP for few', rules: [from('tcp 80', OFFICE)], says: [] },
    {
      when: 'HTTPS in one family',
      rules: [from('tcp 80', WORLD), from('tcp 80', WORLD6), from('tcp 443', WORLD)],
      says: ['SG-HTTPONLY tcp 80 ipv6 info'],
    },
  ],
  'SG-DEFAULT': [
    {
      when: 'any rule',
      rules: [from('-1', members('sg-0000000000000000a'))],
      group: { name: 'default' },
      says: ['SG-DEFAULT high'],
    },
    {
      when: 'an outbound rule, attached to nothing',
      rules: [to('-1', WORLD)],
      group: { name: 'default' },
      with: { exposure: near('X0') },
      says: ['SG-DEFAULT low'],
    },
    {
      when: 'asleep',
      rules: [to('-1', WORLD)],
      group: { name: 'default' },
      with: { exposure: near('X2') },
      says: ['SG-DEFAULT medium'],
    },
    {
      when: 'asleep, with a way in',
      rules: [to('-1', WORLD), from('tcp 22', OFFICE)],
      group: { name: 'default' },
      with: { exposure: near('X2') },
      says: ['SG-DEFAULT high'],
    },
    {
      when: 'in a template',
      rules: [to('-1', WORLD)],
      group: { name: 'default' },
      with: { exposure: near('X1') },
      says: ['SG-DEFAULT low'],
    },
    { when: 'no rule', rules: [], group: { name: 'default' }, says: [] },
    { when: 'another name', rules: [to('-1', WORLD)], group: { name: 'default-web' }, says: [] },
  ],
  'SG-UNUSED': [
    { when: 'nothing has it', rules: [], with: { exposure: near('X0') }, says: ['SG-UNUSED info'] },
    { when: 'something may', rules: [], with: { exposure: near('X1') }, says: [] },
    { when: 'nobody knows', rules: [], with: { exposure: { ...near('X0'), isKnown: false } }, says: [] },
    {
      when: 'it is the default group',
      rules: [],
      group: { name: 'default' },
      with: { exposure: near('X0') },
      says: [],
    },
    { when: 'it belongs to others', rules: [], with: { exposure: near('X0'), isShared: true }, says: [] },
  ],
  'SG-DUP': [
    {
      when: 'a rule within another',
      rules: [
        from('tcp 22', '198.51.100.7/32', { description: 'me' }),
        from('tcp 22', OFFICE, { description: 'us' }),
      ],
      says: ['SG-DUP inbound info'],
    },
    {
      when: 'a narrow way to log in beside the world',
      rules: [from('tcp 22', '198.51.100.7/32'), from('tcp 22', WORLD)],
      says: ['SG-ADMIN tcp 22 ipv4 critical', 'SG-DUP from 198.51.100.7/32 tcp 22 medium'],
    },
    {
      when: 'members of a group beside the world: they must not be forgotten when that is narrowed',
      rules: [from('tcp 5432', members('sg-b')), from('tcp 5432', WORLD), from('tcp 5432', WORLD6)],
      says: ['SG-DUP from sg-b tcp 5432 info', 'SG-RISK tcp 5432 ipv4,ipv6 critical'],
    },
    {
      when: 'a range of its own beside the world, on the web',
      rules: [from('tcp 443', OFFICE), from('tcp 443', WORLD)],
      says: ['SG-DUP inbound info'],
    },
    {
      when: 'within two others together',
      rules: [from('tcp 500-600', OFFICE), from('tcp 400-550', OFFICE), from('tcp 551-700', OFFICE)],
      says: [
        'SG-DUP inbound info',
        'SG-RANGE tcp 400-550 ipv4 low',
        'SG-RANGE tcp 500-600 ipv4 low',
        'SG-RANGE tcp 551-700 ipv4 low',
      ],
    },
    {
      when: 'the same rule, spelled otherwise: one of the two may go',
      rules: [from('tcp 0-65535', members('sg-b')), from('tcp', members('sg-b'))],
      says: ['SG-DUP inbound info'],
    },
    { when: 'another port', rules: [from('tcp 22', '198.51.100.7/32'), from('tcp 23', OFFICE)], says: [] },
    {
      when: 'another protocol',
      rules: [from('tcp 25', '198.51.100.7/32'), from('udp 25', OFFICE)],
      says: [],
    },
    {
      when: 'the other direction',
      rules: [from('tcp 25', '198.51.100.7/32'), to('tcp 25', OFFICE)],
      says: [],
    },
    { when: 'outbound', rules: [to('tcp 25', OFFICE), to('-1', WORLD)], says: ['SG-DUP outbound info'] },
  ],
  'SG-MERGE': [
    {
      when: 'halves of a range',
      rules: [from('tcp 22', '198.51.100.0/25'), from('tcp 22', '198.51.100.128/25')],
      says: ['SG-MERGE tcp 22 ipv4 info'],
    },
    {
      when: 'not quite halves',
      rules: [from('tcp 22', '198.51.100.0/25'), from('tcp 22', '198.51.101.0/25')],
      says: [],
    },
    {
      when: 'neighbours that no one range holds',
      rules: [from('tcp 22', '198.51.100.128/25'), from('tcp 22', '198.51.101.0/25')],
      says: [],
    },
    {
      when: 'described',
      rules: [from('tcp 22', '198.51.100.0/25', { description: 'a' }), from('tcp 22', '198.51.100.128/25')],
      says: [],
    },
    {
      when: 'of other ports',
      rules: [from('tcp 22', '198.51.100.0/25'), from('tcp 24', '198.51.100.128/25')],
      says: [],
    },
    {
      when: 'too wide together',
      rules: [from('tcp 22', '16.0.0.0/16'), from('tcp 22', '16.1.0.0/16')],
      says: ['SG-WIDE tcp 22 ipv4 high'],
    },
  ],
  'SG-EGRESS': [
    {
      when: 'asked for',
      rules: [to('-1', WORLD)],
      with: { options: { withEgress: true } },
      says: ['SG-EGRESS ipv4 info'],
    },
    { when: 'not asked for', rules: [to('-1', WORLD)], says: [] },
    {
      when: 'only some ports',
      rules: [to('tcp 443', WORLD)],
      with: { options: { withEgress: true } },
      says: [],
    },
    { when: 'inbound', rules: [from('tcp 443', WORLD)], with: { options: { withEgress: true } }, says: [] },
  ],
  'SG-STALE': [
    {
      when: 'the group is gone',
      rules: [from('tcp 22', members('sg-b', { userId: null }))],
      says: ['SG-STALE sg-b inbound low'],
    },
    ...['deleted', 'rejected', 'expired', 'failed'].map((peeringStatus) => ({
      when: `the peering is ${peeringStatus}`,
      rules: [to('tcp 22', members('sg-b', { peeringConnectionId: 'pcx-1', peeringStatus }))],
      says: ['SG-STALE sg-b pcx-1 outbound low'],
    })),
    { when: 'the group is there', rules: [from('tcp 22', members('sg-b'))], says: [] },
  ],
  'SG-PEER': [
    {
      when: 'another account',
      rules: [
        from('tcp 22', members('sg-b', { userId: '210987654321' })),
        from('tcp 25', members('sg-b', { userId: '210987654321' })),
      ],
      says: ['SG-PEER sg-b inbound info'],
    },
    {
      when: 'a peering',
      rules: [from('tcp 22', members('sg-b', { peeringConnectionId: 'pcx-1', peeringStatus: 'active' }))],
      says: ['SG-PEER sg-b pcx-1 inbound info'],
    },
    {
      when: 'a peering that is not there yet',
      rules: [
        from(
          'tcp 22',
          members('sg-b', { peeringConnectionId: 'pcx-1', peeringStatus: 'pending-acceptance' }),
        ),
      ],
      says: [],
    },
    { when: 'the same account', rules: [from('tcp 22', members('sg-b'))], says: [] },
    { when: 'outbound', rules: [to('tcp 22', members('sg-b', { userId: '210987654321' }))], says: [] },
  ],
  'SG-PLIST': [
    { when: 'unreadable, for logging in', rules: [from('tcp 22', LIST)], says: [`SG-PLIST ${LIST} medium`] },
    {
      when: 'unreadable, with SSH in the range',
      rules: [from('tcp 20-22', LIST)],
      says: [`SG-PLIST ${LIST} medium`, 'SG-RANGE tcp 20-22 ipv4,ipv6 low'],
    },
    { when: 'unreadable, for another port', rules: [from('tcp 8443', LIST)], says: [`SG-PLIST ${LIST} low`] },
    { when: 'unreadable, for the web', rules: [from('tcp 443', LIST)], says: [] },
    {
      when: 'unreadable, where everyone comes in anyway',
      rules: [from('tcp 22', LIST), from('tcp 22', WORLD), from('tcp 22', WORLD6)],
      says: ['SG-ADMIN tcp 22 ipv4,ipv6 critical', `SG-DUP from ${LIST} tcp 22 medium`],
    },
    {
      when: 'of another account',
      rules: [from('tcp 22', LIST)],
      with: { lists: [list(LIST, [OFFICE], { ownerId: '210987654321' })] },
      says: [`SG-PLIST ${LIST} info`],
    },
    {
      when: 'of AWS',
      rules: [from('tcp 22', LIST)],
      with: { lists: [list(LIST, [OFFICE], { ownerId: 'AWS' })] },
      says: [],
    },
    { when: 'of our own', rules: [from('tcp 22', LIST)], with: { lists: [list(LIST, [OFFICE])] }, says: [] },
    { when: 'outbound', rules: [to('tcp 22', LIST)], says: [] },
  ],
  'SG-MYIP': [
    {
      when: 'the address has changed',
      rules: [from('tcp 22', '203.0.113.7/32', { description: 'SSH from my address only' })],
      with: { options: { myAddresses: { ipv4: '203.0.113.8', ipv6: null } } },
      says: ['SG-MYIP tcp 22 ipv4 info'],
    },
    {
      when: 'it has not',
      rules: [from('tcp 22', '203.0.113.7/32', { description: 'SSH from my address only' })],
      with: { options: { myAddresses: { ipv4: '203.0.113.7', ipv6: null } } },
      says: [],
    },
    {
      when: 'nobody knows it',
      rules: [from('tcp 22', '203.0.113.7/32', { description: 'SSH from my address only' })],
      says: [],
    },
    {
      when: 'the rule is not ours',
      rules: [from('tcp 22', '203.0.113.7/32', { description: 'office' })],
      with: { options: { myAddresses: { ipv4: '203.0.113.8', ipv6: null } } },
      says: [],
    },
    {
      when: 'by IPv6',
      rules: [from('tcp 3389', '2001:db8::7/128', { description: 'RDP from my address only' })],
      with: { options: { myAddresses: { ipv4: '203.0.113.8', ipv6: '2001:db8::8' } } },
      says: ['SG-MYIP tcp 3389 ipv6 info'],
    },
    {
      when: 'the group is of a launch, and the rule a colleague’s',
      rules: [
        from('tcp 22', '198.51.100.9/32', { description: 'Anna' }),
        from('tcp 22', '198.51.100.10/32', { description: 'ssh from my address only' }),
        from('tcp 22', '198.51.100.11/32'),
      ],
      group: { tags: { [TAGS.launchId]: 'lch-1' } },
      with: { options: { myAddresses: { ipv4: '203.0.113.8', ipv6: null } } },
      says: [],
    },
    {
      when: 'another rule lets the address in',
      rules: [
        from('tcp 22', '203.0.113.7/32', { description: 'SSH from my address only' }),
        from('tcp', '203.0.113.8/32'),
      ],
      with: { options: { myAddresses: { ipv4: '203.0.113.8', ipv6: null } } },
      says: [],
    },
    {
      when: 'the rule is for more than one address',
      rules: [from('tcp 22', '203.0.113.6/31', { description: 'SSH from my address only' })],
      with: { options: { myAddresses: { ipv4: '203.0.113.8', ipv6: null } } },
      says: [],
    },
    {
      when: 'the rule is for another port',
      rules: [from('tcp 23', '203.0.113.7/32', { description: 'SSH from my address only' })],
      with: { options: { myAddresses: { ipv4: '203.0.113.8', ipv6: null } } },
      says: [],
    },
  ],
  'SG-AWSIP': [
    {
      when: 'one of Amazon',
      rules: [from('tcp 22', '3.5.140.0/24')],
      with: { isAmazons: (cidr) => cidr === '3.5.140.0/24' },
      says: ['SG-AWSIP ipv4 low'],
    },
    {
      when: 'one of others',
      rules: [from('tcp 22', '8.8.8.0/24')],
      with: { isAmazons: (cidr) => cidr === '3.5.140.0/24' },
      says: [],
    },
    { when: 'the web', rules: [from('tcp 443', '3.5.140.0/24')], with: { isAmazons: () => true }, says: [] },
    { when: 'the list is not at hand', rules: [from('tcp 22', '3.5.140.0/24')], says: [] },
  ],
  'SG-SHARED': [],
  'SG-FULL': [
    { when: '55 of 60', rules: many(55, apart), says: ['SG-FULL inbound ipv4 info'] },
    { when: '54 of 60', rules: many(54, apart), says: [] },
    {
      when: '54 and a list that may grow',
      rules: [...many(54, apart), from('tcp 24', LIST)],
      with: { lists: [list(LIST, [OFFICE], { maxEntries: 1 })] },
      says: ['SG-FULL inbound ipv4 info'],
    },
    {
      when: '55 in two directions',
      rules: [...many(30, apart), ...many(25, apart).map((rule) => ({ ...rule, isEgress: true }))],
      says: [],
    },
    {
      when: 'groups, which count in both families',
      rules: many(55, (place) => from('tcp 22', members(`sg-${String(place)}`))),
      says: ['SG-FULL inbound ipv4 info', 'SG-FULL inbound ipv6 info'],
    },
  ],
};

// SG-SHARED is about a change, and about nothing that a review sees.
describe.each(Object.entries(ROWS).filter(([id]) => id !== 'SG-SHARED'))('%s', (_, rows) => {
  test.each(rows)('$when: $says', ({ rules, with: context, group, says }) => {
    expect(told(review(rules, context, group))).toEqual(says.toSorted());
  });
});

test('a group of another account gets no repair: it cannot be changed from here', () => {
  const rules = [from('tcp 22', WORLD), from('tcp 25', members('sg-b', { userId: null }))];

  expect(review(rules).map(({ fix }) => fix)).toEqual(['narrow', 'remove']);
  expect(review(rules, { isShared: true }).map(({ fix }) => fix)).toEqual([null, null]);
});

test('the worst stands first', () => {
  const levels = review([from('tcp 80', WORLD), from('tcp 8443', WORLD), from('tcp 22', WORLD)]).map(
    ({ level }) => level,
  );

  expect(levels).toEqual(['critical', 'medium', 'info']);
});

describe('the default group', () => {
  const sentenceOf = (rules: readonly GroupRule[]) =>
    review(rules, {}, { name: 'default' }).find(({ id }) => id === 'SG-DEFAULT');

  test('is said to trust its members only where a rule does', () => {
    const own = from('-1', members('sg-0000000000000000a'));
    expect(sentenceOf([to('-1', WORLD), own])?.sentence).toContain('each other');
    for (const rules of [[to('-1', WORLD)], [from('-1', members('sg-b'))], [{ ...own, isEgress: true }]]) {
      const found = sentenceOf(rules);
      expect(`${found?.sentence} ${found?.why}`).not.toMatch(/each other|trust/);
    }
  });

  test('is said to let in nobody where it does not', () => {
    expect(sentenceOf([to('-1', WORLD)])?.sentence).toContain('nobody gets in by it');
    expect(sentenceOf([from('tcp 22', OFFICE)])?.sentence).not.toContain('nobody');
  });
});

describe('a group that nothing uses', () => {
  const open = [from('tcp 22', WORLD), from('tcp 80', WORLD)];
  const said = (context: Parameters<typeof review>[1]) =>
    review(open, context).map(({ id, sentence }) => `${id}: ${sentence}`);

  test.each(['X0', 'X1'] as const)(
    '%s: each door that is open is said to have nothing behind it',
    (level) => {
      const sentences = said({ exposure: near(level) }).filter((each) => !each.startsWith('SG-UNUSED'));
      expect(sentences.length).toBe(2);
      for (const each of sentences) expect(each).toMatch(/\. Nothing uses the group now\.$/);
    },
  );

  test('is not said of one that something uses in either family, or that others may use', () => {
    for (const context of [
      { exposure: near('X0', 'X2') },
      { exposure: near('X2') },
      { exposure: near('X4') },
      { exposure: near('X1'), isShared: true },
      { exposure: near('X0'), options: { planned: near('X0') } },
    ]) {
      expect(said(context).join(' ')).not.toContain('Nothing uses');
    }
  });
});

test('of several rules for one’s own address it is said which to look at', () => {
  const ours = { description: 'SSH from my address only' };
  const rules = [from('tcp 22', '198.51.100.7/32', ours), from('tcp 22', '198.51.100.9/32', ours)];
  const context = { options: { myAddresses: { ipv4: '203.0.113.8', ipv6: null } } };
  const adviceFor = (some: readonly GroupRule[]) =>
    review(some, context).find(({ id }) => id === 'SG-MYIP')?.advice;

  expect(adviceFor(rules)).toMatch(/198\.51\.100\.7 and 198\.51\.100\.9.*leaves them all/);
  expect(adviceFor(rules.slice(1))).toContain('remove the old one');
});
