import { array, assert, constantFrom, integer, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessRows, type AccessRows } from '../../../renderer/groups/access-rows.ts';
import type { GroupRule, PrefixLists, RuleSource } from '../../../shared/security-group/security-group.ts';

const NO_LISTS: PrefixLists = new Map();

function tcp(from: number | null, to: number | null, source: string | RuleSource): GroupRule {
  return {
    ruleId: null,
    isEgress: false,
    protocol: 'tcp',
    fromPort: from,
    toPort: to,
    source: typeof source === 'string' ? cidr(source) : source,
    description: '',
  };
}

function cidr(text: string): RuleSource {
  return { kind: text.includes(':') ? 'ipv6' : 'ipv4', cidr: text };
}

function group(groupId: string, userId: string | null = '123456789012'): RuleSource {
  return {
    kind: 'group',
    groupId,
    userId,
    vpcId: null,
    peeringConnectionId: null,
    peeringStatus: null,
  };
}

/** `everyone: 22 open, 443 closed`. */
function told({ spans, rows }: AccessRows): readonly string[] {
  const ports = spans.map(({ protocol, from, to }) =>
    `${protocol === 'tcp' ? '' : `${protocol} `}${from === to ? from : `${from}-${to}`}`.trim(),
  );
  return rows.map(({ kind, rule, doors }) => {
    const source = rule?.source;
    const name = source === undefined ? '' : 'cidr' in source ? ` ${source.cidr}` : '';
    return `${kind}${name}: ${doors.map((door, place) => `${ports[place]} ${door}`).join(', ')}`;
  });
}

const pictured = (rules: readonly GroupRule[], lists = NO_LISTS) => told(accessRows(rules, 'ipv4', lists));

describe('who comes in where', () => {
  test('is a row for each source and a door for each span, the widest source first', () => {
    expect(
      pictured([tcp(22, 22, '203.0.113.7/32'), tcp(443, 443, '0.0.0.0/0'), tcp(22, 22, '198.51.100.0/24')]),
    ).toEqual([
      'everyone: 22 closed, 443 open',
      'some 198.51.100.0/24: 22 open, 443 open',
      'one 203.0.113.7/32: 22 open, 443 open',
    ]);
  });

  test('says “everyone” where only several rules together are everyone', () => {
    expect(pictured([tcp(22, 22, '0.0.0.0/1'), tcp(22, 22, '128.0.0.0/1')])).toEqual([
      'everyone: 22 open',
      'many 0.0.0.0/1: 22 open',
      'many 128.0.0.0/1: 22 open',
    ]);
  });

  test('tells ports of one range apart where another rule cuts it', () => {
    expect(pictured([tcp(20, 25, '10.0.0.0/8'), tcp(22, 22, '10.1.0.5/32')])).toEqual([
      'some 10.0.0.0/8: 20-21 open, 22 open, 23-25 open',
      'one 10.1.0.5/32: 20-21 open, 22 open, 23-25 open',
    ]);
  });

  test('has one door for every protocol, beside those that rules name', () => {
    const all: GroupRule = { ...tcp(null, null, '10.0.0.5/32'), protocol: '-1' };

    expect(pictured([all, tcp(22, 22, '10.0.0.6/32')])).toEqual([
      'one 10.0.0.5/32: 22 open, -1 0 open',
      'one 10.0.0.6/32: 22 open, -1 0 closed',
    ]);
  });

  test('leaves out nobody: a group that is gone, outbound rules, the other family', () => {
    const outbound = { ...tcp(22, 22, '0.0.0.0/0'), isEgress: true };
    const outboundToOne = { ...tcp(443, 443, '10.0.0.9/32'), isEgress: true };

    expect(pictured([outbound, tcp(22, 22, '::/0'), tcp(22, 22, group('sg-0dead', null))])).toEqual([]);
    expect(pictured([outboundToOne, tcp(22, 22, '10.0.0.5/32')])).toEqual(['one 10.0.0.5/32: 22 open']);
  });

  test('names a group as itself, with the doors it has', () => {
    expect(pictured([tcp(5432, 5432, group('sg-0web')), tcp(22, 22, '10.0.0.5/32')])).toEqual([
      'one 10.0.0.5/32: 22 open, 5432 closed',
      'group: 22 closed, 5432 open',
    ]);
  });

  test('does not know who is in a list that could not be read', () => {
    const rule = tcp(22, 22, { kind: 'prefix-list', prefixListId: 'pl-1' });
    const list = {
      prefixListId: 'pl-1',
      name: 'offices',
      ownerId: '1',
      maxEntries: 2,
      cidrs: ['10.0.0.0/24'],
    };

    expect(pictured([rule])).toEqual(['list: 22 unknown']);
    expect(pictured([rule], new Map([['pl-1', list]]))).toEqual(['list: 22 open']);
  });
});

describe('one address', () => {
  const octet = integer({ min: 0, max: 3 });
  const address = tuple(octet, octet).map(([one, two]) => `10.0.${one}.${two}`);
  const range = tuple(address, constantFrom(0, 8, 22, 23, 24, 30, 31, 32)).map(
    ([text, length]) => `${text}/${length}`,
  );
  const rule = tuple(integer({ min: 1, max: 6 }), integer({ min: 0, max: 3 }), range).map(
    ([from, more, text]) => tcp(from, from + more, text),
  );

  test('is let in to exactly the ports that any rule containing it names', () => {
    assert(
      property(array(rule, { minLength: 1, maxLength: 6 }), (rules) => {
        const { spans, rows } = accessRows(rules, 'ipv4', NO_LISTS);
        for (const { kind, rule: named, doors } of rows) {
          if (kind !== 'one' || named === null || !('cidr' in named.source)) continue;
          const who = named.source.cidr.replace('/32', '');
          const expected = spans.map(({ from }) => (isLetIn(who, from, rules) ? 'open' : 'closed'));
          expect(doors).toEqual(expected);
        }
      }),
      { numRuns: 500, seed: 4 },
    );
  });
});

/** Asked bit by bit, with none of the product's arithmetic. */
function isLetIn(who: string, port: number, rules: readonly GroupRule[]): boolean {
  return rules.some(({ fromPort, toPort, source }) => {
    if (fromPort === null || toPort === null || port < fromPort || port > toPort) return false;
    const [network = '', length = ''] = 'cidr' in source ? source.cidr.split('/') : [];
    return bits(who).slice(0, Number(length)) === bits(network).slice(0, Number(length));
  });
}

function bits(address: string): string {
  return address
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
}
