import { expect, test } from 'vitest';
import { datedPrices, type PriceList } from '../../../shared/price.ts';
import {
  PRICES_AT_ONCE,
  mergePrices,
  mergeSizes,
  sizesToPrice,
} from '../../../renderer/wizard/merge-facts.ts';
import { ALL_TYPES, FREE_TYPES } from '../fake-facts.ts';

test('sizes are listed once each, the free-tier ones first', () => {
  const merged = mergeSizes(FREE_TYPES, ALL_TYPES)?.map(({ name }) => name) ?? [];

  expect(merged).toHaveLength(ALL_TYPES.length);
  expect(merged.slice(0, FREE_TYPES.length)).toEqual(FREE_TYPES.map(({ name }) => name));
  expect(new Set(merged).size).toBe(merged.length);
});

test('what was not read stays unknown, and is not an empty list', () => {
  expect(mergeSizes(null, ALL_TYPES)).toBeNull();
  expect(mergeSizes(FREE_TYPES, null)).toBe(FREE_TYPES);
  expect(mergePrices(null, null)).toBeNull();
});

test('a later list of prices adds sizes and changes none', () => {
  const first = datedPrices('us-east-1');
  const second: PriceList = { ...first, instanceHour: { 't3.micro': 99, 'm7i.large': 0.1 } };

  expect(mergePrices(first, second)?.instanceHour).toMatchObject({ 't3.micro': 0.0104, 'm7i.large': 0.1 });
});

test('no more prices are asked for than one request may name', () => {
  const names = sizesToPrice([], ALL_TYPES);

  expect(ALL_TYPES.length).toBeGreaterThan(PRICES_AT_ONCE);
  expect(names).toHaveLength(PRICES_AT_ONCE);
  expect(names).toContain('t3.micro');
  expect(sizesToPrice(FREE_TYPES, ALL_TYPES)).toEqual(FREE_TYPES.map(({ name }) => name));
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
