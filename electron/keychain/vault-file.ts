import path from 'node:path';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { problemOfDisk } from '../journal/disk-problem.ts';
import { removeDurably, writeDurably } from '../journal/durable-file.ts';
import { KeychainError, type Keychain } from './keychain.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { probeKeychain } from './probe.ts';
import { storedForm, withoutPadding } from './stored-form.ts';
import { makeIdentityFile, openIdentityFile, type OpenIdentity } from './vault-identity.ts';
import { contentOf, itemFileName, openItem, sealItem } from './vault-item.ts';

/** A keychain in a folder, for machines that have none. Locked until the passphrase was given in this run. */
export type VaultFile = Keychain & {
  readonly exists: () => Promise<boolean>;
  /** Unlocked, too. Never replaces one that is there. */
  readonly create: (passphrase: string) => Promise<Outcome<null>>;
  readonly unlock: (passphrase: string) => Promise<Outcome<null>>;
  readonly isUnlocked: () => boolean;
  readonly lock: () => void;
};

export type VaultFileOptions = {
  /** What a try at the passphrase costs, as in age; less than its own where a test tries many. */
  readonly workFactor?: number;
};

/**
 * `identity.age` is a key of age, encrypted with the passphrase; each item is a file of its own, encrypted to that key. So the
 * plain `age` program rescues a private key where Keyport is gone: `age -d -i identity.age <item>.age`.
 */
export function createVaultFile(folder: string, { workFactor }: VaultFileOptions = {}): VaultFile {
  const identityFile = path.join(folder, 'identity.age');
  const inTurn = oneAtATime();
  let identity: OpenIdentity | null = null;

  const opening = (open: () => Promise<Outcome<OpenIdentity>>): Promise<Outcome<null>> =>
    inTurn(async () => {
      const opened = await outcomeOf(open);
      if (!opened.ok) return opened;
      identity = opened.value;
      return succeeded(null);
    });
  const items = itemsIn(folder, (use) =>
    inTurn(async () => {
      if (identity === null) throw new KeychainError('locked', 'no passphrase was given in this run', 'file');
      return use(identity);
    }),
  );
  const oneProbe = oneAtATime();
  return {
    ...items,
    probe: () => oneProbe(() => probeKeychain(items)),
    exists: async () => (await contentOf(identityFile)) !== null,
    create: (passphrase) => opening(() => makeIdentityFile(identityFile, passphrase, workFactor)),
    unlock: (passphrase) => opening(() => openIdentityFile(identityFile, passphrase)),
    isUnlocked: () => identity !== null,
    lock: () => {
      identity = null;
    },
  };
}

/** Runs with the key that opens all items, one at a time. */
type Unlocked = <Value>(use: (identity: OpenIdentity) => Promise<Value>) => Promise<Value>;

function itemsIn(folder: string, unlocked: Unlocked): Omit<Keychain, 'probe'> {
  const fileOf = (account: string) => path.join(folder, itemFileName(account));
  const onDisk: Unlocked = (use) =>
    unlocked(async (identity) => {
      try {
        return await use(identity);
      } catch (error) {
        throw errorFrom(error);
      }
    });
  const find = async (identity: OpenIdentity, account: string) => {
    const content = await contentOf(fileOf(account));
    if (content !== null) return openItem(identity, account, content);
    // A folder that is gone, with a disk that was taken out, must not look like a key that is; and nothing may be encrypted to
    // an identity that the next run will not find.
    const present = await contentOf(path.join(folder, 'identity.age'));
    if (present === null) throw new KeychainError('absent', `not there: ${folder}`, 'file');
    if (present.equals(identity.content)) return null;
    throw new KeychainError('failed', `changed since it was unlocked: ${folder}`, 'file');
  };
  return {
    kind: 'file',
    backend: words.custody.keychains.file,
    save: async (account, privateKey) => {
      const stored = storedForm(privateKey);
      try {
        await onDisk(async (identity) => {
          const present = await find(identity, account);
          if (present === null)
            await writeDurably(fileOf(account), await sealItem(identity, account, stored));
          else refuseAnother(present, stored);
        });
      } finally {
        stored.fill(0);
      }
    },
    read: (account) =>
      onDisk(async (identity) => {
        const stored = await find(identity, account);
        const privateKey = stored && withoutPadding(stored);
        stored?.fill(0);
        return privateKey;
      }),
    remove: (account) => onDisk(() => removeDurably(fileOf(account))),
  };
}

/** A private key is never replaced by another. */
function refuseAnother(present: Uint8Array, stored: Uint8Array): void {
  const isSame = Buffer.from(present.buffer, present.byteOffset, present.length).equals(stored);
  present.fill(0);
  if (!isSame)
    throw new KeychainError('failed', 'another item is kept under this name; it was left alone', 'file');
}

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** What the disk said, as a keychain says it. Its messages name a file and no more. */
function errorFrom(error: unknown): unknown {
  if (!isFromDisk(error)) return error;
  return new KeychainError(FULL.includes(error.code) ? 'full' : 'failed', error.message, 'file');
}

async function outcomeOf(open: () => Promise<Outcome<OpenIdentity>>): Promise<Outcome<OpenIdentity>> {
  try {
    return await open();
  } catch (error) {
    if (!isFromDisk(error)) throw error;
    return failed(problemOfDisk(error));
  }
}

function isFromDisk(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}
