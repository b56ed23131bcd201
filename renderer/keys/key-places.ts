import type { KeyRow } from '../../shared/keys/key-row.ts';
import type { KeyCopy, VaultKey, VaultStore } from '../../shared/keys/vault.ts';
import { words } from '../../shared/words/en.ts';
import { inStore } from '../../shared/words/en/store-names.ts';
import type { CopyPlace } from '../components/copies-picture.tsx';
import { day } from '../components/moment.ts';
import { regionsOf } from './row-filter.ts';

const said = words.keys.copies;

/**
 * Where the private half is, or is not. A backup of a key of ours is drawn even while there is none: that is what one should see.
 * Of a key that is not here nobody knows what copies there are.
 */
export function privatePlaces({ key }: KeyRow, store: VaultStore): readonly CopyPlace[] {
  if (key === null) return [keychainPlace(key, store)];
  const { copies } = key;
  const files = copies.filter(({ kind }) => kind === 'file');
  return [
    keychainPlace(key, store),
    backupPlace(copies.filter(({ kind }) => kind === 'backup')),
    ...(files.length > 0 ? [filePlace(files)] : []),
  ];
}

function keychainPlace(key: VaultKey | null, store: VaultStore): CopyPlace {
  const place = { id: 'keychain', name: inStore(store.kind, said.keychain) } as const;
  if (key?.copies.some(({ kind }) => kind === 'keychain') ?? false) {
    const caption = key?.trashedAt != null ? said.keychainTrash : said.keychainHere;
    return { ...place, state: 'there', caption };
  }
  if (key === null) return { ...place, state: 'absent', caption: said.keychainGone };
  return key.standing === 'finishing'
    ? { ...place, state: 'absent', caption: said.keychainUnsure }
    : { ...place, state: 'missing', caption: said.keychainGone };
}

function backupPlace(backups: readonly KeyCopy[]): CopyPlace {
  const place = { id: 'backup', name: said.backup } as const;
  const at = newest(backups);
  if (at === null) return { ...place, state: 'absent', caption: said.backupNone };
  const { length } = backups;
  const caption = length === 1 ? said.backupAt(day(at)) : said.backups(length, day(at));
  return { ...place, state: 'there', caption };
}

function filePlace(files: readonly KeyCopy[]): CopyPlace {
  const caption = said.savedAt(day(newest(files) ?? ''));
  return { id: 'file', name: said.saved, state: 'there', caption };
}

function newest(copies: readonly KeyCopy[]): string | null {
  return (
    copies
      .map(({ at }) => at)
      .toSorted()
      .at(-1) ?? null
  );
}

export function publicPlaces(row: KeyRow): readonly CopyPlace[] {
  const place = { id: 'aws', name: said.aws } as const;
  const regions = regionsOf(row);
  if (regions.length > 0) return [{ ...place, state: 'there', caption: said.awsIn(regions.join(', ')) }];
  const isUnread = row.standing === 'not-read';
  return [{ ...place, state: 'absent', caption: isUnread ? said.awsUnread : said.awsNone }];
}
