import { expect, test } from 'vitest';
import { placementsIn, usableZones } from '../../shared/placement.ts';
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
