import { randomUUID } from 'node:crypto';
import type { KeyPair, KeyPairClients, Pause } from '../aws/key-pairs.ts';
import type { Patience } from '../aws/patience.ts';
import type { Tags } from '../aws/tags.ts';
import type { KeyPlace } from '../../shared/keys/vault.ts';
import { TAGS, type LaunchPlan } from '../../shared/launch-plan.ts';
import type { KeyType } from '../../shared/platform.ts';
import { openCustodyRecord, type CustodyRecord } from './custody-record.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { publicKeyOf } from './key-format.ts';
import type { KeyRecord } from './key-record.ts';
import type { VaultServices } from './vault-services.ts';

/** The clients of the account, and of a vault what the making of a key needs: all of `VaultServices` will do. */
export type CustodyDeps = KeyPairClients &
  Pick<VaultServices, 'journal' | 'keychain' | 'sentinel' | 'held' | 'inWork' | 'now'> & {
    readonly patience: Pick<Patience, 'pause' | 'throttled'>;
    readonly newId?: () => string;
  };

/** `endpoint` is null for AWS itself; `launchId` for a key that is made without a launch. */
export type KeyRequest = KeyPlace & {
  readonly kind: LaunchPlan['key']['kind'];
  readonly type: KeyType;
  readonly name: string;
  readonly launchId: string | null;
  /** The person's own, beside Keyport's. */
  readonly tags?: Tags;
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
  readonly record: CustodyRecord;
};

/** `earlier` is the record of the try that is repeated. */
export function openCustody(
  deps: CustodyDeps,
  request: KeyRequest,
  onStep: OnStep,
  known: { readonly custodyId: string; readonly sentinelHash: string; readonly earlier: KeyRecord | null },
): Custody {
  const { custodyId, earlier } = known;
  const record = earlier ?? newRecord(deps, request, known);
  return {
    deps,
    request,
    onStep,
    pause: deps.patience.pause,
    custodyId,
    account: record.keychainAccount,
    tags: {
      ...request.tags,
      [TAGS.custodyId]: custodyId,
      ...(request.launchId === null ? {} : { [TAGS.launchId]: request.launchId }),
      [TAGS.createdBy]: 'keyport',
    },
    record: openCustodyRecord(deps.journal, record, deps.now),
  };
}

/** In the first state of its way; nothing of it is on disk yet. */
function newRecord(
  { keychain, now }: CustodyDeps,
  request: KeyRequest,
  { custodyId, sentinelHash }: { readonly custodyId: string; readonly sentinelHash: string },
): KeyRecord {
  const { kind, type, name, launchId, tags, sourceId, accountId, region, endpoint } = request;
  const at = now().toISOString();
  return {
    version: 1,
    custodyId,
    name,
    type,
    origin: kind === 'aws-makes-it' ? 'aws-made' : 'made-here',
    state: kind === 'aws-makes-it' ? 'REQUESTED' : 'PLANNED',
    place: { sourceId, accountId, region, endpoint },
    keyPairId: null,
    publicKey: null,
    fingerprints: null,
    keychainAccount: [name, region, accountId, custodyId.slice(0, 8)].join('|'),
    backend: keychain.backend,
    sentinelHash,
    launchId,
    ...(tags === undefined ? {} : { tags }),
    createdAt: at,
    enteredAt: at,
    provedAt: null,
    trashedFrom: null,
    trouble: null,
    copies: [],
  };
}

export function newCustodyId({ newId }: CustodyDeps): string {
  return (newId ?? randomUUID)();
}

/** What the journal keeps of a private key. */
export function publicFactsOf(
  privateKey: Uint8Array,
  origin: KeyRecord['origin'],
): Pick<KeyRecord, 'publicKey' | 'fingerprints'> {
  return { publicKey: publicKeyOf(privateKey), fingerprints: fingerprintsOf(privateKey, origin) };
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
