import { words } from '../words/en.ts';
import type { StoreKind } from './vault.ts';

/** Which kind of store it is, by the name that main gives it. A copy remembers that name for as long as the key is there. */
export function storeOf(backend: string): StoreKind {
  if (backend === words.custody.keychains.file) return 'file';
  return backend === words.practiceMode.keychain ? 'practice' : 'keychain';
}
