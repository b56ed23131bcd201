import type { AccountChoice, AccountSource } from '../../shared/account.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { listAccountSources } from './account-sources.ts';
import { resolveAccount } from './account.ts';
import type { ResolvedAccount } from './clients.ts';
import type { Environment } from './environment.ts';
import { createCodeBox, createMfaSessions, type AskMfaCode } from './mfa-sessions.ts';

/** The ways in that there are, and what is needed to call AWS by one of them. Nothing is sent. */
export type Accounts = {
  readonly list: () => Promise<Outcome<readonly AccountSource[]>>;
  readonly resolve: (choice: AccountChoice) => Promise<Outcome<ResolvedAccount>>;
  /** The code that a person has typed, for the next sign-in by this way that wants one. */
  readonly offerMfaCode?: (sourceId: string, code: string) => void;
};

/**
 * The person's own accounts: their AWS files, and this environment. Where nobody can be asked for a code at once, a sign-in that wants
 * one fails, and goes on after it was offered.
 */
export function accountsOf(env: Environment, ask?: AskMfaCode): Accounts {
  const box = createCodeBox();
  const sessions = createMfaSessions(ask ?? box.ask);
  return {
    list: () => listAccountSources(env),
    resolve: (choice) => resolveAccount(choice, env, sessions),
    offerMfaCode: box.offer,
  };
}
