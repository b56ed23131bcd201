import { isOfAccount } from './check-account-runs.ts';
import type { Facts } from './facts.ts';
import type { Finding, Fix } from './finding.ts';
import type { PlanDraft } from './launch-plan.ts';
import { asAwsSays, found, say, withProblem } from './make-finding.ts';
import type { DryRun, DryRunAction, Preflight } from './preflight.ts';
import { stillHolds } from './still-holds.ts';
import { words } from './words/en.ts';

type Read = Pick<Facts, 'preflight'>;
type KeyKind = NonNullable<PlanDraft['key']>['kind'];

/** Which call makes the key pair. */
export const KEY_ACTION = {
  'aws-makes-it': 'CreateKeyPair',
  'made-here': 'ImportKeyPair',
} as const satisfies Readonly<Record<KeyKind, DryRunAction>>;

/** Whether a group of the launch's own may be made and given its rules. Groups that are there already are only used. */
export function checkGroupDryRuns(
  { account, access, tags }: Pick<PlanDraft, 'account' | 'access' | 'tags'>,
  { preflight }: Read,
): readonly Finding[] {
  if (access?.kind !== 'new-group') return [];
  const read = stillHolds('group', { account, access, tags }, preflight);
  const fixes: readonly Fix[] = [
    {
      label: said.fixes.useExistingGroup,
      edit: { access: { kind: 'existing-group', vpcId: access.vpcId, groups: [] } },
    },
  ];
  const { 'group-not-permitted': forbidden, 'group-refused': refused } = said;
  return [
    ...judged(
      runsOf(read, 'CreateSecurityGroup'),
      found('group-not-permitted', 'blocker', 'access', forbidden, fixes),
      found('group-refused', 'blocker', 'access', refused, fixes),
    ),
    ...checkRules(runsOf(read, 'AuthorizeSecurityGroupIngress'), fixes),
  ];
}

/** Tried on a group that stands in for the new one: a no to that is no proof, and a refusal may be that group's own. */
function checkRules(runs: readonly DryRun[], fixes: readonly Fix[]): readonly Finding[] {
  const denied = runs.find(({ verdict }) => verdict === 'may-not');
  if (denied === undefined) return [];
  const finding = found('rules-not-permitted', 'caution', 'access', said['rules-not-permitted'], fixes);
  return [withProblem(finding, denied.problem)];
}

/** Whether the key pair may be made in the way that was chosen; the other way is one click away. */
export function checkKeyDryRuns(
  { account, key, tags }: Pick<PlanDraft, 'account' | 'key' | 'tags'>,
  { preflight }: Read,
): readonly Finding[] {
  if (key === null) return [];
  const read = stillHolds('key', { account, key, tags }, preflight);
  const other: KeyKind = key.kind === 'made-here' ? 'aws-makes-it' : 'made-here';
  const isOtherDenied = runsOf(read, KEY_ACTION[other]).some(({ verdict }) => verdict === 'may-not');
  const change: Fix = { label: said.fixes.keyKind[other], edit: { key: { ...key, kind: other } } };
  const { 'key-not-permitted': forbidden, 'key-refused': refused } = said;
  const sentence = forbidden.sentence(KEY_ACTION[key.kind]);
  const fixes = isOtherDenied ? [] : [change];
  return judged(
    runsOf(read, KEY_ACTION[key.kind]),
    found('key-not-permitted', 'blocker', 'key', say(forbidden, sentence), fixes),
    found('key-refused', 'blocker', 'key', refused, fixes),
  );
}

const said = words.findings;

function runsOf(read: Preflight | null, action: DryRunAction): readonly DryRun[] {
  return read?.dryRuns.filter((run) => run.action === action && !isOfAccount(run)) ?? [];
}

/** A name in use is told by the names that were read: a dry run may have been asked with another one. */
function judged(runs: readonly DryRun[], mayNot: Finding, refused: Finding): readonly Finding[] {
  const denied = runs.find(({ verdict }) => verdict === 'may-not');
  if (denied !== undefined) return [asAwsSays(mayNot, denied.problem)];
  const no = runs.find(({ verdict, problem }) => verdict === 'refused' && !isTakenName(problem));
  return no === undefined ? [] : [asAwsSays(refused, no.problem)];
}

function isTakenName(problem: DryRun['problem']): boolean {
  return problem?.code === 'key-name-taken' || problem?.code === 'group-name-taken';
}
