import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canReach, REACH_STEPS, type ReachAnswer, type ReachStep } from '../../shared/reachability.ts';
import type { NetworkInterface, RegionFacts, Route } from '../../shared/security-group/region-facts.ts';
import { acl, entries, group, listRoute, nic, REGION, route, WEB } from './reach/region-fixture.ts';
import { prefixList, rules } from './security-group/fix-fixture.ts';

const OFFICE = '203.0.113.7';
const OFFICE_V6 = '2001:db8:9::7';

function ask(from: string, change: Partial<RegionFacts> = {}, port = 22): ReachAnswer {
  return canReach({ from, protocol: 'tcp', port, instanceId: WEB }, { ...REGION, ...change });
}

function stepOf(answer: ReachAnswer, name: ReachStep['step']): ReachStep {
  const step = answer.steps.find((each) => each.step === name);
  if (step === undefined) throw new Error(`no step ${name}`);
  return step;
}

/** What the step says, and what the answer is by it. */
const verdicts = (answer: ReachAnswer, name: ReachStep['step']) => [
  stepOf(answer, name).verdict,
  answer.verdict,
];

const interfaces = (...changes: readonly Partial<NetworkInterface>[]) =>
  changes.map((change, place) =>
    nic(`eni-${String(place)}`, {
      instanceId: WEB,
      groupIds: ['sg-web'],
      publicIpv4: ['18.0.0.9'],
      ...change,
    }),
  );

const publicRoutes = (...routes: readonly Route[]) => ({
  routeTables: (REGION.routeTables ?? []).map((table) =>
    table.routeTableId === 'rtb-public' ? { ...table, routes } : table,
  ),
});

describe('the office reaches SSH of the machine', () => {
  test.each([OFFICE, OFFICE_V6, `::ffff:${OFFICE}`])('from %s, by every step in order', (from) => {
    const answer = ask(from);

    expect(answer.steps.map(({ step, verdict }) => [step, verdict])).toEqual(
      REACH_STEPS.map((step) => [step, 'yes']),
    );
    expect(answer.verdict).toBe('yes');
  });

  test('and the rule that lets it in is named', () => {
    const answer = ask(OFFICE);

    expect(answer.sentence).toBe(
      'Yes, 203.0.113.7 can reach port 22 of web-1. The rule “SSH from the office” of group web lets 203.0.113.7 in on port 22.',
    );
    expect(stepOf(answer, 'group').because).toEqual(['sg-web', 'sgr-00000000']);
  });
});

test('a stranger does not, and the groups that were asked are named', () => {
  const answer = ask('198.51.100.9');

  expect(answer.verdict).toBe('no');
  expect(answer.sentence).toContain('No rule of its groups lets 198.51.100.9 in on port 22: web.');
});

test.each([
  [{ instances: null }, 'machine'],
  [{ interfaces: null }, 'machine'],
  [{ routeTables: null }, 'route'],
  [{ blockPublicAccess: null }, 'block-public-access'],
  [{ networkAcls: null }, 'acl'],
  [{ vpcs: null, routeTables: null }, 'address'],
] as const)('with %j its step is unknown, and so is the answer', (change, step) => {
  expect(verdicts(ask(OFFICE, change), step)).toEqual(['unknown', 'unknown']);
});

test('of what was not read, a refusal that is known still counts', () => {
  expect(ask('198.51.100.9', { routeTables: null, networkAcls: null }).verdict).toBe('no');
});

describe('machine', () => {
  test.each([
    ['running', 'yes'],
    ['stopped', 'no'],
    ['stopping', 'no'],
    ['terminated', 'no'],
    ['pending', 'unknown'],
  ])('%s: %s', (state, expected) => {
    const instances = (REGION.instances ?? []).map((instance) => ({ ...instance, state }));

    expect(verdicts(ask(OFFICE, { instances }), 'machine')).toEqual([expected, expected]);
  });

  test.each([{ instances: [] }, { interfaces: [] }])('with %j nobody knows', (change) => {
    expect(verdicts(ask(OFFICE, change), 'machine')).toEqual(['unknown', 'unknown']);
  });
});

