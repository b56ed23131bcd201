import type { Connections } from '../aws/connections.ts';
import type { Patience } from '../aws/patience.ts';
import type { Keychain } from '../keychain/keychain.ts';
import type { Unfinished } from '../unfinished.ts';
import type { HeldKeys } from './held-keys.ts';
import type { KeyJournal } from './key-journal.ts';
import type { Sentinel } from './sentinel.ts';
import type { VaultBoard } from './vault-board.ts';

/** What everything that is done with a key of the vault works with. The home is locked by us while this exists. */
export type VaultServices = {
  readonly home: string;
  readonly journal: KeyJournal;
  /** The store that the person chose; one call at a time. */
  readonly keychain: Keychain;
  readonly sentinel: Sentinel;
  readonly board: VaultBoard;
  /** Private keys that are nowhere but in memory, until the keychain takes them or the person decides. */
  readonly held: HeldKeys;
  readonly connections: Connections;
  readonly patience: Patience;
  readonly files: FileDialogs;
  readonly copyText: (text: string) => Promise<void>;
  /** What must not be cut off by the end of the program. */
  readonly unfinished: Unfinished;
  /** Custody ids that something in this run is making, changing or recovering: everyone else leaves them alone. */
  readonly inWork: Set<string>;
  readonly now: () => Date;
};

/** The system's own dialogs. Both answer an absolute path, or null when the person chose none. */
export type FileDialogs = {
  /** Keys live in `ssh`, where nothing else is said. */
  readonly open: (ask: {
    readonly title: string;
    readonly button: string;
    readonly folder?: 'ssh' | 'documents';
    /** A file, where nothing else is said. */
    readonly what?: 'file' | 'folder';
  }) => Promise<string | null>;
  readonly save: (ask: {
    readonly title: string;
    readonly button: string;
    readonly fileName: string;
    readonly folder: 'ssh' | 'documents';
  }) => Promise<string | null>;
};
