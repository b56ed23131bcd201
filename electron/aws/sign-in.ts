import type { Section, SharedFiles } from './shared-files.ts';

/** How somebody gets credentials: what to say when they have ended. `profile` is the one that was chosen. */
export type SignIn =
  | { readonly kind: 'sso'; readonly profile: string; readonly startUrl: string | null }
  | { readonly kind: 'login'; readonly profile: string }
  | { readonly kind: 'program'; readonly profile: string }
  /** Keys in the files; `endsSometime` where a session token is with them. */
  | { readonly kind: 'keys'; readonly profile: string; readonly endsSometime: boolean }
  | { readonly kind: 'environment'; readonly endsSometime: boolean };

/** The sign-in at the bottom of a profile: a role is assumed with that of another one. Null where it is of no known kind. */
export function signInOf({ profiles, ssoSessions }: SharedFiles, profile: string): SignIn | null {
  const seen = new Set<string>();
  let name = profile;
  for (;;) {
    const section = profiles.get(name);
    if (section === undefined || seen.has(name)) return null;
    seen.add(name);
    const source = section['role_arn'] === undefined ? undefined : section['source_profile'];
    if (source === undefined || source === name) return ownSignIn(section, profile, ssoSessions);
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
