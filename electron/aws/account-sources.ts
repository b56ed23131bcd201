import type { AccountSource } from '../../shared/account.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { NO_SETTINGS, endpointsFrom, withoutPassword, type EndpointSettings } from './endpoints.ts';
import type { Environment } from './environment.ts';
import { rawOf } from './raw-of.ts';
import { readSharedFiles, type Section, type SharedFiles } from './shared-files.ts';
import { kindOf } from './sign-in.ts';

/**
 * The ways in that this computer has, the one AWS's own tools would take first. A profile that says nothing about
 * signing in (only a region, say) is none. One that AWS_PROFILE names and nobody wrote is listed, and told as a problem
 * when it is taken: another account in its place would be one that nobody meant.
 */
export async function listAccountSources(env: Environment): Promise<Outcome<readonly AccountSource[]>> {
  const files = await readFiles(env);
  if (!files.ok) return files;
  const profiles = [...files.value.profiles]
    .filter(([, profile]) => signsIn(profile))
    .map(([name]) => profileSource(env, files.value, name));
  const environment = hasKeys(env) ? [environmentSource(env, 'environment')] : [];
  const others = OTHERS.filter((way) => hasWay(env, way)).map((way) => environmentSource(env, way));
  const meant = env['AWS_PROFILE'] ?? '';
  const isMissing = meant !== '' && !files.value.profiles.has(meant);
  const missing = isMissing ? [profileSource(env, files.value, meant)] : [];
  return succeeded(firstChoiceFirst(env, [...missing, ...environment, ...profiles, ...others]));
}

/** The shared files, or the problem with them. */
export async function readFiles(env: Environment): Promise<Outcome<SharedFiles>> {
  try {
    return succeeded(await readSharedFiles(env));
  } catch (error) {
    return failed(
      makeProblem('profile-unreadable', { raw: rawOf(error), retryable: true, actions: ['retry'] }),
    );
  }
}

/** What a profile says of endpoints, with the `services` section it names. */
export function endpointSettings(files: SharedFiles, name: string): EndpointSettings {
  const profile = files.profiles.get(name) ?? {};
  return { profile, services: files.services.get(profile['services'] ?? '') ?? {} };
}

/** True when the environment itself holds an access key. */
export function hasKeys(env: Environment): boolean {
  return Boolean(env['AWS_ACCESS_KEY_ID']) && Boolean(env['AWS_SECRET_ACCESS_KEY']);
}

// Each of these begins one of the ways in which the SDK gets credentials from a profile.
const WAYS_IN = [
  'aws_access_key_id',
  'role_arn',
  'sso_session',
  'sso_start_url',
  'credential_process',
  'login_session',
];

function signsIn(profile: Section): boolean {
  return WAYS_IN.some((setting) => profile[setting] !== undefined);
}

function profileSource(env: Environment, files: SharedFiles, name: string): AccountSource {
  const settings = endpointSettings(files, name);
  const signIn = kindOf(settings.profile);
  return {
    id: `profile:${name}`,
    ...(signIn === null ? {} : { signIn }),
    name,
    kind: 'profile',
    region: settings.profile['region'] ?? regionOf(env),
    endpoint: shownEndpoint(env, settings),
  };
}

/** Ways in that whoever started Keyport has laid out: a pod of Kubernetes, a task of ECS, AWS's own shell. */
const OTHERS = ['web-identity', 'container'] as const;

/** Whether the environment says where these credentials are to be had. */
export function hasWay(env: Environment, way: (typeof OTHERS)[number]): boolean {
  if (way === 'web-identity')
    return Boolean(env['AWS_WEB_IDENTITY_TOKEN_FILE']) && Boolean(env['AWS_ROLE_ARN']);
  const uris = ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'];
  return uris.some((name) => Boolean(env[name]));
}

function environmentSource(env: Environment, way: 'environment' | (typeof OTHERS)[number]): AccountSource {
  return {
    id: way,
    name: way,
    signIn: way,
    kind: 'environment',
    region: regionOf(env),
    endpoint: shownEndpoint(env, NO_SETTINGS),
  };
}

/** The region that the environment names; null for none. */
export function regionOf(env: Environment): string | null {
  return env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || null;
}

/** Where the calls to EC2 go, without the password that an address may hold; null is AWS itself. */
export function shownEndpoint(env: Environment, settings: EndpointSettings): string | null {
  const { ec2 } = endpointsFrom(env, settings);
  return ec2 === null ? null : withoutPassword(ec2);
}

/** AWS_PROFILE names the one that is meant; else the environment's keys, else `default`; the rest as written. */
function firstChoiceFirst(env: Environment, sources: readonly AccountSource[]): readonly AccountSource[] {
  const firstIds = [`profile:${env['AWS_PROFILE'] ?? ''}`, 'environment', 'profile:default'];
  const rank = ({ id }: AccountSource) => (firstIds.includes(id) ? firstIds.indexOf(id) : firstIds.length);
  return sources.toSorted((one, other) => rank(one) - rank(other));
}
