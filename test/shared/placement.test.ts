import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fewerOf,
  freeMachineName,
  machineNames,
  placementsIn,
  placesOf,
  usableZones,
} from '../../shared/placement.ts';
import { FACTS, zone } from './plan-fixture.ts';

const usable = (...zones: readonly ReturnType<typeof zone>[]) =>
  usableZones({ ...FACTS.network, zones }).map(({ zoneName }) => zoneName);

test('zones come in the order of their names', () => {
  expect(usable(zone('c'), zone('a'), zone('b'))).toEqual(['us-east-1a', 'us-east-1b', 'us-east-1c']);
});

test.each([{ isAvailable: false }, { offersType: false }, { subnetId: null }, { freeAddresses: 0 }])(
  'a zone with %j is not usable',
  (change) => {
    expect(usable(zone('a', change), zone('b'))).toEqual(['us-east-1b']);
  },
);

test.each([{ freeAddresses: null }, { freeAddresses: 1 }, { givesPublicAddress: false }])(
  'a zone with %j is',
  (change) => {
    expect(usable(zone('a', change))).toEqual(['us-east-1a']);
  },
);

test('each zone gets one placement, in its own subnet', () => {
  expect(placementsIn([zone('b'), zone('a', { subnetId: null }), zone('c')])).toEqual([
    { zoneName: 'us-east-1b', zoneId: 'use1-az-b', subnetId: 'subnet-0000000b' },
    { zoneName: 'us-east-1c', zoneId: 'use1-az-c', subnetId: 'subnet-0000000c' },
  ]);
});

const placed = (...letters: readonly string[]) => placementsIn(letters.map((letter) => zone(letter)));
const fleets = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 20 });

test('machines in one subnet are one place, with their number', () => {
  const places = placesOf(placed('b', 'a', 'b'));

  expect(places.map(({ placement, count }) => `${placement.zoneName} ${count}`)).toEqual([
    'us-east-1b 2',
    'us-east-1a 1',
  ]);
});

test('each machine has a name of its own, and a single one in its zone the plain one', () => {
  expect(machineNames('web', placed('a', 'b', 'a', 'a'))).toEqual([
    'web-us-east-1a',
    'web-us-east-1b',
    'web-us-east-1a-2',
    'web-us-east-1a-3',
  ]);
  expect(freeMachineName('web', 'us-east-1b', ['web-us-east-1b', 'web-us-east-1b-2'])).toBe(
    'web-us-east-1b-3',
  );
  fc.assert(
    fc.property(fleets, (fleet) => {
      expect(new Set(machineNames('web', placed(...fleet))).size).toBe(fleet.length);
    }),
  );
});

test('fewer machines stay in as many zones as they can, each zone with its first', () => {
  expect(fewerOf(placed('a', 'a', 'b', 'b'), 2)).toEqual(placed('a', 'b'));
  fc.assert(
    fc.property(fleets, fc.integer({ min: 1, max: 20 }), (fleet, most) => {
      const fewer = fewerOf(placed(...fleet), most);

      expect(fewer).toHaveLength(Math.min(most, fleet.length));
      expect(placesOf(fewer)).toHaveLength(Math.min(most, new Set(fleet).size));
    }),
  );
});
