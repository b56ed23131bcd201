/** Data as JSON has it. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

/**
 * An answer as plain data in which nothing differs from run to run: ids, times, addresses, hosts, account numbers and keys become words
 * for themselves. Whether two answers speak of the same thing, a conversation asks by itself.
 */
export function plainOf(value: unknown): Plain {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return plainText(value);
  if (value instanceof Date) return 'a time';
  if (value instanceof Uint8Array) return 'bytes';
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value !== 'object') throw new TypeError(`nothing that an answer holds: ${typeof value}`);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inside]) => name !== '$metadata' && inside !== undefined)
      .map(([name, inside]) => [name, plainOf(inside)]),
  );
}

function plainText(value: string): string {
  for (const [pattern, word] of WORDS) if (pattern.test(value)) return word;
  return value
    .replaceAll(/\b([a-z]{1,12}(?:-[a-z]{2,10}){0,2})-[0-9a-f]{8,17}\b/gu, '$1-…')
    .replaceAll(/\b(?:123456789012|111122223333)\b/gu, 'account');
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^-----BEGIN [A-Z ]*PRIVATE KEY-----/u, 'a private key'],
  [/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/u, 'a time'],
  [/^(?:\d{1,3}\.){3}\d{1,3}$/u, 'an address'],
  [/^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/u, 'a MAC address'],
  [/^(?:[0-9a-f]{2}:){15,31}[0-9a-f]{2}$/u, 'a fingerprint'],
  [/^(?:ip|ec2)-[\d-]+\./u, 'a host'],
  [/^arn:aws:(?:iam|sts)::\d{12}:/u, 'the arn of the caller'],
  [/^\w.* \(\d{4}-\d{2}-\d{2} [\d:]+ GMT\)$/u, 'a reason, and when'],
];
