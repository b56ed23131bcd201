import type { AccessKey } from '../../shared/access-key.ts';
import type { AccountSource } from '../../shared/account.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { shownEndpoint } from './account-sources.ts';
import { resolveKey } from './account.ts';
import type { Accounts } from './accounts.ts';
import type { ResolvedAccount } from './clients.ts';
import { NO_SETTINGS } from './endpoints.ts';
import type { Environment } from './environment.ts';

/** What is known of an access key that is kept. */
type KeptKey = {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly ending: string;
};

type KeptKeys = {
  readonly list: () => Promise<readonly KeptKey[]>;
  readonly find: (id: string) => Promise<KeptKey | null>;
  readonly read: (id: string) => Promise<Outcome<AccessKey>>;
};

/** These ways in, and behind them the access keys that were typed into Keyport: AWS's own tools would take the first of all. */
export function withAccessKeys(accounts: Accounts, keys: KeptKeys, env: Environment): Accounts {
  const resolve = async (id: string, choice: Parameters<Accounts['resolve']>[0]) => {
    const record = await keys.find(id);
    if (record === null) return noSuchKey(choice.sourceId);
    const key = await keys.read(id);
    return key.ok ? resolveKey(choice, record.name, key.value, env) : key;
  };
  return {
    ...accounts,
    list: async () => {
      const sources = await accounts.list();
      if (!sources.ok) return sources;
      const typed = (await keys.list()).map((record) => keySource(record, env));
      return succeeded([...sources.value, ...typed]);
    },
    resolve: async (choice) => {
      const id = keyId(choice.sourceId);
      return id === null ? accounts.resolve(choice) : resolve(id, choice);
    },
  };
}

/** How an access key is listed. */
export function keySource({ id, name, region, ending }: KeptKey, env: Environment): AccountSource {
  return {
    id: `${PREFIX}${id}`,
    name,
    kind: 'access-key',
    keyEnding: ending,
    region,
    endpoint: shownEndpoint(env, NO_SETTINGS),
  };
}

/** `key:<id>` → the id; null for what is no typed key. */
export function keyId(sourceId: string): string | null {
  return sourceId.startsWith(PREFIX) ? sourceId.slice(PREFIX.length) : null;
}

const PREFIX = 'key:';

/** What is needed to ask AWS whose this key is, before it is kept. */
export function resolveTypedKey(
  key: AccessKey,
  { name, region }: { readonly name: string; readonly region: string },
  env: Environment,
): Outcome<ResolvedAccount> {
  return resolveKey({ sourceId: `${PREFIX}new`, region }, name, key, env);
}

function noSuchKey(sourceId: string): Outcome<never> {
  return failed(makeProblem('no-credentials', { actions: ['choose-account'], raw: `source: ${sourceId}` }));
}
