import type { Problem } from '../problem.ts';

/** Kinds of keys by which a server of OpenSSH proves who it is, the best first. */
export const HOST_KEY_TYPES = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'ssh-rsa',
] as const;
export type HostKeyType = (typeof HOST_KEY_TYPES)[number];

/** The public half of a host key, as it stands in `known_hosts`. */
export type HostKey = { readonly type: HostKeyType; readonly base64: string };

/** What a person compares: `SHA256:…`, as ssh shows it. */
export type ShownHostKey = { readonly type: HostKeyType; readonly fingerprint: string };

/** How well it is known who answers at a machine's ssh port. */
export type HostKeys = {
  /**
   * `pinned`: what the machine wrote on its console, and nothing else is believed. `first-contact`: its console shows none, so the
   * key of the first contact is believed, and kept. `console-shows-others`: not those that are kept; ssh goes on believing the kept
   * ones. `unknown`: the console could not be read, and none is kept.
   */
  readonly state: 'pinned' | 'first-contact' | 'console-shows-others' | 'unknown';
  /** Those that ssh goes by; none before the first contact. */
  readonly kept: readonly ShownHostKey[];
  /** Those that the console shows now; none where it shows none. */
  readonly shown: readonly ShownHostKey[];
  /** What kept the console from being read; null where it was. */
  readonly problem: Problem | null;
};

/** No image has more; what says it has is not believed. */
const MOST_KEYS = 8;

/**
 * What stands as host keys in the text of a console: cloud-init writes them there at the first start (`write-ssh-key-fingerprints`
 * and `cc_keys_to_console` in its sources), each line perhaps behind what the log puts in front. The last section that is whole
 * counts. Whether these are keys has still to be seen.
 */
export function hostKeysIn(console: string): readonly HostKey[] {
  const section = lastSection(console);
  const keys = section.flatMap((line) => {
    const [, name, base64] = KEY.exec(line) ?? [];
    const type = HOST_KEY_TYPES.find((known) => known === name);
    return type === undefined || base64 === undefined ? [] : [{ type, base64 }];
  });
  const different = keys.filter((key, at) => keys.findIndex((other) => isSame(key, other)) === at);
  return different.length > MOST_KEYS ? [] : different;
}

/**
 * Whether two lists are of one machine: of each kind that both have, they share a key, and there is such a kind. A machine shows
 * ssh only one of its keys at the first contact.
 */
export function areOfOne(some: readonly HostKey[], others: readonly HostKey[]): boolean {
  const kinds = HOST_KEY_TYPES.filter((type) => [some, others].every((list) => has(list, type)));
  return (
    kinds.length > 0 &&
    kinds.every((type) => some.some((key) => key.type === type && others.some((other) => isSame(key, other))))
  );
}

const BEGIN = '-----BEGIN SSH HOST KEY KEYS-----';
const END = '-----END SSH HOST KEY KEYS-----';
const KEY = /(?:^|\s)((?:ssh|ecdsa)-[a-z0-9-]+) ([A-Za-z0-9+/]{20,2000}={0,2})(?:\s|$)/;

function lastSection(console: string): readonly string[] {
  let open: string[] | null = null;
  let whole: readonly string[] = [];
  for (const line of console.split(/\r?\n|\r/)) {
    if (line.includes(BEGIN)) open = [];
    else if (line.includes(END)) {
      whole = open ?? whole;
      open = null;
    } else open?.push(line);
  }
  return whole;
}

function isSame(one: HostKey, other: HostKey): boolean {
  return one.type === other.type && one.base64 === other.base64;
}

function has(keys: readonly HostKey[], type: HostKeyType): boolean {
  return keys.some((key) => key.type === type);
}
