import { describe, expect, test } from 'vitest';
import { placementsIn } from '../../../shared/placement.ts';
import {
  placementsFor,
  readMode,
  toggledPlacements,
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

test('ticking adds a zone in its place, ticking again takes it away', () => {
  const first = placementsIn(usable.slice(1, 2));
  const both = toggledPlacements('use1-az1', usable, first);

  expect(namesOf(both)).toEqual(['us-east-1a', 'us-east-1b']);
  expect(toggledPlacements('use1-az1', usable, both)).toEqual(first);
});

test('a zone that cannot be used is never added', () => {
  expect(toggledPlacements('use1-az6', usable, [])).toEqual([]);
});

test.each([
  [{}, null],
  [{ isAvailable: false }, 'Not available now'],
  [{ offersType: false }, 't3.micro is not sold here'],
  [{ subnetId: null }, 'The default network has no subnet here'],
  [{ freeAddresses: 0 }, 'No free address left here'],
  [{ freeAddresses: null }, null],
])('a zone with %j: %s', (change, reason) => {
  const zone = zonesOf('us-east-1', 6)[0];

  expect(zone && whyUnusable({ ...zone, ...change }, 't3.micro')).toBe(reason);
});
