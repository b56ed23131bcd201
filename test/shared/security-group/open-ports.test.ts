import { describe, expect, test } from 'vitest';
import { EXPOSURE_LEVELS, type Level } from '../../../shared/security-group/group-finding.ts';
import type { GroupRule } from '../../../shared/security-group/security-group.ts';
import { from, list, members, near, review, told } from './group-fixture.ts';

const WORLD = '0.0.0.0/0';
const WORLD6 = '::/0';
const LARGE = '3.0.0.0/8';

/** How bad it is at X4, X3, X2, X1 and X0, as the specification has it: from everyone, and from a large part. */
const BY_NEARNESS: Readonly<Record<string, readonly [GroupRule, readonly Level[], readonly Level[]]>> = {
  'all traffic': [
    from('-1', WORLD),
    ['critical', 'high', 'high', 'medium', 'medium'],
    ['high', 'medium', 'medium', 'low', 'low'],
  ],
  'all ports': [
    from('tcp 0-65535', WORLD),
    ['critical', 'high', 'high', 'medium', 'medium'],
    ['high', 'medium', 'medium', 'low', 'low'],
  ],
  'remote control': [
    from('tcp 22', WORLD),
    ['critical', 'high', 'medium', 'medium', 'low'],
    ['high', 'medium', 'low', 'low', 'info'],
  ],
  'a high-risk port': [
    from('tcp 5432', WORLD),
    ['critical', 'high', 'medium', 'low', 'low'],
    ['high', 'medium', 'low', 'info', 'info'],
  ],
  'another port': [
    from('tcp 8443', WORLD),
    ['medium', 'low', 'low', 'info', 'info'],
    ['low', 'info', 'info', 'info', 'info'],
  ],
  'an amplifier': [
    from('udp 53', WORLD),
    ['high', 'low', 'info', 'info', 'info'],
    ['medium', 'info', 'info', 'info', 'info'],
  ],
  'another UDP port': [
    from('udp 51820', WORLD),
    ['low', 'low', 'info', 'info', 'info'],
    ['info', 'info', 'info', 'info', 'info'],
  ],
  'all ICMP': [
    from('icmp', WORLD),
    ['low', 'low', 'info', 'info', 'info'],
    ['info', 'info', 'info', 'info', 'info'],
  ],
  'an odd protocol': [
    from('47', WORLD),
    ['medium', 'low', 'info', 'info', 'info'],
    ['low', 'info', 'info', 'info', 'info'],
  ],
};

describe.each(Object.entries(BY_NEARNESS))('%s', (_, [rule, fromEveryone, fromMany]) => {
  test.each(EXPOSURE_LEVELS.map((level, place) => ({ level, place })))('at $level', ({ level, place }) => {
    const only = (source: string) =>
      review([{ ...rule, source: { kind: 'ipv4', cidr: source } }], { exposure: { ...near(level, 'X0') } })
        .filter(({ id }) => id !== 'SG-UNUSED')
        .map((finding) => finding.level);

    expect(only(WORLD)).toEqual([fromEveryone[place]]);
    expect(only(LARGE)).toEqual([fromMany[place]]);
  });
});

test('the nearer of two families counts', () => {
  const both = [from('tcp 22', WORLD), from('tcp 22', WORLD6)];

  expect(told(review(both, { exposure: near('X0', 'X3') }))).toEqual(['SG-ADMIN tcp 22 ipv4,ipv6 high']);
  expect(told(review(both.slice(0, 1), { exposure: near('X0', 'X3') }))).toEqual([
    'SG-ADMIN tcp 22 ipv4 low',
  ]);
});

