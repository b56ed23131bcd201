import { afterEach, expect, test } from 'vitest';
import { readAccountPlan } from '../../../electron/aws/account-plan.ts';
import { openPracticeAccount } from '../../../electron/practice/practice-account.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import { jsonAnswer, startFakeAws, type FakeAws } from '../../support/fake-aws.ts';
import { practiceClients } from '../../support/practice-clients.ts';

const signal = new AbortController().signal;

let aws: FakeAws | undefined;
afterEach(async () => {
  await aws?.stop();
  aws = undefined;
});

test.each([
  [{ accountPlanType: 'FREE', accountPlanStatus: 'ACTIVE' }, 200, 'free'],
  [{ accountPlanType: 'PAID', accountPlanStatus: 'ACTIVE' }, 200, 'paid'],
  [{ accountPlanType: 'GIFT' }, 200, 'unknown'],
  [{}, 200, 'unknown'],
  [[], 200, 'unknown'],
  [{ __type: 'ResourceNotFoundException', message: 'an account of before' }, 400, 'unknown'],
  [{ __type: 'AccessDeniedException' }, 400, 'unknown'],
] as const)('%j with status %i is %s', async (answer, status, plan) => {
  aws = await startFakeAws(() => jsonAnswer(answer, status));

  expect(await readAccountPlan(clientsAt(aws.endpoint).freeTier, signal)).toBe(plan);
});

test('the practice account is asked in this process, and is on the paid plan', async () => {
  const { account } = await openPracticeAccount({ stateFile: null, weather: [] });

  expect(await readAccountPlan(practiceClients(account, 'eu-central-1').freeTier, signal)).toBe('paid');
});
