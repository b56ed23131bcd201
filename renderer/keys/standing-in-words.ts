import { DAY_MS } from '../../shared/day.ts';
import type { KeyRow } from '../../shared/keys/key-row.ts';
import { TRASH_DAYS, type StoreKind } from '../../shared/keys/vault.ts';
import { words } from '../../shared/words/en.ts';
import { inStore } from '../../shared/words/en/store-names.ts';
import { day } from '../components/moment.ts';

/** What the state of a key means; of one in the trash, until when. */
export function standingInWords(
  { standing, key }: Pick<KeyRow, 'standing' | 'key'>,
  store: StoreKind,
): string {
  const trashedAt = key?.trashedAt ?? null;
  if (standing !== 'trashed' || trashedAt === null) return inStore(store, words.keys.standingWhy[standing]);
  return words.keys.trashedUntil(day(new Date(Date.parse(trashedAt) + TRASH_DAYS * DAY_MS).toISOString()));
}
