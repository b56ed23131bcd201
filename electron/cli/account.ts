import { regionOf } from '../aws/account-sources.ts';
import type { Accounts } from '../aws/accounts.ts';
import type { AccountChoice, AccountSource } from '../../shared/account.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';

type Asked = { readonly profile?: string | undefined; readonly region?: string | undefined };

/** Where accounts are looked for. */
type Known = { readonly accounts: Pick<Accounts, 'list'>; readonly env: NodeJS.ProcessEnv };

/** The account and region that are meant: what was said, then what AWS's own tools would take. */
export async function chooseAccount(
  { accounts, env }: Known,
  { profile, region }: Asked,
): Promise<Outcome<AccountChoice>> {
  const sources = await accounts.list();
  if (!sources.ok) return sources;
  const wanted = profile === undefined ? sources.value[0]?.id : namedIn(sources.value, profile);
  if (wanted === undefined) return failed(makeProblem('no-credentials'));
  const source = sources.value.find(({ id }) => id === wanted);
  const chosen = region ?? source?.region ?? regionOf(env);
  if (chosen === null) {
    return failed(makeProblem('bad-request', { explanation: words.cli.usage.noRegion }));
  }
  return succeeded({ sourceId: wanted, region: chosen });
}

/** The way in of this name, whether it is there or not. */
export async function sourceNamed(accounts: Pick<Accounts, 'list'>, name: string): Promise<string> {
  const sources = await accounts.list();
  return namedIn(sources.ok ? sources.value : [], name);
}

/** A profile of the AWS files goes before an account that Keyport calls the same. */
function namedIn(sources: readonly AccountSource[], name: string): string {
  const profile = `profile:${name}`;
  if (sources.some(({ id }) => id === profile)) return profile;
  const kept = sources.find((source) => source.kind === 'access-key' && source.name === name);
  return kept?.id ?? profile;
}

/** The environment with every call going to this endpoint, whatever else it or the profile says. */
export function withEndpoint(env: NodeJS.ProcessEnv, endpoint: string | undefined): NodeJS.ProcessEnv {
  if (endpoint === undefined) return env;
  const others = Object.entries(env).filter(
    ([name]) => !name.startsWith('AWS_ENDPOINT_URL') && name !== 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  );
  return {
    ...Object.fromEntries(others),
    AWS_ENDPOINT_URL: endpoint,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
  };
}
