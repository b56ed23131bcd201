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

/** A file that cannot be read is set aside as `settings.json.corrupt-<time>`; Keyport then starts with defaults. */
export function openSettings(folder: string): Settings {
  const store = openStore(folder);
  return {
    lastUsed: () => readChoice(store.get('lastUsed')),
    rememberAccount: ({ sourceId, region }) => {
      try {
        store.set('lastUsed', { sourceId, region });
      } catch {
        // An account that answered is not lost because the next start will not be quicker.
      }
    },
  };
}

function openStore(folder: string): Store<Stored> {
  const open = () =>
    new Store<Stored>({ name: 'settings', cwd: folder, configFileMode: 0o600, defaults: { lastUsed: null } });
  try {
    return open();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const file = path.join(folder, 'settings.json');
    renameSync(file, `${file}.corrupt-${Date.now()}`);
    return open();
  }
}

/** The file may have been edited by hand, so what it holds is read like anything from outside. */
function readChoice(stored: unknown): AccountChoice | null {
  const read = inputs.connectAccount.safeParse([stored]);
  return read.success ? read.data[0] : null;
}
