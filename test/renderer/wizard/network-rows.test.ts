import { expect, test } from 'vitest';
import { nameOfVpc, networkRows, reachOfAll } from '../../../renderer/wizard/network-rows.ts';
import { placementsIn, usableZones } from '../../../shared/placement.ts';
import { emptyDraft } from '../../../shared/pre-answer.ts';
import { zonesOf } from '../fake-facts.ts';
import { defaultNetwork, shopNetwork } from '../fake-network.ts';

const zones = zonesOf('us-east-1', 6);
const shop = shopNetwork('us-east-1', 't3.micro', zones);
const [publicOnly, toPrivate] = [shop, shop].map((network) => placementsIn(usableZones(network)));
const draftOf = (placements = publicOnly ?? []) => ({ ...emptyDraft(), placements });
const privateOf = (index: number) =>
  (toPrivate ?? []).map((placement, at) => ({
    ...placement,
    subnetId: at === index ? `subnet-0bbbbbbbbbbbbbb${String(at)}1` : placement.subnetId,
  }));

test('each zone says whether the person gets there, by the subnet that is chosen, and why not', () => {
  const rows = networkRows(shop, draftOf(privateOf(1)));

  expect(rows.map(({ reach }) => reach?.verdict)).toEqual([
    'yes',
    'no',
    'yes',
    undefined,
    undefined,
    undefined,
  ]);
  expect(rows[1]?.reach?.why).toBe(
    'Answers would leave through a NAT gateway: it lets the machine call out, and nobody in.',
  );
  expect(rows[1]?.zone.subnetId).toBe('subnet-0bbbbbbbbbbbbbb11');
});

test.each([
  ['all', defaultNetwork('us-east-1', 't3.micro', zones), draftOf(placementsIn(zones)), 'yes'],
  ['some', shop, draftOf(privateOf(0)), 'mixed'],
  ['none that is read', { ...shop, way: undefined }, draftOf(), 'unknown'],
  ['no machine', shop, draftOf([]), 'unknown'],
] as const)('of %s of them it says one thing', (_what, network, draft, expected) => {
  const { way, ...rest } = network;
  expect(reachOfAll(networkRows(way === undefined ? rest : { ...rest, way }, draft))).toBe(expected);
});

test.each([
  [true, null, 'The default network'],
  [true, 'main', 'main (the default network)'],
  [false, 'shop', 'shop'],
  [false, null, 'Network without a name'],
])('a network is called by what a person knows it by (%s, %s)', (isDefault, name, expected) => {
  expect(nameOfVpc({ vpcId: 'vpc-1', cidrs: [], isDefault, name })).toBe(expected);
});
