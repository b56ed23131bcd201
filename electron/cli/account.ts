import { listAccountSources } from '../aws/account-sources.ts';
import type { AccountChoice } from '../../shared/account.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';

type Asked = { readonly profile?: string | undefined; readonly region?: string | undefined };

/** The account and region that are meant: what was said, then what AWS's own tools would take. */
export async function chooseAccount(
  env: NodeJS.ProcessEnv,
  { profile, region }: Asked,
): Promise<Outcome<AccountChoice>> {
  const sources = await listAccountSources(env);
  if (!sources.ok) return sources;
  const wanted = profile === undefined ? sources.value[0]?.id : `profile:${profile}`;
  if (wanted === undefined) return failed(makeProblem('no-credentials'));
  const source = sources.value.find(({ id }) => id === wanted);
  const chosen = region ?? source?.region ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || undefined);
  if (chosen === undefined) {
    return failed(makeProblem('bad-request', { explanation: words.cli.usage.noRegion }));
  }
  return succeeded({ sourceId: wanted, region: chosen });
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
