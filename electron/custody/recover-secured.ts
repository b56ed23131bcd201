import type { AwsClients } from '../aws/clients.ts';
import { describeKeyPair, importKeyPair, type KeyPair } from '../aws/key-pairs.ts';
import { isOutcomeUnknown, problemFrom } from '../aws/problem.ts';
import { TAGS } from '../../shared/launch-plan.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import { withBothHalves } from './both-halves.ts';
import { troubled, type KeyRecord, type Trouble } from './key-record.ts';
import { lookHere } from './look-here.ts';
import { lookThere, notAsked, UNTIL_SHOWN_MS, type OpenPlace, type There } from './look-there.ts';
import type { VaultServices } from './vault-services.ts';

/** The private key is here, and its public half is to be imported: every step of it can be repeated. */
export async function recoverSecured(
  services: VaultServices,
  openPlace: OpenPlace,
  record: KeyRecord,
): Promise<KeyRecord> {
  const here = await lookHere(services, record);
  if (here.state === 'unknown') return troubled(record, here.trouble.code, here.trouble.raw);
  if (here.state === 'none') return troubled(record, 'missing-here');
  if (here.state === 'other') return troubled(record, 'other-value');
  const place = await openPlace(record.place);
  if (!place.ok) return troubled(record, place.trouble.code, place.trouble.raw);
  const which = { record, publicKey: here.publicKey };
  const earlier = await lookThere(services, place, which, 0);
  // Looked for first: a pair that was imported needs no permission to be imported.
  const there = !earlier.ok || earlier.pair ? earlier : await imported(services, place.clients, which);
  if (!there.ok) return troubled(record, there.trouble.code, there.trouble.raw);
  return there.pair === null
    ? troubled(record, 'not-yet-shown')
    : withBothHalves(record, here, there.pair, services.now());
}

type Which = { readonly record: KeyRecord; readonly publicKey: string };

/** Whatever the answer says, what EC2 shows under our tag is what counts. */
async function imported(services: VaultServices, clients: AwsClients, which: Which): Promise<There> {
  const { record, publicKey } = which;
  const request = { name: record.name, publicKey, tags: tagsOf(record) };
  const lookForIt = () => lookThere(services, { clients }, which, UNTIL_SHOWN_MS);
  try {
    await services.patience.throttled(() => importKeyPair(clients.ec2, request));
    return await lookForIt();
  } catch (error) {
    if (problemFrom(error).code === 'key-name-taken') return whoHasTheName(clients, record);
    const trouble = notImported(error);
    if (!isOutcomeUnknown(error)) return { ok: false, trouble };
    const there = await lookForIt();
    return there.ok && there.pair === null ? { ok: false, trouble } : there;
  }
}

/** The client may have sent the import twice: then it is our own earlier one that has the name. */
async function whoHasTheName(clients: AwsClients, record: KeyRecord): Promise<There> {
  try {
    const pair = await describeKeyPair(clients.ec2, { name: record.name });
    if (pair === null || isOurs(pair, record)) return { ok: true, clients, pair };
    return { ok: false, trouble: { code: 'name-taken', raw: `${pair.keyPairId} ${pair.name}` } };
  } catch (error) {
    return { ok: false, trouble: notAsked(problemFrom(error)) };
  }
}

function isOurs({ tags }: KeyPair, { custodyId }: KeyRecord): boolean {
  return tags[TAGS.custodyId] === custodyId;
}

function notImported(error: unknown): Trouble {
  const problem = problemFrom(error);
  return REFUSED.has(problem.code) ? { code: 'import-refused', raw: problem.raw } : notAsked(problem);
}

/** AWS said no to this very request, and will say it again. */
const REFUSED: ReadonlySet<ProblemCode> = new Set([
  'not-permitted',
  'refused-by-ec2',
  'other-limit',
  'account-blocked',
  'subscription-needed',
]);

function tagsOf({ custodyId, launchId, tags }: KeyRecord): Record<string, string> {
  const ours = { ...tags, [TAGS.custodyId]: custodyId, [TAGS.createdBy]: 'keyport' };
  return launchId === null ? ours : { ...ours, [TAGS.launchId]: launchId };
}