// Written out as the published lists have them, and not taken from the code that is judged.
const ADMIN = { tcp: [22, 23, 3389, 5900, 5985, 5986], udp: [3389] };
const SECURITY_HUB = [
  20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 3389, 4333, 5000, 5432, 5500, 5601, 8080,
  8088, 8888, 9200, 9300,
];
const OTHERS = [
  139, 389, 636, 1521, 1522, 2049, 2375, 2376, 2483, 2484, 4505, 4506, 5900, 5985, 5986, 6379, 7000, 7001,
  7199, 8020, 9042, 9092, 9160, 11211, 27017, 27018, 27019, 50070, 50470,
];
const RISK = {
  tcp: [...SECURITY_HUB, ...OTHERS].filter((port) => !ADMIN.tcp.includes(port)),
  udp: [137, 138, 139, 445, 1434],
};
const AMPLIFIERS = [53, 123, 161, 389, 1900, 11211];

function expected(protocol: 'tcp' | 'udp', port: number): readonly string[] {
  if (port === 80 || port === 443) return [];
  const said = (id: string, level: string) => [`${id} ${protocol} ${String(port)} ipv4 ${level}`];
  if (ADMIN[protocol].includes(port)) return said('SG-ADMIN', 'critical');
  if (RISK[protocol].includes(port)) return said('SG-RISK', 'critical');
  if (protocol === 'tcp') return said('SG-PUBPORT', 'medium');
  return said('SG-UDP', AMPLIFIERS.includes(port) ? 'high' : 'low');
}

test.each(['tcp', 'udp'] as const)('each high-risk %s port is told from its neighbours', (protocol) => {
  const listed = [...ADMIN.tcp, ...RISK.tcp, ...RISK.udp, ...AMPLIFIERS, 80, 443, 1, 65_535];
  const ports = new Set(
    listed.flatMap((port) => [port - 1, port, port + 1]).filter((port) => port > 0 && port < 65_536),
  );

  for (const port of ports) {
    const findings = review([from(`${protocol} ${String(port)}`, WORLD)]).filter(
      ({ id }) => id !== 'SG-HTTPONLY',
    );
    expect(told(findings), String(port)).toEqual(expected(protocol, port));
  }
});

test('a large range names its ports by class, and is not a finding for each', () => {
  const findings = review([from('tcp 1024-65535', WORLD)]);

  expect(findings.map(({ id }) => id).toSorted()).toEqual(['SG-ADMIN', 'SG-PUBPORT', 'SG-RANGE', 'SG-RISK']);
  const portsOf = (name: string) =>
    findings
      .filter(({ id }) => id === name)
      .flatMap(({ ports }) => ports.map(({ from: first, to: last }) => [first, last]));
  expect(portsOf('SG-ADMIN')).toEqual([
    [3389, 3389],
    [5900, 5900],
    [5985, 5986],
  ]);
  const risky = portsOf('SG-RISK').flatMap(([first = 0, last = 0]) =>
    Array.from({ length: last - first + 1 }, (_, more) => first + more),
  );
  expect(risky).toEqual(RISK.tcp.filter((port) => port >= 1024).toSorted((one, other) => one - other));
  const count = [...portsOf('SG-PUBPORT'), ...portsOf('SG-ADMIN')].reduce(
    (sum, [first = 0, last = 0]) => sum + last - first + 1,
    0,
  );
  expect(count + risky.length).toBe(65_535 - 1024 + 1);
});

test('ports that the same rules open stand together; a rule of its own is a finding of its own', () => {
  const findings = review([from('tcp 3306-3307', WORLD), from('tcp 5432', WORLD), from('tcp 6379', WORLD)]);

  expect(findings.filter(({ id }) => id === 'SG-RISK').map(({ key }) => key)).toEqual([
    'SG-RISK tcp 3306 ipv4',
    'SG-RISK tcp 5432 ipv4',
    'SG-RISK tcp 6379 ipv4',
  ]);
});

