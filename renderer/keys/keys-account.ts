import type { AccountChoice, ConnectedAccount } from '../../shared/account.ts';
import type { AccountKeys } from '../../shared/keys/account-keys.ts';
import { useOutcome, type Reading } from '../use-outcome.ts';

/** Whose key pairs stand beside the vault's keys: the account that answered, and what was read of it. */
export type KeysAccount = {
  /** Null while no account has answered. */
  readonly account: ConnectedAccount | null;
  readonly keys: Reading<AccountKeys>;
  readonly state: 'reading' | 'read' | 'not-read';
};

/** Reads every region, which takes its time: the vault's own rows do not wait for it. */
export function useKeysAccount(account: ConnectedAccount | null): KeysAccount {
  const choice: AccountChoice = { sourceId: account?.sourceId ?? '', region: account?.region ?? '' };
  const keys = useOutcome({
    key: ['account-keys', choice],
    read: () => window.keyport.readAccountKeys(choice),
    isWanted: account !== null,
    isReadOnEachVisit: true,
  });
  return { account, keys, state: stateOf(keys) };
}

function stateOf({ value, isReading }: Reading<AccountKeys>): KeysAccount['state'] {
  if (value !== null) return 'read';
  return isReading ? 'reading' : 'not-read';
}
