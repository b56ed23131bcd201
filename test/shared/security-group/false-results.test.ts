import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDescribedGroups } from '../../../shared/security-group/described-group.ts';
import type { GroupRuleId } from '../../../shared/security-group/group-finding.ts';
import { reviewRegion } from '../../../shared/security-group/review-region.ts';
import { PLAIN_REVIEW } from '../../../shared/security-group/review-options.ts';
import type { GroupRule } from '../../../shared/security-group/security-group.ts';
import { ACCOUNT, facts, from, group, list, members, near, review, to } from './group-fixture.ts';

const WORLD = '0.0.0.0/0';
const WORLD6 = '::/0';
const SELF = members(group([]).groupId);
const NOT_PRIVATE = [
  ['0.0.0.0/5', '8.0.0.0/7', '11.0.0.0/8', '12.0.0.0/6', '16.0.0.0/4', '32.0.0.0/3', '64.0.0.0/2'],
  [
    '128.0.0.0/3',
    '160.0.0.0/5',
    '168.0.0.0/6',
    '172.0.0.0/12',
    '172.32.0.0/11',
    '172.64.0.0/10',
    '172.128.0.0/9',
  ],
  [
    '173.0.0.0/8',
    '174.0.0.0/7',
    '176.0.0.0/4',
    '192.0.0.0/9',
    '192.128.0.0/11',
    '192.160.0.0/13',
    '192.169.0.0/16',
  ],
  [
    '192.170.0.0/15',
    '192.172.0.0/14',
    '192.176.0.0/12',
    '192.192.0.0/10',
    '193.0.0.0/8',
    '194.0.0.0/7',
    '196.0.0.0/6',
  ],
  ['200.0.0.0/5', '208.0.0.0/4'],
].flat();
const CLOUDFLARE = [
  '173.245.48.0/20',
  '103.21.244.0/22',
  '103.22.200.0/22',
  '103.31.4.0/22',
  '141.101.64.0/18',
  '108.162.192.0/18',
  '190.93.240.0/20',
  '188.114.96.0/20',
  '197.234.240.0/22',
  '198.41.128.0/17',
  '162.158.0.0/15',
  '104.16.0.0/13',
  '104.24.0.0/14',
  '172.64.0.0/13',
  '131.0.72.0/22',
];

/** Each was missed, or raised, by a tool that people use. */
const KNOWN: readonly {
  readonly when: string;
  readonly rules: readonly GroupRule[];
  readonly dangers: readonly GroupRuleId[];
}[] = [
  {
    when: '80 and 443 of a load balancer',
    rules: [from('tcp 80', WORLD), from('tcp 443', WORLD)],
    dangers: [],
  },
  {
    when: 'a self rule first, then the world',
    rules: [from('tcp 22', SELF), from('tcp 22', WORLD)],
    dangers: ['SG-ADMIN'],
  },
  { when: 'a self rule alone', rules: [from('-1', SELF)], dangers: [] },
  {
    when: 'a prefix list hides 0.0.0.0/0 in the same permission',
    rules: [from('tcp 22', 'pl-1'), from('tcp 22', WORLD)],
    dangers: ['SG-ADMIN'],
  },
  {
    when: 'a prefix list that holds the internet',
    rules: [from('tcp 22', 'pl-world')],
    dangers: ['SG-ADMIN'],
  },
  {
    when: '0.0.0.0/1 and 128.0.0.0/1',
    rules: ['0.0.0.0/1', '128.0.0.0/1'].map((half) => from('tcp 22', half)),
    dangers: ['SG-ADMIN'],
  },
  {
    when: 'quarters',
    rules: ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2'].map((quarter) =>
      from('tcp 22', quarter),
    ),
    dangers: ['SG-ADMIN'],
  },
  {
    when: 'all that is not private',
    rules: NOT_PRIVATE.map((cidr) => from('tcp 22', cidr)),
    dangers: ['SG-ADMIN'],
  },
  { when: '2000::/3', rules: [from('tcp 22', '2000::/3')], dangers: ['SG-ADMIN'] },
  { when: '::/1, which holds all of it', rules: [from('tcp 22', '::/1')], dangers: ['SG-ADMIN'] },
  { when: '::/0 alone', rules: [from('tcp 22', WORLD6)], dangers: ['SG-ADMIN'] },
  {
    when: 'a union across permissions with different ranges',
    rules: [from('tcp 20-22', '0.0.0.0/1'), from('tcp 22-30', '128.0.0.0/1')],
    dangers: ['SG-ADMIN', 'SG-WIDE'],
  },
  { when: 'a range that holds 22', rules: [from('tcp 20-25', WORLD)], dangers: ['SG-ADMIN', 'SG-RISK'] },
  {
    when: 'an IPv6 port range that holds 3389',
    rules: [from('tcp 3388-3390', WORLD6)],
    dangers: ['SG-ADMIN'],
  },
  { when: '445', rules: [from('tcp 445', WORLD)], dangers: ['SG-RISK'] },
  { when: '1433 alone', rules: [from('tcp 1433', WORLD)], dangers: ['SG-RISK'] },
  {
    when: '2000-2010, which holds nothing but 2000-2010',
    rules: [from('tcp 2000-2010', WORLD)],
    dangers: [],
  },
  { when: 'every protocol, for which no port is written', rules: [from('-1', WORLD)], dangers: ['SG-ALL'] },
  {
    when: 'every protocol, with a port written on it',
    rules: [{ ...from('-1', WORLD), fromPort: 443, toPort: 443 }],
    dangers: ['SG-ALL'],
  },
  { when: 'all TCP as 1-65535', rules: [from('tcp 1-65535', WORLD)], dangers: ['SG-ALL'] },
  {
    when: 'all TCP as 0-1023 and 1024-65535',
    rules: [from('tcp 0-1023', WORLD), from('tcp 1024-65535', WORLD)],
    dangers: ['SG-ALL'],
  },
  { when: 'ESP, which is not all ports', rules: [from('50', WORLD)], dangers: [] },
  { when: 'UDP of 22, which is not SSH', rules: [from('udp 22', WORLD)], dangers: [] },
  { when: 'ping, which is not port 8', rules: [from('icmp 8', WORLD)], dangers: [] },
  { when: 'outbound rules only', rules: [to('tcp 22', WORLD), to('-1', WORLD6)], dangers: [] },
  {
    when: 'Cloudflare-like ranges are not the internet, and are for the web',
    rules: CLOUDFLARE.map((cidr) => from('tcp 443', cidr)),
    dangers: [],
  },
  {
    when: 'Cloudflare-like ranges for SSH are many, and not all',
    rules: CLOUDFLARE.map((cidr) => from('tcp 22', cidr)),
    dangers: ['SG-WIDE'],
  },
  { when: 'a public /24', rules: [from('tcp 22', '8.8.8.0/24')], dangers: [] },
  { when: 'a single public address', rules: [from('tcp 22', '8.8.8.8/32')], dangers: [] },
  {
    when: 'one address beside the world',
    rules: [from('tcp 22', '8.8.8.8/32'), from('tcp 22', WORLD)],
    dangers: ['SG-ADMIN'],
  },
  {
    when: 'all of private space',
    rules: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((cidr) => from('tcp 22', cidr)),
    dangers: [],
  },
  { when: 'a group that is gone', rules: [from('tcp 22', members('sg-b', { userId: null }))], dangers: [] },
];

