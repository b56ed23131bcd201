import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { admits, isCovered } from '../../../shared/security-group/admits.ts';
import { groupFrom, readPrefixListsFile } from '../../../shared/security-group/described-group.ts';
import type {
  GroupReference,
  GroupRule,
  PrefixLists,
} from '../../../shared/security-group/security-group.ts';
import { oracleAdmits, type RawGroup } from '../../support/group-oracle.ts';
import { groupCase, type GroupCase } from '../../support/random-groups.ts';
import { rules } from './fix-fixture.ts';

const NO_LISTS: PrefixLists = new Map();
const OFFICE: PrefixLists = new Map([
  [
    'pl-1',
    {
      prefixListId: 'pl-1',
      name: 'office',
      ownerId: '1',
      maxEntries: 5,
      cidrs: ['203.0.113.0/24', '2001:db8::/32'],
    },
  ],
]);
const EMPTY: PrefixLists = new Map([
  ['pl-1', { prefixListId: 'pl-1', name: 'nobody', ownerId: '1', maxEntries: 5, cidrs: [] }],
]);

const knock = (address: string, port = 22, protocol = 'tcp') => ({ protocol, port, address });

describe('who is let in', () => {
  test.each([
    ['203.0.113.7', 22, 'yes', [0, 2]],
    ['203.0.113.255', 22, 'yes', [0, 2]],
    ['203.0.114.0', 22, 'yes', [2]],
    ['2001:db8::1', 22, 'no', []],
    ['2600::1', 25, 'yes', [3]],
    ['203.0.113.7', 443, 'no', []],
    ['203.0.113.7', 19, 'no', []],
    ['203.0.113.7', 20, 'yes', [2]],
    ['203.0.113.7', 25, 'yes', [2]],
    ['203.0.113.7', 26, 'no', []],
  ] as const)('%s at port %i: %s', (address, port, verdict, places) => {
    const open = rules('tcp 22 203.0.113.0/24', 'udp 22 0.0.0.0/0', 'tcp 20-25 0.0.0.0/0', 'tcp 25 2000::/3');
    expect(admits(open, knock(address, port), NO_LISTS)).toEqual({ verdict, rules: places });
  });

  test('every protocol is every port; outbound rules let nobody in', () => {
    const [all] = rules('-1 * 0.0.0.0/0');
    if (all === undefined) throw new Error('no rule');
    expect(admits([all], knock('8.8.8.8', 65_535, 'udp'), NO_LISTS).verdict).toBe('yes');
    expect(admits([{ ...all, isEgress: true }], knock('8.8.8.8'), NO_LISTS).verdict).toBe('no');
  });

  test('type 0 of ICMP is not its type 8', () => {
    expect(admits(rules('icmp 0 0.0.0.0/0'), knock('8.8.8.8', 8, 'icmp'), NO_LISTS).verdict).toBe('no');
    expect(admits(rules('icmp 8 0.0.0.0/0'), knock('8.8.8.8', 8, '1'), NO_LISTS).verdict).toBe('yes');
  });

  test('who stands in a list is let in; of a list that cannot be read nobody knows', () => {
    const open = rules('tcp 22 pl-1');
    expect(admits(open, knock('203.0.113.7'), OFFICE)).toEqual({ verdict: 'yes', rules: [0] });
    expect(admits(open, knock('2001:db8::7'), OFFICE).verdict).toBe('yes');
    expect(admits(open, knock('8.8.8.8'), OFFICE).verdict).toBe('no');
    expect(admits(open, knock('8.8.8.8'), NO_LISTS)).toEqual({ verdict: 'unknown', rules: [0] });
    expect(admits(rules('tcp 22 pl-1', 'tcp 22 8.8.8.0/24'), knock('8.8.8.8'), NO_LISTS)).toEqual({
      verdict: 'yes',
      rules: [1],
    });
  });

  test.each([
    [true, 'yes', [0]],
    [false, 'no', []],
    [null, 'unknown', [0]],
  ] as const)('a member of a group that is named (%s): %s', (isMember, verdict, places) => {
    const asked: GroupReference[] = [];
    const admission = admits(
      rules('tcp 22 sg-1', 'tcp 22 sg-2-gone'),
      knock('10.0.0.5'),
      NO_LISTS,
      (reference) => {
        asked.push(reference);
        return isMember;
      },
    );
    expect(admission).toEqual({ verdict, rules: places });
    expect(asked.map(({ groupId }) => groupId)).toEqual(['sg-1']);
  });

  test('without being told who belongs to a group, nobody knows', () => {
    expect(admits(rules('tcp 22 sg-1'), knock('10.0.0.5'), NO_LISTS).verdict).toBe('unknown');
  });

  test.each(['', 'everyone', '1.2.3', '203.0.113.7/32', 'fe80::1%eth0'])(
    '%j is no address: unknown',
    (address) => {
      expect(admits(rules('tcp 22 0.0.0.0/0'), knock(address), NO_LISTS)).toEqual({
        verdict: 'unknown',
        rules: [],
      });
    },
  );
});

