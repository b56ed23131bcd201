import { atMost } from '../at-most.ts';
import type { Accounts } from '../aws/accounts.ts';
import type { AwsClients } from '../aws/clients.ts';
import { createConnections, type Connection, type Connections } from '../aws/connections.ts';
import { createPatience } from '../aws/patience.ts';
import { outcomeOf } from '../aws/problem.ts';
import { readRegion } from '../review/read-region.ts';
import type { ReportRegion } from '../review/report/build-report.ts';
import { withIdsOfFound } from '../review/write-report.ts';
import type { AccountChoice } from '../../shared/account.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import type { RegionFacts } from '../../shared/security-group/region-facts.ts';
import type { ReviewOptions } from '../../shared/security-group/review-options.ts';
import { reviewRegion } from '../../shared/security-group/review-region.ts';
import { words } from '../../shared/words/en.ts';
import { detailOf } from '../review/report/detail-of.ts';
import { chooseAccount } from './account.ts';
import type { ReadGroups } from './review.ts';
import type { Plain } from './run-plain.ts';

/** More would make AWS ask to slow down, or fill the memory with what one thread has to read anyway. */
const REGIONS_AT_ONCE = 3;

/** Where an account is asked for its regions, when neither the profile nor the environment names one. */
const ANY_REGION = 'us-east-1';

/**
 * The groups of the region that was named, or of every region that the account has enabled. A region that cannot be read is told as
 * that, and keeps nothing from the others; where none can be read, that is the problem.
 */
export async function readLiveGroups(
  plain: Plain,
  options: ReviewOptions | null,
): Promise<Outcome<ReadGroups>> {
  const { progress, usage } = words.cliReview;
  const accounts = await plain.openAccounts();
  const choice = await chooseRegion(plain, accounts);
  if (!choice.ok) return choice;
  const connections = createConnections(accounts);
  const connected = await connections.connect(choice.value);
  if (!connected.ok) return connected;
  const { accountId, regions: enabled } = connected.value.account;
  const regions = isEveryRegion(plain) ? enabled : [choice.value.region];
  if (regions.length === 0) return failed(makeProblem('not-permitted', { explanation: usage.noRegions }));
  const reads = await readRegions({ plain, connections, connection: connected.value, regions, options });
  const found = reads.flatMap(({ read }) => (read.ok ? read.value : []));
  const unread = reads.flatMap(({ region, read }) => (read.ok ? [] : [{ region, problem: read.problem }]));
  const [first] = unread;
  if (found.length === 0 && first !== undefined) return failed(first.problem);
  return succeeded({
    accountId,
    regions: found.flatMap(({ reviewed }) => reviewed ?? []),
    inOrder: found.map(({ facts }) => facts),
    unreadRegions: unread.map(({ region, problem }) => ({
      region,
      why: whyOf(problem),
      raw: problem.raw,
    })),
    savedFrom: null,
    isIncomplete: unread.length > 0,
    warnings: [
      ...unread.map(({ region, problem }) => progress.unread(region, whyOf(problem))),
      ...found.flatMap(({ facts, reviewed }) =>
        (reviewed ?? facts).unread.map(({ part, raw }) =>
          progress.part(facts.region, words.groupReport.unread.parts[part], detailOf(raw)),
        ),
      ),
    ],
  });
}

/** Said as it is typed: `all`. */
function isEveryRegion({ globals }: Plain): boolean {
  return globals.region === words.cliReview.region;
}

async function chooseRegion(plain: Plain, accounts: Accounts): Promise<Outcome<AccountChoice>> {
  const { env, globals } = plain;
  const known = { accounts, env };
  const { region } = globals;
  if (!isEveryRegion(plain)) {
    if (region === undefined || REGION.test(region)) return chooseAccount(known, globals);
    const explanation = words.cliReview.usage.region(region);
    return failed(makeProblem('bad-request', { explanation }));
  }
  const { profile } = globals;
  const own = await chooseAccount(known, { profile });
  return own.ok || own.problem.code !== 'bad-request'
    ? own
    : chooseAccount(known, { profile, region: ANY_REGION });
}

/** It becomes part of the name of a host. */
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/u;

type Reading = {
  readonly plain: Plain;
  readonly connections: Connections;
  readonly connection: Connection;
  readonly regions: readonly string[];
  readonly options: ReviewOptions | null;
};
/** `reviewed` is null where only the facts were wanted. */
type Found = { readonly facts: RegionFacts; readonly reviewed: ReportRegion | null };
type Read = { readonly region: string; readonly read: Outcome<Found> };

/** In the order in which they were named, whichever comes first. */
async function readRegions(reading: Reading): Promise<readonly Read[]> {
  const { plain, connections, connection, regions } = reading;
  const { progress } = words.cliReview;
  const reads = new Map<string, Outcome<Found>>();
  await atMost(REGIONS_AT_ONCE, regions, async (region) => {
    if (plain.signal.aborted) return;
    plain.say(progress.reading(region));
    const read = await outcomeOf(() =>
      connections.inRegion(connection, region, (clients) => readOne(reading, region, clients)),
    );
    reads.set(region, read);
    if (read.ok) plain.say(progress.read(region, read.value.facts.groups.length));
  });
  return regions.flatMap((region) => {
    const read = reads.get(region);
    return read === undefined ? [] : [{ region, read }];
  });
}

async function readOne(
  { plain: { env, signal }, connection, options }: Reading,
  region: string,
  clients: AwsClients,
): Promise<Found> {
  const { accountId } = connection.account;
  const patience = createPatience(env, { signal });
  const facts = await readRegion(clients, { region, accountId, patience, signal, onProgress: () => {} });
  if (options === null) return { facts, reviewed: null };
  const asking = { ec2: clients.ec2, patience, signal };
  const { reviewed, unread } = await withIdsOfFound(asking, reviewRegion(facts, options));
  return {
    facts,
    reviewed: { region, reviewed, unread: [...facts.unread, ...unread], readAt: facts.readAt },
  };
}

function whyOf({ title, explanation, raw }: Problem): string {
  const detail = detailOf(raw);
  return [`${title}. ${explanation}`, ...(detail === null ? [] : [`(${detail})`])].join(' ');
}
