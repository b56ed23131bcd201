import { words } from '../../shared/words/en.ts';
import { keychainErrorFrom } from './classify.ts';
import { collectGarbage } from './collect-garbage.ts';
import { KeychainError, type Keychain } from './keychain.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { probeKeychain } from './probe.ts';
import { storedForm, withoutPadding } from './stored-form.ts';

/** Each holds a connection to the bus until it is collected; a bus may take no more than 256 of one person. */
const ENTRIES_AT_ONCE = 64;

/** No dot: on Windows the item's name is `<account>.<service>`. */
const SERVICE = 'keyport';

type Keyring = Pick<typeof import('@napi-rs/keyring'), 'AsyncEntry'>;

export type OsKeychainOptions = {
  /** Told true when a call has had no answer for a while (the system may be asking for a password), false after it. */
  readonly onWaiting?: (isWaiting: boolean) => void;
  readonly waitingAfterMs?: number;
  readonly load?: () => Promise<Keyring>;
  readonly platform?: NodeJS.Platform;
};

/**
 * The keychain of the operating system. Calls run one at a time: an unanswered prompt never times out and holds one of
 * Node's few threads, and four of those would stop every file read and name lookup of the app.
 */
export function createOsKeychain(options: OsKeychainOptions = {}): Keychain {
  // Only when first used: a missing native module then is a problem on the screen, not an app that does not start.
  const { load = () => import('@napi-rs/keyring'), platform = process.platform } = options;
  const inTurn = oneAtATime();
  let entries = 0;

  const withEntry = <Value>(account: string, use: (entry: Entry) => Promise<Value>): Promise<Value> =>
    inTurn(async () => {
      const answered = startWaiting(options);
      try {
        const { AsyncEntry } = await load();
        // Pinned: the library's default falls back to kernel memory, gone at restart, when the service is slow.
        return await use(new AsyncEntry(SERVICE, account, { linux: { store: 'secret-service' } }));
      } catch (error) {
        throw keychainErrorFrom(error);
      } finally {
        answered();
        if (platform === 'linux' && ++entries % ENTRIES_AT_ONCE === 0) collectGarbage();
      }
    });

  const items = {
    kind: 'keychain' as const,
    backend: backendOf(platform),
    save: async (account: string, privateKey: Uint8Array) => {
      const stored = storedForm(privateKey);
      try {
        await withEntry(account, (entry) => saveOnce(entry, stored));
      } finally {
        stored.fill(0);
      }
    },
    read: (account: string) => withEntry(account, readItem),
    remove: (account: string) => withEntry(account, (entry) => entry.deleteCredential()),
  };

  // Two probes at once would delete each other's item.
  const oneProbe = oneAtATime();
  return { ...items, probe: () => oneProbe(() => probeKeychain(items)) };
}

type Entry = InstanceType<Keyring['AsyncEntry']>;

/** The library overwrites silently; a private key never is. */
async function saveOnce(entry: Entry, stored: Uint8Array): Promise<void> {
  const present = await entry.getSecret();
  if (present === null) {
    await entry.setSecret(stored);
    return;
  }
  const isSame = present.length === stored.length && present.every((byte, index) => byte === stored[index]);
  present.fill(0);
  if (!isSame) throw new KeychainError('failed', 'another item is kept under this name; it was left alone');
}

async function readItem(entry: Entry): Promise<Uint8Array | null> {
  const secret = await entry.getSecret();
  if (secret === null) return null;
  const stored = Uint8Array.from(secret);
  secret.fill(0);
  const privateKey = withoutPadding(stored);
  stored.fill(0);
  return privateKey;
}

/** Only reports: the call goes on, and no second one is started. */
function startWaiting({ onWaiting, waitingAfterMs = 1000 }: OsKeychainOptions): () => void {
  let isWaiting = false;
  const timer = setTimeout(() => {
    isWaiting = true;
    onWaiting?.(true);
  }, waitingAfterMs);
  return () => {
    clearTimeout(timer);
    if (isWaiting) onWaiting?.(false);
  };
}

function backendOf(platform: NodeJS.Platform): string {
  const { darwin, win32, linux } = words.custody.keychains;
  if (platform === 'darwin') return darwin;
  return platform === 'win32' ? win32 : linux;
}