test.each(KNOWN)('$when: $dangers', ({ rules, dangers }) => {
  const lists = [list('pl-1', ['198.51.100.0/24']), list('pl-world', [WORLD])];
  for (const order of [rules, rules.toReversed()]) {
    const found = review(order, { lists }).filter(({ severity }) => severity === 'danger');
    expect([...new Set(found.map(({ id }) => id))].toSorted()).toEqual(dangers);
  }
});

test('a group at rest keeps its findings, and they weigh less', () => {
  expect(
    review([from('tcp 22', WORLD)], { exposure: near('X0') }).map(({ id, level }) => [id, level]),
  ).toEqual([
    ['SG-ADMIN', 'low'],
    ['SG-UNUSED', 'info'],
  ]);
});

type Case = {
  readonly id: string;
  readonly title: string;
  readonly group: unknown;
  readonly topics: readonly string[];
};

const CASES = JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8')) as readonly Case[];

const TOPICS: Readonly<Record<string, readonly GroupRuleId[]>> = {
  'admin-open': ['SG-ADMIN', 'SG-V6GAP', 'SG-ALL'],
  'all-open': ['SG-ALL'],
  'default-has-rules': ['SG-DEFAULT'],
  'high-risk-open': ['SG-RISK'],
  'wide-source': ['SG-WIDE'],
  'port-range': ['SG-RANGE'],
  'http-without-https': ['SG-HTTPONLY'],
  'udp-open': ['SG-UDP'],
  'icmp-open': ['SG-ICMP'],
  'redundant-rule': ['SG-DUP'],
  'mergeable-cidrs': ['SG-MERGE'],
};

test.each(CASES)('$id, $title: $topics', ({ group: described, topics }) => {
  const groups = readDescribedGroups({ SecurityGroups: [described] }) ?? [];
  const [reviewed] = reviewRegion(facts({ groups, accountId: ACCOUNT }), PLAIN_REVIEW);

  expect(reviewed).toBeDefined();
  const findings = reviewed?.findings ?? [];
  for (const topic of topics) {
    expect(
      findings.filter(({ id }) => TOPICS[topic]?.includes(id)),
      topic,
    ).not.toEqual([]);
  }
  if (topics.length === 0) expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
});