describe('every port is open to everyone by one family', () => {
  test('what the other lets in counts, is named, and is no second finding', () => {
    const [finding, ...others] = review([from('-1', WORLD), from('tcp 22', WORLD6)], {
      exposure: near('X0', 'X4'),
    });

    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      id: 'SG-ALL',
      level: 'critical',
      rules: [0, 1],
      families: ['ipv4', 'ipv6'],
    });
    expect(finding?.notes).toEqual([
      { id: 'SG-ADMIN', sentence: 'Anyone on the internet (IPv6) is let in to SSH (port 22).' },
    ]);
  });

  test('every TCP port takes in TCP only', () => {
    expect(told(review([from('tcp', WORLD), from('tcp 22', WORLD6), from('udp 53', WORLD)]))).toEqual([
      'SG-ALL tcp 1-65535 ipv4,ipv6 critical',
      'SG-UDP udp 53 ipv4 high',
    ]);
  });
});

describe('the rules of a finding', () => {
  test('an office beside the world is not among them', () => {
    const [finding] = review([from('tcp 22', '8.8.8.0/24'), from('tcp 22', WORLD)]);

    expect(finding).toMatchObject({ id: 'SG-ADMIN', rules: [1] });
  });

  test('a gap names the open side only', () => {
    const [finding] = review([from('tcp 22', '8.8.8.0/24'), from('tcp 22', WORLD6)]);

    expect(finding).toMatchObject({ id: 'SG-V6GAP', families: ['ipv6'], rules: [1] });
    expect(finding?.sentence).toBe(
      'Only some addresses are let in to SSH (port 22) by IPv4, but anyone on the internet by IPv6.',
    );
  });
});

describe('notes', () => {
  const notes = (...rules: readonly GroupRule[]) =>
    review(rules, {
      lists: [list('pl-1', ['0.0.0.0/0'], { name: 'all' }), list('pl-2', ['128.0.0.0/1'], { name: 'half' })],
    }).flatMap((finding) => finding.notes.map(({ id, sentence }) => `${id}: ${sentence}`));

  test('none where a rule says everyone', () => {
    expect(notes(from('tcp 22', WORLD), from('tcp 22', WORLD6))).toEqual([]);
  });

  test('rules that do it together', () => {
    expect(notes(from('tcp 22', '0.0.0.0/1'), from('tcp 22', '128.0.0.0/1'))).toEqual([
      'SG-SPLIT: No rule says “everyone”, but together 2 rules let in the whole internet.',
    ]);
    expect(notes(from('tcp 0-1023', WORLD), from('tcp 1024-65535', WORLD))).toEqual([
      'SG-SPLIT: No rule opens every port, but together 2 rules do.',
    ]);
    expect(notes(from('tcp 22', '16.0.0.0/16'), from('tcp 22', '18.0.0.0/16'))).toEqual([
      'SG-SPLIT: No rule is so wide by itself: 2 rules together are.',
    ]);
  });

  test('another spelling of everyone', () => {
    expect(notes(from('tcp 22', '2000::/3'))).toEqual([
      'SG-SPLIT: The rule does not say “everyone”, but 2000::/3 is the whole internet.',
    ]);
  });

  test('a list that holds everyone, or what is missing to it', () => {
    expect(notes(from('tcp 22', 'pl-1'))).toEqual([
      'SG-PLIST: These addresses stand in the list pl-1 (all), not in the group.',
    ]);
    expect(notes(from('tcp 22', '0.0.0.0/1'), from('tcp 22', 'pl-2'))).toEqual([
      'SG-SPLIT: No rule says “everyone”, but together 2 rules let in the whole internet.',
      'SG-PLIST: These addresses stand in the list pl-2 (half), not in the group.',
    ]);
    expect(notes(from('tcp 22', WORLD), from('tcp 22', 'pl-1'))).toEqual([]);
  });

  test('a large part of the other family', () => {
    expect(notes(from('tcp 22', LARGE), from('tcp 22', WORLD6))).toEqual([
      'SG-WIDE: 16,777,216 public addresses (IPv4) are let in to SSH (port 22).',
    ]);
  });
});

test('members of a group are nobody from outside, whichever port they may use', () => {
  expect(review([from('-1', members('sg-b')), from('tcp 0-65535', members('sg-c'))])).toEqual([]);
});
