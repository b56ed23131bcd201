import { expect, test } from 'vitest';
import { datedPrices, type PriceList } from '../../../shared/price.ts';
import {
  PRICES_AT_ONCE,
  mergePrices,
  mergeSizes,
  sizesToPrice,
} from '../../../renderer/wizard/merge-facts.ts';
import { PLAN, SIZE } from '../../shared/plan-fixture.ts';
import { ALL_TYPES, FREE_TYPES } from '../fake-facts.ts';

test('sizes are listed once each, the free-tier ones first', () => {
  const merged = mergeSizes(FREE_TYPES, ALL_TYPES)?.map(({ name }) => name) ?? [];

  expect(merged).toHaveLength(ALL_TYPES.length);
  expect(merged.slice(0, FREE_TYPES.length)).toEqual(FREE_TYPES.map(({ name }) => name));
  expect(new Set(merged).size).toBe(merged.length);
});

test('what was not read stays unknown, and is not an empty list', () => {
  expect(mergeSizes(null, ALL_TYPES)).toBeNull();
  expect(mergeSizes(FREE_TYPES, null)).toEqual(FREE_TYPES);
  expect(mergePrices(null, null)).toBeNull();
});

test('a later list of prices adds sizes and changes none', () => {
  const first = datedPrices('us-east-1');
  const second: PriceList = { ...first, instanceHour: { 't3.micro': 99, 'm7i.large': 0.1 } };

  expect(mergePrices(first, second)?.instanceHour).toMatchObject({ 't3.micro': 0.0104, 'm7i.large': 0.1 });
});

test('which sizes are free is what the newest list says, not an older one', () => {
  const merged = mergeSizes([], FREE_TYPES) ?? [];

  expect(merged).toHaveLength(FREE_TYPES.length);
  expect(merged.filter(({ isFreeTierEligible }) => isFreeTierEligible)).toEqual([]);
});

test('prices are asked for what the cards may show, and for no more than one request may name', () => {
  const free = FREE_TYPES.map(({ name }) => name);
  const crowd = Array.from({ length: 30 }, (_, nth) => ({ ...SIZE, name: `t3.${nth}` }));

  expect(sizesToPrice(ALL_TYPES, PLAN.image)).toEqual([...free, 't3.medium'].toSorted());
  expect(sizesToPrice(crowd, PLAN.image)).toHaveLength(PRICES_AT_ONCE);
  expect(sizesToPrice(null, PLAN.image)).toEqual([]);
});

test('of a system with a licence, what plain Linux costs is merged as well', () => {
  const first = {
    ...datedPrices('us-east-1'),
    instanceHour: { 'm7i.large': 0.2 },
    linuxHour: { 'm7i.large': 0.1 },
  };
  const second = { ...first, instanceHour: { 't3.micro': 0.02 }, linuxHour: { 't3.micro': 0.01 } };

  expect(mergePrices(first, second)).toMatchObject({
    instanceHour: { 'm7i.large': 0.2, 't3.micro': 0.02 },
    linuxHour: { 'm7i.large': 0.1, 't3.micro': 0.01 },
  });
});
