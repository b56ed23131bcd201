import { describeKeyPair } from '../aws/key-pairs.ts';
import { entered, type KeyRecord } from '../custody/key-record.ts';
import { recoverKeys } from '../custody/recover.ts';
import { removeKeyPair } from '../custody/remove-key-pair.ts';
import { TAGS } from '../../shared/launch-plan.ts';
import type { Problem } from '../../shared/problem.ts';
import type { LaunchServices } from './launch-services.ts';
import { askedOf } from './lost-instances.ts';
import { offering, onLine, withActions } from './on-line.ts';
import { REMOVAL_LINES } from './removal-lines.ts';

/** EC2 may show a new key pair only some time after it was made. */
const SHOWN_WITHIN_MS = 30_000;

/** The name of the key pair that this launch has in AWS, or may have; null where nothing is known of one. Never rejects. */
export async function nameOfPair(services: LaunchServices): Promise<string | null> {
  const { keyPair, plan } = services.record.current();
  if (keyPair !== null) return keyPair.name;
  const keys = await keysOfLaunch(services).catch(() => []);
  return keys.length === 0 ? null : (keys[0]?.name ?? plan.name);
}

/**
 * Removes the launch's key pairs in AWS: that of its record, and those that the journal of keys knows to be made for it. The private key
 * stays in the keychain. Refused where an instance of another launch was started with a pair of this name. Never rejects.
 */
export async function removePairs(services: LaunchServices): Promise<void> {
  const { lines, machines } = services.record.current();
  if (!lines.some(({ id, state }) => id === REMOVAL_LINES.keyPair && state === 'waiting')) return;
  if (machines.some(({ goneAt }) => goneAt === null) || askedOf(services.record.current()).length > 0) return;
  await onLine(services, REMOVAL_LINES.keyPair, async () => {
    try {
      const pairs = await pairsOf(services);
      for (const pair of pairs) {
        const problem = await removePair(services, pair);
        if (problem !== null) return withActions(problem, ['finish', 'look']);
      }
      await importNoMore(services);
      await services.record.change((current) => ({ ...current, keyPair: null }));
      return null;
    } catch (error) {
      return offering(error, ['finish', 'look']);
    }
  });
}

type Pair = { readonly keyPairId: string; readonly name: string };

async function pairsOf(services: LaunchServices): Promise<readonly Pair[]> {
  if ((await keysOfLaunch(services)).some(({ state }) => state === 'REQUESTED')) {
    // A pair whose private key never arrived: recovery finds that out, and may remove it itself.
    await recoverKeys(services.vault);
  }
  const { keyPair, plan } = services.record.current();
  const keys = await keysOfLaunch(services);
  const known = keys.flatMap(({ keyPairId, name }) => (keyPairId === null ? [] : [{ keyPairId, name }]));
  const unheardOf = await Promise.all(keys.filter(mayBeThere).map((key) => pairUnheardOf(services, key)));
  const pairs = [
    // A launch gives its pair its own name.
    ...(keyPair?.name === plan.name ? [keyPair] : []),
    ...known,
    ...unheardOf.filter((pair) => pair !== null),
  ];
  return [...new Map(pairs.map((pair) => [pair.keyPairId, pair])).values()];
}

/** Its id was never heard of; and recovery could not find it out, as while the store of the private keys is locked. */
function mayBeThere(key: KeyRecord): boolean {
  return mayBeImported(key) || (key.keyPairId === null && key.state === 'REQUESTED');
}

/** Its private key was made here; the answer of the import never arrived, or it was never sent. */
function mayBeImported({ origin, state, keyPairId }: KeyRecord): boolean {
  return origin === 'made-here' && keyPairId === null && (state === 'PLANNED' || state === 'SECURED');
}

/** By its name, of which there can be but one in a region, with our tag. Null where there is none. */
async function pairUnheardOf(
  { clients, patience }: LaunchServices,
  { name, custodyId }: KeyRecord,
): Promise<Pair | null> {
  const found: Pair[] = [];
  await patience.poll(async () => {
    const pair = await describeKeyPair(clients.ec2, { name });
    if (pair?.tags[TAGS.custodyId] === custodyId) found.push({ keyPairId: pair.keyPairId, name });
    return found.length > 0;
  }, SHOWN_WITHIN_MS);
  return found[0] ?? null;
}

/** The recovery of the next start would go on with the import, and make the pair that was just removed. */
async function importNoMore(services: LaunchServices): Promise<void> {
  const { journal, now } = services.vault;
  for (const { custodyId } of (await keysOfLaunch(services)).filter(mayBeImported)) {
    await journal.change(custodyId, (key) => entered({ ...key, place: null }, key.state, now()));
  }
}

/** What the journal of keys knows to be in AWS, or perhaps to be there, for this launch. */
async function keysOfLaunch({ vault, record }: LaunchServices): Promise<readonly KeyRecord[]> {
  const { launchId, plan } = record.current();
  const { records } = await vault.journal.list();
  return records.filter(
    ({ launchId: of, place, state }) =>
      of === launchId && place?.region === plan.account.region && state !== 'ABSENT' && state !== 'TRASHED',
  );
}

async function removePair(
  { vault, record }: LaunchServices,
  { keyPairId, name }: Pair,
): Promise<Problem | null> {
  const { sourceId, region } = record.current().plan.account;
  const remove = () => removeKeyPair(vault, { sourceId, region, keyPairId, typedName: name }, 'may-be-there');
  let removed = await remove();
  if (!removed.ok && removed.problem.code === 'key-not-finished') {
    await recoverKeys(vault);
    removed = await remove();
  }
  return removed.ok || removed.problem.code === 'key-pair-gone' ? null : removed.problem;
}