describe('address', () => {
  test.each([
    ['a stranger needs a public IPv4 address', OFFICE, { publicIpv4: [] }, 'no'],
    ['… and IPv6 does not help', OFFICE, { publicIpv4: [], ipv6: ['2a05:d014:1:1::a'] }, 'no'],
    ['with IPv6 it needs an IPv6 address', OFFICE_V6, { ipv6: [] }, 'no'],
    ['… of the internet', OFFICE_V6, { ipv6: ['fd00::1'] }, 'no'],
    ['… and no public IPv4 address', OFFICE_V6, { publicIpv4: [] }, 'yes'],
    ['the inside uses the private address', '10.0.2.20', { publicIpv4: [] }, 'yes'],
    ['so does a peer', '10.9.0.1', { publicIpv4: [] }, 'yes'],
    ['other private space may come by a VPN', '172.16.0.1', {}, 'unknown'],
    ['shared space too', '100.64.0.1', {}, 'unknown'],
    ['loopback is nobody else', '127.0.0.1', {}, 'no'],
    ['a link has no one outside', '169.254.1.1', {}, 'no'],
    ['nor has a group of receivers', '224.0.0.1', {}, 'no'],
    ['what is no address is not known', 'web', {}, 'unknown'],
  ])('%s', (_, from, change, expected) => {
    expect(stepOf(ask(from, { interfaces: interfaces(change) }), 'address').verdict).toBe(expected);
  });

  test('a peering that is not active leads nowhere', () => {
    const peerings = (REGION.peerings ?? []).map((peering) => ({ ...peering, status: 'deleted' }));

    expect(stepOf(ask('10.9.0.1', { peerings }), 'address').verdict).toBe('unknown');
    expect(stepOf(ask('10.9.0.1', { peerings: null }), 'address').verdict).toBe('unknown');
  });

  test('the ranges of a network that was not read are what its routes call local', () => {
    expect(ask(OFFICE, { vpcs: null }).verdict).toBe('yes');
    expect(verdicts(ask('10.0.2.20', { vpcs: null }), 'address')).toEqual(['yes', 'no']);
  });
});

describe('route', () => {
  const local = route('10.0.0.0/16', 'local');
  test.each([
    ['an internet gateway', [route('0.0.0.0/0', 'igw-1')], 'yes'],
    ['none', [], 'no'],
    ['NAT lets nobody in', [route('0.0.0.0/0', 'nat-1')], 'no'],
    ['a transit gateway is not followed', [route('0.0.0.0/0', 'tgw-1')], 'unknown'],
    ['an interface is not followed', [route('0.0.0.0/0', 'eni-1')], 'unknown'],
    ['what is gone leads nowhere', [route('0.0.0.0/0', 'igw-1', 'blackhole')], 'no'],
    ['the longest prefix decides', [route('0.0.0.0/0', 'igw-1'), route('203.0.113.0/24', 'nat-1')], 'no'],
    ['… in any order', [route('203.0.113.0/24', 'igw-1'), route('0.0.0.0/0', 'nat-1')], 'yes'],
    [
      '… also if it leads nowhere',
      [route('0.0.0.0/0', 'igw-1'), route('203.0.113.0/25', 'vgw-1', 'blackhole')],
      'no',
    ],
    ['one for others does not', [route('0.0.0.0/0', 'igw-1'), route('198.51.100.0/24', 'nat-1')], 'yes'],
    ['only the asking address counts', [route('203.0.113.0/24', 'igw-1')], 'yes'],
    ['the other family has its own', [route('::/0', 'igw-1')], 'no'],
    [
      'a list that nobody could read may contain it',
      [route('0.0.0.0/0', 'igw-1'), listRoute('pl-1', 'tgw-1')],
      'unknown',
    ],
    [
      'the list of a gateway endpoint has nobody who asks',
      [route('0.0.0.0/0', 'igw-1'), listRoute('pl-s3', 'vpce-1')],
      'yes',
    ],
  ])('%s', (_, routes, expected) => {
    expect(verdicts(ask(OFFICE, publicRoutes(local, ...routes)), 'route')).toEqual([expected, expected]);
  });

  test('a list that was read is routes like others', () => {
    const facts = publicRoutes(route('0.0.0.0/0', 'igw-1'), listRoute('pl-1', 'nat-1'));
    const verdict = (...cidrs: readonly string[]) =>
      ask(OFFICE, { ...facts, prefixLists: [prefixList('pl-1', ...cidrs)] }).verdict;

    expect([verdict('198.51.100.0/24'), verdict('203.0.113.0/24')]).toEqual(['yes', 'no']);
  });

  test('an egress-only gateway lets nobody in', () => {
    expect(verdicts(ask(OFFICE_V6, publicRoutes(local, route('::/0', 'eigw-1'))), 'route')).toEqual([
      'no',
      'no',
    ]);
  });

  test('a subnet without a table of its own has the main table of its own VPC', () => {
    const answer = ask(OFFICE, { interfaces: interfaces({ subnetId: 'subnet-2' }) });

    expect(stepOf(answer, 'route')).toMatchObject({ verdict: 'no', because: ['rtb-main'] });
    const tables = (REGION.routeTables ?? []).filter(({ routeTableId }) => routeTableId === 'rtb-other-main');
    expect(verdicts(ask(OFFICE, { routeTables: tables }), 'route')).toEqual(['unknown', 'unknown']);
  });

  test.each([
    [[route('10.9.0.0/16', 'pcx-1')], 'yes'],
    [[route('10.9.0.0/16', 'pcx-2')], 'unknown'],
    [[route('0.0.0.0/0', 'igw-1')], 'no'],
    [[route('10.9.0.0/16', 'pcx-1', 'blackhole')], 'no'],
    [[], 'no'],
  ])('a peer needs a route to its peering: %j', (routes, expected) => {
    const groups = [group('sg-web', rules('tcp 22 10.0.0.0/8'))];

    expect(verdicts(ask('10.9.0.1', { groups, ...publicRoutes(local, ...routes) }), 'route')).toEqual([
      expected,
      expected,
    ]);
  });
});

