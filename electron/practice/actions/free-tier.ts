import { z } from 'zod';
import type { JsonAction, JsonActions } from '../action.ts';
import { readInput } from '../protocol/read-input.ts';

const nothing = z.strictObject({});

/** The practice account is on the paid plan: the free one would refuse most sizes, and nothing here costs anything. */
const getAccountPlanState: JsonAction = ({ account }, input) => {
  readInput(nothing, input);
  return { accountId: account.accountId, accountPlanType: 'PAID', accountPlanStatus: 'ACTIVE' };
};

export const freeTierActions: JsonActions = { GetAccountPlanState: getAccountPlanState };
