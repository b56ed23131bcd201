import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import type { Vault } from '../../shared/keys/vault.ts';
import { words } from '../../shared/words/en.ts';

const said = words.keys.vault.waiting;

/** The keychain keeps everything waiting: said on every screen, because the system's own question may be out of sight. */
export function waitingFlash({
  isWaiting,
}: Pick<Vault, 'isWaiting'>): readonly FlashbarProps.MessageDefinition[] {
  if (!isWaiting) return [];
  return [{ id: 'waiting', type: 'in-progress', loading: true, header: said.title, content: said.why }];
}
