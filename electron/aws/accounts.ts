import type { AccountChoice, AccountSource } from '../../shared/account.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { listAccountSources } from './account-sources.ts';
import { resolveAccount } from './account.ts';
import type { ResolvedAccount } from './clients.ts';
import type { Environment } from './environment.ts';

/** The ways in that there are, and what is needed to call AWS by one of them. Nothing is sent. */
export type Accounts = {
  readonly list: () => Promise<Outcome<readonly AccountSource[]>>;
  readonly resolve: (choice: AccountChoice) => Promise<Outcome<ResolvedAccount>>;
};

/** The person's own accounts: their AWS files, and this environment. */
export function accountsOf(env: Environment): Accounts {
  return {
    list: () => listAccountSources(env),
    resolve: (choice) => resolveAccount(choice, env),
  };
}
