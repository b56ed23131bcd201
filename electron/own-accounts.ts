import { connectAccount } from './aws/account.ts';
import type { Accounts } from './aws/accounts.ts';
import { closeClients, createClients } from './aws/clients.ts';
import type { Connections } from './aws/connections.ts';
import { keyId, keySource, resolveTypedKey, withAccessKeys } from './aws/key-accounts.ts';
import { createSsoSignIns } from './aws/sso-sign-ins.ts';
import { openAccessKeyRecords } from './custody/access-key-records.ts';
import { createAccessKeys, type AccessKeys } from './custody/access-keys.ts';
import type { Keychain } from './keychain/keychain.ts';
import { accessKeyFault, trimmedKey, type AccessKey } from '../shared/access-key.ts';
import type { AccountsApi } from '../shared/api.ts';
import { makeProblem } from '../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../shared/outcome.ts';
import { words } from '../shared/words/en.ts';

export type OwnAccountsApi = Pick<
  AccountsApi,
  | 'addAccessKey'
  | 'renameAccount'
  | 'removeAccount'
  | 'startSignIn'
  | 'finishSignIn'
  | 'cancelSignIn'
  | 'openSignInPage'
>;

type OwnAccountsDeps = {
  readonly accounts: Accounts;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  readonly openExternal: (url: string) => Promise<void>;
  /** The home is ours, and what keeps secrets is open, when this succeeds. */
  readonly openKeychain: () => Promise<Outcome<Keychain>>;
};

/** The ways in that there are, with those whose access key Keyport keeps; and what is done with the latter. */
export type OwnAccounts = {
  readonly accounts: Accounts;
  readonly api: (connections: Pick<Connections, 'forget'>) => OwnAccountsApi;
};

export function createOwnAccounts(deps: OwnAccountsDeps): OwnAccounts {
  const { accounts, home, env, openKeychain } = deps;
  const signIns = createSsoSignIns(deps);
  const keys = createAccessKeys({ records: openAccessKeyRecords(home), openKeychain });
  return {
    accounts: withAccessKeys(accounts, keys, env),
    api: (connections) => ({
      addAccessKey: async ({ name, region, ...typed }) => {
        const key = trimmedKey(typed);
        const answered = await askAws(keys, key, { name, region }, env);
        if (!answered.ok) return answered;
        const kept = await keys.keep(key, { name, region });
        return kept.ok ? succeeded(keySource(kept.value, env)) : kept;
      },
      renameAccount: ({ sourceId, name }) => ofKey(sourceId, (id) => keys.rename(id, name)),
      removeAccount: ({ sourceId }) =>
        ofKey(sourceId, async (id) => {
          const removed = await keys.remove(id);
          if (removed.ok) connections.forget(sourceId);
          return removed;
        }),
      startSignIn: ({ sourceId }) => signIns.start(sourceId),
      finishSignIn: ({ signInId }) => signIns.finish(signInId),
      cancelSignIn: async ({ signInId }) => {
        signIns.cancel(signInId);
        return succeeded(null);
      },
      openSignInPage: ({ signInId }) => signIns.openAgain(signInId),
    }),
  };
}

/** A key that was mistyped is never kept: AWS has to have answered to it. What can be seen to be wrong is not sent. */
async function askAws(
  keys: AccessKeys,
  key: AccessKey,
  what: { readonly name: string; readonly region: string },
  env: NodeJS.ProcessEnv,
): Promise<Outcome<null>> {
  const fault = accessKeyFault(key);
  if (fault !== null) return refused(words.accounts.faults[fault]);
  const possible = await keys.mayKeep(what.name);
  if (!possible.ok) return possible;
  const resolved = resolveTypedKey(key, what, env);
  if (!resolved.ok) return resolved;
  const clients = createClients(resolved.value);
  try {
    const account = await connectAccount(clients, resolved.value);
    return account.ok ? succeeded(null) : account;
  } finally {
    closeClients(clients);
  }
}

async function ofKey(sourceId: string, act: (id: string) => Promise<Outcome<null>>): Promise<Outcome<null>> {
  const id = keyId(sourceId);
  return id === null ? refused(words.accounts.problems.notOurs) : act(id);
}

function refused(explanation: string): Outcome<never> {
  return failed(makeProblem('account-refused', { explanation }));
}
