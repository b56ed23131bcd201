import { KeychainError } from './keychain.ts';

/** What Windows holds in one credential; elsewhere there is more room, but a key must be able to move. */
export const MAX_STORED_BYTES = 2560;

const LF = 0x0a;
const CR = 0x0d;

/**
 * A private key's text as every keychain can hold it: ASCII (KWallet takes nothing else), LF, one final newline, and one
 * more where the length is odd (Windows fails to list any credential when one has an odd length). OpenSSH reads all of
 * this; it does not read its own format with CRLF or without a final newline. Refuses what is empty or too long.
 */
export function storedForm(privateKey: Uint8Array): Uint8Array {
  if (privateKey.some((byte) => byte > 0x7e)) throw refused('a private key must be ASCII text');
  let length = 0;
  const stored = new Uint8Array(privateKey.length + 2);
  for (const [index, byte] of privateKey.entries()) {
    if (byte === LF && privateKey[index - 1] === CR) continue;
    stored[length++] = byte === CR ? LF : byte;
  }
  while (length > 0 && stored[length - 1] === LF) length--;
  if (length === 0) throw refused('a private key must not be empty');
  stored[length++] = LF;
  if (length % 2 === 1) stored[length++] = LF;
  const form = stored.slice(0, length);
  stored.fill(0);
  if (length > MAX_STORED_BYTES) {
    form.fill(0);
    throw refused(`a private key of ${length} bytes does not fit: at most ${MAX_STORED_BYTES}`);
  }
  return form;
}

/** The text again, without the newline that only evened the length. What is not in stored form stays as it is. */
export function withoutPadding(stored: Uint8Array): Uint8Array {
  const isPadded = stored.at(-1) === LF && stored.at(-2) === LF;
  // A copy: `slice` of a Buffer would be the same memory, which somebody is about to wipe.
  return Uint8Array.from(isPadded ? stored.subarray(0, -1) : stored);
}

/** True where these bytes, read back, are that private key as it was stored: byte by byte. */
export function isStoredFormOf(back: Uint8Array, privateKey: Uint8Array): boolean {
  try {
    const stored = storedForm(privateKey);
    const expected = withoutPadding(stored);
    const isSame = Buffer.from(expected.buffer).equals(back);
    stored.fill(0);
    expected.fill(0);
    return isSame;
  } catch {
    // What cannot be stored was not stored.
    return false;
  }
}

function refused(raw: string): KeychainError {
  return new KeychainError('failed', raw);
}
