import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Environment } from './environment.ts';

/** One section's settings; a nested one (`ec2 =` with indented lines below) is written `ec2.endpoint_url`. */
export type Section = Readonly<Record<string, string>>;

export type SharedFiles = {
  readonly configPath: string;
  readonly credentialsPath: string;
  /** By name, the credentials file's settings over the config file's, in the order they are written. */
  readonly profiles: ReadonlyMap<string, Section>;
  /** The `services` sections of the config file, by name. */
  readonly services: ReadonlyMap<string, Section>;
  /** The `sso-session` sections of the config file, by name. */
  readonly ssoSessions: ReadonlyMap<string, Section>;
};

/**
 * Reads the AWS config and credentials files, anew each time: people edit them while the app is open. A file that is
 * not there is an empty one; one that cannot be read throws.
 */
export async function readSharedFiles(env: Environment): Promise<SharedFiles> {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? os.homedir();
  const configPath = pathIn(home, env['AWS_CONFIG_FILE'], 'config');
  const credentialsPath = pathIn(home, env['AWS_SHARED_CREDENTIALS_FILE'], 'credentials');
  const [config, credentials] = await Promise.all([readSections(configPath), readSections(credentialsPath)]);

  const profiles = new Map<string, Section>();
  const services = new Map<string, Section>();
  const ssoSessions = new Map<string, Section>();
  for (const [header, section] of config) {
    const { kind, name } = kindOf(header);
    if (kind === 'profile') profiles.set(name, section);
    if (kind === 'services') services.set(name, section);
    if (kind === 'sso-session') ssoSessions.set(name, section);
  }
  for (const [name, section] of credentials) {
    if (/\s/.test(name)) continue;
    profiles.set(name, { ...profiles.get(name), ...section });
  }
  return { configPath, credentialsPath, profiles, services, ssoSessions };
}

function pathIn(home: string, chosen: string | undefined, standard: string): string {
  if (chosen === undefined || chosen === '') return path.join(home, '.aws', standard);
  return chosen.startsWith('~/') ? path.join(home, chosen.slice(2)) : chosen;
}

async function readSections(file: string): Promise<ReadonlyMap<string, Section>> {
  try {
    return sectionsOf(await readFile(file, 'utf8'));
  } catch (cause) {
    if (isNotThere(cause)) return new Map();
    throw new Error(`an AWS file cannot be read: ${file}`, { cause });
  }
}

function isNotThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** In the config file only `default` stands for itself; all else says what it is: `profile x`, `services y`. */
function kindOf(header: string): { kind: string; name: string } {
  if (header === 'default') return { kind: 'profile', name: header };
  const [, kind = 'unknown', , name = ''] = /^([\w-]+)\s(["'])?([\w\-@+.%:/]+)\2$/.exec(header) ?? [];
  return { kind, name };
}

/** The sections of an INI text as the AWS tools read it. Lines that say nothing they know are passed over. */
export function sectionsOf(text: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Record<string, string>>();
  let section: Record<string, string> | undefined;
  let nestedIn = '';
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const content = line.replace(/(^|\s)[;#].*$/, '').trim();
    const header = /^\[(.+)\]$/.exec(content)?.[1];
    if (header !== undefined) {
      section = sections.get(header) ?? emptySection();
      sections.set(header, section);
      nestedIn = '';
      continue;
    }
    const { key, value } = settingOf(content);
    if (section === undefined || key === '') continue;
    if (!/^\s/.test(line)) nestedIn = '';
    if (value === '') nestedIn = key;
    else section[nestedIn === '' ? key : `${nestedIn}.${key}`] = value;
  }
  return sections;
}

/** `key = value`; an empty key where there is none. */
function settingOf(content: string): { key: string; value: string } {
  const at = content.indexOf('=');
  return at === -1
    ? { key: '', value: '' }
    : { key: content.slice(0, at).trim(), value: content.slice(at + 1).trim() };
}

/** Without a prototype: a file may use any name, `__proto__` too. */
function emptySection(): Record<string, string> {
  return Object.create(null);
}
