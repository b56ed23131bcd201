import { expect, test } from 'vitest';
import { checkPrice } from '../../shared/check-price.ts';
import { datedPrices, type PriceList } from '../../shared/price.ts';
import { PLAN } from './plan-fixture.ts';

const why = (prices: PriceList, name = 't3.micro') =>
  checkPrice({ ...PLAN, size: { ...PLAN.size, name } }, { prices })[0]?.why ?? null;

test.each([
  ['a size that the built-in table does not hold', datedPrices('us-east-1'), 'x9.huge', 'not hold this size'],
  [
    'Windows, of which it has no price',
    datedPrices('us-east-1', 'Windows'),
    't3.micro',
    'Windows costs more',
  ],
  ['another region', datedPrices('eu-west-1'), 't3.micro', 'no prices for this region'],
  [
    'a size that AWS’s own list left out',
    { ...datedPrices('us-east-1'), source: 'pricing-api' as const },
    'x9.huge',
    'does not say what this size costs',
  ],
])('the price is unknown for the reason that is so: %s', (_, prices, name, reason) => {
  expect(why(prices, name)).toContain(reason);
});

test('a price that the table has is no finding', () => {
  expect(why(datedPrices('us-east-1'))).toBeNull();
});

test('nobody is told that they may not ask: whether that is why is not known', () => {
  const all = [datedPrices('us-east-1', 'Windows'), datedPrices('eu-west-1'), datedPrices('us-east-1')];
  expect(all.map((prices) => why(prices, 'x9.huge')).join(' ')).not.toContain('may not');
});
