import { isOfAccount } from './check-account-runs.ts';
import { launchRunsIn } from './check-dry-runs.ts';
import { KEY_ACTION } from './check-other-runs.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { Placement, PlanDraft } from './launch-plan.ts';
import { asAwsSays, found, say } from './make-finding.ts';
import type { DryRun, DryRunAction, Preflight } from './preflight.ts';
import { placesOf } from './placement.ts';
import { stillHolds } from './still-holds.ts';
import { words } from './words/en.ts';

type Draft = Pick<
  PlanDraft,
  'account' | 'image' | 'size' | 'placements' | 'access' | 'key' | 'storage' | 'tags'
>;

/** What was to be tried beforehand, and gave neither yes nor no. A call that has no dry run at all is as unknown as one without an answer. */
export function checkUnknownRuns(draft: Draft, { preflight }: Pick<Facts, 'preflight'>): readonly Finding[] {
  const asked = [...launchUnknowns(draft, preflight), ...otherUnknowns(draft, preflight)];
  if (asked.length === 0) return [];
  const { 'not-checked': unchecked } = said;
  const sentence = unchecked.sentence(asked.map(({ call }) => call).join(', '));
  const problem = asked.find((unknown) => unknown.problem !== null)?.problem ?? null;
  return [asAwsSays(found('not-checked', 'caution', 'review', say(unchecked, sentence)), problem)];
}

/** With a key of the customer's own, a missing right shows only when the machine has started, and ends it. */
export function checkDiskKey(
  { account }: Pick<PlanDraft, 'account'>,
  { preflight }: Pick<Facts, 'preflight'>,
): readonly Finding[] {
  const diskKey = stillHolds('diskKey', { account }, preflight)?.diskKey;
  if (diskKey?.kind !== 'customer-managed') return [];
  const { 'disk-key-customer': customer } = said;
  return [found('disk-key-customer', 'caution', 'review', say(customer, customer.sentence(diskKey.keyId)))];
}

const said = words.findings;

/** What could not be found out, in words, and why. */
type Unknown = { readonly call: string; readonly problem: DryRun['problem'] };

const { calls } = said['not-checked'];

function launchUnknowns(draft: Draft, preflight: Facts['preflight']): readonly Unknown[] {
  const { account, image, size, access, storage, tags, placements } = draft;
  const read = stillHolds('launch', { account, image, size, access, storage, tags }, preflight);
  const runs = launchRunsIn(placements, read?.dryRuns ?? []);
  const runIn = ({ zoneName }: Placement) => runs.find((run) => run.zoneName === zoneName);
  const places = placesOf(placements ?? []).map(({ placement }) => placement);
  const unknown = places.filter(
    (placement) => read?.about.subnetIds.includes(placement.subnetId) === true && isUnknown(runIn(placement)),
  );
  if (unknown.length === 0) return [];
  const zones = unknown.map(({ zoneName }) => zoneName).join(', ');
  const problem = unknown.map((placement) => runIn(placement)?.problem ?? null).find((each) => each !== null);
  return [{ call: calls.RunInstances(zones), problem: problem ?? null }];
}

function otherUnknowns(
  { account, access, key, tags }: Draft,
  preflight: Facts['preflight'],
): readonly Unknown[] {
  const ofGroup = stillHolds('group', { account, access, tags }, preflight);
  const ofKey = stillHolds('key', { account, key, tags }, preflight);
  return [
    ...(ofGroup === null || access?.kind !== 'new-group' ? [] : groupUnknowns(ofGroup)),
    ...(ofKey === null || key === null ? [] : unknownsOf(KEY_ACTION[key.kind], ofKey)),
  ];
}

/** A launch that opens nothing writes no rule, so that none is tried. */
function groupUnknowns(read: Preflight): readonly Unknown[] {
  const triesRules = read.dryRuns.some(({ action }) => action === 'AuthorizeSecurityGroupIngress');
  return [
    ...unknownsOf('CreateSecurityGroup', read),
    ...(triesRules ? unknownsOf('AuthorizeSecurityGroupIngress', read) : []),
  ];
}

function unknownsOf(
  action: Exclude<DryRunAction, 'RunInstances'>,
  { dryRuns }: Preflight,
): readonly Unknown[] {
  const run = dryRuns.find((each) => each.action === action);
  return isUnknown(run) ? [{ call: calls[action], problem: run?.problem ?? null }] : [];
}

function isUnknown(run: DryRun | undefined): boolean {
  return run === undefined || (run.verdict === 'unknown' && !isOfAccount(run));
}
