import type { Connection } from '../aws/connections.ts';
import { describeKeyPair, listKeyPairs, type KeyPair } from '../aws/key-pairs.ts';
import { outcomeOf } from '../aws/problem.ts';
import type { KeysApi } from '../../shared/keys/keys-api.ts';
import type { KeyPlace, VaultKey } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import { refusalOfName } from '../../shared/resource-name.ts';
import { actOnKey, asVaultKey, readRecord } from './act-on-key.ts';
import { openCustody, type Custody } from './custody.ts';
import { openCustodyRecord } from './custody-record.ts';
import { isPrivateHalfOf, isSamePublicKey } from './key-format.ts';
import { entered, type KeyRecord } from './key-record.ts';
import { lookHere } from './look-here.ts';
import { openAnew } from './look-there.ts';
import { importKept } from './make-key.ts';
import { nameTaken } from './name-taken.ts';
import { asSeen, otherValue, problemOfTrouble } from './prove-vault-key.ts';
import type { VaultServices } from './vault-services.ts';

type Input = Parameters<KeysApi['sendPublicKey']>[0];

/**
 * Makes a key that is here known in one account and region: its public half is imported there, and proved to be the one that
 * AWS shows. From the moment it is asked for it stands in the journal, so that the next recovery goes on with it.
 */
export async function sendPublicKey(services: VaultServices, input: Input): Promise<Outcome<VaultKey>> {
  const { sourceId, region, custodyId, name } = input;
  if (refusalOfName(name) !== null) return failed(makeProblem('name-refused', { actions: ['rename'] }));
  const connected = await services.connections.connect({ sourceId, region });
  if (!connected.ok) return connected;
  const sent = await actOnKey(services, custodyId, async (record) => {
    if (record.state === 'HELD_IN_FILE') return failed(makeProblem('held-in-file'));
    const isHere = record.state === 'SECURED' || record.state === 'READY';
    if (!isHere) return failed(makeProblem('key-not-finished'));
    return sendKey(services, connected.value, record, name);
  });
  return sent.ok ? asVaultKey(services, await readRecord(services, custodyId)) : sent;
}

async function sendKey(
  services: VaultServices,
  connection: Connection,
  record: KeyRecord,
  name: string,
): Promise<Outcome<null>> {
  const { ec2 } = connection.clients;
  const pairs = await outcomeOf(() => listKeyPairs(ec2));
  if (!pairs.ok) return pairs;
  const there = pairs.value.find((pair) => isPairOf(pair, record));
  if (there === undefined && pairs.value.some((pair) => pair.name === name)) return failed(nameTaken());
  const isMoving = await isWithoutPair(services, record);
  const key = await readPrivateKey(services, record);
  if (!key.ok) return key;
  if (there === undefined) return importKey(services, connection, { record, name, isMoving }, key.value);
  key.value.privateKey.fill(0);
  if (isMoving) await adoptPair(services, connection, record, there);
  return succeeded(null);
}

/** `isMoving`: the record has no pair of its own any more, and is to have this one. */
type Way = { readonly record: KeyRecord; readonly name: string; readonly isMoving: boolean };

async function importKey(
  services: VaultServices,
  connection: Connection,
  way: Way,
  key: { readonly privateKey: Uint8Array; readonly publicKey: string },
): Promise<Outcome<null>> {
  const custody = openWay(services, connection, way);
  const sent = await outcomeOf(() => importKept(custody, { state: 'kept', ...key }));
  // Imported, and then AWS could not be asked what it shows.
  if (!sent.ok) return sent;
  if (sent.value.ok) return succeeded(null);
  const { problem } = sent.value;
  if (!MAY_BE_THERE.has(problem.code)) await custody.record.restore(way.record);
  return failed(problem);
}

/** After any other problem AWS has not taken it: the key is only here, as it was. */
const MAY_BE_THERE: ReadonlySet<ProblemCode> = new Set(['answer-lost', 'key-not-proved', 'disk-failed']);

/**
 * A record has one place. Where its own pair is still elsewhere, this one is made beside it, and is known by its public half:
 * should this run die, nothing is left to finish.
 */
function openWay(services: VaultServices, { account, clients }: Connection, way: Way): Custody {
  const { record, name, isMoving } = way;
  const place = placeOf(account);
  const request = { ...place, kind: 'made-here', type: record.type, name, launchId: null } as const;
  const deps = { ...services, ec2: clients.ec2, ec2Once: clients.ec2Once };
  const sent: KeyRecord = { ...record, state: 'SECURED', name, place, keyPairId: null };
  const { custodyId, sentinelHash } = record;
  const custody = openCustody(deps, request, () => {}, { custodyId, sentinelHash, earlier: sent });
  return isMoving ? custody : { ...custody, record: openCustodyRecord(NOT_WRITTEN, sent, services.now) };
}

const NOT_WRITTEN = { write: async () => {}, remove: async () => {} };

async function adoptPair(
  { journal, now }: VaultServices,
  { account }: Connection,
  { custodyId }: KeyRecord,
  { keyPairId }: KeyPair,
): Promise<void> {
  const at = now();
  await journal.change(custodyId, (record) => ({
    ...entered(record, 'READY', at),
    place: placeOf(account),
    keyPairId,
    provedAt: at.toISOString(),
  }));
}

function placeOf({ sourceId, accountId, region, endpoint }: Connection['account']): KeyPlace {
  return { sourceId, accountId, region, endpoint };
}

function isPairOf(pair: KeyPair, { publicKey }: KeyRecord): boolean {
  return pair.publicKey !== null && publicKey !== null && isSamePublicKey(pair.publicKey, publicKey);
}

/** Only here, or its pair is gone: AWS has answered, and shows none under its id. */
async function isWithoutPair(services: VaultServices, { place, keyPairId }: KeyRecord): Promise<boolean> {
  if (place === null || keyPairId === null) return true;
  const opened = await openAnew(services, place);
  if (!opened.ok) return false;
  const pair = await outcomeOf(() => describeKeyPair(opened.clients.ec2, { keyPairId }));
  return pair.ok && pair.value === null;
}

/** Nothing is sent that the keychain does not give back. The caller wipes the bytes. */
async function readPrivateKey(
  services: VaultServices,
  record: KeyRecord,
): Promise<Outcome<{ readonly privateKey: Uint8Array; readonly publicKey: string }>> {
  const { custodyId, name, publicKey, keychainAccount } = record;
  const privateKey = await services.keychain.read(keychainAccount);
  if (privateKey !== null && publicKey !== null && isPrivateHalfOf(privateKey, publicKey)) {
    return succeeded({ privateKey, publicKey });
  }
  privateKey?.fill(0);
  const here = await lookHere(services, record);
  if (here.state === 'unknown') return failed(problemOfTrouble(here.trouble));
  await services.journal.change(custodyId, (current) => asSeen(current, here, services.now()));
  return failed(here.state === 'none' ? makeProblem('key-missing-here') : otherValue(name));
}