describe('blocked public access', () => {
  const block = (mode: string, excludedVpcIds: string[] = [], excludedSubnetIds: string[] = []) => ({
    blockPublicAccess: { mode, excludedVpcIds, excludedSubnetIds },
  });
  test.each([
    [block('off'), 'yes'],
    [block('block-bidirectional'), 'no'],
    [block('block-ingress'), 'no'],
    [block('block-ingress', ['vpc-1']), 'yes'],
    [block('block-ingress', [], ['subnet-1']), 'yes'],
    [block('block-ingress', ['vpc-2'], ['subnet-2']), 'no'],
    [block('something-new'), 'unknown'],
  ])('%j: %s', (change, expected) => {
    expect(verdicts(ask(OFFICE, change), 'block-public-access')).toEqual([expected, expected]);
  });

  test('does not concern the inside', () => {
    const groups = [group('sg-web', rules('tcp 22 10.0.0.0/8'))];

    expect(ask('10.0.2.20', { ...block('block-bidirectional'), groups }).verdict).toBe('yes');
  });
});

describe('network ACL', () => {
  const OUT = '100 out allow -1 * 0.0.0.0/0';
  test.each([
    [['100 in allow tcp 22 0.0.0.0/0', OUT], 'yes'],
    [['100 in allow 6 22 0.0.0.0/0', '100 out allow tcp 1024-65535 203.0.113.0/24'], 'yes'],
    [['100 in allow udp 22 0.0.0.0/0', OUT], 'no'],
    [['100 in allow tcp 23-80 0.0.0.0/0', OUT], 'no'],
    [['100 in allow tcp 22 198.51.100.0/24', OUT], 'no'],
    [['100 in allow -1 * ::/0', OUT], 'no'],
    [[OUT], 'no'],
    [['200 in allow tcp 22 0.0.0.0/0', '100 in deny tcp 22 203.0.113.0/24', OUT], 'no'],
    [['100 in allow tcp 22 0.0.0.0/0', '200 in deny tcp 22 203.0.113.0/24', OUT], 'yes'],
    [['100 in allow -1 22-23 0.0.0.0/0', OUT], 'yes'],
    [['100 in allow tcp 22 0.0.0.0/0'], 'no'],
    [['100 in allow tcp 22 0.0.0.0/0', '100 out allow tcp 22 0.0.0.0/0'], 'no'],
    [['100 in allow tcp 22 0.0.0.0/0', '100 out allow tcp 32768-65535 0.0.0.0/0'], 'unknown'],
    [['100 in allow tcp 22 0.0.0.0/0', '90 out deny tcp 5000 0.0.0.0/0', OUT], 'unknown'],
    [['100 in allow tcp 22 0.0.0.0/0', '90 out deny tcp 80 0.0.0.0/0', OUT], 'yes'],
    [['100 in allow tcp 22 0.0.0.0/0', '110 out deny tcp 5000 0.0.0.0/0', OUT], 'yes'],
    [
      [
        '100 in allow tcp 22 0.0.0.0/0',
        '1 out allow tcp 1024-4999 0.0.0.0/0',
        '2 out allow tcp 5000-65535 0.0.0.0/0',
      ],
      'yes',
    ],
  ])('%j: %s', (lines, expected) => {
    const networkAcls = [acl('acl-1', ['subnet-1'], entries(...lines).toReversed())];

    expect(verdicts(ask(OFFICE, { networkAcls }), 'acl')).toEqual([expected, expected]);
  });

  test('a subnet without one of its own has the default one of its VPC; another VPC’s is not asked', () => {
    const open = entries('1 in allow -1 * 0.0.0.0/0', '1 out allow -1 * 0.0.0.0/0');
    const networkAcls = [
      { ...acl('acl-other', [], entries(), true), vpcId: 'vpc-2' },
      acl('acl-default', [], open, true),
    ];

    expect(stepOf(ask(OFFICE, { networkAcls }), 'acl')).toMatchObject({
      verdict: 'yes',
      because: ['acl-default'],
    });
    expect(verdicts(ask(OFFICE, { networkAcls: networkAcls.slice(0, 1) }), 'acl')).toEqual([
      'unknown',
      'unknown',
    ]);
  });

  test('inside one subnet it is not asked', () => {
    const networkAcls = [acl('acl-1', ['subnet-1'], entries())];
    const groups = [group('sg-web', rules('tcp 22 10.0.0.0/8'))];

    expect(ask('10.0.1.20', { networkAcls, groups }).verdict).toBe('yes');
    expect(ask('10.0.2.20', { networkAcls, groups }).verdict).toBe('no');
    expect(ask('10.0.1.20', { networkAcls, groups, subnets: null }).verdict).toBe('unknown');
  });
});

