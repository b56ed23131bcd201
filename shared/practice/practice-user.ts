import type { ConnectedAccount } from '../account.ts';
import { isOnThisComputer } from '../endpoint.ts';

/** The one account of practice. AWS uses this number in its documentation; it belongs to nobody. */
export const PRACTICE_ACCOUNT_ID = '111122223333';

/** Whoever calls it, with whatever key. */
export const PRACTICE_USER = `arn:aws:iam::${PRACTICE_ACCOUNT_ID}:user/practice`;

/** Whether Keyport's own practice account answers there, served on this computer. No other program calls itself that. */
export function isServedPractice({
  accountId,
  arn,
  endpoint,
}: Pick<ConnectedAccount, 'accountId' | 'arn' | 'endpoint'>): boolean {
  if (endpoint === null || !isOnThisComputer(endpoint)) return false;
  return accountId === PRACTICE_ACCOUNT_ID && arn === PRACTICE_USER;
}
