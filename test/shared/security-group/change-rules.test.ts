import { describe, expect, test } from 'vitest';
import {
  keepsMyAccess,
  lockOut,
  myAccessOf,
  refusalsOf,
  rulesAfter,
} from '../../../shared/security-group/change-rules.ts';
import type { ChangeAsk, NewRule } from '../../../shared/security-group/group-change.ts';
import type { GroupRule, PrefixLists } from '../../../shared/security-group/security-group.ts';
import { prefixList, rules, shown } from './fix-fixture.ts';

const MY = { ipv4: '203.0.113.7', ipv6: '2001:db8::7' };
const NO_LISTS: PrefixLists = new Map();

function news(...lines: readonly string[]): readonly NewRule[] {
  return rules(...lines).map(({ protocol, fromPort, toPort, source, description }) => {
    if (source.kind === 'prefix-list' || !['tcp', 'udp', 'icmp', 'icmpv6'].includes(protocol))
      throw new Error(protocol);
    const written = source.kind === 'group' ? { kind: source.kind, groupId: source.groupId } : source;
    return { protocol: protocol as NewRule['protocol'], fromPort, toPort, source: written, description };
  });
}

function change(add: readonly string[], remove: readonly number[] = [], isCopy = false): ChangeAsk {
  return {
    groupId: 'sg-1',
    findingKey: null,
    kind: 'narrow',
    add: news(...add),
    removeRuleIds: remove.map((place) => `sgr-${String(place).padStart(8, '0')}`),
    target: isCopy ? { kind: 'copy', name: 'copy', interfaceIds: ['eni-1'] } : { kind: 'this-group' },
  };
}

const codes = (before: readonly GroupRule[], ask: ChangeAsk, lists = NO_LISTS, quota = 60) =>
  refusalsOf(ask, before, { lists, quota }).map(({ code }) => code);

describe('the rules after', () => {
  test('are the old ones without those that go, and the new ones', () => {
    const before = rules('tcp 22 0.0.0.0/0', 'tcp 80 0.0.0.0/0');

    expect(shown(rulesAfter(before, change(['tcp 22 203.0.113.7/32'], [0])))).toEqual([
      'tcp 80 0.0.0.0/0',
      'tcp 22 203.0.113.7/32',
    ]);
  });

  test('have no rule twice, in whatever spelling', () => {
    const before = rules('tcp 22 203.0.113.0/24', 'tcp 22 2001:db8::/32');
    const ask = change([
      'tcp 22 203.0.113.7/24',
      'tcp 22 2001:DB8:0::/32',
      'tcp 23 9.9.9.9/32',
      'tcp 23 9.9.9.9/32',
    ]);

    expect(shown(rulesAfter(before, ask))).toEqual([...shown(before), 'tcp 23 9.9.9.9/32']);
  });

  test('lack a rule that was there, was added in vain and then went', () => {
    const before = rules('tcp 22 203.0.113.7/32');
    const ask = change(['tcp 22 203.0.113.7/32'], [0]);

    expect(rulesAfter(before, ask)).toEqual([]);
    expect(codes(before, ask)).toContain('rule-already-there');
  });

  test('keep what goes out, and add to what comes in', () => {
    const out = rules('tcp 22 203.0.113.7/32').map((rule) => ({ ...rule, isEgress: true }));

    expect(rulesAfter(out, change(['tcp 22 203.0.113.7/32'])).map(({ isEgress }) => isEgress)).toEqual([
      true,
      false,
    ]);
  });
});

describe('refused', () => {
  test.each([
    ['nothing to do', [], [], 'change-refused'],
    ['an id that is gone', [], [7], 'group-changed'],
    ['the world on SSH', ['tcp 22 0.0.0.0/0'], [], 'rule-too-wide'],
    ['the world on SSH in IPv6', ['tcp 22 ::/0'], [], 'rule-too-wide'],
    ['more than a /16', ['tcp 22 8.0.0.0/15'], [], 'rule-too-wide'],
    ['two halves', ['tcp 22 0.0.0.0/1', 'tcp 22 128.0.0.0/1'], [], 'rule-too-wide'],
    ['two /16', ['tcp 22 8.0.0.0/16', 'tcp 22 9.0.0.0/16'], [], 'rule-too-wide'],
    ['a range with the web in it', ['tcp 80-443 0.0.0.0/0'], [], 'rule-too-wide'],
    ['every port', ['tcp * 0.0.0.0/0'], [], 'rule-too-wide'],
    ['the web by UDP', ['udp 443 0.0.0.0/0'], [], 'rule-too-wide'],
    ['ping', ['icmp 8 0.0.0.0/0'], [], 'rule-too-wide'],
    ['a /16 beside one that stays', ['tcp 3306 9.0.0.0/16'], [], 'rule-too-wide'],
    ['ports the wrong way round', ['tcp 25-20 9.9.9.9/32'], [], 'bad-request'],
    ['no such ICMP type', ['icmp 300 9.9.9.9/32'], [], 'bad-request'],
  ])('%s', (_, add, remove, code) => {
    expect(codes(rules('tcp 80 0.0.0.0/0', 'tcp 3306 8.0.0.0/16'), change(add, remove))).toEqual(
      Array.from({ length: Math.max(1, add.length) }, () => code),
    );
  });

  test.each([
    ['a single address', ['tcp 22 203.0.113.7/32'], []],
    ['a /16', ['tcp 22 8.0.0.0/16'], []],
    ['all private space', ['tcp 22 10.0.0.0/8'], []],
    ['the web for everyone', ['tcp 80 0.0.0.0/0', 'tcp 443 0.0.0.0/0', 'tcp 443 ::/0'], []],
    ['a /16 in the place of one', ['tcp 3306 9.0.0.0/16'], [1]],
    ['messages that a packet was too large', ['icmp 3-4 0.0.0.0/0', 'icmpv6 2-0 ::/0'], []],
    ['my address where the world stays', ['tcp 5432 203.0.113.7/32'], []],
  ])('not: %s', (_, add, remove) => {
    const before = rules('tcp 21 9.9.9.9/32', 'tcp 3306 8.0.0.0/16', 'tcp 5432 0.0.0.0/0');

    expect(codes(before, change(add, remove))).toEqual([]);
  });

  test('an id of a rule for what goes out', () => {
    const out = rules('tcp 22 9.9.9.9/32').map((rule) => ({ ...rule, isEgress: true }));

    expect(codes(out, change([], [0]))).toEqual(['group-changed']);
  });
});

