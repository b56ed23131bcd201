import { accountsOf } from '../aws/accounts.ts';
import { createConnections, type Connection } from '../aws/connections.ts';
import { readCatalogImages } from '../aws/images.ts';
import { readInstanceTypes } from '../aws/instance-types.ts';
import { readTakenNames } from '../aws/names.ts';
import { readNetwork } from '../aws/network.ts';
import { readPrices } from '../aws/prices.ts';
import { readMyAddress } from '../address/my-address.ts';
import type { ConnectedAccount } from '../../shared/account.ts';
import { readPublicAddress } from '../../shared/address.ts';
import { checkPlan } from '../../shared/check-plan.ts';
import { isOnThisComputer } from '../../shared/endpoint.ts';
import { NO_FACTS, type Facts, type InstanceType } from '../../shared/facts.ts';
import { completePlan, type LaunchPlan, type PlanDraft } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { emptyDraft, preAnswer } from '../../shared/pre-answer.ts';
import { words } from '../../shared/words/en.ts';
import { chooseAccount } from './account.ts';
import { EXIT } from './exit-codes.ts';
import { planSchema } from './plan-schema.ts';
import type { Document, Plain } from './run-plain.ts';

/** As commander gives them. */
export type PlanFlags = {
  readonly default?: true;
  readonly schema?: true;
  readonly name?: string;
  readonly myAddress?: string;
};

const { usage, plan: says } = words.cliLaunch;

/** The plan that Next, Next, Next would give in the window, as a document; or the schema of plans. Changes nothing. */
export async function writePlan(plain: Plain, flags: PlanFlags): Promise<Outcome<Document>> {
  if ((flags.default === true) === (flags.schema === true)) return refused(usage.planWhat);
  if (flags.schema === true) return succeeded(documentOf(planSchema()));
  const choice = await chooseAccount(plain.env, plain.globals);
  if (!choice.ok) return choice;
  const typed = flags.myAddress === undefined ? null : typedAddress(flags.myAddress);
  if (typed?.ok === false) return typed;
  const connected = await createConnections(accountsOf(plain.env, plain.askMfaCode)).connect(choice.value);
  if (!connected.ok) return connected;
  const { account } = connected.value;
  const address = typed ?? (await ownAddress(plain, account));
  if (!address.ok) return address;
  plain.say(says.reading(account.accountId, account.region));
  const answered = await answer(connected.value, flags.name ?? null, address.value);
  if (!answered.ok) return answered;
  for (const finding of answered.value.remarks) plain.say(finding);
  return succeeded(documentOf(answered.value.plan));
}

/** Null where nobody is to log in. */
function typedAddress(typed: string): Outcome<string | null> {
  if (typed === 'none') return succeeded(null);
  const read = readPublicAddress(typed);
  return read.ok ? succeeded(read.address) : refused(words.access.addressRefused[read.refusal]);
}

/** Where calls never leave this computer there may be no network to look it up in, and nobody logs in by it. */
async function ownAddress(plain: Plain, { endpoint }: ConnectedAccount): Promise<Outcome<string>> {
  const found = await readMyAddress(plain.env);
  if (found.ok) plain.say(says.address(found.value.address, found.value.source));
  if (found.ok) return succeeded(found.value.address);
  if (endpoint === null || !isOnThisComputer(endpoint)) {
    return failed({ ...found.problem, explanation: usage.noAddress(found.problem.explanation) });
  }
  plain.say(says.exampleAddress(EXAMPLE_ADDRESS));
  return succeeded(EXAMPLE_ADDRESS);
}

/** Set aside for documentation (RFC 5737): it belongs to nobody. */
const EXAMPLE_ADDRESS = '203.0.113.7';

type Answered = { readonly plan: LaunchPlan; readonly remarks: readonly string[] };

/** Each question is answered by what was read for it, as in the window. */
async function answer(
  connection: Connection,
  name: string | null,
  adminAddress: string | null,
): Promise<Outcome<Answered>> {
  const read = await readFacts(connection, { ...emptyDraft(), name });
  if (!read.ok) return read;
  const { facts, draft } = read.value;
  const answered: PlanDraft =
    draft.access?.kind === 'new-group' ? { ...draft, access: { ...draft.access, adminAddress } } : draft;
  const findings = checkPlan(answered, facts);
  const blockers = findings.filter(({ severity }) => severity === 'blocker');
  const plan = completePlan(answered);
  if (plan === null || blockers.length > 0) {
    const explanation = blockers.map(({ sentence }) => sentence).join(' ') || usage.noDefault;
    return failed(makeProblem('plan-refused', { explanation }));
  }
  const remarks = findings
    .filter(({ severity }) => severity !== 'note')
    .map(({ severity, sentence }) => `${words.cliLaunch.severity[severity]}: ${sentence}`);
  return succeeded({ plan, remarks });
}

type Read = { readonly facts: Facts; readonly draft: PlanDraft };

async function readFacts({ account, clients }: Connection, empty: PlanDraft): Promise<Outcome<Read>> {
  const [images, names] = await Promise.all([readCatalogImages(clients), readTakenNames(clients)]);
  if (!images.ok) return images;
  if (!names.ok) return names;
  const first: Facts = { ...NO_FACTS, account, images: images.value, names: names.value };
  const withImage = preAnswer(empty, first);
  const types = await readTypes(clients, withImage);
  if (!types.ok) return types;
  const sizes = types.value;
  const prices = await readPrices(clients, account.region, sizesToPrice(sizes));
  const second: Facts = { ...first, instanceTypes: sizes, prices };
  const withSize = preAnswer(withImage, second);
  if (withSize.size === null) return succeeded({ facts: second, draft: withSize });
  const network = await readNetwork(clients, withSize.size.name);
  if (!network.ok) return network;
  const facts: Facts = { ...second, network: network.value };
  return succeeded({ facts, draft: preAnswer(withSize, facts) });
}

/** The free-tier sizes; all of them where the account has none. */
async function readTypes(
  clients: Connection['clients'],
  { image }: PlanDraft,
): Promise<Outcome<readonly InstanceType[]>> {
  if (image === null) return succeeded([]);
  const { architecture } = image;
  const free = await readInstanceTypes(clients, { architecture, which: 'free-tier' });
  return free.ok && free.value.length === 0
    ? readInstanceTypes(clients, { architecture, which: 'all' })
    : free;
}

/** AWS is asked once for each: the smallest of them, which are the cheapest. */
function sizesToPrice(types: readonly InstanceType[]): readonly string[] {
  return types
    .toSorted((one, other) => one.memoryMiB - other.memoryMiB)
    .slice(0, MOST_PRICES)
    .map(({ name }) => name);
}

const MOST_PRICES = 20;

function documentOf(value: unknown): Document {
  return { text: `${JSON.stringify(value, null, 2)}\n`, exitCode: EXIT.done };
}

function refused(explanation: string) {
  return failed(makeProblem('bad-request', { explanation }));
}