describe('groups', () => {
  const inside = (groups: RegionFacts['groups'], change: Partial<NetworkInterface> = {}) => ({
    groups,
    interfaces: [
      ...interfaces(change),
      nic('eni-app', { privateIpv4: ['10.0.2.20'], ipv6: [], subnetId: 'subnet-2', groupIds: ['sg-app'] }),
      nic('eni-else', { privateIpv4: ['10.0.2.21'], ipv6: [], subnetId: 'subnet-2', groupIds: ['sg-else'] }),
    ],
  });
  const byApp = [group('sg-web', rules('tcp 22 sg-app'))];

  test('all groups of the interface are one pool', () => {
    const groups = [
      group('sg-web', []),
      group('sg-ssh', rules('tcp 22 0.0.0.0/0')),
      group('sg-not', rules('tcp 23 0.0.0.0/0')),
    ];

    expect(ask(OFFICE, { groups, interfaces: interfaces({ groupIds: ['sg-web', 'sg-ssh'] }) }).verdict).toBe(
      'yes',
    );
    expect(ask(OFFICE, { groups, interfaces: interfaces({ groupIds: ['sg-web', 'sg-not'] }) }).verdict).toBe(
      'no',
    );
  });

  test('a group that was not read may let it in', () => {
    const facts = {
      groups: [group('sg-web', [])],
      interfaces: interfaces({ groupIds: ['sg-web', 'sg-gone'] }),
    };

    expect(verdicts(ask(OFFICE, facts), 'group')).toEqual(['unknown', 'unknown']);
    expect(stepOf(ask(OFFICE, facts), 'group').sentence).toContain('sg-gone');
  });

  test.each([
    ['a member', '10.0.2.20', 'yes'],
    ['no member', '10.0.2.21', 'no'],
    ['an address of which no interface was read', '10.0.2.99', 'unknown'],
    ['the internet', OFFICE, 'no'],
  ])('who is meant by a group: %s', (_, from, expected) => {
    expect(verdicts(ask(from, inside(byApp)), 'group')).toEqual([expected, expected]);
  });

  test('a member in another network with the same private address is not one', () => {
    const facts = inside(byApp);
    const moved = facts.interfaces.map((each) =>
      each.interfaceId === 'eni-app' ? { ...each, vpcId: 'vpc-2' } : each,
    );

    expect(stepOf(ask('10.0.2.20', { ...facts, interfaces: moved }), 'group').verdict).toBe('unknown');
  });

  test('a group that is gone is nobody', () => {
    expect(ask('10.0.2.20', inside([group('sg-web', rules('tcp 22 sg-app-gone'))])).verdict).toBe('no');
  });

  test('a list that nobody could read may let it in; another rule that does, does', () => {
    const byList = (...lines: readonly string[]) => ({ groups: [group('sg-web', rules(...lines))] });

    expect(verdicts(ask(OFFICE, byList('tcp 22 pl-1')), 'group')).toEqual(['unknown', 'unknown']);
    expect(ask(OFFICE, byList('tcp 22 pl-1', 'tcp 22 203.0.113.7/32')).verdict).toBe('yes');
    expect(ask(OFFICE, byList('tcp 23 pl-1')).verdict).toBe('no');
  });
});