describe('the quota', () => {
  const many = (count: number, text = (place: number) => `tcp ${String(place + 1)} 9.9.9.9/32`) =>
    rules(...Array.from({ length: count }, (_, place) => text(place)));

  test('counts old and new ones together, though old ones go', () => {
    expect(codes(many(59), change(['tcp 100 9.9.9.9/32'], [0]))).toEqual([]);
    expect(codes(many(60), change(['tcp 100 9.9.9.9/32'], [0]))).toEqual(['too-many-rules']);
    expect(codes(many(60), change([], [0]))).toEqual([]);
  });

  test('counts only what will be there in a copy', () => {
    expect(codes(many(60), change(['tcp 100 9.9.9.9/32'], [0], true))).toEqual([]);
    expect(codes(many(60), change(['tcp 100 9.9.9.9/32'], [], true))).toEqual(['too-many-rules']);
  });

  test('counts each family by itself, a group in both', () => {
    const six = many(60, (place) => `tcp ${String(place + 1)} 2001:db8::1/128`);

    expect(codes(six, change(['tcp 100 9.9.9.9/32']))).toEqual([]);
    expect(codes(six, change(['tcp 100 2001:db8::2/128']))).toEqual(['too-many-rules']);
    expect(codes(six, change(['tcp 100 sg-app']))).toEqual(['too-many-rules']);
  });

  test('counts a list as large as it may become, in its family', () => {
    const lists = new Map([['pl-1', { ...prefixList('pl-1', '9.0.0.0/24'), maxEntries: 55 }]]);
    const before = rules(
      'tcp 1 pl-1',
      'tcp 2 9.9.9.9/32',
      'tcp 3 9.9.9.9/32',
      'tcp 4 9.9.9.9/32',
      'tcp 5 9.9.9.9/32',
    );

    expect(codes(before, change(['tcp 100 9.9.9.9/32']), lists)).toEqual([]);
    expect(codes(before, change(['tcp 100 9.9.9.9/32', 'tcp 101 9.9.9.9/32']), lists)).toEqual([
      'too-many-rules',
    ]);
    expect(codes(before, change(['tcp 100 ::1/128', 'tcp 101 ::1/128']), lists)).toEqual([]);
  });

  test('does not count a rule that is there already', () => {
    expect(codes(many(60), change(['tcp 1 9.9.9.9/32']))).toEqual([]);
  });
});

describe('my access', () => {
  const lock = (before: readonly GroupRule[], ask: ChangeAsk, lists = NO_LISTS) =>
    lockOut(ask, before, { my: MY, lists }).length;

  test.each([
    ['lost', ['tcp 22 0.0.0.0/0'], [], [0], 1],
    ['lost on RDP', ['tcp 3389 0.0.0.0/0'], [], [0], 1],
    ['lost in IPv6', ['tcp 22 ::/0', 'tcp 22 0.0.0.0/0'], [], [0], 1],
    ['lost in all', ['-1 * ::/0', '-1 * 0.0.0.0/0'], [], [0, 1], 4],
    ['kept by a new rule', ['tcp 22 0.0.0.0/0'], ['tcp 22 203.0.113.7/32'], [0], 0],
    ['kept by an old one', ['tcp 22 0.0.0.0/0', 'tcp 22 203.0.113.0/24'], [], [0], 0],
    ['only perhaps kept, by a list nobody could read', ['tcp 22 0.0.0.0/0', 'tcp 22 pl-1'], [], [0], 1],
    ['perhaps lost, in both families', ['tcp 22 pl-1'], [], [0], 2],
    ['not lost: a group is no address here', ['tcp 22 sg-1'], [], [0], 0],
    ['not lost: there was none', ['tcp 22 9.9.9.9/32'], [], [0], 0],
    ['not lost: another port', ['tcp 80 0.0.0.0/0'], [], [0], 0],
  ])('is %s', (_, lines, add, remove, expected) => {
    const before = rules(...lines);
    const ask = change(add, remove);

    expect(lock(before, ask)).toBe(expected);
    expect(keepsMyAccess(before, rulesAfter(before, ask), MY, NO_LISTS)).toBe(expected === 0);
  });

  test('is shown for each address and port where it is let in before or after', () => {
    const before = rules('tcp 22 0.0.0.0/0');
    const after = rules('tcp 22 2001:db8::7/128');

    expect(myAccessOf(before, after, MY, NO_LISTS)).toEqual([
      { address: MY.ipv4, family: 'ipv4', port: 22, isAdmittedBefore: true, isAdmittedAfter: false },
      { address: MY.ipv6, family: 'ipv6', port: 22, isAdmittedBefore: false, isAdmittedAfter: true },
    ]);
    expect(myAccessOf(before, after, { ipv4: null, ipv6: null }, NO_LISTS)).toEqual([]);
  });
});
