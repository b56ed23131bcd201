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
  if (!(error instanceof Error)) return String(error);
  const texts: string[] = [];
  let next: unknown = error;
  for (let depth = 0; next instanceof Error && depth < 5; depth++) {
    const { message, cause } = next;
    if (!texts.some((text) => text.includes(message))) texts.push(message);
    next = cause;
  }
  return texts.join(' — ');
}
