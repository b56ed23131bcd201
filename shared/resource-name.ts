export type NameRefusal = 'empty' | 'too-long' | 'space-at-end' | 'looks-like-an-id' | 'character';

/** Leaves room for `-<zone>` in the instances' Name tags and for ` <number>` when the name is taken. */
export const MAX_NAME_LENGTH = 200;

/**
 * Why EC2 would refuse this name for a security group or a key pair; null when it would not.
 * Groups allow these characters only, no `sg-` in front, and no blank at an end (EC2 API reference,
 * CreateSecurityGroup and CreateKeyPair; the stricter of the two, since one name serves both).
 */
export function refusalOfName(name: string): NameRefusal | null {
  if (name === '') return 'empty';
  if (name.length > MAX_NAME_LENGTH) return 'too-long';
  if (name !== name.trim()) return 'space-at-end';
  if (/^sg-/i.test(name)) return 'looks-like-an-id';
  return /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]+$/.test(name) ? null : 'character';
}

/** The nearest name to this one that EC2 does not refuse. */
export function allowedName(wished: string): string {
  if (refusalOfName(wished) === null) return wished;
  const kept = wished
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]+/g, '-')
    .replace(/^(sg-|\s)+/i, '')
    .slice(0, MAX_NAME_LENGTH)
    .trim();
  return /[a-z0-9]/i.test(kept) ? kept : 'my-fleet';
}

/**
 * The wished name, or the first of `<name>-2`, `<name>-3` … that nobody uses, cut where it would become too long.
 * Upper and lower case count as equal.
 */
export function freeName(wished: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  let candidate = wished;
  for (let number = 2; used.has(candidate.toLowerCase()); number += 1) {
    const end = `-${number}`;
    candidate = `${wished.slice(0, MAX_NAME_LENGTH - end.length)}${end}`;
  }
  return candidate;
}
