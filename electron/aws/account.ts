import { setTimeout } from 'node:timers/promises';
import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import {
  GetCallerIdentityCommand,
  getDefaultRoleAssumer,
  getDefaultRoleAssumerWithWebIdentity,
} from '@aws-sdk/client-sts';
import { fromHttp, fromIni, fromTokenFile } from '@aws-sdk/credential-providers';
import type { AccessKey } from '../../shared/access-key.ts';
import type { AccountChoice, ConnectedAccount } from '../../shared/account.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { endpointSettings, hasKeys, hasWay, readFiles } from './account-sources.ts';
import { present, presentText } from './answer.ts';
import { clientOptions, type AwsClients, type Credentials, type ResolvedAccount } from './clients.ts';
import { NO_SETTINGS, endpointsFrom, safeEndpoints, type Endpoints } from './endpoints.ts';
import type { Environment } from './environment.ts';
import { createMfaSessions, type MfaSessions } from './mfa-sessions.ts';
import { factorFrom } from './patience.ts';
import { outcomeOf } from './problem.ts';
import { refusePages } from './refuse-pages.ts';
import { refusePlainHttp } from './refuse-plain-http.ts';
import { signInOf } from './sign-in.ts';
import type { SharedFiles } from './shared-files.ts';
import { STRAIGHT_OUT, wayOutNow } from './way-out.ts';

export type { ResolvedAccount } from './clients.ts';

/**
 * What is needed to call AWS by this choice: its own credentials and no others, and its endpoints, judged. Nothing
 * is sent.
 */
export async function resolveAccount(
  choice: AccountChoice,
  env: Environment,
  sessions: MfaSessions = createMfaSessions(async () => null),
): Promise<Outcome<ResolvedAccount>> {
  const files = await readFiles(env);
  if (!files.ok) return files;
  const name = profileName(choice.sourceId);
  const settings = name === null ? NO_SETTINGS : endpointSettings(files.value, name);
  const endpoints = safeEndpoints(endpointsFrom(env, settings));
  if (!endpoints.ok) return endpoints;
  const credentials =
    name === null
      ? fromSurroundings(choice, env, endpoints.value)
      : fromProfile(files.value, name, choice, endpoints.value, sessions);
  if (credentials === null) {
    return failed(
      makeProblem('no-credentials', { actions: ['choose-account'], raw: `source: ${choice.sourceId}` }),
    );
  }
  return succeeded({
    choice,
    sourceName: name ?? choice.sourceId,
    credentials: withinLimit(credentials, factorFrom(env)),
    endpoints: endpoints.value,
    answer: null,
    signIn:
      name === null
        ? {
            kind: 'environment',
            endsSometime: choice.sourceId !== 'environment' || Boolean(env['AWS_SESSION_TOKEN']),
          }
        : signInOf(files.value, name),
  });
}

/** The same for an access key that a person typed: its calls go where the environment's would. */
export function resolveKey(
  choice: AccountChoice,
  name: string,
  key: AccessKey,
  env: Environment,
): Outcome<ResolvedAccount> {
  const endpoints = safeEndpoints(endpointsFrom(env, NO_SETTINGS));
  if (!endpoints.ok) return endpoints;
  return succeeded({
    choice,
    sourceName: name,
    credentials: async () => ({ ...key }),
    endpoints: endpoints.value,
    answer: null,
    signIn: { kind: 'access-key', endsSometime: false },
  });
}

/** Asks AWS who this is. The regions are extra: an account that may not list them has none, and is connected. */
export async function connectAccount(
  clients: AwsClients,
  { choice, sourceName, endpoints }: ResolvedAccount,
): Promise<Outcome<ConnectedAccount>> {
  return outcomeOf(async () => {
    const [identity, regions] = await Promise.all([
      clients.sts.send(new GetCallerIdentityCommand({})),
      readRegions(clients),
    ]);
    const { accessKeyId } = await clients.sts.config.credentials();
    const arn = presentText(identity.Arn, 'Arn');
    return {
      ...choice,
      sourceName,
      accountId: presentText(identity.Account, 'Account'),
      arn,
      endpoint: endpoints.ec2,
      isRoot: arn.endsWith(':root'),
      hasLongLivedKey: accessKeyId.startsWith('AKIA'),
      regions,
    };
  });
}

/** Whose the credentials are now: those of a profile end, and are fetched again from files that may have changed. */
export function readAccountId(clients: AwsClients): Promise<Outcome<string>> {
  return outcomeOf(async () => {
    const { Account } = await clients.sts.send(new GetCallerIdentityCommand({}));
    return presentText(Account, 'Account');
  });
}

