import { findProgram, type Computer } from './find-program.ts';

/** The paths of AWS's own programs on this computer; null where one is not found. None of them is run to find out. */
export type AwsTools = { readonly aws: string | null; readonly sessionPlugin: string | null };

export function findAwsTools(computer: Computer): AwsTools {
  const end = computer.platform === 'win32' ? '.exe' : '';
  return {
    aws: findProgram(`aws${end}`, computer),
    sessionPlugin: findProgram(`session-manager-plugin${end}`, computer),
  };
}

/**
 * What tells AWS's command line which account is meant; null where it could not find the credentials, which no program is handed by
 * Keyport. Without an option it looks where Keyport has looked: into the environment.
 */
export function profileOption(sourceId: string): readonly string[] | null {
  const profile = /^profile:(.+)$/u.exec(sourceId)?.[1];
  if (profile !== undefined) return PLAIN_NAME.test(profile) ? ['--profile', profile] : null;
  return FROM_ENVIRONMENT.has(sourceId) ? [] : null;
}

/** It becomes a word of a command: no option, and nothing that a terminal could read as more. */
const PLAIN_NAME = /^[A-Za-z0-9_][A-Za-z0-9_+=,.@:/-]{0,127}$/;
const FROM_ENVIRONMENT: ReadonlySet<string> = new Set(['environment', 'container', 'web-identity']);