/** Without references: what they let in is not said by an address. */
function withoutReferences({ group, ...rest }: GroupCase): GroupCase {
  const bare = (permissions: RawGroup['IpPermissions']) =>
    permissions.map((permission) => ({ ...permission, UserIdGroupPairs: [] }));
  return { ...rest, group: { ...group, IpPermissions: bare(group.IpPermissions), IpPermissionsEgress: [] } };
}

const doors = fc.oneof(
  fc.record({
    protocol: fc.constantFrom('tcp', 'tcp', 'udp', '50', '-1'),
    port: fc.constantFrom(0, 1, 8, 20, 22, 23, 25, 80, 255, 443, 1023, 1024, 3389, 65_535),
  }),
  fc.record({ protocol: fc.constantFrom('icmp', '58'), port: fc.constantFrom(0, 3, 4, 8, 255) }),
);
const addresses = fc.oneof(
  fc.constantFrom(
    '0.0.0.0',
    '127.255.255.255',
    '128.0.0.0',
    '255.255.255.255',
    '10.1.2.3',
    '52.95.0.0',
    '203.0.113.7',
  ),
  fc.constantFrom(
    '::',
    '2000::',
    '3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    '4000::',
    '2A02:1235::',
    '::ffff:1.2.3.4',
  ),
  fc.ipV4(),
  fc.ipV6(),
);
const knocks = fc.array(
  fc.tuple(doors, addresses).map(([door, address]) => ({ ...door, address })),
  { minLength: 8, maxLength: 12 },
);

test('2,000 random groups let in whom the brute-force oracle lets in', () => {
  const seen = { yes: 0, no: 0, unknown: 0 };
  fc.assert(
    fc.property(groupCase().map(withoutReferences), knocks, ({ group, prefixLists }, asked) => {
      const { rules: read } = groupFrom(group);
      const lists = readPrefixListsFile(prefixLists) ?? NO_LISTS;
      for (const one of asked) {
        const { verdict } = admits(read, one, lists);
        seen[verdict] += 1;
        expect(verdict, JSON.stringify(one)).toBe(oracleAdmits(group, one, prefixLists));
      }
    }),
    { seed: 4, numRuns: 2000 },
  );
  expect(Math.min(seen.yes, seen.no, seen.unknown)).toBeGreaterThan(200);
});

