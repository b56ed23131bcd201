import type { AnswerName, Finding, FindingId } from './finding.ts';
import { makeProblem } from './make-problem.ts';
import type { Problem, ProblemAction } from './problem.ts';

/**
 * A finding that keeps a plan from being launched, as the problem that the launch answers with: the judge's own words, where to go
 * to give another answer, and what AWS said where it was tried.
 */
export function refusalFor({ id, answer, sentence, why, problem }: Finding): Problem {
  const whole = `${sentence} ${why}`;
  const tried = problem?.raw ?? null;
  return makeProblem('plan-refused', {
    explanation: whole.length > MOST_CHARACTERS ? sentence : whole,
    raw: tried === null ? id : `${id}: ${tried}`,
    requestId: problem?.requestId ?? null,
    policy: problem?.policy ?? null,
    link: problem?.link ?? null,
    actions: [
      ...new Set([...(BY_ID[id] ?? BY_ANSWER[answer]), ...(problem?.actions ?? []), 'copy-details'] as const),
    ],
  });
}

/** What is shown in one breath. */
const MOST_CHARACTERS = 300;

const BY_ANSWER: Readonly<Record<AnswerName, readonly ProblemAction[]>> = {
  account: ['choose-account'],
  image: ['choose-image'],
  size: ['choose-size'],
  zones: ['choose-zones'],
  access: ['choose-access'],
  key: ['choose-key'],
  review: ['retry'],
};

const BY_ID: Partial<Record<FindingId, readonly ProblemAction[]>> = {
  'disk-too-small': ['choose-disk'],
  'name-refused': ['rename'],
  'key-name-taken': ['rename'],
  'group-name-taken': ['rename'],
  'too-many-vcpus': ['choose-size', 'choose-zones', 'request-quota'],
  'account-blocked': ['ask-support'],
};
