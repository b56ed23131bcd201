import { renameSync } from 'node:fs';
import path from 'node:path';
import Store from 'electron-store';
import type { AccountChoice } from '../shared/account.ts';
import { inputs } from '../shared/api-input.ts';

/** Small things that make the next start quicker. Never a secret. */
export type Settings = {
  readonly lastUsed: () => AccountChoice | null;
  readonly rememberAccount: (choice: AccountChoice) => void;
};

type Stored = { lastUsed: AccountChoice | null };

/**
 * A torn file is set aside as `settings.json.corrupt-<time>`; Keyport then starts with defaults. Where there can be no
 * file at all, nothing is remembered.
 */
export function openSettings(folder: string): Settings {
  const store = openStore(folder);
  return {
    lastUsed: () => readChoice(store?.get('lastUsed')),
    rememberAccount: ({ sourceId, region }) => {
      try {
        store?.set('lastUsed', { sourceId, region });
      } catch {
        // An account that answered is not lost because the next start will not be quicker.
      }
    },
  };
}

function openStore(folder: string): Store<Stored> | null {
  const open = () =>
    new Store<Stored>({ name: 'settings', cwd: folder, configFileMode: 0o600, defaults: { lastUsed: null } });
  try {
    return open();
  } catch (error) {
    return error instanceof SyntaxError ? openAnew(folder, open) : null;
  }
}

function openAnew(folder: string, open: () => Store<Stored>): Store<Stored> | null {
  const file = path.join(folder, 'settings.json');
  try {
    renameSync(file, `${file}.corrupt-${Date.now()}`);
    return open();
  } catch {
    return null;
  }
}

/** The file may have been edited by hand, so what it holds is read like anything from outside. */
function readChoice(stored: unknown): AccountChoice | null {
  const read = inputs.connectAccount.safeParse([stored]);
  return read.success ? read.data[0] : null;
}
