import { describe, expect, test } from 'vitest';
import { checkReach } from '../../shared/check-reach.ts';
import type { ReachVerdict } from '../../shared/reachability.ts';
import { placedIn } from './plan-cases.ts';
import { FACTS, PLAN, PREFLIGHT, zone } from './plan-fixture.ts';

const closed = {
  ...FACTS.network,
  zones: ['a', 'b', 'c'].map((letter) => zone(letter, { givesPublicAddress: false })),
};
const judge = (verdict: ReachVerdict, network: typeof closed | null = null, placements = PLAN.placements) =>
  checkReach(
    { ...PLAN, placements },
    {
      network,
      preflight: { ...PREFLIGHT, subnets: PREFLIGHT.subnets.map((subnet) => ({ ...subnet, verdict })) },
    },
  );

describe('once the way to a subnet was looked at', () => {
  test('nobody minds that it gives no public address by itself', () => {
    expect(judge('yes', closed)).toEqual([]);
    expect(new Set(judge('no', closed).map(({ id }) => id))).toEqual(new Set(['subnet-not-reachable']));
  });

  test('and was not found out, both are said', () => {
    expect(new Set(judge('unknown', closed).map(({ id }) => id))).toEqual(
      new Set(['subnet-not-public', 'reach-unknown']),
    );
  });
});

test('a zone that nobody gets to is left out only where two others are left', () => {
  expect(judge('no').map(({ fixes }) => fixes.length)).toEqual([1, 1, 1]);
  expect(judge('no', null, placedIn('a', 'b')).map(({ fixes }) => fixes.length)).toEqual([0, 0]);
});

test('the reason is the step that stops', () => {
  const steps = [
    { step: 'address', verdict: 'yes', sentence: 'It has one.', because: [] },
    { step: 'acl', verdict: 'no', sentence: 'A network rule stops it.', because: ['acl-00000001'] },
  ] as const;
  const subnets = PREFLIGHT.subnets.map((subnet) => ({ ...subnet, verdict: 'no' as const, steps }));
  const [first] = checkReach(PLAN, { network: null, preflight: { ...PREFLIGHT, subnets } });

  expect(first?.why).toMatch(/^A network rule stops it\. /);
});
