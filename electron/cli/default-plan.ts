import { createConnections, type Connection } from '../aws/connections.ts';
import { readCatalogImages } from '../aws/images.ts';
import { readInstanceTypes } from '../aws/instance-types.ts';
import { readTakenNames } from '../aws/names.ts';
import { readPrices } from '../aws/prices.ts';
import { readNetworkChoice } from '../launch/read-network-choice.ts';
import { readRequiredTags } from '../required-tags.ts';
import { readMyAddress } from '../address/my-address.ts';
import type { ConnectedAccount } from '../../shared/account.ts';
import { readPublicAddress } from '../../shared/address.ts';
import { checkPlan } from '../../shared/check-plan.ts';
import { isOnThisComputer } from '../../shared/endpoint.ts';
import { NO_FACTS, type Facts, type InstanceType } from '../../shared/facts.ts';
import {
  completePlan,
  instanceProfileSchema,
  vpcIdSchema,
  type LaunchPlan,
  type Placement,
  type PlanDraft,
} from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { operatingSystemOf } from '../../shared/operating-system.ts';
import { FIRST_TEMPLATE, type TemplateId } from '../../shared/plan-templates.ts';
import { sizeCards } from '../../shared/size-cards.ts';
import { emptyDraft, preAnswer } from '../../shared/pre-answer.ts';
import { scriptFor } from '../../shared/start-script.ts';
import { words } from '../../shared/words/en.ts';
import { chooseAccount } from './account.ts';
import { EXIT } from './exit-codes.ts';
import { homeFolder } from './home.ts';
import { planSchema } from './plan-schema.ts';
import type { Document, Plain } from './run-plain.ts';

/** As commander gives them. */
export type PlanFlags = {
  readonly default?: true;
  readonly template?: TemplateId;
  readonly schema?: true;
  readonly perZone?: string;
  readonly name?: string;
  readonly myAddress?: string;
  readonly vpc?: string;
  /** commander's way to say `--no-inbound`. */
  readonly inbound?: boolean;
  readonly instanceProfile?: string;
};

const { usage, plan: says } = words.cliLaunch;

/** The plan that Next, Next, Next would give in the window, as a document; or the schema of plans. Changes nothing. */
export async function writePlan(plain: Plain, flags: PlanFlags): Promise<Outcome<Document>> {
  const wanted = [flags.default === true, flags.template !== undefined, flags.schema === true];
  if (wanted.filter(Boolean).length !== 1) return refused(usage.planWhat);
  if (flags.schema === true) return succeeded(documentOf(planSchema()));
  const accounts = await plain.openAccounts();
  const choice = await chooseAccount({ accounts, env: plain.env }, plain.globals);
  if (!choice.ok) return choice;
  const faults = wrongFlag(flags);
  if (faults !== null) return refused(faults);
  const isClosed = flags.inbound === false;
  const typed = isClosed
    ? succeeded(null)
    : flags.myAddress === undefined
      ? null
      : typedAddress(flags.myAddress);
  if (typed?.ok === false) return typed;
  const connected = await createConnections(accounts).connect(choice.value);
  if (!connected.ok) return connected;
  const { account } = connected.value;
  const address = typed ?? (await ownAddress(plain, account));
  if (!address.ok) return address;
  plain.say(says.reading(account.accountId, account.region));
  const wish: Wish = {
    template: flags.template ?? FIRST_TEMPLATE,
    name: flags.name ?? null,
    vpcId: flags.vpc ?? null,
    adminAddress: address.value,
    isClosed,
    perZone: Number(flags.perZone ?? '1'),
    instanceProfile: flags.instanceProfile ?? (isClosed ? null : undefined),
  };
  const answered = await answer(connected.value, plain, wish);
  if (!answered.ok) return answered;
  for (const finding of answered.value.remarks) plain.say(finding);
  return succeeded(documentOf(answered.value.plan));
}

