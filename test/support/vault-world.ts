import { fakeEc2, type FakeKeyPair } from './fake-key-pairs.ts';
import { newRecord, openWorld, pairOf, type World } from './recovery.ts';
import { ACCOUNT } from './vault.ts';
import { fingerprintsOf } from '../../electron/custody/fingerprints.ts';
import { newPrivateKey, publicKeyOf } from '../../electron/custody/key-format.ts';
import type { KeyJournal } from '../../electron/custody/key-journal.ts';
import type { KeyRecord } from '../../electron/custody/key-record.ts';
import type { VaultServices } from '../../electron/custody/vault-services.ts';

export type KeptKey = {
  readonly record: KeyRecord;
  readonly privateKey: Uint8Array;
  /** As AWS would show it; it is there only where the test puts it there. */
  readonly pair: FakeKeyPair;
};

/** A world in which one region has key pairs and instances, and every other one has none. */
export async function openVaultWorld(): Promise<World> {
  const world = await openWorld();
  const { connections } = world.services;
  const empty = fakeEc2();
  return {
    ...world,
    services: {
      ...world.services,
      connections: {
        ...connections,
        inRegion: (connection, region, read) =>
          read(region === ACCOUNT.region ? connection.clients : { ...connection.clients, ec2: empty.ec2 }),
      },
    },
  };
}

/** A finished key: in the journal, and in the keychain. With its pair in AWS unless it is to be only here. */
export async function keepKeyIn(world: World, part: Partial<KeyRecord> = {}): Promise<KeptKey> {
  const privateKey = await newPrivateKey(part.type ?? 'ed25519');
  const draft = await newRecord(world, {
    state: 'READY',
    publicKey: publicKeyOf(privateKey),
    fingerprints: fingerprintsOf(privateKey, part.origin ?? 'aws-made'),
    ...part,
  });
  const pair = pairOf(draft, privateKey, { type: draft.type });
  const hasPair = part.place !== null && part.keyPairId !== null;
  const record = hasPair ? { ...draft, keyPairId: pair.keyPairId } : draft;
  await world.services.journal.write(record);
  await world.keychain.save(record.keychainAccount, privateKey);
  if (hasPair) world.aws.keyPairs.set(pair.name, pair);
  return { record, privateKey, pair };
}

/** The same vault on a disk that takes no more. */
export function onFullDisk(services: VaultServices): VaultServices {
  const refuse = async (): Promise<never> => {
    const message = 'ENOSPC: no space left on device, write';
    throw Object.assign(new Error(message), { code: 'ENOSPC', syscall: 'write' });
  };
  const journal: KeyJournal = { ...services.journal, write: refuse, change: refuse, remove: refuse };
  return { ...services, journal };
}
