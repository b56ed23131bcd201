import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { writeDurably } from '../journal/durable-file.ts';
import type { Environment } from './environment.ts';
import type { SharedFiles } from './shared-files.ts';
import { sectionBelow } from './sign-in.ts';
import type { Registration, Token } from './sso-oidc.ts';

/** What a profile says of its sign-in by IAM Identity Center. */
export type SsoSettings = {
  readonly startUrl: string;
  readonly region: string;
  readonly scopes: readonly string[];
  /** What the token is kept under: the session's name; without a session, the address. */
  readonly cacheName: string;
};

/** Null where this profile, or the one that its role is assumed with, signs in by other means, or does not say all of it. */
export function ssoSettingsOf(files: SharedFiles, profile: string): SsoSettings | null {
  const section = sectionBelow(files, profile);
  if (section === null) return null;
  const name = section['sso_session'];
  const session = name === undefined ? undefined : files.ssoSessions.get(name);
  const startUrl = session?.['sso_start_url'] ?? section['sso_start_url'];
  const region = session?.['sso_region'] ?? section['sso_region'];
  if (startUrl === undefined || region === undefined || !REGION.test(region)) return null;
  // Without a session there are none: a token that cannot be renewed.
  const scopes = name === undefined ? [] : scopesIn(session?.['sso_registration_scopes']);
  return { startUrl, region, scopes, cacheName: name ?? startUrl };
}

/** It becomes part of the name of a host. */
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/u;

function scopesIn(said: string | undefined): readonly string[] {
  const scopes = (said ?? '').split(',').map((scope) => scope.trim());
  return said === undefined ? ['sso:account:access'] : scopes.filter((scope) => scope !== '');
}

/** Where AWS's own command keeps it, and its SDKs look for it: one sign-in is for all of them. */
export function ssoTokenFile(cacheName: string, env: Environment): string {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? os.homedir();
  const name = createHash('sha1').update(cacheName).digest('hex');
  return path.join(home, '.aws', 'sso', 'cache', `${name}.json`);
}

/** For nobody else to read, and never half written. `now`: milliseconds since the epoch. */
export async function writeSsoToken(
  { startUrl, region, cacheName }: SsoSettings,
  { clientId, clientSecret, clientSecretExpiresAt }: Registration,
  { accessToken, expiresIn, refreshToken }: Token,
  { env, now }: { readonly env: Environment; readonly now: number },
): Promise<void> {
  const ends = clientSecretExpiresAt;
  const token = {
    startUrl,
    region,
    accessToken,
    expiresAt: stamp(now + expiresIn * 1000),
    clientId,
    clientSecret,
    ...(ends === undefined ? {} : { registrationExpiresAt: stamp(ends * 1000) }),
    ...(refreshToken === undefined ? {} : { refreshToken }),
  };
  await writeDurably(ssoTokenFile(cacheName, env), `${JSON.stringify(token, null, 2)}\n`);
}

/** As AWS's command writes it: to the second. */
function stamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
