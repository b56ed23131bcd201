import { KeychainError, type KeychainFailure } from './keychain.ts';

/**
 * The keyring library gives every failure the same code, so its text decides. "Couldn't access platform storage" is a
 * keychain that is there and says no; "Platform failure" is one that is not there, or broke.
 */
export function keychainErrorFrom(error: unknown): KeychainError {
  if (error instanceof KeychainError) return error;
  const raw = textOf(error);
  return new KeychainError(kindOf(raw), raw);
}

function kindOf(raw: string): KeychainFailure {
  if (raw.startsWith("Couldn't access platform storage")) {
    // The service runs but has no default collection.
    return raw.includes('no result found') ? 'absent' : 'locked';
  }
  if (/IsLocked|is locked/i.test(raw)) return 'locked';
  if (/No space left|error occurred on the device|quota/i.test(raw)) return 'full';
  if (NOBODY_THERE.test(raw)) return 'absent';
  return 'failed';
}

const NOBODY_THERE =
  /DBUS_SESSION_BUS_ADDRESS|not provided by any \.service|Failed to connect to socket|ServiceUnknown|NameHasNoOwner|autolaunch|No such file or directory/i;

/** With its causes: a native module that cannot be loaded says why only there. */
function textOf(error: unknown): string {
  const texts: string[] = [];
  let next: unknown = error;
  while (next instanceof Error && texts.length < 5) {
    texts.push(next.message);
    next = next.cause;
  }
  return texts.length > 0 ? texts.join(' — ') : String(error);
}
