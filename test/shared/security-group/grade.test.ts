import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { groupFrom, readPrefixListsFile } from '../../../shared/security-group/described-group.ts';
import type { AddressFamily, Exposure } from '../../../shared/security-group/exposure.ts';
import { gradedPorts, gradeOf } from '../../../shared/security-group/grade.ts';
import type { GroupRule, PrefixLists, RuleSource } from '../../../shared/security-group/security-group.ts';

type Expectation = {
  readonly protocol: string;
  readonly port: number | 'all';
  readonly family: AddressFamily;
  readonly exposure: Exposure;
};
type Case = {
  readonly title: string;
  readonly group: object;
  readonly prefixLists?: object;
  readonly expect: readonly Expectation[];
};

const cases = casesIn('cases.json');

const expectations = [...cases, ...casesIn('counter-examples.json')].flatMap((one) =>
  one.expect.map((expected) => ({ ...one, ...expected })),
);

test.each(expectations)('$title: $protocol $port $family is $exposure', (one) => {
  const lists = readPrefixListsFile(one.prefixLists ?? {});
  expect(gradeOf(groupFrom(one.group), one, lists ?? new Map())).toBe(one.exposure);
});

test('no case is lost', () => {
  expect(cases.flatMap((one) => one.expect)).toHaveLength(93);
});

function casesIn(file: string): readonly Case[] {
  return JSON.parse(fs.readFileSync(path.join(import.meta.dirname, file), 'utf8')) as readonly Case[];
}

type Asked = {
  readonly protocol?: string;
  readonly family?: AddressFamily;
  readonly lists?: PrefixLists;
};
type Opening = {
  readonly at: readonly [protocol: string, from: number, to: number];
  readonly source: RuleSource;
};

const ip = (cidr: string): RuleSource => ({ kind: cidr.includes(':') ? 'ipv6' : 'ipv4', cidr });
const list = (prefixListId: string): RuleSource => ({ kind: 'prefix-list', prefixListId });
const group = (userId: string | null): RuleSource => ({
  kind: 'group',
  groupId: 'sg-1',
  userId,
  vpcId: null,
  peeringConnectionId: null,
  peeringStatus: null,
});

const ssh = (source: RuleSource): Opening => ({ at: ['tcp', 22, 22], source });
const sshFrom = (...cidrs: readonly string[]) => cidrs.map((cidr) => ssh(ip(cidr)));

function ruleOf({ at: [protocol, fromPort, toPort], source }: Opening): GroupRule {
  return { ruleId: null, isEgress: false, protocol, fromPort, toPort, source, description: '' };
}

function grade(
  openings: readonly Opening[],
  port: number | 'all' = 22,
  { protocol = 'tcp', family = 'ipv4', lists = new Map() }: Asked = {},
): Exposure {
  const asGroup = {
    groupId: 'sg-1',
    name: 'web',
    description: '',
    ownerId: '123456789012',
    vpcId: 'vpc-1',
    tags: {},
    rules: openings.map(ruleOf),
  };
  return gradeOf(asGroup, { protocol, port, family }, lists);
}

function listsOf(id: string, ...cidrs: readonly string[]): PrefixLists {
  return new Map([[id, { prefixListId: id, name: id, ownerId: 'AWS', maxEntries: 1, cidrs }]]);
}