/** What was typed that cannot be meant; null for nothing. */
function wrongFlag({ vpc, instanceProfile }: PlanFlags): string | null {
  if (vpc !== undefined && !vpcIdSchema.safeParse(vpc).success) return usage.notAVpc(vpc);
  const isName = instanceProfile === undefined || instanceProfileSchema.safeParse(instanceProfile).success;
  return isName ? null : usage.notAProfile(instanceProfile);
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

type Wish = {
  readonly template: TemplateId;
  readonly name: string | null;
  readonly vpcId: string | null;
  readonly adminAddress: string | null;
  /** Nothing comes in. */
  readonly isClosed: boolean;
  readonly perZone: number;
  readonly instanceProfile: string | null | undefined;
};
type Answered = { readonly plan: LaunchPlan; readonly remarks: readonly string[] };

/** Each question is answered by what was read for it, as in the window. */
async function answer(connection: Connection, plain: Plain, wish: Wish): Promise<Outcome<Answered>> {
  const read = await readFacts(connection, plain, wish);
  if (!read.ok) return read;
  const { facts, draft } = read.value;
  const { vpcId } = wish;
  if (vpcId !== null && facts.network !== null && facts.network.vpcId !== vpcId)
    return refused(usage.noSuchVpc(vpcId, (facts.network.vpcs ?? []).map((vpc) => vpc.vpcId).join(', ')));
  const answered = withWish({ ...draft, placements: repeated(draft.placements, wish.perZone) }, wish);
  const findings = checkPlan(answered, facts);
  const blockers = findings.filter(({ severity }) => severity === 'blocker');
  const plan = completePlan(answered);
  if (plan === null || blockers.length > 0) {
    const names = blockers.flatMap(({ fixes }) => fixes.flatMap(({ edit }) => edit.name ?? []));
    const ways = [...new Set(names)].map(words.cliLaunch.ways.otherName);
    const sentences = blockers.map(({ sentence }) => sentence);
    const explanation = [...sentences, ...ways].join(' ') || usage.noDefault;
    return failed(makeProblem('plan-refused', { explanation }));
  }
  const remarks = findings
    .filter(({ severity }) => severity !== 'note')
    .map(({ severity, sentence }) => `${words.cliLaunch.severity[severity]}: ${sentence}`);
  return succeeded({ plan, remarks });
}

function repeated(placements: PlanDraft['placements'], perZone: number): PlanDraft['placements'] {
  return placements?.flatMap((placement) => Array<Placement>(perZone).fill(placement)) ?? null;
}

/** Who may come in, and how one logs in. Where no door is open, no first page is shown. */
function withWish(draft: PlanDraft, { adminAddress, isClosed, instanceProfile }: Wish): PlanDraft {
  if (draft.access?.kind !== 'new-group') return draft;
  const doors = isClosed ? { httpsFromEveryone: false, httpFromEveryone: false } : {};
  const profile = instanceProfile === undefined ? {} : { instanceProfile };
  const access = { ...draft.access, adminAddress, ...doors, ...profile };
  return { ...draft, access, script: isClosed ? scriptFor({ access }) : draft.script };
}

type Read = { readonly facts: Facts; readonly draft: PlanDraft };

async function readFacts(
  connection: Connection,
  { env, globals }: Plain,
  { template, name, vpcId }: Wish,
): Promise<Outcome<Read>> {
  const { account, clients } = connection;
  const empty = { ...emptyDraft(), name };
  const requiredTags = await readRequiredTags(homeFolder(globals.home, { env }));
  if (!requiredTags.ok) return requiredTags;
  const [images, names] = await Promise.all([readCatalogImages(clients), readTakenNames(clients, vpcId)]);
  if (!images.ok) return images;
  if (!names.ok) return names;
  const first: Facts = {
    ...NO_FACTS,
    account,
    images: images.value,
    names: names.value,
    requiredTags: requiredTags.value,
  };
  const withImage = preAnswer(empty, first, template);
  const types = await readTypes(clients, withImage);
  if (!types.ok) return types;
  const sizes = types.value;
  const system = withImage.image === null ? 'Linux' : operatingSystemOf(withImage.image);
  const prices = await readPrices(clients, account.region, sizesToPrice(sizes), system);
  const second: Facts = { ...first, instanceTypes: sizes, prices };
  const withSize = preAnswer(withImage, second, template);
  if (withSize.size === null) return succeeded({ facts: second, draft: withSize });
  const network = await readNetworkChoice(connection, env, {
    instanceType: withSize.size.name,
    vpcId,
  });
  if (!network.ok) return network;
  const facts: Facts = { ...second, network: network.value };
  return succeeded({ facts, draft: preAnswer(withSize, facts, template) });
}

/** The free-tier sizes, where one of them is enough for this image; all of them where none is. */
async function readTypes(
  clients: Connection['clients'],
  { image }: PlanDraft,
): Promise<Outcome<readonly InstanceType[]>> {
  if (image === null) return succeeded([]);
  const { architecture } = image;
  const free = await readInstanceTypes(clients, { architecture, which: 'free-tier' });
  return free.ok && sizeCards(free.value, image, null).length === 0
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
