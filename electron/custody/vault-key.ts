import { stat } from 'node:fs/promises';
import path from 'node:path';
import { DAY_MS } from '../../shared/day.ts';
import {
  TRASH_DAYS,
  type KeyAction,
  type KeyCopy,
  type KeyTrouble,
  type KeyTroubleCode,
  type Vault,
  type VaultKey,
} from '../../shared/keys/vault.ts';
import { words } from '../../shared/words/en.ts';
import type { JournalList } from './key-journal.ts';
import type { KeyRecord } from './key-record.ts';
import type { VaultServices } from './vault-services.ts';

/** Reads the journal onto the board: what the screen shows of the keys from now on. Asks neither the keychain nor AWS. */
export async function showKeys({ journal, board, now }: VaultServices): Promise<Vault> {
  const { records, unreadable } = await journal.list();
  const damaged = await Promise.all(unreadable.map(damagedKeyFrom));
  board.set({ keys: [...damaged, ...records.map((record) => vaultKeyFrom(record, now()))] });
  return board.vault();
}

/** A record as the screen shows it. */
export function vaultKeyFrom(record: KeyRecord, now: Date): VaultKey {
  const trouble = troubleOf(record, now);
  const { place, keyPairId } = record;
  return {
    custodyId: record.custodyId,
    name: record.name,
    type: record.type,
    origin: record.origin,
    standing: standingOf(record, trouble),
    trouble,
    publicKey: record.publicKey,
    fingerprints: record.fingerprints,
    keychainAccount: record.keychainAccount,
    pair: place && keyPairId ? { ...place, keyPairId } : null,
    launchId: record.launchId,
    createdAt: record.createdAt,
    provedAt: record.provedAt,
    trashedAt: record.state === 'TRASHED' ? record.enteredAt : null,
    copies: [...copyInKeychain(record), ...record.copies],
  };
}

/** Why this key is not simply safe; null where nothing is to be said. */
function troubleOf(record: KeyRecord, now: Date): KeyTrouble | null {
  if (record.state === 'TRASHED') return isTrashOver(record, now) ? troubleFrom('trash-over', null) : null;
  if (record.trouble !== null) {
    const trouble = troubleFrom(record.trouble.code, record.trouble.raw);
    return canBeDismissed(record) ? trouble : without('dismiss', trouble);
  }
  return record.state === 'HELD_IN_FILE' ? troubleFrom('held-in-file', null) : null;
}

/** Where something is here, or is kept elsewhere, there is something to lose. */
function canBeDismissed({ state, trouble, copies }: KeyRecord): boolean {
  return (state === 'ABSENT' || trouble?.code === 'missing-here') && copies.length === 0;
}

function without(action: KeyAction, trouble: KeyTrouble): KeyTrouble {
  return { ...trouble, actions: trouble.actions.filter((offered) => offered !== action) };
}

function isTrashOver({ enteredAt }: KeyRecord, now: Date): boolean {
  return now.getTime() - Date.parse(enteredAt) >= TRASH_DAYS * DAY_MS;
}

function troubleFrom(code: KeyTroubleCode, raw: string | null): KeyTrouble {
  return { code, ...words.keyTroubles[code], actions: ACTIONS[code], raw };
}

/** What may help, the likeliest first. */
const ACTIONS: Record<KeyTroubleCode, readonly KeyAction[]> = {
  'aws-not-asked': ['try-again'],
  'not-yet-shown': ['try-again', 'dismiss'],
  'keychain-locked': ['try-again'],
  'keychain-failed': ['try-again'],
  'other-account': ['try-again'],
  'not-this-keychain': ['try-again', 'restore-backup', 'add-from-file'],
  'missing-here': ['restore-backup', 'add-from-file', 'try-again', 'dismiss'],
  'other-value': ['try-again'],
  'pair-differs': ['try-again'],
  'name-taken': ['import-again', 'try-again'],
  'held-in-file': ['add-from-file', 'try-again'],
  'in-memory-only': [],
  'import-refused': ['try-again', 'import-again'],
  'pair-in-use': ['try-again'],
  'pair-left': ['try-again'],
  'record-unreadable': [],
  'trash-over': ['keep', 'delete'],
};

function standingOf({ state, place }: KeyRecord, trouble: KeyTrouble | null): VaultKey['standing'] {
  if (trouble !== null) return PASSING.has(trouble.code) ? 'finishing' : 'needs-you';
  if (state === 'TRASHED') return 'trashed';
  return state === 'READY' || (state === 'SECURED' && place === null) ? 'safe' : 'finishing';
}

/** Keyport goes on by itself as soon as it can. */
const PASSING: ReadonlySet<KeyTroubleCode> = new Set([
  'aws-not-asked',
  'not-yet-shown',
  'keychain-locked',
  'keychain-failed',
  'other-account',
]);

/** Counted only where it was proved to be there, and nothing was seen since that speaks against it. */
function copyInKeychain(record: KeyRecord): readonly KeyCopy[] {
  const state = record.state === 'TRASHED' ? record.trashedFrom : record.state;
  if (state !== 'READY' && state !== 'SECURED') return [];
  if (record.trouble !== null && NOT_THERE.has(record.trouble.code)) return [];
  return [{ kind: 'keychain', where: record.backend, at: record.createdAt }];
}

const NOT_THERE: ReadonlySet<KeyTroubleCode> = new Set(['missing-here', 'other-value', 'not-this-keychain']);

/** All that can be told of a file that is no record: whose it would be, and since when it is like that. */
async function damagedKeyFrom({ file, raw }: JournalList['unreadable'][number]): Promise<VaultKey> {
  const custodyId = path.basename(file, '.json');
  return {
    custodyId,
    name: path.basename(file),
    type: 'ed25519',
    origin: 'added',
    standing: 'needs-you',
    trouble: troubleFrom('record-unreadable', raw),
    publicKey: null,
    fingerprints: null,
    keychainAccount: custodyId,
    pair: null,
    launchId: null,
    createdAt: await changedAt(file),
    provedAt: null,
    trashedAt: null,
    copies: [],
  };
}

async function changedAt(file: string): Promise<string> {
  try {
    return (await stat(file)).mtime.toISOString();
  } catch {
    return new Date(0).toISOString();
  }
}
