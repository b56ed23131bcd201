import { rm } from 'node:fs/promises';
import type { BackupMade, KeysApi } from '../../shared/keys/keys-api.ts';
import { isPassphraseWeak } from '../../shared/keys/passphrase.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { readAtMost } from '../journal/read-at-most.ts';
import { KeychainError, problemFromKeychain } from '../keychain/keychain.ts';
import {
  backedUpOf,
  backupText,
  MAX_BACKUP_BYTES,
  sealBackup,
  unsealBackup,
  type BackedUpKey,
} from './backup-file.ts';
import { problemOfDisk } from '../journal/disk-problem.ts';
import { isPrivateHalfOf } from './key-format.ts';
import { troubled, type KeyRecord } from './key-record.ts';
import { isLost, keptState, withCopy } from './kept-keys.ts';
import { lookAtSentinel, troubleOfSentinel } from './look-here.ts';
import { showKeys } from './vault-key.ts';
import type { VaultServices } from './vault-services.ts';
import { writePrivateFile } from './write-private-file.ts';

const said = words.stores.backup;

export type BackUpOptions = {
  /** Of the passphrase, as in age; less than its own where a test makes many. */
  readonly workFactor?: number;
};

/**
 * Every private key that is kept here, in one file that only the passphrase opens. It is all of them or none: one that cannot
 * be read, or is not the one it should be, refuses the whole, and is named. The file is read back and opened before any record
 * says that there is a copy. Null when the person chose no place for it.
 */
export async function backUp(
  services: VaultServices,
  { passphrase }: Parameters<KeysApi['backUp']>[0],
  options: BackUpOptions = {},
): Promise<Outcome<BackupMade | null>> {
  if (isPassphraseWeak(passphrase)) return failed(makeProblem('passphrase-weak'));
  const before = await listKept(services);
  if (!before.ok) return before;
  const day = services.now().toISOString().slice(0, 10);
  const file = await services.files.save({
    title: said.saveTitle,
    button: said.saveButton,
    fileName: `keyport-backup-${day}.age`,
    folder: 'documents',
  });
  if (file === null) return succeeded(null);
  // Again: a key may have come or gone while the dialog was open.
  const kept = await listKept(services);
  if (!kept.ok) return kept;
  const { records } = kept.value;
  const work = () => backUpTo(services, file, kept.value, passphrase, options);
  return services.unfinished.track(alone(services, records, work), 'private-key');
}

type Kept = { readonly records: readonly KeyRecord[]; readonly leftOut: readonly string[] };

async function listKept({ journal }: VaultServices): Promise<Outcome<Kept>> {
  const { records, unreadable } = await journal.list();
  const kept = records.filter((record) => keptState(record) !== null);
  if (kept.length === 0) return failed(makeProblem('no-keys-to-back-up'));
  const leftOut = [...records.filter(isLost).map(({ name }) => name), ...unreadable.map(({ file }) => file)];
  return succeeded({ records: kept, leftOut });
}

/** Nobody else removes or changes these keys meanwhile. */
async function alone<Value>(
  { inWork }: VaultServices,
  records: readonly KeyRecord[],
  work: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const busy = records.find(({ custodyId }) => inWork.has(custodyId));
  if (busy !== undefined) return failed(makeProblem('key-not-finished', { raw: busy.name, retryable: true }));
  for (const { custodyId } of records) inWork.add(custodyId);
  try {
    return await work();
  } finally {
    for (const { custodyId } of records) inWork.delete(custodyId);
  }
}

async function backUpTo(
  services: VaultServices,
  file: string,
  { records, leftOut }: Kept,
  passphrase: string,
  { workFactor }: BackUpOptions,
): Promise<Outcome<BackupMade>> {
  const createdAt = services.now().toISOString();
  const text = await readAll(services, records, createdAt);
  if (!text.ok) return text;
  try {
    const sealed = await sealBackup(text.value, passphrase, workFactor);
    const written = await writePrivateFile(file, sealed);
    if (!written.ok) return written;
    if (!(await isReadBack(file, text.value, passphrase))) {
      await rm(file, { force: true }).catch(() => undefined);
      return failed(makeProblem('file-not-written', { explanation: said.notReadBack, raw: file }));
    }
  } finally {
    text.value.fill(0);
  }
  const noted = await note(services, records, { kind: 'backup', where: file, at: createdAt });
  if (noted !== null) return failed(noted);
  return succeeded({ path: file, keys: records.length, leftOut });
}

/** The text of the backup, once every private key in it was read and has signed. */
async function readAll(
  services: VaultServices,
  records: readonly KeyRecord[],
  createdAt: string,
): Promise<Outcome<Buffer>> {
  const keys: BackedUpKey[] = [];
  try {
    for (const record of records) {
      const key = await readKey(services, record);
      if (!key.ok) return key;
      keys.push(key.value);
    }
    return succeeded(backupText({ createdAt, keys }));
  } finally {
    for (const { privateKey } of keys) privateKey.fill(0);
  }
}

async function readKey(services: VaultServices, record: KeyRecord): Promise<Outcome<BackedUpKey>> {
  const { name, publicKey, keychainAccount } = record;
  let privateKey: Uint8Array | null;
  try {
    privateKey = await services.keychain.read(keychainAccount);
  } catch (error) {
    return failed(problemOfKeychain(error, name));
  }
  if (privateKey === null) return failed(await whyMissing(services, record));
  const state = keptState(record);
  if (state !== null && publicKey !== null && isPrivateHalfOf(privateKey, publicKey)) {
    return succeeded({ record: backedUpOf(record, state, publicKey), privateKey });
  }
  privateKey.fill(0);
  return failed(makeProblem('key-not-proved', { explanation: said.notProved(name) }));
}

function problemOfKeychain(error: unknown, name: string): Problem {
  const isUnexplained = error instanceof KeychainError && error.kind === 'failed';
  return problemFromKeychain(error, isUnexplained ? { explanation: said.notReadable(name) } : {});
}

/** Only a keychain that holds the sentinel is believed that a key is gone; then its record says so from now on. */
async function whyMissing(services: VaultServices, record: KeyRecord): Promise<Problem> {
  const seen = await lookAtSentinel(services);
  if (seen.state === 'unreadable' && seen.error instanceof KeychainError) {
    return problemOfKeychain(seen.error, record.name);
  }
  if (troubleOfSentinel(seen, record) !== null) return makeProblem('not-this-keychain');
  await services.journal
    .change(record.custodyId, (current) => troubled(current, 'missing-here'))
    .catch(() => undefined);
  await showKeys(services);
  return makeProblem('key-missing-here', { explanation: said.missing(record.name) });
}

async function isReadBack(file: string, text: Buffer, passphrase: string): Promise<boolean> {
  let content: Buffer;
  try {
    content = await readAtMost(file, MAX_BACKUP_BYTES);
  } catch {
    return false;
  }
  const back = await unsealBackup(content, passphrase);
  if (!back.ok) return false;
  const isSame = text.equals(back.value);
  back.value.fill(0);
  return isSame;
}

/** Each record has its copies noted, or the problem says that not all have. */
async function note(
  services: VaultServices,
  records: readonly KeyRecord[],
  copy: KeyRecord['copies'][number],
): Promise<Problem | null> {
  try {
    for (const { custodyId } of records) {
      await services.journal.change(custodyId, (record) => withCopy(record, copy));
    }
  } catch (error) {
    return { ...problemOfDisk(error), explanation: said.notNoted };
  } finally {
    await showKeys(services);
  }
  return null;
}
