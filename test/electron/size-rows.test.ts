import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromRows, sizeRowsSchema, toRows } from '../../electron/size-rows.ts';
import type { InstanceType } from '../../shared/facts.ts';
import { SIZE } from '../shared/plan-fixture.ts';

const anyType: fc.Arbitrary<InstanceType> = fc
  .record({
    name: fc.stringMatching(/^[a-z0-9-]{1,10}\.[a-z0-9-]{1,10}$/),
    vcpus: fc.integer({ min: 1, max: 900 }),
    memoryMiB: fc.integer({ min: 512, max: 33_554_432 }),
    architectures: fc.subarray<'x86_64' | 'arm64'>(['x86_64', 'arm64']),
    isFreeTierEligible: fc.boolean(),
    isCurrentGeneration: fc.boolean(),
    isBurstable: fc.boolean(),
    network: fc.constantFrom('', 'Low to Moderate', 'Up to 12.5 Gigabit'),
  })
  .map(({ network, ...type }) => (network === '' ? type : { ...type, networkPerformance: network }));

test('sizes come back from their rows as they were, through a file', () => {
  fc.assert(
    fc.property(fc.array(anyType), (types) => {
      const text = JSON.stringify(toRows(types));
      expect(fromRows(sizeRowsSchema.parse(JSON.parse(text)))).toEqual(types);
    }),
  );
});

const [GOOD = []] = toRows([SIZE]);

test.each<[string, unknown]>([
  ['no list', {}],
  ['a row too short', [GOOD.slice(0, 4)]],
  ['a row too long', [[...GOOD, 1]]],
  ['a name that is none', [['<b>', ...GOOD.slice(1)]]],
  ['half a processor', [[GOOD[0], 0.5, ...GOOD.slice(2)]]],
  ['a bit that there is not', [[...GOOD.slice(0, 3), 32, '']]],
  ['more sizes than there can be', Array(5001).fill(GOOD)],
])('%s is refused', (_, rows) => {
  expect(sizeRowsSchema.safeParse([GOOD]).success).toBe(true);
  expect(sizeRowsSchema.safeParse(rows).success).toBe(false);
});
