import { ANSWER_NAMES, type AnswerName } from '../../shared/finding.ts';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import { QUESTION_OF, recheckPlan } from '../../shared/recheck-plan.ts';
import type { WizardState } from './wizard-state.ts';

/** An answer that was fine when it was seen, and no longer is. */
export type AnswerNews = {
  readonly answer: AnswerName;
  /** What was changed; empty where the world has. */
  readonly because: readonly AnswerName[];
  /** It was taken back and answered anew. Else it stands, and must be changed by the person. */
  readonly isTakenBack: boolean;
};

/** The questions that these answers belong to. */
export function questionsOf(edit: Partial<PlanDraft>): readonly AnswerName[] {
  const asked = new Set<AnswerName>(
    Object.entries(QUESTION_OF).flatMap(([name, question]) => (Object.hasOwn(edit, name) ? [question] : [])),
  );
  return ANSWER_NAMES.filter((answer) => asked.has(answer));
}

/** Asks the judge again about what has changed, and keeps what became invalid by it as news. */
export function judgedAnew(before: WizardState, after: WizardState): WizardState {
  if (after.draft === before.draft && after.facts === before.facts) return after;
  const { invalid, ...judged } = recheckPlan(before.judged, after.draft, after.facts);
  // What was found out about the world stands on the review, with the ways to mend it; what was tried stands nowhere else.
  const isSaidThere =
    ANSWER_NAMES[after.stepIndex] === 'review' || after.facts.preflight !== before.facts.preflight;
  const standing = invalid
    .filter(({ because }) => because.length > 0 || !isSaidThere)
    // One that is asked for anew because who it is for is not known yet is not invalid.
    .filter(({ answer }) => after.draft.account !== null || answer !== 'account')
    .map(({ answer, because }): AnswerNews => ({ answer, because, isTakenBack: false }));
  return withNews({ ...after, judged }, standing);
}

/** What is news to the person: answers that were seen, and are not on the screen now. The latest of each. */
export function withNews(state: WizardState, news: readonly AnswerNews[]): WizardState {
  const isNews = ({ answer }: AnswerNews) => {
    const index = ANSWER_NAMES.indexOf(answer);
    return index <= state.furthestIndex && index !== state.stepIndex && answer !== 'review';
  };
  const latest = news.filter(isNews);
  if (latest.length === 0) return state;
  const earlier = state.news.filter((old) => latest.every(({ answer }) => answer !== old.answer));
  const all = [...earlier, ...latest.map((each) => joined(each, state.news))];
  return {
    ...state,
    news: all.toSorted((one, other) => ANSWER_NAMES.indexOf(one.answer) - ANSWER_NAMES.indexOf(other.answer)),
  };
}

/** What was taken back stays so, whatever is found out about the new answer. */
function joined(latest: AnswerNews, known: readonly AnswerNews[]): AnswerNews {
  const old = known.find(({ answer }) => answer === latest.answer);
  if (old === undefined) return latest;
  return {
    ...latest,
    because: latest.because.length > 0 ? latest.because : old.because,
    isTakenBack: latest.isTakenBack || old.isTakenBack,
  };
}

/** News with what is to be done about it: nothing, once an answer that stood fits again. */
export function newsToShow({ news, judged }: Pick<WizardState, 'news' | 'judged'>): {
  readonly invalid: readonly AnswerNews[];
  readonly answeredAgain: readonly AnswerNews[];
} {
  const isBlocked = (answer: AnswerName) =>
    judged.findings.some((finding) => finding.answer === answer && finding.severity === 'blocker');
  return {
    invalid: news.filter(({ answer }) => isBlocked(answer)),
    answeredAgain: news.filter(({ answer, isTakenBack }) => isTakenBack && !isBlocked(answer)),
  };
}
