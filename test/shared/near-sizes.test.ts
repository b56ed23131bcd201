import { expect, test } from 'vitest';
import type { InstanceType } from '../../shared/facts.ts';
import { nearSizes, sizeFixes } from '../../shared/near-sizes.ts';
import { FACTS, PLAN, SIZE } from './plan-fixture.ts';

const sold = (name: string, change: Partial<InstanceType> = {}): InstanceType => ({
  ...SIZE,
  name,
  ...change,
});
const near = (instanceTypes: readonly InstanceType[], instanceHour: Readonly<Record<string, number>> = {}) =>
  nearSizes(PLAN, { instanceTypes, prices: { ...FACTS.prices, instanceHour } }).map(({ name }) => name);

test('sizes with as many processors come first, of these the cheapest; then twice and half as many alike', () => {
  const sizes = [
    sold('eight', { vcpus: 8 }),
    sold('four', { vcpus: 4 }),
    sold('one', { vcpus: 1 }),
    sold('dear'),
    sold('cheap'),
  ];

  expect(near(sizes, { cheap: 0.01, dear: 0.02, one: 0.03, four: 0.04 })).toEqual([
    'cheap',
    'dear',
    'one',
    'four',
    'eight',
  ]);
});

test('the chosen size and those for other processors are none of them', () => {
  expect(near([SIZE, sold('arm', { architectures: ['arm64'] })])).toEqual([]);
  expect(nearSizes({ ...PLAN, image: null }, { instanceTypes: [sold('a')], prices: null })).toEqual([]);
  expect(nearSizes(PLAN, { instanceTypes: null, prices: null })).toEqual([]);
});

test('two are offered at most, each with an answer that bills nothing extra', () => {
  const fixes = sizeFixes([sold('t3.small'), sold('m7i.large', { isBurstable: false }), sold('t3.large')]);

  expect(fixes.map(({ label }) => label)).toEqual(['Choose t3.small', 'Choose m7i.large']);
  expect(fixes.map(({ edit }) => edit.size?.cpuCredits)).toEqual(['standard', null]);
});
