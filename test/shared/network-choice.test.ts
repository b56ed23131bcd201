import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Network, Zone, ZoneSubnet } from '../../shared/facts.ts';
import {
  asChosen,
  askedDoors,
  bestSubnetIn,
  chosenSubnets,
  reachOfSubnet,
  subnetIn,
  withWay,
} from '../../shared/network-choice.ts';
import { placementsIn, usableZones } from '../../shared/placement.ts';
import { PLAN } from './plan-fixture.ts';
import { REGION } from './reach/region-fixture.ts';

const subnet = (subnetId: string, rest: Partial<ZoneSubnet> = {}): ZoneSubnet => ({
  subnetId,
  name: null,
  cidr: '10.0.1.0/24',
  isDefault: false,
  freeAddresses: 10,
  givesPublicAddress: null,
  ...rest,
});
const zone = (...subnets: readonly ZoneSubnet[]): Zone => ({
  zoneName: 'eu-central-1a',
  zoneId: 'euc1-az2',
  isAvailable: true,
  offersType: true,
  subnetId: null,
  freeAddresses: null,
  givesPublicAddress: null,
  subnets,
});
const network = (...zones: readonly Zone[]): Network => ({ instanceType: 't3.micro', vpcId: 'vpc-1', zones });

describe('of the subnets of a zone there is proposed', () => {
  // In the region of the fixture subnet-1 has a way from the internet, and no other one.
  test.each<[string, readonly ZoneSubnet[], string]>([
    ['the default one', [subnet('subnet-1'), subnet('subnet-d', { isDefault: true })], 'subnet-d'],
    [
      'one with room, where the default one is full',
      [subnet('subnet-1'), subnet('subnet-d', { isDefault: true, freeAddresses: 0 })],
      'subnet-1',
    ],
    [
      'the one that the internet gets to, whatever room there is and whatever it gives by itself',
      [subnet('subnet-0', { freeAddresses: 999, givesPublicAddress: true }), subnet('subnet-1')],
      'subnet-1',
    ],
    ['the roomier one', [subnet('subnet-8'), subnet('subnet-9', { freeAddresses: 11 })], 'subnet-9'],
    [
      'among equals the one that gives public addresses',
      [subnet('subnet-8', { freeAddresses: 99 }), subnet('subnet-9', { givesPublicAddress: true })],
      'subnet-9',
    ],
  ])('%s', (_what, subnets, expected) => {
    const [read] = withWay(network(zone(...subnets)), REGION).zones;

    expect(read?.subnetId).toBe(expected);
  });

  test('nothing in a zone that has none', () => {
    expect(bestSubnetIn(zone()).subnetId).toBeNull();
  });

  test('the same one, in whatever order EC2 lists them', () => {
    const subnets = fc.uniqueArray(
      fc.record({
        subnetId: fc.constantFrom('subnet-1', 'subnet-2', 'subnet-3', 'subnet-4'),
        isDefault: fc.boolean(),
        freeAddresses: fc.constantFrom(null, 0, 1, 2),
        givesPublicAddress: fc.constantFrom(null, true, false),
      }),
      { selector: ({ subnetId }) => subnetId, minLength: 1 },
    );
    fc.assert(
      fc.property(subnets, fc.boolean(), (given, isRead) => {
        const list = given.map((each) => subnet(each.subnetId, each));
        const best = (all: readonly ZoneSubnet[]) =>
          bestSubnetIn(zone(...all), { vpcId: 'vpc-1', ...(isRead ? { way: REGION } : {}) });

        expect(best(list.toReversed()).subnetId).toBe(best(list).subnetId);
        const isFull = best(list).freeAddresses === 0;
        expect(isFull).toBe(list.every(({ freeAddresses }) => freeAddresses === 0));
      }),
    );
  });
});

describe('a subnet that somebody has chosen', () => {
  const read = network(bestSubnetIn(zone(subnet('subnet-1'), subnet('subnet-2', { freeAddresses: 0 }))));

  test('stands where the proposed one stood, for all that looks for a place', () => {
    const chosen = asChosen(read, { 'euc1-az2': 'subnet-2' });

    expect(chosen.zones[0]).toMatchObject({ subnetId: 'subnet-2', freeAddresses: 0 });
    expect(usableZones(chosen)).toEqual([]);
  });

  test('counts for nothing where the zone has no such one', () => {
    expect(asChosen(read, { 'euc1-az2': 'subnet-of-elsewhere' })).toEqual(read);
  });

  test('is read from the placements', () => {
    const placements = placementsIn(usableZones(read));

    expect(asChosen(read, chosenSubnets(placements))).toEqual(read);
    expect(chosenSubnets(placements)).toEqual({ 'euc1-az2': 'subnet-1' });
  });

  test('is known by its id in its own zone only', () => {
    const [first] = read.zones;

    expect(first && subnetIn(first, 'subnet-2')?.freeAddresses).toBe(0);
    expect(first && subnetIn(first, 'subnet-3')).toBeNull();
    expect(subnetIn({ ...zone(), subnetId: 'subnet-7', freeAddresses: 3 }, 'subnet-7')?.freeAddresses).toBe(
      3,
    );
  });
});

test('whether this computer gets there is told by the way, and not at all without it', () => {
  const doors = askedDoors(PLAN);

  expect(reachOfSubnet(network(), zone(), 'subnet-1', doors)).toBeNull();
  const read = withWay(network(zone()), REGION);
  expect(reachOfSubnet(read, zone(), 'subnet-1', doors)?.verdict).toBe('yes');
  const shut = reachOfSubnet(read, zone(), 'subnet-2', doors);
  expect(shut?.verdict).toBe('no');
  expect(shut?.steps.find(({ verdict }) => verdict === 'no')?.step).toBe('route');
});

test('who chooses a subnet asks about the port to log in by too, whoever may log in', () => {
  expect(askedDoors({ access: null, image: null }).map(({ port }) => port)).toEqual([22]);
  const nobody = { ...PLAN, access: { ...PLAN.access, adminAddress: null } };
  expect(askedDoors(nobody).map(({ port }) => port)).toContain(22);
  expect(askedDoors(nobody).filter(({ port }) => port === 22)).toHaveLength(1);
});
