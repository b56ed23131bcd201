import type { AccountChoice } from '../account.ts';
import type { Outcome } from '../outcome.ts';
import type { KeyType } from '../platform.ts';
import type { AccountKeys } from './account-keys.ts';
import type { AgentSession, Vault, VaultKey } from './vault.ts';

/** What the screen can ask about private keys. None of it answers with one. */
export type KeysApi = {
  /**
   * Takes the home, and finishes what an earlier run left half done. Asked before anything else; may be asked again.
   * `home-in-use` while another Keyport program has the home.
   */
  readonly startUp: () => Promise<Outcome<Vault>>;
  /** As it stands in the journal: asks neither the keychain nor AWS. */
  readonly readVault: () => Promise<Outcome<Vault>>;
  readonly recoverKeys: () => Promise<Outcome<Vault>>;
  /** Where no key is kept yet, or the same store again: keys never move silently. */
  readonly chooseStore: (
    input: { readonly store: 'keychain' } | { readonly store: 'file'; readonly passphrase: string },
  ) => Promise<Outcome<Vault>>;
  readonly unlockStore: (input: { readonly passphrase: string }) => Promise<Outcome<Vault>>;
  readonly readAccountKeys: (choice: AccountChoice) => Promise<Outcome<AccountKeys>>;
  readonly createKey: (
    input: AccountChoice & {
      readonly name: string;
      readonly type: KeyType;
      readonly kind: 'aws-makes-it' | 'made-here';
    },
  ) => Promise<Outcome<VaultKey>>;
  /** Sends the public half of a key that is here to this account and region. */
  readonly sendPublicKey: (
    input: AccountChoice & { readonly custodyId: string; readonly name: string },
  ) => Promise<Outcome<VaultKey>>;
  /** Reads it from the keychain and signs with it. */
  readonly proveKey: (input: CustodyId) => Promise<Outcome<VaultKey>>;
  readonly copyPublicKey: (input: CustodyId) => Promise<Outcome<null>>;
  /** The system's own dialog; null when nothing was chosen. The path stays in the main process. */
  readonly chooseKeyFile: () => Promise<Outcome<ChosenFile | null>>;
  /** `passphrase-needed` and `passphrase-wrong` leave the chosen file chosen. */
  readonly addKey: (input: {
    readonly fileId: string;
    readonly name: string;
    readonly passphrase: string | null;
  }) => Promise<Outcome<AddedKey>>;
  /** The system's own dialog, then a file that only this person can read; null when nothing was chosen. */
  readonly exportKey: (
    input: CustodyId & { readonly format: 'openssh' | 'pem'; readonly passphrase: string | null },
  ) => Promise<Outcome<ExportedKey | null>>;
  readonly backUp: (input: { readonly passphrase: string }) => Promise<Outcome<BackupMade | null>>;
  readonly chooseBackupFile: () => Promise<Outcome<ChosenFile | null>>;
  readonly restoreBackup: (input: {
    readonly fileId: string;
    readonly passphrase: string;
  }) => Promise<Outcome<Restored>>;
  /** Thirty days in the trash, and restorable. The key pair in AWS is another act. */
  readonly trashKey: (input: CustodyId & TypedName) => Promise<Outcome<VaultKey>>;
  readonly untrashKey: (input: CustodyId) => Promise<Outcome<VaultKey>>;
  /** For good: only out of the trash. */
  readonly deleteKey: (input: CustodyId & TypedName) => Promise<Outcome<Vault>>;
  /** Forgets a record that stands for no private key and no key pair any more. Refused where it may. */
  readonly dismissKey: (input: CustodyId) => Promise<Outcome<Vault>>;
  /** Removes the pair in AWS; refused while an instance may use it, or nobody can tell. */
  readonly removeKeyPair: (
    input: AccountChoice & TypedName & { readonly keyPairId: string },
  ) => Promise<Outcome<null>>;
  readonly answerHeldKey: (input: CustodyId & { readonly answer: HeldAnswer }) => Promise<Outcome<Vault>>;
  readonly openAgent: (input: CustodyId) => Promise<Outcome<AgentSession>>;
  readonly closeAgent: (input: { readonly agentId: string }) => Promise<Outcome<Vault>>;
  readonly answerAgent: (input: {
    readonly requestId: string;
    readonly isAllowed: boolean;
  }) => Promise<Outcome<Vault>>;
  /** The option that makes ssh ask this agent, or the line that makes every ssh of a terminal ask it. */
  readonly copyAgentText: (input: {
    readonly agentId: string;
    readonly what: 'ssh-option' | 'environment';
  }) => Promise<Outcome<null>>;
};

type CustodyId = { readonly custodyId: string };
/** The name as the person typed it, to show that this very one is meant. */
type TypedName = { readonly typedName: string };

export type HeldAnswer = 'retry' | 'save-to-file' | 'delete-pair';

/** A file the person picked in the system's dialog. `name` without its folder. */
export type ChosenFile = { readonly fileId: string; readonly name: string };

/** `stillAt`: the file it came from, which is there as before. */
export type AddedKey = { readonly key: VaultKey; readonly stillAt: string };

/** `isPrivate`: false where the file system cannot keep others from reading it. */
export type ExportedKey = { readonly path: string; readonly isPrivate: boolean };

/** `leftOut`: keys that Keyport knows of and could not have put in, because they need the person first. */
export type BackupMade = {
  readonly path: string;
  readonly keys: number;
  readonly leftOut: readonly string[];
};

export type Restored = {
  readonly added: readonly VaultKey[];
  readonly alreadyHere: readonly string[];
  readonly refused: readonly { readonly name: string; readonly why: string }[];
};
