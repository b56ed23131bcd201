import { words } from '../../shared/words/en.ts';

const { keychains } = words.custody;

/** Whose keychain this is, by the name main gives it; null for a store that is of no system. */
export function systemOf(backend: string): 'darwin' | 'win32' | 'linux' | null {
  if (backend === keychains.darwin) return 'darwin';
  if (backend === keychains.win32) return 'win32';
  return backend === keychains.linux ? 'linux' : null;
}
