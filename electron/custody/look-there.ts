import type { AwsClients } from '../aws/clients.ts';
import type { Connections } from '../aws/connections.ts';
import { listKeyPairs, type KeyPair } from '../aws/key-pairs.ts';
import { problemFrom } from '../aws/problem.ts';
import { TAGS } from '../../shared/launch-plan.ts';
import type { KeyPlace } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { isSamePublicKey } from './key-format.ts';
import type { KeyRecord, Trouble } from './key-record.ts';
import type { VaultServices } from './vault-services.ts';

/** The very account, region and endpoint of a record; or why not. */
export type OpenPlace = (place: KeyPlace | null) => Promise<Opened>;
export type Opened =
  { readonly ok: true; readonly clients: AwsClients } | { readonly ok: false; readonly trouble: Trouble };

/** Each place is asked once, however many keys belong to it. */
export function placesOf(connections: Connections): OpenPlace {
  const asked = new Map<string, ReturnType<Connections['connect']>>();
  return async (place) => {
    if (place === null) return closed(makeProblem('no-credentials'));
    const key = `${place.sourceId}\n${place.region}`;
    const connected = asked.get(key) ?? connections.connect(place);
    asked.set(key, connected);
    return openedBy(place, await connected);
  };
}

/** Asks again who this is: credentials are fetched anew from files that may have changed. */
export async function openAnew({ connections }: VaultServices, place: KeyPlace): Promise<Opened> {
  return openedBy(place, await connections.connect(place));
}

/** What AWS shows of a record's key pair. `null` is what it showed for as long as it was asked. */
export type There =
  | { readonly ok: true; readonly clients: AwsClients; readonly pair: KeyPair | null }
  | { readonly ok: false; readonly trouble: Trouble };

/** EC2 shows what was made a moment later. */
export const UNTIL_SHOWN_MS = 30_000;

export async function lookThere(
  { patience }: VaultServices,
  { clients }: { readonly clients: AwsClients },
  which: { readonly record: KeyRecord; readonly publicKey: string | null },
  withinMs: number,
): Promise<There> {
  const seen: KeyPair[] = [];
  try {
    await patience.poll(async () => {
      const pair = pairOf(await listKeyPairs(clients.ec2), which);
      if (pair !== null) seen.push(pair);
      return pair !== null;
    }, withinMs);
  } catch (error) {
    return { ok: false, trouble: notAsked(problemFrom(error)) };
  }
  return { ok: true, clients, pair: seen[0] ?? null };
}

export function notAsked({ title, raw }: Problem): Trouble {
  return { code: 'aws-not-asked', raw: raw ?? title };
}

/** A tag can be copied by hand to another pair, so the public half goes first, and then the name. */
function pairOf(
  pairs: readonly KeyPair[],
  { record, publicKey }: { readonly record: KeyRecord; readonly publicKey: string | null },
): KeyPair | null {
  const tagged = pairs.filter(({ tags }) => tags[TAGS.custodyId] === record.custodyId);
  const isSame = (pair: KeyPair) =>
    publicKey !== null && pair.publicKey !== null && isSamePublicKey(pair.publicKey, publicKey);
  return tagged.find(isSame) ?? tagged.find(({ name }) => name === record.name) ?? null;
}

function openedBy(place: KeyPlace, connected: Awaited<ReturnType<Connections['connect']>>): Opened {
  if (!connected.ok) return closed(connected.problem);
  const { account, clients } = connected.value;
  if (account.accountId === place.accountId && account.endpoint === place.endpoint)
    return { ok: true, clients };
  const [is, was] = [account, place].map(({ accountId, endpoint }) => `${accountId} ${endpoint ?? 'AWS'}`);
  return { ok: false, trouble: { code: 'other-account', raw: `${is}, not ${was}` } };
}

function closed(problem: Problem): Opened {
  return { ok: false, trouble: notAsked(problem) };
}
