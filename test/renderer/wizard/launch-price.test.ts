import { expect, test } from 'vitest';
import { priceInWords } from '../../../renderer/wizard/launch-price.tsx';
import { plannedThings } from '../../../renderer/wizard/planned-things.ts';
import type { PlanDraft } from '../../../shared/launch-plan.ts';
import type { PriceList } from '../../../shared/price.ts';
import { PRICES } from '../../shared/cost-fixture.ts';
import { PLAN } from '../../shared/plan-fixture.ts';

test('the price beside the button is that of all machines with their disks and addresses', () => {
  const count = PLAN.placements.length;
  const perHour = count * (0.0104 + 0.005 + (PLAN.storage.rootSizeGiB * 0.08) / 730);
  const text = priceInWords({ draft: PLAN, facts: { prices: PRICES } });

  expect(text).toBe(`Costs $${perHour.toFixed(4)} an hour, $${(perHour * 730).toFixed(2)} a month`);
});

test.each<[string, PlanDraft, PriceList | null]>([
  ['nobody has read a price', PLAN, null],
  ['the size has none', { ...PLAN, size: { ...PLAN.size, name: 'x9.huge' } }, PRICES],
  ['no zone is chosen', { ...PLAN, placements: [] }, PRICES],
])('where %s, nothing is said to be free', (_, draft, prices) => {
  expect(priceInWords({ draft, facts: { prices } })).toBe('Costs money; how much is not known');
});

test('each rule says which port it opens, and to whom', () => {
  const rules = plannedThings(PLAN).filter(({ id }) => id.startsWith('rule '));
  expect(rules.map(({ how }) => how)).toEqual([
    'opens port 443 to every IPv4 address (0.0.0.0/0)',
    'opens port 443 to every IPv6 address (::/0)',
    'opens port 22 to this one address (203.0.113.7/32)',
  ]);
});
