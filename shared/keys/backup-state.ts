import { DAY_MS } from '../day.ts';
import { words } from '../words/en.ts';
import { inStore } from '../words/en/store-names.ts';
import { storeOf } from './store-of.ts';
import type { KeyCopy, VaultKey } from './vault.ts';

/** The keys that a lost computer would take with it, the oldest first, and for how many days the first has been so. */
export type BackupReminder = { readonly keys: readonly VaultKey[]; readonly days: number };

/** Null where every safe key is in a backup. A file that a person saved is none: it has no passphrase of a backup's strength. */
export function backupReminder(keys: readonly VaultKey[], now: Date): BackupReminder | null {
  const once = keys
    .filter(({ standing, copies }) => standing === 'safe' && !copies.some(isBackup))
    .toSorted((one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt));
  const [first] = once;
  if (first === undefined) return null;
  // The clock may have been set back since.
  const days = Math.max(0, Math.floor((now.getTime() - Date.parse(first.createdAt)) / DAY_MS));
  return { keys: once, days };
}

/** "2 copies: this keychain, backup of 12 May 2026". */
export function copiesInWords({ copies }: Pick<VaultKey, 'copies'>): string {
  if (copies.length === 0) return said.none;
  const backups = copies.filter(isBackup).toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at));
  const files = copies.filter(({ kind }) => kind === 'file');
  const [newest] = backups;
  return said.line(copies.length, [
    ...copies.filter(({ kind }) => kind === 'keychain').map(keychainInWords),
    ...(newest === undefined ? [] : [said.backup(newest.at)]),
    ...(backups.length > 1 ? [said.earlierBackups(backups.length - 1)] : []),
    ...(files.length > 0 ? [said.files(files.length)] : []),
  ]);
}

const said = words.keyCopies;

function isBackup({ kind }: KeyCopy): boolean {
  return kind === 'backup';
}

function keychainInWords({ where }: KeyCopy): string {
  return inStore(storeOf(where), said.keychain);
}
