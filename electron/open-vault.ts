import { problemFrom } from './aws/problem.ts';
import type { Connections } from './aws/connections.ts';
import { createPatience } from './aws/patience.ts';
import { createHeldKeys } from './custody/held-keys.ts';
import { openKeyJournal } from './custody/key-journal.ts';
import { recoverKeys } from './custody/recover.ts';
import { openSentinel } from './custody/sentinel.ts';
import { createStores } from './custody/stores.ts';
import { createVaultBoard } from './custody/vault-board.ts';
import { showKeys } from './custody/vault-key.ts';
import type { FileDialogs, VaultServices } from './custody/vault-services.ts';
import type { HomeLock } from './journal/home-lock.ts';
import type { Keychain } from './keychain/keychain.ts';
import { oneAtATime } from './keychain/one-at-a-time.ts';
import type { Unfinished } from './unfinished.ts';
import type { KeysApi } from '../shared/keys/keys-api.ts';
import type { Vault } from '../shared/keys/vault.ts';
import { failed, succeeded, type Outcome } from '../shared/outcome.ts';

/** Opens the keychain of the system. `onWaiting` is told when a call has had no answer for a while, and when it has. */
export type OpenKeychain = (onWaiting: (isWaiting: boolean) => void) => Keychain;

export type VaultDoorDeps = {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  readonly lock: HomeLock;
  readonly openKeychain: OpenKeychain;
  readonly connections: Connections;
  readonly files: FileDialogs;
  readonly copyText: (text: string) => Promise<void>;
  readonly unfinished: Unfinished;
  readonly changed: (vault: Vault) => void;
  /** Where nobody sits at a screen: who decides what becomes of a key that the keychain does not take. */
  readonly decide?: Parameters<typeof createHeldKeys>[0]['decide'];
};

/** The one way to the keys, for the window and for the command line. */
export type VaultDoor = {
  /** For what is set up beside it. Nothing is done with a key before `open` has succeeded. */
  readonly services: VaultServices;
  /** The home is ours from the first time this succeeds; before it nothing of the journal or the keychain is touched. */
  readonly open: () => Promise<Outcome<VaultServices>>;
  /** Opens, and finishes what an earlier run left half done; one recovery at a time. A locked store is left as it is. */
  readonly recover: () => Promise<Outcome<Vault>>;
  readonly choose: KeysApi['chooseStore'];
  readonly unlock: KeysApi['unlockStore'];
};

export function createVaultDoor(deps: VaultDoorDeps): VaultDoor {
  const { home, lock, connections, files, copyText, unfinished, changed, decide } = deps;
  const inWork = new Set<string>();
  const osKeychain = deps.openKeychain((isWaiting) => board.set({ isWaiting }));
  const stores = createStores({ home, osKeychain, inWork });
  const { keychain } = stores;
  // The store is asked for once the home is ours.
  const store = { kind: osKeychain.kind, backend: osKeychain.backend, state: 'open' } as const;
  const empty: Vault = { store, keys: [], held: [], agents: [], requests: [], isWaiting: false };
  const board = createVaultBoard(empty, changed);
  const services: VaultServices = {
    home,
    journal: openKeyJournal(home),
    keychain,
    sentinel: openSentinel(home, keychain),
    board,
    held: createHeldKeys({ board, files, ...(decide === undefined ? {} : { decide }) }),
    connections,
    patience: createPatience(deps.env),
    files,
    copyText,
    unfinished,
    inWork,
    now: () => new Date(),
  };

  const open = async (): Promise<Outcome<VaultServices>> => {
    const taken = await lock.take();
    if (!taken.ok) return taken;
    board.set({ store: stores.report() });
    return succeeded(services);
  };
  const inTurn = oneAtATime();
  const recover = () =>
    inTurn(async (): Promise<Outcome<Vault>> => {
      const opened = await open();
      if (!opened.ok) return opened;
      try {
        if (stores.report().state === 'locked') await showKeys(services);
        else await recoverKeys(services);
      } catch (error) {
        return failed(problemFrom(error));
      }
      return succeeded(board.vault());
    });
  /** With another store open, what could not be finished before may be. */
  const after = async (change: () => Promise<Outcome<null>>): Promise<Outcome<Vault>> => {
    const opened = await open();
    if (!opened.ok) return opened;
    const changedStore = await change();
    return changedStore.ok ? recover() : changedStore;
  };
  return {
    services,
    open,
    recover,
    choose: (input) => after(() => stores.choose(input)),
    unlock: ({ passphrase }) => after(() => stores.unlock(passphrase)),
  };
}
