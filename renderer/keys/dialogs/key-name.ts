import type { AccountKeys } from '../../../shared/keys/account-keys.ts';
import { refusalOfName, type NameRefusal } from '../../../shared/resource-name.ts';

/** Why a key cannot be called this. Upper and lower case count as different in EC2, but not to the eye. */
export function faultOfName(name: string, taken: readonly string[]): NameRefusal | 'taken' | null {
  const refusal = refusalOfName(name);
  if (refusal !== null) return refusal;
  const isTaken = taken.some((other) => other.toLowerCase() === name.toLowerCase());
  return isTaken ? 'taken' : null;
}

/** The names of the key pairs in one region, as far as they were read. */
export function pairNamesIn(keys: AccountKeys | null, region: string): readonly string[] {
  return (keys?.keyPairs ?? []).filter((pair) => pair.region === region).map(({ name }) => name);
}
