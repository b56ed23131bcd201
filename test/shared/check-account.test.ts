import { expect, test } from 'vitest';
import { checkAccount } from '../../shared/check-account.ts';
import { FACTS, PLAN } from './plan-fixture.ts';

const idsOf = (change: Partial<typeof FACTS.account>) =>
  checkAccount(PLAN, { account: { ...FACTS.account, ...change } }).map(({ id }) => id);

test('an account that may not list its regions is not said to lack one', () => {
  expect(checkAccount(PLAN, { account: { ...FACTS.account, regions: [] } })).toEqual([]);
});

test('another profile of the same account is the same account', () => {
  const account = { ...FACTS.account, sourceId: 'profile:other', sourceName: 'other' };

  expect(checkAccount(PLAN, { account })).toEqual([]);
  expect(idsOf({})).toEqual([]);
});
