import type { Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { findKey } from './find-key.ts';
import { shownKey } from './key-lines.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

export async function proveKey({ keys }: Session, name: string): Promise<Outcome<Shown>> {
  const vault = await keys.readVault();
  if (!vault.ok) return vault;
  const key = findKey(vault.value, name);
  if (!key.ok) return key;
  const { custodyId } = key.value;
  return shownKey(await keys.proveKey({ custodyId }), words.cli.done.proved);
}
