import { DAY_MS } from '../../shared/day.ts';
import type { VaultServices } from './vault-services.ts';
import { withBothHalves, withKeyHereOnly } from './both-halves.ts';
import { entered, troubled, type KeyRecord } from './key-record.ts';
import { lookHere, type Here } from './look-here.ts';
import { lookThere, UNTIL_SHOWN_MS, type OpenPlace } from './look-there.ts';
import { removeOrphan } from './remove-orphan.ts';

type Known = Exclude<Here, { state: 'unknown' }>;

/**
 * AWS was asked for it, or may have been: REQUESTED, and ABSENT, which is the same after AWS has shown nothing. Null where the
 * record stands for nothing any more.
 */
export async function recoverRequested(
  services: VaultServices,
  openPlace: OpenPlace,
  record: KeyRecord,
): Promise<KeyRecord | null> {
  const here = await lookHere(services, record);
  if (here.state === 'unknown') return troubled(record, here.trouble.code, here.trouble.raw);
  if (here.state === 'other') return troubled(record, 'other-value');
  const there = await lookInPlace(services, openPlace, record, here);
  if (!there.ok) return troubled(record, there.trouble.code, there.trouble.raw);
  const { pair } = there;
  if (here.state === 'key') {
    return pair === null
      ? withKeyHereOnly(record, here, services.now())
      : withBothHalves(record, here, pair, services.now());
  }
  return pair === null ? withNeither(record, services.now()) : removeOrphan(services, record, pair);
}

/**
 * The person saved the only copy to a file, and may have added it to the keychain since. As long as that is not seen, nothing
 * is done: neither here nor in AWS.
 */
export async function recoverHeldInFile(
  services: VaultServices,
  openPlace: OpenPlace,
  record: KeyRecord,
): Promise<KeyRecord> {
  const here = await lookHere(services, record);
  if (here.state === 'other') return troubled(record, 'other-value');
  if (here.state !== 'key') return { ...record, trouble: null };
  const there = await lookInPlace(services, openPlace, record, here);
  if (!there.ok) return troubled(record, there.trouble.code, there.trouble.raw);
  return there.pair === null
    ? withKeyHereOnly(record, here, services.now())
    : withBothHalves(record, here, there.pair, services.now());
}

/** Only what may have been made a moment ago is worth waiting for. */
async function lookInPlace(services: VaultServices, openPlace: OpenPlace, record: KeyRecord, here: Known) {
  const place = await openPlace(record.place);
  if (!place.ok) return place;
  const publicKey = here.state === 'key' ? here.publicKey : null;
  const withinMs = record.state === 'REQUESTED' ? UNTIL_SHOWN_MS : 0;
  return lookThere(services, place, { record, publicKey }, withinMs);
}

/** Absence is believed after seven days, and when AWS says so once more. */
function withNeither(record: KeyRecord, at: Date): KeyRecord | null {
  if (record.state !== 'ABSENT') return troubled(entered(record, 'ABSENT', at), 'not-yet-shown');
  const isOld = at.getTime() - Date.parse(record.enteredAt) >= ABSENT_FOR_MS;
  return isOld ? null : troubled(record, 'not-yet-shown');
}

const ABSENT_FOR_MS = 7 * DAY_MS;
