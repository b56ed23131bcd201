import type { SignInKind } from '../../shared/account.ts';
import type { Section, SharedFiles } from './shared-files.ts';

/** How somebody gets credentials: what to say when they have ended. `profile` is the one that was chosen. */
export type SignIn =
  | { readonly kind: 'sso'; readonly profile: string; readonly startUrl: string | null }
  | { readonly kind: 'login'; readonly profile: string }
  | { readonly kind: 'program'; readonly profile: string }
  /** Keys in the files; `endsSometime` where a session token is with them. */
  | { readonly kind: 'keys'; readonly profile: string; readonly endsSometime: boolean }
  | { readonly kind: 'environment'; readonly endsSometime: boolean }
  /** Typed into Keyport. */
  | { readonly kind: 'access-key'; readonly endsSometime: false };

/** The sign-in at the bottom of a profile. Null where it is of no known kind. */
export function signInOf(files: SharedFiles, profile: string): SignIn | null {
  const section = sectionBelow(files, profile);
  return section === null ? null : ownSignIn(section, profile, files.ssoSessions);
}

/** How a profile says that it gets credentials, in the order in which the SDK looks; null where it does not say. */
export function kindOf(section: Section): SignInKind | null {
  const has = (setting: string) => section[setting] !== undefined;
  if (has('role_arn') && has('source_profile') !== has('credential_source'))
    return has('mfa_serial') ? 'role-mfa' : 'role';
  if (has('aws_access_key_id') && has('aws_secret_access_key'))
    return has('aws_session_token') ? 'session-keys' : 'keys';
  if (has('role_arn') && has('web_identity_token_file')) return 'web-identity';
  if (has('credential_process')) return 'process';
  if (has('sso_session') || has('sso_start_url')) return 'sso';
  return has('login_session') ? 'login' : null;
}

/** The profile that signs in: a role is assumed with the credentials of another one. Null where it leads nowhere. */
export function sectionBelow({ profiles }: SharedFiles, profile: string): Section | null {
  const seen = new Set<string>();
  let name = profile;
  for (;;) {
    const section = profiles.get(name);
    if (section === undefined || seen.has(name)) return null;
    seen.add(name);
    const source = section['role_arn'] === undefined ? undefined : section['source_profile'];
    if (source === undefined || source === name) return section;
    name = source;
  }
}

function ownSignIn(
  section: Section,
  profile: string,
  ssoSessions: ReadonlyMap<string, Section>,
): SignIn | null {
  const session = section['sso_session'];
  if (session !== undefined || section['sso_start_url'] !== undefined) {
    const startUrl = ssoSessions.get(session ?? '')?.['sso_start_url'] ?? section['sso_start_url'] ?? null;
    return { kind: 'sso', profile, startUrl };
  }
  if (section['login_session'] !== undefined) return { kind: 'login', profile };
  if (section['credential_process'] !== undefined) return { kind: 'program', profile };
  if (section['aws_access_key_id'] === undefined) return null;
  return { kind: 'keys', profile, endsSometime: section['aws_session_token'] !== undefined };
}
