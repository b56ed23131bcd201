import { problemFromKeychain, KeychainError } from '../keychain/keychain.ts';
import { storedForm } from '../keychain/stored-form.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import type { BackedUpKey, BackedUpRecord } from './backup-file.ts';
import { problemOfDisk } from '../journal/disk-problem.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { keepKey, type Kept } from './keep-key.ts';
import { isPrivateHalfOf, isSamePublicKey } from './key-format.ts';
import { entered, type KeyRecord } from './key-record.ts';
import { withCopy } from './kept-keys.ts';
import { lookHere } from './look-here.ts';
import type { VaultServices } from './vault-services.ts';

/** `stopped`: the keychain or the disk, and not this key, is the reason; the next one would meet it too. */
export type RestoredKey =
  | { readonly state: 'added'; readonly record: KeyRecord }
  | { readonly state: 'already-here'; readonly name: string }
  | { readonly state: 'refused'; readonly name: string; readonly why: string }
  | { readonly state: 'stopped'; readonly problem: Problem };

/** Where a restored key goes, and what it was restored from. */
export type RestoreTo = {
  /** Of the sentinel that this keychain has just given back. */
  readonly sentinelHash: string;
  readonly copy: KeyRecord['copies'][number];
};

const said = words.stores.backup;

/**
 * One private key of a backup into this home's keychain: proved, written down, saved, read back and proved again. What is here
 * already is left alone; what is known and missing is put back. Nothing is replaced, and it can be repeated at every point.
 */
export async function restoreKey(
  services: VaultServices,
  key: BackedUpKey,
  to: RestoreTo,
): Promise<RestoredKey> {
  const { name, custodyId, publicKey } = key.record;
  const refused = (why: string): RestoredKey => ({ state: 'refused', name, why });
  if (!isWhole(key)) return refused(said.refusedDamaged);
  if (!isStorable(key.privateKey)) return refused(said.refusedTooLong);
  const { records, unreadable } = await services.journal.list();
  const damaged = unreadable.find(({ file }) => file.endsWith(`${custodyId}.json`));
  if (damaged !== undefined) return refused(said.refusedUnreadable(damaged.file));
  const present =
    records.find((record) => record.publicKey !== null && isSamePublicKey(record.publicKey, publicKey)) ??
    records.find((record) => record.custodyId === custodyId);
  if (present && present.publicKey !== null && !isSamePublicKey(present.publicKey, publicKey)) {
    return refused(said.refusedOther);
  }
  const record = present ?? plannedRecord(services, key.record, to);
  if (services.inWork.has(record.custodyId)) return refused(said.refusedInWork);
  services.inWork.add(record.custodyId);
  try {
    return await putBack(services, key, record, { ...to, isNew: present === undefined });
  } finally {
    services.inWork.delete(record.custodyId);
  }
}

/** By its own public half, and of the type that it is said to be. */
function isWhole({ record: { type, publicKey }, privateKey }: BackedUpKey): boolean {
  return (
    publicKey.startsWith(type === 'rsa' ? 'ssh-rsa ' : 'ssh-ed25519 ') &&
    isPrivateHalfOf(privateKey, publicKey)
  );
}

function isStorable(privateKey: Uint8Array): boolean {
  try {
    storedForm(privateKey).fill(0);
    return true;
  } catch {
    return false;
  }
}

/** A key that this home has not heard of. */
function plannedRecord(
  { keychain, now }: VaultServices,
  known: BackedUpRecord,
  { sentinelHash }: RestoreTo,
): KeyRecord {
  return {
    ...known,
    version: 1,
    state: 'PLANNED',
    fingerprints: null,
    backend: keychain.backend,
    sentinelHash,
    enteredAt: now().toISOString(),
    provedAt: null,
    trashedFrom: null,
    trouble: null,
    copies: [],
  };
}

type PutTo = RestoreTo & { readonly isNew: boolean };

