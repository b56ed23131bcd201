import { isDeepStrictEqual } from 'node:util';
import { rawOf } from '../aws/raw-of.ts';
import { assertNever } from '../../shared/assert-never.ts';
import { PROBE_ACCOUNT } from '../keychain/probe.ts';
import { troubled, type KeyRecord } from './key-record.ts';
import { lookAtSentinel, troubleOfSentinel } from './look-here.ts';
import { placesOf, type OpenPlace } from './look-there.ts';
import { recoverPlanned } from './recover-planned.ts';
import { recoverReady } from './recover-ready.ts';
import { recoverHeldInFile, recoverRequested } from './recover-requested.ts';
import { recoverSecured } from './recover-secured.ts';
import type { SentinelSeen } from './sentinel.ts';
import { showKeys } from './vault-key.ts';
import type { VaultServices } from './vault-services.ts';

/**
 * Finishes what an earlier run left half done, one key at a time. Deletes only on proof: an absence is none, and neither is a
 * keychain that does not hold our sentinel. Done twice it changes nothing the second time. What fails for one key is told on
 * that key, and the next one goes on; it rejects only where the journal cannot be listed. Under the home's lock.
 */
export async function recoverKeys(services: VaultServices): Promise<void> {
  await showKeys(services);
  const seen = await lookAtSentinel(services);
  if (seen.state === 'readable') await removeLeftProbe(services);
  const openPlace = placesOf(services.connections);
  const { records } = await services.journal.list();
  for (const { custodyId } of records) {
    const next: Next = (record) => nextOf(services, openPlace, seen, record);
    if (await recoverAlone(services, custodyId, next)) await showKeys(services);
  }
}

/** What this run would make of the record: the same where nothing is to be done, null where it stands for nothing. */
type Next = (record: KeyRecord) => Promise<KeyRecord | null>;

/** True where its record is another now. Leaves alone what this run is making, changing, or holds in memory. Never rejects. */
async function recoverAlone(services: VaultServices, custodyId: string, next: Next): Promise<boolean> {
  const { inWork, board, journal } = services;
  if (inWork.has(custodyId) || board.vault().held.some((held) => held.custodyId === custodyId)) return false;
  inWork.add(custodyId);
  try {
    return await goOn(services, custodyId, next);
  } catch (error) {
    // The disk, if not a fault of ours. It is told where it can be.
    const raw = rawOf(error);
    await journal
      .change(custodyId, (record) => troubled(record, 'aws-not-asked', raw))
      .catch(() => undefined);
    return true;
  } finally {
    inWork.delete(custodyId);
  }
}

/** Each state is on disk before what it allows is begun. */
async function goOn(services: VaultServices, custodyId: string, next: Next): Promise<boolean> {
  const record = await services.journal.read(custodyId);
  if (record === null) return false;
  const after = await next(record);
  if (after === null) {
    await services.journal.remove(custodyId);
    return true;
  }
  const isAnother = await writeDown(services, record, after);
  if (after.state === 'SECURED' && after.place !== null && record.state === 'PLANNED') {
    await goOn(services, custodyId, next);
  }
  return isAnother;
}

/** Only what is another: a copy may have been noted in the meantime. */
async function writeDown({ journal }: VaultServices, before: KeyRecord, after: KeyRecord): Promise<boolean> {
  const known = new Map<string, unknown>(Object.entries(before));
  const changes = Object.fromEntries(
    Object.entries(after).filter(([field, value]) => !isDeepStrictEqual(known.get(field), value)),
  );
  if (Object.keys(changes).length === 0) return false;
  await journal.change(before.custodyId, (current) => ({ ...current, ...changes }));
  return true;
}

async function nextOf(
  services: VaultServices,
  openPlace: OpenPlace,
  seen: SentinelSeen,
  record: KeyRecord,
): Promise<KeyRecord | null> {
  const { state } = record;
  // Out of use, and nothing is ever done to it unasked.
  if (state === 'TRASHED') return record;
  const trouble = troubleOfSentinel(seen, record);
  if (trouble !== null) {
    // Of a file nothing is said by a keychain; of a finished key, only that it is kept elsewhere.
    if (state === 'HELD_IN_FILE' || (isFinished(record) && trouble.code !== 'not-this-keychain'))
      return record;
    return troubled(record, trouble.code, trouble.raw);
  }
  if (isFinished(record)) return recoverReady(services, record);
  switch (state) {
    case 'PLANNED':
      return recoverPlanned(services, record);
    case 'REQUESTED':
    case 'ABSENT':
      return recoverRequested(services, openPlace, record);
    case 'HELD_IN_FILE':
      return recoverHeldInFile(services, openPlace, record);
    case 'SECURED':
    case 'READY':
      return recoverSecured(services, openPlace, record);
    default:
      return assertNever(state);
  }
}

function isFinished({ state, place }: KeyRecord): boolean {
  return state === 'READY' || (state === 'SECURED' && place === null);
}

/** Of a run that died while it tried the keychain out. It is no key, and whether it is there matters to nobody. */
async function removeLeftProbe({ keychain }: VaultServices): Promise<void> {
  await keychain.remove(PROBE_ACCOUNT).catch(() => undefined);
}
