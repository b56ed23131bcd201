import { describe, expect, test } from 'vitest';
import { placementsIn } from '../../../shared/placement.ts';
import {
  countedPlacements,
  hasRoomFor,
  placementsFor,
  readMode,
  whyUnusable,
} from '../../../renderer/wizard/zone-choice.ts';
import { zonesOf } from '../fake-facts.ts';

const usable = zonesOf('us-east-1', 6).slice(0, 3);
const namesOf = (placements: readonly { readonly zoneName: string }[]) =>
  placements.map(({ zoneName }) => zoneName);

describe('a mode stands for zones', () => {
  test.each([
    ['every', ['us-east-1a', 'us-east-1b', 'us-east-1c']],
    ['two', ['us-east-1a', 'us-east-1b']],
    ['choose', ['us-east-1c']],
  ] as const)('%s', (mode, expected) => {
    expect(namesOf(placementsFor(mode, usable, placementsIn(usable.slice(2))))).toEqual(expected);
  });

  test.each([
    ['two', 'two'],
    ['choose', 'choose'],
    ['', 'every'],
  ])('%j reads as %s', (value, mode) => expect(readMode(value)).toBe(mode));
});

test('machines are counted zone by zone, in the order of the zones', () => {
  const first = placementsIn(usable.slice(1, 2));
  const three = countedPlacements('use1-az1', 2, usable, first);

  expect(namesOf(three)).toEqual(['us-east-1a', 'us-east-1a', 'us-east-1b']);
  expect(countedPlacements('use1-az1', 0, usable, three)).toEqual(first);
});

test('a zone that cannot be used gets no machine', () => {
  expect(countedPlacements('use1-az6', 3, usable, [])).toEqual([]);
});

test.each([
  ['the subnet has room', 8, {}, [], true],
  ['nine are there', 9, {}, [], false],
  ['the subnet has no more addresses', 2, { freeAddresses: 2 }, [], false],
  ['the plan is full', 8, {}, Array<number>(12).fill(1), false],
])('one more where %s', (_, here, change, elsewhere, expected) => {
  const zone = { ...usable[0], ...change };
  const placed = [...Array<number>(here).fill(0), ...elsewhere].flatMap((at) =>
    placementsIn(usable.slice(at, at + 1)),
  );

  expect(zone.zoneId !== undefined && hasRoomFor(zone as (typeof usable)[number], placed)).toBe(expected);
});

test.each([
  [{}, null],
  [{ isAvailable: false }, 'Not available now'],
  [{ offersType: false }, 't3.micro is not sold here'],
  [{ subnetId: null }, 'The network has no subnet here'],
  [{ freeAddresses: 0 }, 'No free address left here'],
  [{ freeAddresses: null }, null],
])('a zone with %j: %s', (change, reason) => {
  const zone = zonesOf('us-east-1', 6)[0];

  expect(zone && whyUnusable({ ...zone, ...change }, 't3.micro')).toBe(reason);
});