describe('what other tools get wrong', () => {
  test.each([
    ['two halves', ['0.0.0.0/1', '128.0.0.0/1']],
    ['four quarters', ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2']],
    ['a half and its quarters', ['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/2']],
    ['host bits', ['203.0.113.7/0']],
    [
      'ranges from 1.0.0.0 to 223.255.255.255',
      [
        '1.0.0.0/8',
        '2.0.0.0/7',
        '4.0.0.0/6',
        '8.0.0.0/5',
        '16.0.0.0/4',
        '32.0.0.0/3',
        '64.0.0.0/2',
        '128.0.0.0/2',
        '192.0.0.0/3',
      ],
    ],
  ])('%s are the Internet', (_what, cidrs) => {
    expect(grade(sshFrom(...cidrs))).toBe('internet');
  });

  test.each([
    '::/0',
    '2000::/3',
    '::/1',
    '0000:0000:0000:0000:0000:0000:0000:0000/0',
    '2A00::/3',
    '3fff::1/3',
  ])('%s is the Internet of IPv6, and nobody of IPv4', (cidr) => {
    expect(grade(sshFrom(cidr), 22, { family: 'ipv6' })).toBe('internet');
    expect(grade(sshFrom(cidr))).toBe('none');
  });

  test('halves count together when one is in a prefix list and one for a range of ports', () => {
    const openings = [ssh(list('pl-1')), { at: ['tcp', 0, 1023], source: ip('128.0.0.0/1') } as const];
    expect(grade(openings, 22, { lists: listsOf('pl-1', '0.0.0.0/1') })).toBe('internet');
    expect(grade(openings, 23, { lists: listsOf('pl-1', '0.0.0.0/1') })).toBe('wide');
  });

  test('a reference to the group itself before the world hides nothing', () => {
    expect(grade([ssh(group('123456789012')), ...sshFrom('0.0.0.0/0')])).toBe('internet');
  });

  test('a prefix list beside the world hides nothing, whether it can be read or not', () => {
    expect(grade([ssh(list('pl-1')), ...sshFrom('0.0.0.0/0')])).toBe('internet');
    expect(grade([ssh(list('pl-1')), ...sshFrom('0.0.0.0/0')], 22, { lists: listsOf('pl-1') })).toBe(
      'internet',
    );
  });

  test('a prefix list with everybody in it is the Internet', () => {
    expect(grade([ssh(list('pl-1'))], 22, { lists: listsOf('pl-1', '10.0.0.0/8', '0.0.0.0/0') })).toBe(
      'internet',
    );
  });

  test.each([
    [19, 'none'],
    [20, 'internet'],
    [22, 'internet'],
    [25, 'internet'],
    [26, 'none'],
  ] as const)('of the range 20-25, port %i is %s', (port, exposure) => {
    for (const [cidr, family] of [
      ['0.0.0.0/0', 'ipv4'],
      ['::/0', 'ipv6'],
    ] as const) {
      expect(grade([{ at: ['tcp', 20, 25], source: ip(cidr) }], port, { family })).toBe(exposure);
    }
  });

  test('0-1023 and 1024-65535 are every port; without port 1024 they are not', () => {
    const upTo1023 = { at: ['tcp', 0, 1023], source: ip('0.0.0.0/0') } as const;
    expect(grade([upTo1023, { at: ['tcp', 1024, 65_535], source: ip('0.0.0.0/0') }], 'all')).toBe('internet');
    expect(grade([upTo1023, { at: ['tcp', 1025, 65_535], source: ip('0.0.0.0/0') }], 'all')).toBe('none');
    expect(grade([{ at: ['tcp', 1, 65_535], source: ip('0.0.0.0/0') }], 'all')).toBe('internet');
  });

  test.each([
    [['52.94.0.0/16'], 'restricted'],
    [['52.94.0.0/16', '52.95.0.0/32'], 'wide'],
    [['52.94.0.0/17', '52.94.128.0/17'], 'restricted'],
    [['52.94.0.0/15'], 'wide'],
    [['192.168.0.0/16', '52.94.0.0/16'], 'restricted'],
    [['8.8.8.0/24'], 'restricted'],
    [['0.0.0.0/1'], 'wide'],
    [['192.0.0.0/2'], 'wide'],
    [['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '224.0.0.0/3'], 'restricted'],
  ] as const)('%j is %s', (cidrs, exposure) => {
    expect(grade(sshFrom(...cidrs))).toBe(exposure);
  });

  test.each([
    [['2a02:1234::/32'], 'restricted'],
    [['2a02:1234::/32', '2a02:1235::/128'], 'wide'],
    [['2a02:1234::/31'], 'wide'],
    [['fc00::/7', 'fe80::/10'], 'restricted'],
    [['2000::/4'], 'wide'],
    [['2000::/4', '3000::/4'], 'internet'],
  ] as const)('%j is %s', (cidrs, exposure) => {
    expect(grade(sshFrom(...cidrs), 22, { family: 'ipv6' })).toBe(exposure);
  });

  test('a rule for UDP is none for TCP', () => {
    const openings: readonly Opening[] = [{ at: ['udp', 22, 22], source: ip('0.0.0.0/0') }];
    expect(grade(openings)).toBe('none');
    expect(grade(openings, 22, { protocol: 'udp' })).toBe('internet');
  });

  test('a protocol that has a number is none of those with ports', () => {
    const esp: readonly Opening[] = [{ at: ['50', 0, 65_535], source: ip('0.0.0.0/0') }];
    expect(grade(esp)).toBe('none');
    expect(grade(esp, 'all', { protocol: '50' })).toBe('internet');
    expect(grade(esp, 'all', { protocol: '-1' })).toBe('none');
  });
});

// The high-risk list by AWS, CIS and the other tools together.
const TCP =
  '20 21 22 23 25 110 135 139 143 389 445 636 1433 1434 1521 1522 2049 2375 2376 2483 2484 3000 3306 3389 4333 4505 4506 5000 5432 5500 5601 5900 5985 5986 6379 7000 7001 7199 8020 8080 8088 8888 9042 9092 9160 9200 9300 11211 27017 27018 27019 50070 50470';
const UDP = '53 123 137 138 139 161 389 445 1434 1900 3389 11211';
const single = [
  ...TCP.split(' ').map((port) => ['tcp', Number(port)] as const),
  ...UDP.split(' ').map((port) => ['udp', Number(port)] as const),
];

test.each(single)('%s %i alone is graded, in both families, and no port beside it', (protocol, port) => {
  for (const [cidr, family] of [
    ['0.0.0.0/0', 'ipv4'],
    ['::/0', 'ipv6'],
  ] as const) {
    const openings: readonly Opening[] = [{ at: [protocol, port, port], source: ip(cidr) }];
    const graded = gradedPorts(openings.map(ruleOf), protocol, family, new Map());
    expect(graded.map(({ from, to, exposure }) => [from, to, exposure])).toEqual([
      [1, port - 1, 'none'],
      [port, port, 'internet'],
      [port + 1, 65_535, 'none'],
    ]);
    expect(grade(openings, port, { protocol, family })).toBe('internet');
    expect(grade(openings, port, { protocol: protocol === 'tcp' ? 'udp' : 'tcp', family })).toBe('none');
  }
});

describe('graded ports say why', () => {
  const graded = (
    openings: readonly Opening[],
    { protocol = 'tcp', family = 'ipv4', lists = new Map() }: Asked = {},
  ) => gradedPorts(openings.map(ruleOf), protocol, family, lists);
  const at22 = (openings: readonly Opening[], lists: PrefixLists = new Map()) =>
    graded(openings, { lists }).find(({ from, to }) => from <= 22 && 22 <= to);

  test('a range of an office beside the world is let in too, and does not bring it about', () => {
    expect(at22(sshFrom('203.0.113.0/24', '0.0.0.0/0', '8.8.8.8/32'))).toMatchObject({
      exposure: 'internet',
      rules: [1],
      admitting: [0, 1, 2],
      isUnion: false,
    });
  });

  test('two halves bring it about together', () => {
    expect(at22([...sshFrom('8.8.8.8/32', '0.0.0.0/1', '128.0.0.0/1'), ssh(group('1'))])).toMatchObject({
      exposure: 'internet',
      rules: [1, 2],
      admitting: [0, 1, 2, 3],
      isUnion: true,
    });
  });

  test('the world and two halves: without any one of these it would not be less', () => {
    expect(at22(sshFrom('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1'))?.rules).toEqual([0, 1, 2]);
  });

  test('what is wide by many small ranges names those with public addresses only', () => {
    expect(at22([ssh(group('1')), ...sshFrom('10.0.0.0/8', '52.94.0.0/16', '52.96.0.0/16')])).toMatchObject({
      exposure: 'wide',
      rules: [2, 3],
      isUnion: true,
    });
  });

  test('a list that cannot be read is said to be unknown, and restricted in both families', () => {
    for (const family of ['ipv4', 'ipv6'] as const) {
      expect(graded([ssh(list('pl-1'))], { family })[1]).toMatchObject({
        from: 22,
        to: 22,
        exposure: 'restricted',
        isUnknown: true,
        rules: [0],
      });
    }
  });

  test('an unreadable list beside a wide range stays wide and unknown', () => {
    expect(at22([ssh(list('pl-1')), ...sshFrom('3.0.0.0/8')])).toMatchObject({
      exposure: 'wide',
      isUnknown: true,
    });
  });

  test('a list that is empty, or of the other family, admits nobody', () => {
    expect(at22([ssh(list('pl-1'))], listsOf('pl-1'))?.exposure).toBe('none');
    expect(at22([ssh(list('pl-1'))], listsOf('pl-1', '::/0'))?.exposure).toBe('none');
  });

  test('a range that makes no sense is unknown, not nobody', () => {
    expect(at22(sshFrom('300.0.0.0/8'))).toMatchObject({ exposure: 'restricted', isUnknown: true });
    expect(at22([ssh(list('pl-1'))], listsOf('pl-1', 'everyone'))).toMatchObject({
      exposure: 'restricted',
      isUnknown: true,
    });
  });

  test('outbound rules do not count, and keep their places', () => {
    const [out, into] = sshFrom('0.0.0.0/0', '0.0.0.0/0').map(ruleOf);
    if (out === undefined || into === undefined) throw new Error('no rules');
    const rules = [{ ...out, isEgress: true }, into];
    expect(gradedPorts(rules, 'tcp', 'ipv4', new Map())[1]?.rules).toEqual([1]);
    expect(gradedPorts(rules.slice(0, 1), 'tcp', 'ipv4', new Map())).toHaveLength(1);
  });

  test.each([
    ['tcp', 1, 65_535],
    ['udp', 1, 65_535],
    ['icmp', 0, 255],
    ['58', 0, 255],
    ['50', 0, 0],
    ['-1', 0, 0],
  ])('without a rule, %s is one stretch %i-%i for nobody', (protocol, from, to) => {
    expect(graded([], { protocol })).toEqual([
      { from, to, exposure: 'none', rules: [], admitting: [], isUnknown: false, isUnion: false },
    ]);
  });

  test('ports that touch are told apart only where other rules begin', () => {
    const openings: readonly Opening[] = [
      { at: ['tcp', 20, 25], source: ip('0.0.0.0/0') },
      { at: ['tcp', 22, 22], source: ip('203.0.113.0/24') },
      { at: ['tcp', 26, 65_535], source: ip('0.0.0.0/0') },
    ];
    expect(graded(openings).map(({ from, to, admitting }) => [from, to, admitting])).toEqual([
      [1, 19, []],
      [20, 21, [0]],
      [22, 22, [0, 1]],
      [23, 25, [0]],
      [26, 65_535, [2]],
    ]);
  });
});
