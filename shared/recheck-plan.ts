import { CHECKS, inOrder } from './check-plan.ts';
import type { Facts } from './facts.ts';
import { ANSWER_NAMES, type AnswerName, type Finding } from './finding.ts';
import type { PlanDraft } from './launch-plan.ts';
import type { AskedFor, PlanCheck } from './plan-check.ts';

/** A plan and the facts it was judged by, with what each check said. */
export type Judged = {
  readonly draft: PlanDraft;
  readonly facts: Facts;
  /** What `checkPlan` says. */
  readonly findings: readonly Finding[];
  /** By check, in the order of `CHECKS`. */
  readonly said: readonly (readonly Finding[])[];
};

export type Rejudged = Judged & {
  /** Answers that have a blocker now and had none before. */
  readonly invalid: readonly InvalidAnswer[];
};

export type InvalidAnswer = {
  readonly answer: AnswerName;
  /** The other answers that were changed and that its new blockers depend on; empty where only the facts are others. */
  readonly because: readonly AnswerName[];
};

/** Judges a plan from nothing. */
export function judgePlan(draft: PlanDraft, facts: Facts): Judged {
  const said = CHECKS.map(({ judge }) => judge(draft, facts));
  return { draft, facts, said, findings: inOrder(said) };
}

/**
 * Judges a changed plan, or the same by other facts: only what reads something that changed is asked again, and the findings are
 * those of `checkPlan`. Facts count as changed when they are other objects. Names the answers that became invalid by it. Pure.
 */
export function recheckPlan(before: Judged, draft: PlanDraft, facts: Facts): Rejudged {
  const answers = changedAnswers(before.draft, draft);
  const isOther = (fact: keyof Facts) => before.facts[fact] !== facts[fact];
  const isTouched = (check: PlanCheck) =>
    check.answers.some((answer) => answers.includes(answer)) || check.facts.some(isOther);
  const said = CHECKS.map((check, at) => {
    const kept = isTouched(check) ? undefined : before.said[at];
    return kept ?? check.judge(draft, facts);
  });
  const findings = inOrder(said);
  const invalid = ANSWER_NAMES.filter(
    (answer) => isBlocked(answer, findings) && !isBlocked(answer, before.findings),
  );
  const judged = { draft, facts, said, findings };
  return { ...judged, invalid: invalid.map((answer) => invalidAnswer(answer, judged, answers)) };
}

/** Under which question of the wizard each answer is asked for. */
export const QUESTION_OF = {
  account: 'account',
  image: 'image',
  storage: 'image',
  size: 'size',
  placements: 'zones',
  access: 'access',
  key: 'key',
  name: 'key',
  script: 'access',
  tags: 'key',
} as const satisfies Readonly<Record<AskedFor, AnswerName>>;

const ASKED_FOR = Object.keys(QUESTION_OF).filter(isAskedFor);

function isAskedFor(name: string): name is AskedFor {
  return Object.hasOwn(QUESTION_OF, name);
}

/** Answers are small and plain: the same text is the same answer. */
function changedAnswers(before: PlanDraft, after: PlanDraft): readonly AskedFor[] {
  return ASKED_FOR.filter(
    (name) => before[name] !== after[name] && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}

function isBlocked(answer: AnswerName, findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.answer === answer && finding.severity === 'blocker');
}

/** An answer that was taken back depends on whatever was given in the same breath. */
function invalidAnswer(
  answer: AnswerName,
  { draft, said }: Judged,
  changed: readonly AskedFor[],
): InvalidAnswer {
  const blocking = CHECKS.filter((_check, at) => isBlocked(answer, said[at] ?? []));
  const isTakenBack = changed.some((name) => QUESTION_OF[name] === answer && draft[name] === null);
  const causes = changed.filter((name) =>
    isTakenBack ? draft[name] !== null : blocking.some((check) => check.answers.includes(name)),
  );
  const because = ANSWER_NAMES.filter(
    (name) => name !== answer && causes.some((cause) => QUESTION_OF[cause] === name),
  );
  return { answer, because };
}
