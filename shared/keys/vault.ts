import type { KeyType } from '../platform.ts';
import type { Problem } from '../problem.ts';

/** The vault as the screen shows it: a whole snapshot, sent again on every change. No secret is in it. */
export type Vault = {
  readonly store: VaultStore;
  /** Every key that Keyport's journal knows, the newest first; those in the trash too. */
  readonly keys: readonly VaultKey[];
  /** Private keys that exist only in Keyport's memory: the keychain did not take them. */
  readonly held: readonly HeldKey[];
  readonly agents: readonly AgentSession[];
  /** Programs that wait to be let in by the person, the oldest first. */
  readonly requests: readonly AgentRequest[];
  /** True while the keychain has not answered for a while: the system may be asking for a password. */
  readonly isWaiting: boolean;
};

/** The keychain of the system, an encrypted file of Keyport's, or the plain file for keys to practise with. */
export type StoreKind = 'keychain' | 'file' | 'practice';

/** Where private keys are kept: chosen by the person once, never changed silently. */
export type VaultStore = {
  readonly kind: StoreKind;
  /** What the person's system calls it. */
  readonly backend: string;
  /** `locked`: an encrypted file whose passphrase was not given in this run. */
  readonly state: 'open' | 'locked';
};

export type VaultKey = {
  readonly custodyId: string;
  readonly name: string;
  readonly type: KeyType;
  readonly origin: KeyOrigin;
  /** `finishing`: Keyport goes on by itself; `needs-you`: it will not without a decision. `trouble` says what it is. */
  readonly standing: 'safe' | 'finishing' | 'needs-you' | 'trashed';
  readonly trouble: KeyTrouble | null;
  /** `ssh-… base64`; null while AWS has not answered. */
  readonly publicKey: string | null;
  readonly fingerprints: Fingerprints | null;
  /** The item's name in the keychain, to find it with the system's own program. */
  readonly keychainAccount: string;
  /** The key pair that Keyport made or imported; null where there is none (any more). */
  readonly pair: VaultKeyPair | null;
  readonly launchId: string | null;
  /** ISO 8601, as all times here. */
  readonly createdAt: string;
  /** When it was last read back and seen to sign. */
  readonly provedAt: string | null;
  readonly trashedAt: string | null;
  /** Every copy that Keyport knows of, the one in the keychain first. */
  readonly copies: readonly KeyCopy[];
};

/** How long a private key in the trash is simply kept; then Keyport asks. */
export const TRASH_DAYS = 30;

export const KEY_ORIGINS = ['aws-made', 'made-here', 'added'] as const;
export type KeyOrigin = (typeof KEY_ORIGINS)[number];

/** Which account and region, and by which way in; `endpoint` is null for AWS itself. */
export type KeyPlace = {
  readonly sourceId: string;
  readonly accountId: string;
  readonly region: string;
  readonly endpoint: string | null;
};

export type VaultKeyPair = KeyPlace & { readonly keyPairId: string };

export type KeyCopy = {
  readonly kind: 'keychain' | 'backup' | 'file';
  /** The keychain's name, or the file's path. */
  readonly where: string;
  readonly at: string;
};

/** Why a key is not simply safe, in a newcomer's words; what the screen may offer. */
export type KeyTrouble = {
  readonly code: KeyTroubleCode;
  readonly title: string;
  readonly explanation: string;
  readonly actions: readonly KeyAction[];
  /** As the keychain, the disk or AWS said it. No secret. */
  readonly raw: string | null;
};

export const KEY_TROUBLES = [
  // finishing
  'aws-not-asked',
  'not-yet-shown',
  'keychain-locked',
  'keychain-failed',
  'other-account',
  // needs you
  'not-this-keychain',
  'missing-here',
  'other-value',
  'pair-differs',
  'name-taken',
  'held-in-file',
  'in-memory-only',
  'import-refused',
  'pair-in-use',
  'pair-left',
  'record-unreadable',
  'trash-over',
] as const;
export type KeyTroubleCode = (typeof KEY_TROUBLES)[number];

/** `try-again` is the recovery once more; `dismiss` forgets a record that stands for nothing any more. */
export type KeyAction =
  'try-again' | 'restore-backup' | 'add-from-file' | 'import-again' | 'dismiss' | 'delete' | 'keep';

/** AWS shows one of four kinds, by type and origin; OpenSSH always shows SHA-256 of the public key. */
export type Fingerprints = {
  /** `SHA256:…`, as ssh-keygen prints it. */
  readonly openssh: string;
  /** As EC2 shows it for this key: of a pair AWS made, or of an imported one. Null: it cannot be known without the private key. */
  readonly aws: string | null;
};

export type HeldKey = {
  readonly custodyId: string;
  readonly name: string;
  readonly region: string;
  readonly keyPairId: string;
  /** Why the keychain did not take it. */
  readonly problem: Problem;
};

/** One ssh agent that holds one key, for as long as the window is open. */
export type AgentSession = {
  readonly agentId: string;
  readonly custodyId: string;
  readonly keyName: string;
  /** The socket, or the named pipe on Windows. */
  readonly socketPath: string;
  /** ISO 8601. */
  readonly openedAt: string;
  readonly signatures: number;
};

/** A program has connected to an agent and wants a signature. */
export type AgentRequest = {
  readonly requestId: string;
  readonly agentId: string;
  readonly keyName: string;
  /** Null where the system does not tell. */
  readonly program: {
    readonly name: string;
    readonly pid: number;
    /** The program that started it; null where the system does not tell. */
    readonly startedBy?: string | null;
  } | null;
  /** True where the program passes on what a server asks for: the agent is forwarded to that server. */
  readonly isForwarded?: boolean;
};
