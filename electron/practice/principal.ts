import type { PracticePrincipal } from './action.ts';

/** The one account of practice. AWS uses this number in its documentation; it belongs to nobody. */
export const PRACTICE_ACCOUNT_ID = '111122223333';

/** The address that the practice account takes this computer to have (RFC 5737: nobody's). */
export const PRACTICE_ADDRESS = '203.0.113.7';

/** Whoever calls, with whatever key, is this user. */
export const PRINCIPAL: PracticePrincipal = {
  accountId: PRACTICE_ACCOUNT_ID,
  arn: `arn:aws:iam::${PRACTICE_ACCOUNT_ID}:user/practice`,
  userId: 'AIDAPRACTICEACCOUNT11',
};
