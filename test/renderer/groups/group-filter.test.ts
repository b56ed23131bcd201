import { describe, expect, test } from 'vitest';
import {
  filterOptions,
  FREE_TEXT,
  GROUP_PROPERTIES,
  isPortIn,
} from '../../../renderer/groups/group-filter.ts';
import { itemsOf, type GroupItem } from '../../../renderer/groups/group-item.ts';
import { rowWith } from './row-fixture.ts';

describe('a port is found', () => {
  test.each([
    ['22, 80', '22', true],
    ['22, 80', '8', false],
    ['22, 80', '8080', false],
    ['8000-8100', '8080', true],
    ['8000-8100', '8000', true],
    ['8000-8100', '8100', true],
    ['8000-8100', '8101', false],
    ['1-65535', '5432', true],
    ['53/udp', '53', true],
    ['all', '5432', true],
    ['', '22', false],
    ['22, 80, …', '80', true],
    ['22', 'ssh', false],
    ['22', '', false],
  ])('in “%s”: %s is %s', (openPorts, port, found) => {
    expect(isPortIn(openPorts, port)).toBe(found);
  });

  test('nowhere in what is no text', () => {
    expect(isPortIn(undefined, '22')).toBe(false);
    expect(isPortIn(null, '22')).toBe(false);
  });
});

describe('free text', () => {
  const item = one(rowWith({ name: 'Web-1', description: 'The Shop', vpcId: null }));

  test.each([
    ['web', true],
    ['  WEB-1 ', true],
    ['sg-0123', true],
    ['shop', true],
    ['1234567890', true],
    ['null', false],
    ['mail', false],
  ])('“%s” is found: %s', (text, found) => {
    expect(matchOf(FREE_TEXT.operators, ':')(item, text)).toBe(found);
    expect(matchOf(FREE_TEXT.operators, '!:')(item, text)).toBe(!found);
  });
});

describe('a finding', () => {
  const { operators } = GROUP_PROPERTIES.find(({ key }) => key === 'findingIds') ?? {};
  const ids = ['SG-ADMIN', 'SG-DUP'];

  test('is looked for among all of a group', () => {
    expect(matchOf(operators, '=')(ids, 'SG-DUP')).toBe(true);
    expect(matchOf(operators, '=')(ids, 'SG-ALL')).toBe(false);
    expect(matchOf(operators, '!=')(ids, 'SG-DUP')).toBe(false);
    expect(matchOf(operators, '!=')(ids, 'SG-ALL')).toBe(true);
  });
});

describe('what is offered to choose from', () => {
  const items = itemsOf([
    rowWith({
      groupId: 'sg-1',
      level: 'critical',
      severity: 'danger',
      findingIds: ['SG-ADMIN', 'SG-DUP'],
      openPorts: '22, 443, 8000-8100, 53/udp',
      machines: 1,
      interfaces: 1,
    }),
    rowWith({ groupId: 'sg-2', vpcId: null, findingIds: ['SG-ADMIN'], openPorts: '443' }),
  ]);
  const offered = (key: string) =>
    filterOptions(items)
      .filter(({ propertyKey }) => propertyKey === key)
      .map(({ value, label }) => label ?? value);

  test('is only what occurs, each once, and by its name', () => {
    expect(offered('worst')).toEqual(['Danger', 'Nothing found']);
    expect(offered('attached')).toEqual(['Machines', 'Nothing']);
    expect(offered('vpcId')).toEqual(['vpc-0123456789abcdef0']);
    expect(offered('ownerId')).toEqual(['123456789012']);
    expect(offered('madeBy')).toEqual(['Others']);
    expect(offered('findingIds')).toHaveLength(2);
  });

  test('of ports is single ones, as they count', () => {
    expect(offered('openPorts')).toEqual(['22', '53', '443']);
  });
});

test('every property is one of a line of the table', () => {
  const item = one(rowWith());

  for (const { key } of GROUP_PROPERTIES) expect(item).toHaveProperty(key);
});

function one(row: Parameters<typeof itemsOf>[0][number]): GroupItem {
  const [item] = itemsOf([row]);
  if (item === undefined) throw new Error('one row is one item');
  return item;
}

type Match = (item: unknown, token: string) => boolean;

/** The operator's own way to compare, as the filter calls it. */
function matchOf(operators: readonly unknown[] | undefined, wanted: string): Match {
  for (const operator of operators ?? []) {
    if (typeof operator !== 'object' || operator === null) continue;
    if (!('operator' in operator) || !('match' in operator) || operator.operator !== wanted) continue;
    if (typeof operator.match === 'function') return operator.match as Match;
  }
  throw new Error(`no such operator: ${wanted}`);
}
