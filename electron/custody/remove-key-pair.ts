import type { Connection } from '../aws/connections.ts';
import { deleteKeyPair, describeKeyPair, type KeyPair } from '../aws/key-pairs.ts';
import { listKeyUsers } from '../aws/key-users.ts';
import { outcomeOf } from '../aws/problem.ts';
import type { KeysApi } from '../../shared/keys/keys-api.ts';
import { TAGS } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { actOnKey } from './act-on-key.ts';
import { problemOfDisk } from '../journal/disk-problem.ts';
import { entered, type KeyRecord } from './key-record.ts';
import { keyInUse, useUnknown } from './users-of-key.ts';
import type { VaultServices } from './vault-services.ts';

type Input = Parameters<KeysApi['removeKeyPair']>[0];

/**
 * Removes one key pair in AWS, and nothing here: a private key of it stays in the keychain, as one that is only here. Refused
 * where an instance names it, or nobody can tell. One that EC2 does not show is gone, unless it is `unshown`: known by its id to have
 * been made, so that not being shown may be too early or too late a word. It is deleted all the same, which harms nothing.
 */
export async function removeKeyPair(
  services: VaultServices,
  input: Input,
  unshown: 'is-gone' | 'may-be-there' = 'is-gone',
): Promise<Outcome<null>> {
  const { sourceId, region, keyPairId, typedName } = input;
  const connected = await services.connections.connect({ sourceId, region });
  if (!connected.ok) return connected;
  const connection = connected.value;
  const pair = await outcomeOf(() => describeKeyPair(connection.clients.ec2, { keyPairId }));
  if (!pair.ok) return pair;
  if (pair.value === null && unshown === 'is-gone') return failed(makeProblem('key-pair-gone'));
  const known = pair.value ?? { keyPairId, name: typedName, tags: {} };
  if (known.name !== typedName) return failed(makeProblem('name-not-typed'));
  return removeWithRecord(services, connection, known);
}

type KnownPair = Pick<KeyPair, 'keyPairId' | 'name' | 'tags'>;

async function removeWithRecord(
  services: VaultServices,
  connection: Connection,
  pair: KnownPair,
): Promise<Outcome<null>> {
  const records = await recordsOf(services, connection, pair);
  if (!records.ok) return records;
  const [record] = records.value;
  if (record === undefined) return services.unfinished.track(removeUnused(services, connection, pair));
  const { custodyId } = record;
  const isHeld = services.board.vault().held.some((held) => held.custodyId === custodyId);
  if (isHeld) return failed(makeProblem('held-in-memory'));
  return actOnKey(services, custodyId, async () => {
    const removed = await removeUnused(services, connection, pair);
    return removed.ok ? forgetPair(services, custodyId) : removed;
  });
}

/** Known by its id; or by our tag, where the answer with the id never arrived. */
async function recordsOf(
  { journal }: VaultServices,
  { account }: Connection,
  { keyPairId, tags }: KnownPair,
): Promise<Outcome<readonly KeyRecord[]>> {
  try {
    const { records } = await journal.list();
    return succeeded(
      records.filter(({ custodyId, place, keyPairId: known }) => {
        const isThere =
          place?.accountId === account.accountId &&
          place.endpoint === account.endpoint &&
          place.region === account.region;
        return isThere && (known === keyPairId || (known === null && tags[TAGS.custodyId] === custodyId));
      }),
    );
  } catch (error) {
    return failed(problemOfDisk(error));
  }
}

async function removeUnused(
  { patience }: VaultServices,
  { account, clients: { ec2 } }: Connection,
  pair: KnownPair,
): Promise<Outcome<null>> {
  const { region } = account;
  const users = await outcomeOf(() => patience.throttled(() => listKeyUsers(ec2, region, pair.name)));
  if (!users.ok) return failed(useUnknown(region, users.problem.raw));
  if (users.value.length > 0) return failed(keyInUse(pair.name, users.value));
  const deleted = await outcomeOf(() =>
    patience.throttled(() => deleteKeyPair(ec2, pair, patience.pause, 'anyones')),
  );
  if (deleted.ok) return succeeded(null);
  // An answer that was lost may have been a yes; and somebody else may have been quicker.
  const left = await outcomeOf(() => describeKeyPair(ec2, { keyPairId: pair.keyPairId }));
  return left.ok && left.value === null ? succeeded(null) : deleted;
}

/** The private key is only here from now on. */
async function forgetPair({ journal, now }: VaultServices, custodyId: string): Promise<Outcome<null>> {
  try {
    await journal.change(custodyId, (record) => withoutPair(record, now()));
    return succeeded(null);
  } catch (error) {
    return failed({ ...problemOfDisk(error), explanation: words.keyActs.removedNotRecorded });
  }
}

function withoutPair(record: KeyRecord, at: Date): KeyRecord {
  const { state, trashedFrom, trouble } = record;
  const kept = { ...record, place: null, keyPairId: null };
  if (state === 'READY' || state === 'SECURED') {
    return { ...entered(kept, 'SECURED', at), trouble: isOfPair(trouble) ? null : trouble };
  }
  if (state === 'HELD_IN_FILE') return kept;
  // Of what is not finished, recovery finds out by itself what is left.
  if (state !== 'TRASHED') return record;
  return { ...kept, trashedFrom: trashedFrom === 'READY' ? 'SECURED' : trashedFrom };
}

function isOfPair(trouble: KeyRecord['trouble']): boolean {
  return trouble !== null && OF_THE_PAIR.has(trouble.code);
}

/** What was wrong with it in AWS is gone with it. */
const OF_THE_PAIR: ReadonlySet<NonNullable<KeyRecord['trouble']>['code']> = new Set([
  'aws-not-asked',
  'not-yet-shown',
  'other-account',
  'pair-differs',
  'name-taken',
  'import-refused',
  'pair-in-use',
  'pair-left',
]);