async function readRegions(clients: AwsClients): Promise<readonly string[]> {
  try {
    const { Regions } = await clients.ec2.send(new DescribeRegionsCommand({ AllRegions: false }));
    return present(Regions, 'Regions')
      .map(({ RegionName }) => presentText(RegionName, 'RegionName'))
      .toSorted();
  } catch {
    return [];
  }
}

/** `profile:web` → `web`; null for what is no profile. */
function profileName(sourceId: string): string | null {
  return sourceId.startsWith('profile:') ? sourceId.slice('profile:'.length) : null;
}

/** The profile's own way of signing in. Calls made on the way go where the profile's calls go, as safely. */
function fromProfile(
  files: SharedFiles,
  profile: string,
  { sourceId, region }: AccountChoice,
  endpoints: Endpoints,
  sessions: MfaSessions,
): (() => Promise<Credentials>) | null {
  if (!files.profiles.has(profile)) return null;
  const sts = { ...clientOptions(endpoints.sts), region };
  const options = {
    profile,
    filepath: files.credentialsPath,
    configFilepath: files.configPath,
    ignoreCache: true,
    roleAssumer: getDefaultRoleAssumer(sts, [refusePlainHttp, refusePages]),
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(sts, [refusePlainHttp, refusePages]),
    clientPlugins: [refusePlainHttp, refusePages],
    // What gives the keys of a single sign-on: its client would look into the environment by itself, and into no profile.
    ...(endpoints.sso === null && wayOutNow() === STRAIGHT_OUT
      ? {}
      : { clientConfig: clientOptions(endpoints.sso) }),
  };
  return () => sessions.signIn(sourceId, (mfaCodeProvider) => fromIni({ ...options, mfaCodeProvider })());
}

const SIGN_IN_WITHIN_S = 120;

/** A profile's own program may wait for a person, or for nobody: not without end. */
function withinLimit<Args extends readonly unknown[]>(
  signIn: (...args: Args) => Promise<Credentials>,
  factor: number,
): (...args: Args) => Promise<Credentials> {
  const refuse = async (signal: AbortSignal): Promise<never> => {
    await setTimeout(SIGN_IN_WITHIN_S * 1000 * factor, undefined, { ref: false, signal });
    const message = `no answer from this profile's way of signing in within ${String(SIGN_IN_WITHIN_S)} s`;
    throw Object.assign(new Error(message), { name: 'CredentialsProviderError' });
  };
  return async (...args) => {
    const answered = new AbortController();
    try {
      return await Promise.race([signIn(...args), refuse(answered.signal)]);
    } finally {
      answered.abort();
    }
  };
}

/** What whoever started Keyport has laid out for it; null where that is nothing of this name. */
function fromSurroundings(
  { sourceId, region }: AccountChoice,
  env: Environment,
  endpoints: Endpoints,
): (() => Promise<Credentials>) | null {
  if (sourceId === 'container' && hasWay(env, 'container')) {
    const options = {
      awsContainerCredentialsRelativeUri: env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ?? '',
      awsContainerCredentialsFullUri: env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] ?? '',
      awsContainerAuthorizationToken: env['AWS_CONTAINER_AUTHORIZATION_TOKEN'] ?? '',
      awsContainerAuthorizationTokenFile: env['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'] ?? '',
    };
    return () => fromHttp(said(options))();
  }
  if (sourceId === 'web-identity' && hasWay(env, 'web-identity')) {
    const sts = { ...clientOptions(endpoints.sts), region };
    const options = {
      webIdentityTokenFile: env['AWS_WEB_IDENTITY_TOKEN_FILE'] ?? '',
      roleArn: env['AWS_ROLE_ARN'] ?? '',
      roleSessionName: env['AWS_ROLE_SESSION_NAME'] ?? '',
    };
    const plugins = [refusePlainHttp, refusePages];
    const roleAssumerWithWebIdentity = getDefaultRoleAssumerWithWebIdentity(sts, plugins);
    return () => fromTokenFile({ ...said(options), roleAssumerWithWebIdentity })();
  }
  return fromEnvironment(sourceId, env);
}

/** Without those that nobody set. */
function said(options: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(options).filter(([, text]) => text !== ''));
}

/** The environment's keys and nothing else: not a profile that happens to be the default one. For no other source. */
function fromEnvironment(sourceId: string, env: Environment): (() => Promise<Credentials>) | null {
  if (sourceId !== 'environment' || !hasKeys(env)) return null;
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = env;
  const sessionToken = env['AWS_SESSION_TOKEN'];
  return () => Promise.resolve({ accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) });
}
