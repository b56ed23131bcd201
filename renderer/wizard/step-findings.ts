import { checkPlan } from '../../shared/check-plan.ts';
import type { Facts } from '../../shared/facts.ts';
import { ANSWER_NAMES, type AnswerName, type Finding, type FindingId } from '../../shared/finding.ts';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import type { WizardState } from './wizard-state.ts';

type Answers = { readonly draft: PlanDraft; readonly facts: Facts };

/**
 * What keeps one step from being left: an answer that is wrong by itself. What a trial of the whole plan has said keeps from
 * launching only, and may have to be mended on another step.
 */
export function holdsBack(answer: AnswerName, { draft, facts }: Answers): readonly Finding[] {
  return blockersOf(answer, checkPlan(draft, { ...facts, preflight: null }));
}

function blockersOf(answer: AnswerName, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.answer === answer && finding.severity === 'blocker');
}

/** What is to be said of an answer at a glance: `stop` keeps from launching, `look` does not. */
export function badgeOf(answer: AnswerName, findings: readonly Finding[]): 'stop' | 'look' | 'fine' {
  const severities = findings.filter((finding) => finding.answer === answer).map(({ severity }) => severity);
  if (severities.includes('blocker')) return 'stop';
  return severities.includes('danger') || severities.includes('caution') ? 'look' : 'fine';
}

/**
 * The same for the list of steps: nothing of a step that nobody has come to, and of the one that is open only what is wrong. That it
 * has no answer yet is said of it once somebody tries to go on.
 */
export function badgeOfStep(
  index: number,
  {
    stepIndex,
    furthestIndex,
    hasTriedToLeave,
  }: Pick<WizardState, 'stepIndex' | 'furthestIndex' | 'hasTriedToLeave'>,
  findings: readonly Finding[],
): ReturnType<typeof badgeOf> {
  const answer = ANSWER_NAMES[index];
  if (answer === undefined || answer === 'review' || index > furthestIndex) return 'fine';
  const isBegun = index === stepIndex && !hasTriedToLeave;
  return badgeOf(answer, isBegun ? findings.filter(({ id }) => !NOT_YET.has(id)) : findings);
}

/** Said of the step that is open only once somebody tries to go on. */
const NOT_YET: ReadonlySet<FindingId> = new Set(['unanswered', 'tag-required']);

/** What a step shows as alerts: its findings without those that stand at a field of their own. */
export function alertsOf(answer: AnswerName, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.answer === answer && !AT_A_FIELD.has(finding.id));
}

/** The finding that belongs under a field, if one of these was made. */
export function findingAt(ids: readonly FindingId[], findings: readonly Finding[]): Finding | undefined {
  return findings.find(({ id }) => ids.includes(id));
}

export const NAME_FINDINGS: readonly FindingId[] = ['name-refused', 'key-name-taken', 'group-name-taken'];
const KEYCHAIN_FINDINGS: readonly FindingId[] = ['keychain-absent', 'keychain-locked', 'keychain-failed'];

const AT_A_FIELD: ReadonlySet<FindingId> = new Set([
  // Said by the frame, once somebody tries to go on.
  'unanswered',
  'tag-required',
  'login-user-unknown',
  'no-group-chosen',
  'admin-address-refused',
  ...NAME_FINDINGS,
  ...KEYCHAIN_FINDINGS,
]);
