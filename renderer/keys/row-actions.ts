import type { KeyRow } from '../../shared/keys/key-row.ts';

export type RowAction = 'send' | 'export' | 'trash' | 'untrash' | 'delete' | 'add';

/**
 * What can be done with this key. One that is not finished, or needs a decision, offers what its trouble names and nothing
 * else. `region`: the one that a public half would be sent to; null without an account.
 */
export function actionsOf({ key, pairs }: KeyRow, region: string | null): readonly RowAction[] {
  if (key === null) return ['add'];
  if (key.standing === 'trashed') return ['untrash', 'delete'];
  if (key.standing !== 'safe') return [];
  const isSendable = region !== null && !pairs.some((pair) => pair.region === region);
  return [...(isSendable ? (['send'] as const) : []), 'export', 'trash'];
}