async function putBack(
  services: VaultServices,
  key: BackedUpKey,
  record: KeyRecord,
  to: PutTo,
): Promise<RestoredKey> {
  const { name, publicKey } = key.record;
  // By the sentinel of now: a record of an earlier keychain must not speak against this one.
  const asOfNow = { ...record, publicKey, sentinelHash: to.sentinelHash };
  const here = await lookHere(services, asOfNow);
  if (here.state === 'other') return { state: 'refused', name, why: said.refusedOccupied };
  if (here.state === 'key' && isSettled(record, key.record, to))
    return { state: 'already-here', name: record.name };
  try {
    // Written before the keychain is given anything: a run that dies in between is found out by the next.
    if (to.isNew) await services.journal.write(record);
    const kept = await keepKey(services.keychain, record.keychainAccount, key.privateKey);
    if (kept.state !== 'kept') return await notKept(services, asOfNow, kept, to);
    kept.privateKey.fill(0);
    return { state: 'added', record: await writeRestored(services, record, key, to) };
  } catch (error) {
    return { state: 'stopped', problem: problemOfDisk(error) };
  }
}

/** Nothing is to be mended about it: it is in this keychain, and its record says so. */
function isSettled(record: KeyRecord, backedUp: BackedUpRecord, { isNew, sentinelHash }: PutTo): boolean {
  const { state, trouble } = record;
  const isDone = state === 'TRASHED' || stateOf(record, backedUp) === state;
  return !isNew && isDone && record.sentinelHash === sentinelHash && !isMended(trouble);
}

/** What having the private key back takes away. Others, as a pair that differs, are not of the keychain. */
function isMended(trouble: KeyRecord['trouble']): boolean {
  return trouble !== null && MENDED.has(trouble.code);
}

const MENDED = new Set<NonNullable<KeyRecord['trouble']>['code']>([
  'missing-here',
  'other-value',
  'not-this-keychain',
  'keychain-locked',
  'keychain-failed',
  'held-in-file',
]);

async function notKept(
  services: VaultServices,
  record: KeyRecord,
  kept: Exclude<Kept, { state: 'kept' }>,
  { isNew }: PutTo,
): Promise<RestoredKey> {
  // Only where the keychain proves that it holds nothing of it does the record stand for nothing.
  const isNothingHere = isNew && (await lookHere(services, record)).state === 'none';
  if (isNothingHere) await services.journal.remove(record.custodyId);
  if (kept.state !== 'wrong' && kept.error instanceof KeychainError && kept.error.kind !== 'failed') {
    return { state: 'stopped', problem: problemFromKeychain(kept.error) };
  }
  return { state: 'refused', name: record.name, why: said.refusedNotKept };
}

async function writeRestored(
  services: VaultServices,
  record: KeyRecord,
  key: BackedUpKey,
  to: PutTo,
): Promise<KeyRecord> {
  const { keychain, journal, now } = services;
  const { type, origin, publicKey } = key.record;
  return journal.change(record.custodyId, (current) => {
    const place = current.place ?? key.record.place;
    const keyPairId = current.keyPairId ?? key.record.keyPairId;
    const state = stateOf(current, key.record);
    const isPaired = place !== null && keyPairId !== null;
    const restored: KeyRecord = {
      ...(state === current.state
        ? { ...current, trouble: leftTrouble(current) }
        : entered(current, state, now())),
      state: state === 'READY' && !isPaired ? 'SECURED' : state,
      type,
      place,
      keyPairId,
      publicKey,
      fingerprints: fingerprintsOf(key.privateKey, origin),
      backend: keychain.backend,
      sentinelHash: to.sentinelHash,
      provedAt: now().toISOString(),
      trashedFrom: null,
    };
    return withCopy(restored, to.copy);
  });
}

function leftTrouble({ trouble }: KeyRecord): KeyRecord['trouble'] {
  return isMended(trouble) ? null : trouble;
}

/**
 * As this home knows it, where it got that far; out of the trash, for it was asked for. Else as the backup has it: a restored
 * key whose pair was not looked at again, because the run died, has the pair's id of the backup still.
 */
function stateOf(record: KeyRecord, backedUp: BackedUpRecord): 'SECURED' | 'READY' {
  const known = record.state === 'TRASHED' ? record.trashedFrom : record.state;
  if (known === 'READY') return known;
  const isSamePair = record.keyPairId !== null && record.keyPairId === backedUp.keyPairId;
  return known === 'SECURED' && !isSamePair ? known : backedUp.state;
}
