/** Nobody can ask AWS for a new one: what it protects may be tried out for ever by whoever has the file. */
export const MIN_PASSPHRASE_CHARACTERS = 12;

/** For what Keyport itself encrypts to be kept: its own file of keys, and backups. */
export function isPassphraseWeak(passphrase: string): boolean {
  return Array.from(passphrase).length < MIN_PASSPHRASE_CHARACTERS;
}
