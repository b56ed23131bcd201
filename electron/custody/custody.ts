import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { KeyPair, KeyPairClients, Pause } from '../aws/key-pairs.ts';
import type { Tags } from '../aws/tags.ts';
import type { Keychain } from '../keychain/keychain.ts';
import { TAGS, type LaunchPlan } from '../../shared/launch-plan.ts';
import type { KeyType } from '../../shared/platform.ts';

export type CustodyDeps = KeyPairClients & {
  readonly keychain: Keychain;
  readonly newId?: () => string;
  readonly pause?: Pause;
  /**
   * Told before the step that the state allows, and waited for: what is written down here before CreateKeyPair is what a
   * later run finds a lost key pair by.
   */
  readonly onState?: (state: CustodyState, known: CustodyRecord) => void | Promise<void>;
};

/**
 * PLANNED: made here, nothing is in the keychain yet. REQUESTED: AWS may have made it from now on. SECURED: made here,
 * and proved to be in the keychain. READY: both halves are proved; only now may anything be launched with it.
 */
export type CustodyState = 'PLANNED' | 'REQUESTED' | 'SECURED' | 'READY';

/** Everything about a key but its secret. */
export type CustodyRecord = {
  readonly custodyId: string;
  readonly name: string;
  readonly keychainAccount: string;
  readonly publicKey: string | null;
  readonly keyPairId: string | null;
};

export type KeyRequest = {
  readonly kind: LaunchPlan['key']['kind'];
  readonly type: KeyType;
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  readonly launchId: string;
  /** Given to repeat an earlier try of a key that is made here; else a new one. */
  readonly custodyId?: string;
};

export type SecuredKey = {
  readonly name: string;
  readonly keyPairId: string;
  /** `ssh-… base64`, derived from the private key that the keychain gave back. */
  readonly publicKey: string;
  /** As EC2 gives it; information only, for its kind differs by key type and origin. */
  readonly fingerprint: string;
  readonly keychainAccount: string;
  readonly custodyId: string;
};

export type MadeKeyPair = { readonly kind: 'key-pair'; readonly keyPairId: string; readonly name: string };

/** `made` comes as soon as it is known that a key pair is in AWS, before anything else can fail. */
export type SecureKeyStep =
  | { readonly step: 'probing' | 'creating' | 'storing' | 'proving' | 'importing' | 'secured' }
  | { readonly made: MadeKeyPair };

/** Waited for. The private key is on its way into the keychain, whatever this does. */
export type OnStep = (step: SecureKeyStep) => void | Promise<void>;

/** One key's way into custody: what both ways share. */
export type Custody = {
  readonly deps: CustodyDeps;
  readonly request: KeyRequest;
  readonly onStep: OnStep;
  readonly pause: Pause;
  readonly custodyId: string;
  /** Readable, so that a person finds the item in the system's own keychain program. */
  readonly account: string;
  readonly tags: Tags;
};

export function openCustody(deps: CustodyDeps, request: KeyRequest, onStep: OnStep): Custody {
  const custodyId = request.custodyId ?? (deps.newId ?? randomUUID)();
  return {
    deps,
    request,
    onStep,
    pause: deps.pause ?? setTimeout,
    custodyId,
    account: [request.name, request.region, request.accountId, custodyId.slice(0, 8)].join('|'),
    tags: { [TAGS.custodyId]: custodyId, [TAGS.launchId]: request.launchId, [TAGS.createdBy]: 'keyport' },
  };
}

/** The one place that a state passes through. */
export async function enter(
  custody: Custody,
  state: CustodyState,
  known: { readonly publicKey?: string; readonly keyPairId?: string } = {},
): Promise<void> {
  await custody.deps.onState?.(state, {
    custodyId: custody.custodyId,
    name: custody.request.name,
    keychainAccount: custody.account,
    publicKey: known.publicKey ?? null,
    keyPairId: known.keyPairId ?? null,
  });
}

export function isOurs(custody: Custody, keyPair: KeyPair): boolean {
  return keyPair.tags[TAGS.custodyId] === custody.custodyId;
}

/** EC2 may not show at once what it has made: half a minute in all. */
const LOOK_AGAIN_AFTER_MS = [1000, 2000, 4000, 8000, 15_000];

/** Looks until there is something to see, or patience ends. */
export async function lookFor<Value>(look: () => Promise<Value | null>, pause: Pause): Promise<Value | null> {
  for (const ms of LOOK_AGAIN_AFTER_MS) {
    const seen = await look();
    if (seen !== null) return seen;
    await pause(ms);
  }
  return look();
}
