import type { KeyType } from '../platform.ts';
import type { Problem } from '../problem.ts';

/** The key pairs of one account and the instances that may use them, in every region that could be read. */
export type AccountKeys = {
  readonly accountId: string;
  readonly endpoint: string | null;
  /** False where the account may not list its regions: then only the chosen one was asked. */
  readonly areAllRegions: boolean;
  readonly regions: readonly RegionRead[];
  readonly keyPairs: readonly AccountKeyPair[];
  readonly instances: readonly KeyUser[];
};

/** `problem`: this region could not be read, so nothing is known of it; the two parts fail apart. */
export type RegionRead = {
  readonly region: string;
  readonly keyPairs: Problem | null;
  readonly instances: Problem | null;
};

export type AccountKeyPair = {
  readonly region: string;
  readonly keyPairId: string;
  readonly name: string;
  readonly type: KeyType | null;
  /** As EC2 shows it. */
  readonly fingerprint: string;
  /** `ssh-… base64`; null where EC2 does not show it. */
  readonly publicKey: string | null;
  /** ISO 8601. */
  readonly createdAt: string | null;
  /** The tag that Keyport gave it. */
  readonly custodyId: string | null;
};

/** An instance that was started with a key pair of this name, and is not terminated. It keeps only the name. */
export type KeyUser = {
  readonly region: string;
  readonly instanceId: string;
  readonly name: string | null;
  readonly state: string;
  readonly keyName: string;
  readonly launchedAt: string | null;
  readonly launchId: string | null;
};
