import { MIN_PASSPHRASE_CHARACTERS, isPassphraseWeak } from '../../shared/keys/passphrase.ts';

/** A passphrase that is chosen, typed twice. */
export type NewPassphrase = { readonly first: string; readonly second: string };

export const NO_PASSPHRASE: NewPassphrase = { first: '', second: '' };

/** Every passphrase may be chosen for a file of one's own; what Keyport itself encrypts asks for a long one. */
export type PassphraseRule = 'long' | 'any';

export function isGood({ first, second }: NewPassphrase, rule: PassphraseRule): boolean {
  return first !== '' && first === second && !(rule === 'long' && isPassphraseWeak(first));
}

/** What is wrong so far. Nothing is said of a field that nobody has left yet: `hasTried`. */
export function faultsOf(
  { first, second }: NewPassphrase,
  rule: PassphraseRule,
  hasTried: boolean,
): { readonly first: 'too-short' | null; readonly second: 'differs' | null } {
  const isShort = first === '' || (rule === 'long' && isPassphraseWeak(first));
  const differs = second !== first && (hasTried || !first.startsWith(second));
  return { first: hasTried && isShort ? 'too-short' : null, second: differs ? 'differs' : null };
}

/** As the rule counts them: an emoji is one. */
export function charactersIn(passphrase: string): number {
  return Array.from(passphrase).length;
}

export const leastCharacters = (rule: PassphraseRule): number =>
  rule === 'long' ? MIN_PASSPHRASE_CHARACTERS : 1;
