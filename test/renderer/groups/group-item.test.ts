import { describe, expect, test } from 'vitest';
import { byName, bySeverity, itemsOf, nearest } from '../../../renderer/groups/group-item.ts';
import type { GroupRow } from '../../../shared/security-group/reviewed-group.ts';
import { rowWith } from './row-fixture.ts';

describe('the order of the table', () => {
  const reachable = { level: { ipv4: 'X4', ipv6: 'X0' }, isKnown: true } as const;
  const rows: readonly GroupRow[] = [
    rowWith({ name: 'fine' }),
    rowWith({ name: 'info', level: 'info', severity: 'note' }),
    rowWith({ name: 'high-2', level: 'high', severity: 'danger' }),
    rowWith({ name: 'high-10', level: 'high', severity: 'danger' }),
    rowWith({ name: 'high-z', level: 'high', severity: 'danger', exposure: reachable }),
    rowWith({ name: 'critical', level: 'critical', severity: 'danger' }),
    rowWith({ name: 'medium', level: 'medium', severity: 'caution' }),
    rowWith({ name: 'low', level: 'low', severity: 'note' }),
  ];

  test('is the worst first; of the same, the nearest to strangers; then by name, as people count', () => {
    expect(
      itemsOf(rows)
        .toSorted(bySeverity)
        .map(({ name }) => name),
    ).toEqual(['critical', 'high-z', 'high-2', 'high-10', 'medium', 'low', 'info', 'fine']);
  });

  test('of groups with one name, as every network’s default group, is by id', () => {
    const twins = itemsOf([rowWith({ groupId: 'sg-b' }), rowWith({ groupId: 'sg-a' })]);

    expect(twins.toSorted(byName).map(({ groupId }) => groupId)).toEqual(['sg-a', 'sg-b']);
  });
});

test.each([
  ['X4', 'X0', 'X4'],
  ['X0', 'X3', 'X3'],
  ['X2', 'X1', 'X2'],
  ['X0', 'X0', 'X0'],
] as const)('IPv4 %s and IPv6 %s is %s: one open way is enough', (ipv4, ipv6, reach) => {
  expect(nearest({ level: { ipv4, ipv6 }, isKnown: true })).toBe(reach);
});

test.each([
  [{ machines: 2, interfaces: 2 }, 'machines'],
  [{ machines: 0, interfaces: 3 }, 'other'],
  [{ machines: 0, interfaces: 0 }, 'nothing'],
  [{ machines: null, interfaces: null }, 'unknown'],
  [{ machines: null, interfaces: 0 }, 'unknown'],
  [{ machines: 1, interfaces: null }, 'machines'],
] as const)('%o is attached to: %s', (edit, kind) => {
  expect(itemsOf([rowWith(edit)])[0]?.attached).toBe(kind);
});