describe('whatever the rules are', () => {
  const cidr4 = fc.constantFrom(
    WORLD,
    '0.0.0.0/1',
    '128.0.0.0/1',
    '3.0.0.0/8',
    '16.0.0.0/16',
    '16.1.0.0/16',
    '198.51.100.0/24',
    '198.51.100.7/32',
    '10.0.0.0/8',
  );
  const cidr6 = fc.constantFrom(
    WORLD6,
    '2000::/4',
    '3000::/4',
    '2000::/3',
    '2600:1f18::/31',
    '2001:db8::/48',
    'fd00::/8',
  );
  const source = fc.oneof(
    { weight: 6, arbitrary: cidr4 },
    { weight: 4, arbitrary: cidr6 },
    { weight: 1, arbitrary: fc.constantFrom('pl-1', 'pl-unread', 'sg-b') },
  );
  const ports = fc.constantFrom(
    '-1',
    'tcp',
    'tcp 22',
    'tcp 20-25',
    'tcp 80',
    'tcp 443',
    'tcp 3306-3307',
    'tcp 1024-65535',
    'tcp 0-1023',
    'tcp 8443',
    'udp 53',
    'udp 3389',
    'udp',
    'icmp',
    'icmp 8',
    'icmp 3-4',
    'icmpv6',
    '47',
  );
  const rule = fc
    .tuple(ports, source, fc.boolean())
    .map(([what, who, isEgress]): GroupRule => from(what, who, { isEgress }));
  const rules = fc.uniqueArray(rule, { maxLength: 8, selector: (each) => JSON.stringify(each) });
  const lists = [list('pl-1', ['0.0.0.0/2', '64.0.0.0/2', '198.51.100.0/24'])];
  const runs = { numRuns: 400, seed: 20_260_512 };

  test('the order in which EC2 tells them changes no finding', () => {
    const shuffled = rules.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([some, others]) => {
        const said = (all: readonly GroupRule[]) =>
          review(all, { lists }).map(({ key, level, sentence }) => [key, level, sentence]);
        expect(said(others)).toEqual(said(some));
      }),
      runs,
    );
  });

  test('keys differ, each sentence is whole, and each rule that is named is there', () => {
    fc.assert(
      fc.property(rules, (all) => {
        const findings = review(all, {
          lists,
          options: { withEgress: true, myAddresses: { ipv4: '8.8.8.8', ipv6: null } },
        });
        expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length);
        for (const { sentence, why, advice, notes, rules: places } of findings) {
          for (const text of [sentence, why, advice, ...notes.map((note) => note.sentence)]) {
            expect(text).toMatch(/^[A-Z0-9].*\.$/);
            expect(text).not.toMatch(/undefined|NaN|null|\[object|'| {2}/);
          }
          for (const place of places) expect(all[place]).toBeDefined();
        }
      }),
      runs,
    );
  });

  test('a port stands in one finding of how it is open', () => {
    const OPEN: readonly GroupRuleId[] = [
      'SG-ADMIN',
      'SG-RISK',
      'SG-PUBPORT',
      'SG-V6GAP',
      'SG-UDP',
      'SG-ICMP',
      'SG-PROTO',
    ];
    fc.assert(
      fc.property(rules, (all) => {
        const findings = review(all, { lists });
        const everything = findings.some(({ key }) => key.startsWith('SG-ALL -1'));
        const spans = findings.filter(({ id }) => OPEN.includes(id)).flatMap((finding) => finding.ports);
        if (everything) expect(spans).toEqual([]);
        for (const [place, one] of spans.entries()) {
          for (const other of spans.slice(place + 1)) {
            expect(one.protocol === other.protocol && one.from <= other.to && other.from <= one.to).toBe(
              false,
            );
          }
        }
      }),
      runs,
    );
  });

  test('a range of addresses or of ports that is cut in two hides no danger', () => {
    const HALVES: Readonly<Record<string, readonly [string, string]>> = {
      [WORLD]: ['0.0.0.0/1', '128.0.0.0/1'],
      [WORLD6]: ['::/1', '8000::/1'],
      '2000::/3': ['2000::/4', '3000::/4'],
      '3.0.0.0/8': ['3.0.0.0/9', '3.128.0.0/9'],
    };
    const cut = (each: GroupRule): readonly GroupRule[] => {
      const { source: who, fromPort, toPort } = each;
      const halves = 'cidr' in who ? HALVES[who.cidr] : undefined;
      if (halves !== undefined && 'cidr' in who)
        return halves.map((cidr) => ({ ...each, source: { ...who, cidr } }));
      if (each.protocol !== 'tcp' || fromPort === null || toPort === null || fromPort === toPort)
        return [each];
      const middle = Math.floor((fromPort + toPort) / 2);
      return [
        { ...each, toPort: middle },
        { ...each, fromPort: middle + 1 },
      ];
    };
    /** How bad each port is, whatever finding says it. */
    const dangers = (all: readonly GroupRule[]) =>
      review(all, { lists, exposure: near('X4') })
        .filter(({ severity, ports: spans }) => severity === 'danger' && spans.length > 0)
        .flatMap(({ level, ports: spans }) =>
          spans.flatMap(({ protocol, from: first, to: last }) => [
            `${level} ${protocol} ${String(first)}`,
            `${level} ${protocol} ${String(last)}`,
          ]),
        );
    fc.assert(
      fc.property(rules, (all) => {
        expect(new Set(dangers(all.flatMap(cut)))).toEqual(new Set(dangers(all)));
      }),
      runs,
    );
  });
});
