import type { SafeStorage } from 'electron';
import { refuseTheRest } from './refused.ts';

/** Absent, and it says so: the host must never pretend that something is encrypted. */
export const safeStorage = refuseTheRest('safeStorage', {
  isEncryptionAvailable: () => false,
  encryptString: () => {
    throw new Error('Encryption is not available.');
  },
  decryptString: () => {
    throw new Error('Decryption is not available.');
  },
} satisfies Partial<SafeStorage>);
