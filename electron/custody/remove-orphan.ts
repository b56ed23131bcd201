import type { AwsClients } from '../aws/clients.ts';
import { deleteKeyPair, type KeyPair } from '../aws/key-pairs.ts';
import { listKeyUsers } from '../aws/key-users.ts';
import { problemFrom } from '../aws/problem.ts';
import type { KeyPlace } from '../../shared/keys/vault.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { troubled, type KeyRecord, type Trouble } from './key-record.ts';
import { lookHere } from './look-here.ts';
import { notAsked, openAnew } from './look-there.ts';
import type { VaultServices } from './vault-services.ts';

/**
 * AWS made this pair for us, and its private key never arrived: nobody has it. Removed only on proof: no instance names it, it
 * was made after we asked, and at the last moment the keychain still says no, and AWS still is the same account. Null when it is
 * gone, and the record with it.
 */
export async function removeOrphan(
  services: VaultServices,
  record: KeyRecord,
  pair: KeyPair,
): Promise<KeyRecord | null> {
  const { place } = record;
  if (place === null) return record;
  const doubt = doubtAbout(record, pair);
  if (doubt !== null) return troubled(record, 'pair-left', doubt);
  const here = await lookHere(services, record);
  if (here.state === 'unknown') return troubled(record, here.trouble.code, here.trouble.raw);
  // Came to light while AWS was looked at: the next recovery sees both halves.
  if (here.state !== 'none') return record;
  const opened = await openAnew(services, place);
  const trouble = opened.ok ? await removed(services, opened.clients, place, pair) : opened.trouble;
  return trouble === null ? null : troubled(record, trouble.code, trouble.raw);
}

/** Why the record or the pair may be another than it seems; null where nothing speaks for it. */
function doubtAbout(record: KeyRecord, pair: KeyPair): string | null {
  if (record.provedAt !== null || record.copies.length > 0) return words.orphan.hadPrivateKey;
  if (record.keyPairId !== null && record.keyPairId !== pair.keyPairId) {
    return words.orphan.anotherPair(record.keyPairId);
  }
  // EC2 always says when. An emulator that does not has given no proof; the pair does no harm, and a person can remove it.
  if (pair.createdAt === null) return words.orphan.ageUnknown;
  const askedAt = Date.parse(record.createdAt);
  return Date.parse(pair.createdAt) < askedAt - CLOCKS_DIFFER_BY_MS
    ? words.orphan.madeBefore(pair.createdAt)
    : null;
}

/** This computer's clock may go wrong. By more than this, the pair stays: too careful does no harm. */
const CLOCKS_DIFFER_BY_MS = 15 * 60_000;

async function removed(
  { patience }: VaultServices,
  { ec2 }: AwsClients,
  place: KeyPlace,
  pair: KeyPair,
): Promise<Trouble | null> {
  try {
    const users = await patience.throttled(() => listKeyUsers(ec2, place.region, pair.name));
    if (users.length > 0) {
      return {
        code: 'pair-in-use',
        raw: users.map(({ instanceId, state }) => `${instanceId} ${state}`).join(', '),
      };
    }
    await patience.throttled(() => deleteKeyPair(ec2, pair, patience.pause));
    return null;
  } catch (error) {
    const problem = problemFrom(error);
    return REFUSED.has(problem.code) ? { code: 'pair-left', raw: problem.raw } : notAsked(problem);
  }
}

/** Asking again by itself would not help. */
const REFUSED: ReadonlySet<ProblemCode> = new Set(['not-permitted', 'refused-by-ec2', 'cannot-now']);