describe('several network interfaces', () => {
  test('one that gets through is enough, whichever is first', () => {
    const shut = { groupIds: [] };
    for (const both of [
      [shut, {}],
      [{}, shut],
    ]) {
      const answer = ask(OFFICE, { interfaces: interfaces(...both) });
      expect(answer.verdict).toBe('yes');
      expect(answer.steps).toHaveLength(REACH_STEPS.length);
    }
  });

  test('parts of two ways are no way', () => {
    const answer = ask(OFFICE, {
      interfaces: interfaces({ publicIpv4: [] }, { groupIds: ['sg-none'] }),
      groups: [...REGION.groups, group('sg-none', [])],
    });

    expect(answer.verdict).toBe('no');
  });

  test('one that is not known makes it unknown', () => {
    const answer = ask(OFFICE, { interfaces: interfaces({ publicIpv4: [] }, { groupIds: ['sg-unread'] }) });

    expect(answer.verdict).toBe('unknown');
  });
});

describe('whatever is asked', () => {
  const line = fc
    .tuple(
      fc.constantFrom('tcp', 'udp', '-1'),
      fc.constantFrom('*', '22', '20-25', '80'),
      fc.constantFrom('0.0.0.0/0', '203.0.113.0/24', '10.0.0.0/8', 'sg-app', 'pl-1', '::/0', 'sg-app-gone'),
    )
    .map((parts) => parts.join(' '));
  const aclLine = fc
    .tuple(
      fc.integer({ min: 1, max: 200 }),
      fc.constantFrom('in', 'out'),
      fc.constantFrom('allow', 'allow', 'deny'),
      fc.constantFrom('tcp', '-1'),
      fc.constantFrom('*', '22', '1024-65535', '3000-4000'),
      fc.constantFrom('0.0.0.0/0', '203.0.113.0/24', '10.0.0.0/8'),
    )
    .map((parts) => parts.join(' '));
  const from = fc.constantFrom(OFFICE, '10.0.2.20', '10.0.1.20', '198.51.100.1', '10.9.0.1', OFFICE_V6);
  const target = fc.constantFrom('igw-1', 'nat-1', 'eigw-1', 'pcx-1', 'tgw-1');
  const facts = fc
    .tuple(
      fc.array(line, { maxLength: 5 }),
      fc.array(aclLine, { maxLength: 6 }),
      target,
      fc.array(target, { maxLength: 2 }),
    )
    .map(([lines, acls, first, more]) => ({
      groups: [group('sg-web', rules(...lines))],
      networkAcls: [
        acl(
          'acl-1',
          ['subnet-1'],
          entries(...acls, '150 in allow -1 * 0.0.0.0/0', '150 out allow -1 * 0.0.0.0/0'),
        ),
      ],
      ...publicRoutes(
        route('10.0.0.0/16', 'local'),
        route('0.0.0.0/0', first),
        ...more.map((each) => route('203.0.113.0/24', each)),
      ),
    }));

  test('one refusal more in the network ACL never lets in more', () => {
    const denied = aclLine.map((text) => text.replace('allow', 'deny'));
    fc.assert(
      fc.property(from, facts, denied, (address, region, denial) => {
        const [table] = region.networkAcls;
        const more = [...(table?.entries ?? []), ...entries(denial).slice(0, 1)];
        const after = ask(address, { ...region, networkAcls: [acl('acl-1', ['subnet-1'], more)] }).verdict;

        expect(CHANCE.indexOf(after)).toBeLessThanOrEqual(CHANCE.indexOf(ask(address, region).verdict));
      }),
      { numRuns: 1500, seed: 4 },
    );
  });

  test('one rule less in a group never lets in more', () => {
    fc.assert(
      fc.property(from, facts, fc.nat(4), (address, region, place) => {
        const groups = region.groups.map((each) => ({
          ...each,
          rules: each.rules.filter((_, at) => at !== place),
        }));
        const after = ask(address, { ...region, groups }).verdict;

        expect(CHANCE.indexOf(after)).toBeLessThanOrEqual(CHANCE.indexOf(ask(address, region).verdict));
      }),
      { numRuns: 1500, seed: 4 },
    );
  });

  test('reading less never turns an answer round', () => {
    const part = fc.constantFrom(
      'interfaces',
      'instances',
      'subnets',
      'routeTables',
      'networkAcls',
      'vpcs',
      'peerings',
      'blockPublicAccess',
    );
    fc.assert(
      fc.property(from, facts, fc.uniqueArray(part), (address, region, parts) => {
        const known = ask(address, region).verdict;
        const less = ask(address, {
          ...region,
          ...Object.fromEntries(parts.map((each) => [each, null])),
        }).verdict;

        expect(['unknown', known]).toContain(less);
      }),
      { numRuns: 4000, seed: 4 },
    );
  });

  const CHANCE: readonly string[] = ['no', 'unknown', 'yes'];
});
