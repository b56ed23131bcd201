import { PRACTICE_ACCOUNT_ID, PRACTICE_USER } from '../../shared/practice/practice-user.ts';
import type { PracticePrincipal } from './action.ts';

/** The address that the practice account takes this computer to have (RFC 5737: nobody's). */
export const PRACTICE_ADDRESS = '203.0.113.7';

/** The one in the other network, where the weather has moved this computer to (RFC 5737, too). */
export const OTHER_PRACTICE_ADDRESS = '198.51.100.23';

/** Whoever calls, with whatever key, is this user. */
export const PRINCIPAL: PracticePrincipal = {
  accountId: PRACTICE_ACCOUNT_ID,
  arn: PRACTICE_USER,
  userId: 'AIDAPRACTICEACCOUNT11',
};
