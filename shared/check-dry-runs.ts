import { isOfAccount } from './check-account-runs.ts';
import { eligibleFixes, notFreeFinding } from './check-free-tier.ts';
import { goneFinding, newestFixes } from './check-image.ts';
import { profileGone } from './check-session.ts';
import { mismatchFinding } from './check-size.ts';
import { leaveOutFixes } from './check-zones.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { PlanDraft } from './launch-plan.ts';
import { asAwsSays, found, say, withProblem } from './make-finding.ts';
import { nearSizes, sizeFixes } from './near-sizes.ts';
import type { DryRun } from './preflight.ts';
import type { ProblemCode } from './problem.ts';
import { stillHolds } from './still-holds.ts';
import { words } from './words/en.ts';

type Draft = Pick<PlanDraft, 'account' | 'image' | 'size' | 'placements' | 'access' | 'storage' | 'tags'>;
type Read = Pick<Facts, 'preflight' | 'images' | 'instanceTypes' | 'prices'>;

/** What EC2 said when it was asked to start a machine in each zone without doing it. One finding for all zones of one answer. */
export function checkLaunchDryRuns(draft: Draft, facts: Read): readonly Finding[] {
  const { account, image, size, access, storage, tags } = draft;
  const read = stillHolds('launch', { account, image, size, access, storage, tags }, facts.preflight);
  const runs = launchRunsIn(draft.placements, read?.dryRuns ?? []);
  const refused = runs.filter((run) => run.verdict === 'refused' && !isOfAccount(run));
  return [
    ...checkMay(draft, runs),
    ...[...Map.groupBy(refused, answerOf).values()].map((same) => refusedFinding(same, draft, facts)),
  ];
}

/** The dry runs of RunInstances in these zones. */
export function launchRunsIn(
  placements: PlanDraft['placements'],
  dryRuns: readonly DryRun[],
): readonly DryRun[] {
  return dryRuns.filter(
    ({ action, zoneName }) =>
      action === 'RunInstances' && placements?.some((placement) => placement.zoneName === zoneName) === true,
  );
}

const said = words.findings;

function checkMay({ placements }: Draft, runs: readonly DryRun[]): readonly Finding[] {
  const denied = runs.filter(({ verdict }) => verdict === 'may-not');
  if (denied.length === 0) return [];
  const { 'launch-not-permitted': forbidden } = said;
  const sentence = forbidden.sentence(zonesOf(denied).join(', '));
  const fixes = leaveOutFixes(placements ?? [], zonesOf(denied));
  const finding = found('launch-not-permitted', 'blocker', 'account', say(forbidden, sentence), fixes);
  return [asAwsSays(finding, problemOf(denied))];
}

/** Answers that are one to the person: the same meaning, or the same code that has no words of its own. */
function answerOf(run: DryRun): string {
  const meaning = meaningOf(run);
  return meaning === 'other' ? `other ${run.problem?.code}` : meaning;
}

function refusedFinding(same: readonly DryRun[], draft: Draft, facts: Read): Finding {
  const [first] = same;
  const meaning = first === undefined ? 'other' : meaningOf(first);
  const finding = REFUSALS[meaning](same, draft, facts);
  return meaning === 'other' ? asAwsSays(finding, problemOf(same)) : withProblem(finding, problemOf(same));
}

/** What a refusal is about; `other` is whatever has no words of its own. */
type Meaning = keyof typeof REFUSALS;

function meaningOf({ problem }: DryRun): Meaning {
  if (problem === null) return 'other';
  const { code, raw } = problem;
  if (code === 'not-free-tier' && isAboutImage(raw ?? '')) return 'image-not-free-tier';
  return isMeaning(code) ? code : 'other';
}

/** AWS has one code for a size and for an image that the Free plan does not include, and says in words which. */
function isAboutImage(raw: string): boolean {
  return /\b(image|ami)\b/i.test(raw) && !/instance type/i.test(raw);
}

function isMeaning(code: ProblemCode): code is Extract<Meaning, ProblemCode> {
  return Object.hasOwn(REFUSALS, code);
}

type Refusal = (runs: readonly DryRun[], draft: Draft, facts: Read) => Finding;

const REFUSALS = {
  'image-gone': (_runs, draft, { images }) =>
    goneFinding(draft.image?.imageName ?? '', newestFixes(draft, images)),
  'subscription-needed': (_runs, { image }) => ofImage('subscription-needed', image?.imageName ?? ''),
  'image-not-free-tier': (_runs, { image }) => ofImage('image-not-free-tier', image?.imageName ?? ''),
  'disk-too-small': (_runs, { storage }) => diskFinding(storage?.rootSizeGiB ?? 0),
  'not-free-tier': (_runs, draft, facts) =>
    notFreeFinding(draft.size?.name ?? '', eligibleFixes(draft, facts)),
  'wrong-architecture': (_runs, draft, facts) => mismatchFinding(draft, sizeFixes(nearSizes(draft, facts))),
  'size-not-in-zone': (runs, draft) => notInZone(runs, draft),
  'no-capacity': (runs, draft) => noCapacity(runs, draft),
  'no-default-network': () => found('no-default-network', 'blocker', 'zones', said['no-default-network']),
  'profile-gone': (_runs, { access }) => profileGone(access?.instanceProfile ?? ''),
  'subnet-gone': (runs, draft) => inZones('subnet-gone', runs, draft),
  'subnet-full': (runs, draft) => inZones('subnet-full', runs, draft),
  other: (runs, draft) => inZones('launch-refused', runs, draft),
} as const satisfies Readonly<Record<string, Refusal>>;

function ofImage(id: 'subscription-needed' | 'image-not-free-tier', imageName: string): Finding {
  return found(id, 'blocker', 'image', say(said[id], said[id].sentence(imageName)));
}

function diskFinding(sizeGiB: number): Finding {
  const { 'disk-too-small': small } = said;
  return found('disk-too-small', 'blocker', 'image', say(small, small.sentence.refused(sizeGiB)));
}

function notInZone(runs: readonly DryRun[], { size, placements }: Draft): Finding {
  const { 'type-not-in-zone': elsewhere } = said;
  const zones = zonesOf(runs);
  const sentence = elsewhere.sentence(size?.name ?? '', zones.join(', '));
  const fixes = leaveOutFixes(placements ?? [], zones);
  return found('type-not-in-zone', 'blocker', 'zones', say(elsewhere, sentence), fixes);
}

/** It changes by the minute, and the other zones start all the same. */
function noCapacity(runs: readonly DryRun[], { size, placements }: Draft): Finding {
  const { 'no-capacity-now': empty } = said;
  const zones = zonesOf(runs);
  const sentence = empty.sentence(size?.name ?? '', zones.join(', '));
  const fixes = leaveOutFixes(placements ?? [], zones);
  return found('no-capacity-now', 'caution', 'zones', say(empty, sentence), fixes);
}

function inZones(
  id: 'subnet-gone' | 'subnet-full' | 'launch-refused',
  runs: readonly DryRun[],
  { placements }: Draft,
): Finding {
  const zones = zonesOf(runs);
  const answer = id === 'launch-refused' ? 'review' : 'zones';
  const fixes = leaveOutFixes(placements ?? [], zones);
  return found(id, 'blocker', answer, say(said[id], said[id].sentence(zones.join(', '))), fixes);
}

function zonesOf(runs: readonly DryRun[]): readonly string[] {
  return [...new Set(runs.flatMap(({ zoneName }) => zoneName ?? []))];
}

function problemOf(runs: readonly DryRun[]): DryRun['problem'] {
  return runs.find(({ problem }) => problem !== null)?.problem ?? null;
}
