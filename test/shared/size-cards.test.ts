import { expect, test } from 'vitest';
import type { InstanceType } from '../../shared/facts.ts';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import type { PriceList } from '../../shared/price.ts';
import { sizeCards } from '../../shared/size-cards.ts';
import { FACTS, PLAN, SIZE } from './plan-fixture.ts';

const GIB = 1024;
const sold = (name: string, memoryGiB: number, change: Partial<InstanceType> = {}): InstanceType => ({
  ...SIZE,
  name,
  memoryMiB: memoryGiB * GIB,
  isFreeTierEligible: false,
  isBurstable: name.startsWith('t'),
  ...change,
});
const FREE = { isFreeTierEligible: true };
const REGION = [
  sold('t3.micro', 1, FREE),
  sold('t3.small', 2, FREE),
  sold('c7i-flex.large', 4, FREE),
  sold('m7i-flex.large', 8, FREE),
  sold('t2.medium', 4),
  sold('t3.medium', 4),
  sold('t3a.medium', 4),
  sold('t3.large', 8),
  sold('m5.large', 8),
  sold('m7i.large', 8),
  sold('m6idn.large', 8),
  sold('r7i.large', 16),
];
const prices = (instanceHour: Readonly<Record<string, number>>): PriceList => ({
  ...FACTS.prices,
  instanceHour,
});
const cards = (
  types: readonly InstanceType[],
  image: PlanDraft['image'] = PLAN.image,
  list: PriceList | null = null,
) => sizeCards(types, image, list).map(({ kind, type }) => [kind, type.name]);
const WINDOWS = { ...PLAN.image, platform: 'windows' } as const;

test('in an account with a free tier, the free ones, and more memory of the same family', () => {
  expect(cards(REGION)).toEqual([
    ['try', 't3.micro'],
    ['everyday', 't3.medium'],
    ['steady', 'm7i-flex.large'],
  ]);
});

test('Windows gets none with less memory than it asks for, and twice as much for every day', () => {
  expect(cards(REGION, WINDOWS)).toEqual([
    ['try', 't3.small'],
    ['everyday', 't3.large'],
    ['steady', 'm7i-flex.large'],
  ]);
});

test('without a free tier the cheapest is taken, and of unknown price the one that is sold the longest', () => {
  const paid = REGION.map((type) => ({ ...type, isFreeTierEligible: false }));
  expect(cards(paid, PLAN.image, prices({ 't3.micro': 0.01, 'm7i.large': 0.1, 'm5.large': 0.2 }))).toEqual([
    ['try', 't3.micro'],
    ['everyday', 't3.medium'],
    ['steady', 'm7i.large'],
  ]);
  expect(cards(paid).at(-1)).toEqual(['steady', 'm5.large']);
});

test('a family that has no such size leaves the card to the newest one', () => {
  const others = REGION.filter(({ name }) => name !== 't3.medium');
  expect(cards(others)[1]).toEqual(['everyday', 't3a.medium']);
});

test('no size is on two cards', () => {
  expect(cards([sold('t3.medium', 4)])).toEqual([['try', 't3.medium']]);
});

test.each([
  ['there is no image', REGION, null],
  ['there is no size', [], PLAN.image],
  ['all are for other processors', REGION, { ...PLAN.image, architecture: 'arm64' } as const],
  ['all are of before', REGION.map((type) => ({ ...type, isCurrentGeneration: false })), PLAN.image],
])('there are no cards where %s', (_, types, image) => {
  expect(cards(types, image)).toEqual([]);
});