describe('a rule that changes nothing', () => {
  const covered = (rule: string, others: readonly string[], lists: PrefixLists = NO_LISTS) => {
    const [one, ...rest] = rules(rule, ...others);
    if (one === undefined) throw new Error('no rule');
    return isCovered(one, rest, lists);
  };

  test.each([
    ['tcp 22 203.0.113.7/32', ['tcp 22 0.0.0.0/0']],
    ['tcp 22 203.0.113.7/32', ['tcp 0-65535 203.0.113.0/24']],
    ['tcp 22 203.0.113.7/32', ['-1 * 203.0.113.0/24']],
    ['tcp 20-25 203.0.113.0/24', ['tcp 20-22 0.0.0.0/0', 'tcp 23-25 203.0.113.0/24']],
    ['tcp 20-25 203.0.113.0/24', ['tcp 1-30 203.0.113.0/25', 'tcp 20-25 203.0.113.128/25']],
    ['tcp 22 0.0.0.0/0', ['tcp 22 0.0.0.0/1', 'tcp 22 128.0.0.0/1']],
    ['tcp 22 203.0.113.7/24', ['tcp 22 203.0.113.0/24']],
    ['tcp * 203.0.113.7/32', ['tcp 0-65535 203.0.113.7/32']],
    ['icmp 8 203.0.113.7/32', ['icmp * 0.0.0.0/0']],
    ['icmp 3-4 203.0.113.7/32', ['icmp 3 0.0.0.0/0']],
    ['icmp 3-4 203.0.113.7/32', ['icmp 3-4 0.0.0.0/0']],
    ['50 * 203.0.113.7/32', ['50 * 203.0.113.0/24']],
    ['tcp 22 sg-1', ['tcp 1-100 sg-1']],
    ['tcp 22 sg-1', ['tcp 22 0.0.0.0/0', 'tcp 22 ::/0']],
    ['tcp 22 pl-1', ['tcp 1-100 pl-1']],
    ['tcp 22 pl-1', ['-1 * 0.0.0.0/0', '-1 * ::/0']],
    ['tcp 22 everyone', ['tcp 22 everyone']],
  ])('%s beside %j', (rule, others) => {
    expect(covered(rule, others)).toBe(true);
  });

  test.each([
    ['tcp 22 203.0.113.7/32', []],
    ['tcp 22 203.0.113.7/32', ['udp 22 0.0.0.0/0']],
    ['tcp 22 203.0.113.7/32', ['tcp 22 ::/0']],
    ['tcp 22 203.0.113.0/24', ['tcp 22 203.0.113.0/25']],
    ['tcp 20-25 203.0.113.0/24', ['tcp 20-22 0.0.0.0/0', 'tcp 24-25 0.0.0.0/0']],
    ['tcp 20-25 203.0.113.0/24', ['tcp 20-22 203.0.113.0/24', 'tcp 23-25 203.0.113.0/25']],
    ['tcp 20-25 203.0.113.0/24', ['tcp 21-25 0.0.0.0/0']],
    ['tcp 20-25 203.0.113.0/24', ['tcp 20-24 0.0.0.0/0']],
    ['-1 * 203.0.113.0/24', ['tcp * 0.0.0.0/0', 'udp * 0.0.0.0/0', 'icmp * 0.0.0.0/0']],
    ['icmp 3 203.0.113.7/32', ['icmp 3-4 0.0.0.0/0']],
    ['icmp 3-4 203.0.113.7/32', ['icmp 3-0 0.0.0.0/0']],
    ['icmp * 203.0.113.7/32', ['icmp 8 0.0.0.0/0']],
    ['tcp 22 sg-1', ['tcp 22 sg-2']],
    ['tcp 22 sg-1', ['tcp 22 0.0.0.0/0']],
    ['tcp 22 sg-1', ['tcp 22 sg-1-gone']],
    ['tcp 22 pl-1', ['tcp 22 pl-2']],
    ['tcp 22 pl-1', ['tcp 22 0.0.0.0/0']],
    ['tcp 22 203.0.113.7/32', ['tcp 22 pl-1']],
    ['tcp 22 203.0.113.7/32', ['tcp 22 sg-1']],
  ])('is not %s beside %j', (rule, others) => {
    expect(covered(rule, others)).toBe(false);
  });

  test('is not one that lets nobody in at all: that is another finding', () => {
    expect(covered('tcp 22 sg-1-gone', ['tcp 22 sg-1-gone', '-1 * 0.0.0.0/0', '-1 * ::/0'])).toBe(false);
    expect(covered('tcp 22 pl-1', ['-1 * 0.0.0.0/0'], EMPTY)).toBe(false);
  });

  test('is not covered by the same group behind a peering that is gone', () => {
    const [live, other] = rules('tcp 22 sg-1', 'tcp 22 sg-1');
    if (live === undefined || other?.source.kind !== 'group') throw new Error('no references');
    expect(isCovered(live, [other], NO_LISTS)).toBe(true);
    const gone: GroupRule = { ...other, source: { ...other.source, peeringStatus: 'deleted' } };
    expect(isCovered(live, [gone], NO_LISTS)).toBe(false);
  });

  test('by what stands in lists, of both families', () => {
    expect(covered('tcp 22 203.0.113.7/32', ['tcp 22 pl-1'], OFFICE)).toBe(true);
    expect(covered('tcp 22 pl-1', ['tcp 22 203.0.112.0/22', 'tcp 22 2001:db8::/32'], OFFICE)).toBe(true);
    expect(covered('tcp 22 pl-1', ['tcp 22 203.0.112.0/22'], OFFICE)).toBe(false);
  });

  test('is not judged by rules of the other direction', () => {
    const [one, world] = rules('tcp 22 203.0.113.7/32', 'tcp 22 0.0.0.0/0');
    if (one === undefined || world === undefined) throw new Error('no rules');
    const out = (rule: GroupRule): GroupRule => ({ ...rule, isEgress: true });
    expect(isCovered(one, [out(world)], NO_LISTS)).toBe(false);
    expect(isCovered(out(one), [out(world)], NO_LISTS)).toBe(true);
  });

  test('agrees with who is let in, address by address and port by port', () => {
    const ends = [
      '10.0.0.0',
      '10.0.0.1',
      '10.0.0.2',
      '10.0.0.3',
      '10.0.0.4',
      '10.0.0.5',
      '10.0.0.6',
      '10.0.0.7',
    ];
    const cidr = fc.constantFrom(
      '10.0.0.0/29',
      '10.0.0.0/30',
      '10.0.0.4/30',
      '10.0.0.2/31',
      '10.0.0.5/32',
      '10.0.0.0/31',
    );
    const span = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 2 }));
    const line = fc
      .tuple(fc.constantFrom('tcp', 'tcp', 'tcp', 'udp', '-1'), span, cidr)
      .map(
        ([protocol, [from, more], source]) =>
          `${protocol} ${protocol === '-1' ? '*' : `${String(from)}-${String(from + more)}`} ${source}`,
      );
    const seen = { true: 0, false: 0 };
    fc.assert(
      fc.property(line, fc.array(line, { maxLength: 5 }), (rule, others) => {
        const [one, ...rest] = rules(rule, ...others);
        if (one === undefined) throw new Error('no rule');
        const protocols = one.protocol === '-1' ? ['-1'] : [one.protocol];
        const isEverywhere = protocols.every((protocol) =>
          ends.every((address) =>
            [1, 2, 3, 4, 5, 6, 7].every((port) => {
              const at = { protocol, port, address };
              return (
                admits([one], at, NO_LISTS).verdict === 'no' || admits(rest, at, NO_LISTS).verdict === 'yes'
              );
            }),
          ),
        );
        seen[isEverywhere ? 'true' : 'false'] += 1;
        expect(isCovered(one, rest, NO_LISTS)).toBe(isEverywhere);
      }),
      { seed: 4, numRuns: 2000 },
    );
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(200);
  });
});
