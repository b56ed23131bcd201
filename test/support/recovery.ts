import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { AwsClients } from '../../electron/aws/clients.ts';
import type { Connections } from '../../electron/aws/connections.ts';
import { createPatience, type Clock } from '../../electron/aws/patience.ts';
import { publicKeyOf } from '../../electron/custody/key-format.ts';
import type { KeyRecord } from '../../electron/custody/key-record.ts';
import { openSentinel } from '../../electron/custody/sentinel.ts';
import type { VaultServices } from '../../electron/custody/vault-services.ts';
import { KeychainError, type Keychain } from '../../electron/keychain/keychain.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded } from '../../shared/outcome.ts';
import { fakeEc2, type FakeEc2, type FakeEc2Options, type FakeKeyPair } from './fake-key-pairs.ts';
import { fakeKeychain, type FakeKeychain } from './fake-keychain.ts';
import { ACCOUNT, openTestVault } from './vault.ts';

/**
 * `locked`: as GNOME Keyring is, it answers "no such item" about what it does not know, and fails on what it does. `empty`: it
 * answers so about everything, as a new one, or as another one that is locked.
 */
export type KeychainMode = 'open' | 'locked' | 'empty';
export type AwsMode = 'up' | 'down' | 'other-account' | 'other-endpoint';

/** A vault, its keychain and its AWS, which outlive the runs of Keyport that look at them. */
export type World = {
  readonly services: VaultServices;
  readonly keychain: FakeKeychain;
  readonly aws: FakeEc2;
  /** Changed at will. */
  readonly mode: { keychain: KeychainMode; aws: AwsMode; now: Date };
  /** A later run of Keyport; with other things that go wrong in AWS. */
  readonly nextRun: (ec2?: FakeEc2Options) => World;
  /** Everything that recovery could change: the journal's files, the keychain's items, AWS's key pairs. */
  readonly state: () => { readonly journal: object; readonly keychain: object; readonly pairs: object };
  readonly remove: () => void;
};

export const START = new Date('2026-06-01T12:00:00.000Z');
export const DAY_MS = 86_400_000;

/** Gone when the test has finished. */
export async function openWorld(ec2: FakeEc2Options = {}): Promise<World> {
  const keychain = fakeKeychain();
  const mode: World['mode'] = { keychain: 'open', aws: 'up', now: START };
  const first = runOf(undefined, keychain, mode, fakeEc2(ec2));
  onTestFinished(first.remove);
  await first.services.sentinel.hash();
  return first;
}

function runOf(home: string | undefined, kept: FakeKeychain, mode: World['mode'], aws: FakeEc2): World {
  const keychain = inMode(kept, mode);
  const vault = openTestVault({ keychain, now: () => mode.now, ...(home === undefined ? {} : { home }) });
  const services: VaultServices = {
    ...vault,
    sentinel: openSentinel(vault.home, keychain),
    connections: connectionsIn(mode, aws),
    patience: createPatience({}, { clock: instantClock() }),
  };
  return {
    services,
    keychain: kept,
    aws,
    mode,
    nextRun: (options) => {
      const next = fakeEc2(options);
      for (const [name, keyPair] of aws.keyPairs) next.keyPairs.set(name, keyPair);
      next.instances.push(...aws.instances);
      return runOf(vault.home, kept, mode, next);
    },
    state: () => ({
      journal: filesIn(path.join(vault.home, 'keys')),
      keychain: Object.fromEntries(
        [...kept.items].map(([name, item]) => [name, Buffer.from(item).toString()]),
      ),
      pairs: Object.fromEntries(aws.keyPairs),
    }),
    remove: vault.remove,
  };
}

/** A record in REQUESTED, of this world's sentinel. */
export async function newRecord(
  { services }: Pick<World, 'services'>,
  part: Partial<KeyRecord> = {},
): Promise<KeyRecord> {
  const custodyId = part.custodyId ?? randomUUID();
  const name = part.name ?? 'web';
  const { sourceId, accountId, region, endpoint } = ACCOUNT;
  const at = services.now().toISOString();
  return {
    version: 1,
    custodyId,
    name,
    type: 'ed25519',
    origin: 'aws-made',
    state: 'REQUESTED',
    place: { sourceId, accountId, region, endpoint },
    keyPairId: null,
    publicKey: null,
    fingerprints: null,
    keychainAccount: [name, region, accountId, custodyId.slice(0, 8)].join('|'),
    backend: services.keychain.backend,
    sentinelHash: await services.sentinel.hash(),
    launchId: null,
    createdAt: at,
    enteredAt: at,
    provedAt: null,
    trashedFrom: null,
    trouble: null,
    copies: [],
    ...part,
  };
}

/** The pair that AWS makes, or imports, for this record. */
export function pairOf(
  { custodyId, name, createdAt }: KeyRecord,
  privateKey: Uint8Array,
  part: Partial<FakeKeyPair> = {},
): FakeKeyPair {
  return {
    keyPairId: `key-0${custodyId.slice(0, 8)}`,
    name,
    publicKey: `${publicKeyOf(privateKey) ?? ''} ${name}`,
    tags: { 'keyport:custody-id': custodyId, 'keyport:created-by': 'keyport' },
    createdAt,
    ...part,
  };
}

function inMode(kept: FakeKeychain, mode: World['mode']): Keychain {
  const locked = () => new KeychainError('locked', "Couldn't access platform storage: locked");
  const blocked = (account: string) => {
    if (mode.keychain === 'locked' && kept.items.has(account)) throw locked();
    return mode.keychain !== 'open';
  };
  return {
    ...kept,
    read: async (account) => (blocked(account) ? null : kept.read(account)),
    remove: async (account) => (blocked(account) ? false : kept.remove(account)),
    save: async (account, privateKey) => {
      if (mode.keychain === 'locked') throw locked();
      return kept.save(account, privateKey);
    },
  };
}

function connectionsIn(mode: World['mode'], { ec2, ec2Once }: FakeEc2): Connections {
  const connect: Connections['connect'] = async (choice) => {
    if (mode.aws === 'down') return failed(makeProblem('unreachable', { raw: 'getaddrinfo ENOTFOUND' }));
    const accountId = mode.aws === 'other-account' ? '999999999999' : ACCOUNT.accountId;
    const endpoint = mode.aws === 'other-endpoint' ? 'http://127.0.0.1:5000' : ACCOUNT.endpoint;
    const clients = { ec2, ec2Once } as AwsClients;
    return succeeded({ account: { ...ACCOUNT, ...choice, accountId, endpoint }, clients });
  };
  return {
    connect,
    use: async (choice, read) => {
      const connected = await connect(choice);
      return connected.ok ? read(connected.value) : connected;
    },
    inRegion: (connection, _region, read) => read(connection.clients),
    forget: () => undefined,
    resolvedIn: () => {
      throw new Error('nobody else calls AWS here');
    },
  };
}

/** Waiting takes no time, and is counted as if it did. */
function instantClock(): Clock {
  let nowMs = 0;
  return {
    now: () => nowMs,
    sleep: async (ms) => void (nowMs += ms),
    random: () => 0.5,
  };
}

function filesIn(folder: string): object {
  const names = fs.readdirSync(folder).toSorted();
  return Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}
