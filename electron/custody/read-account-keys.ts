import { atMost } from '../at-most.ts';
import type { Connection } from '../aws/connections.ts';
import { listKeyPairs, type KeyPair } from '../aws/key-pairs.ts';
import { listKeyUsers } from '../aws/key-users.ts';
import { outcomeOf } from '../aws/problem.ts';
import type { AccountChoice } from '../../shared/account.ts';
import type { AccountKeyPair, AccountKeys, KeyUser, RegionRead } from '../../shared/keys/account-keys.ts';
import { withoutComment } from '../../shared/keys/public-key.ts';
import { TAGS } from '../../shared/launch-plan.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import type { VaultServices } from './vault-services.ts';

/** More would make AWS ask to slow down, or a small computer wait for itself. */
const REGIONS_AT_ONCE = 6;

/**
 * The key pairs of the account and the instances that may use them, in all its regions. A region that cannot be read is told as
 * that, and keeps nothing from the others.
 */
export async function readAccountKeys(
  services: VaultServices,
  choice: AccountChoice,
): Promise<Outcome<AccountKeys>> {
  const connected = await services.connections.connect(choice);
  if (!connected.ok) return connected;
  const { accountId, endpoint, regions: enabled } = connected.value.account;
  const regions = [...new Set([choice.region, ...enabled])].toSorted();
  const reads = new Map<string, RegionKeys>();
  await atMost(REGIONS_AT_ONCE, regions, async (region) => {
    reads.set(region, await readRegion(services, connected.value, region));
  });
  const inOrder = regions.flatMap((region) => reads.get(region) ?? []);
  return succeeded({
    accountId,
    endpoint,
    areAllRegions: enabled.length > 0,
    regions: inOrder.map(({ read }) => read),
    keyPairs: inOrder.flatMap(({ keyPairs }) => keyPairs),
    instances: inOrder.flatMap(({ instances }) => instances),
  });
}

type RegionKeys = {
  readonly read: RegionRead;
  readonly keyPairs: readonly AccountKeyPair[];
  readonly instances: readonly KeyUser[];
};

async function readRegion(
  { connections, patience }: VaultServices,
  connection: Connection,
  region: string,
): Promise<RegionKeys> {
  const [keyPairs, instances] = await connections.inRegion(connection, region, ({ ec2 }) =>
    Promise.all([
      outcomeOf(() => patience.throttled(() => listKeyPairs(ec2))),
      outcomeOf(() => patience.throttled(() => listKeyUsers(ec2, region))),
    ]),
  );
  return {
    read: {
      region,
      keyPairs: keyPairs.ok ? null : keyPairs.problem,
      instances: instances.ok ? null : instances.problem,
    },
    keyPairs: keyPairs.ok ? keyPairs.value.map((keyPair) => accountKeyPair(keyPair, region)) : [],
    instances: instances.ok ? instances.value : [],
  };
}

function accountKeyPair(keyPair: KeyPair, region: string): AccountKeyPair {
  const { keyPairId, name, type, fingerprint, publicKey, createdAt, tags } = keyPair;
  return {
    region,
    keyPairId,
    name,
    type,
    fingerprint,
    publicKey: publicKey === null ? null : withoutComment(publicKey),
    createdAt,
    custodyId: tags[TAGS.custodyId] ?? null,
  };
}
