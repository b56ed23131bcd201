import type { AnswerName, Finding, FindingId, Fix, Severity } from './finding.ts';
import type { Problem } from './problem.ts';
import { words } from './words/en.ts';

type Said = { readonly sentence: string; readonly why: string };

export function found(
  id: FindingId,
  severity: Severity,
  answer: AnswerName,
  { sentence, why }: Said,
  fixes: readonly Fix[] = [],
): Finding {
  return { id, severity, answer, sentence, why, fixes };
}

/** The catalogue's reason, beside the sentence made for this plan. */
export function say({ why }: { readonly why: string }, sentence: string): Said {
  return { sentence, why };
}

/** The same finding, with what AWS said when it was tried. */
export function withProblem(finding: Finding, problem: Problem | null): Finding {
  return problem === null ? finding : { ...finding, problem };
}

/** The same, where what AWS said is the nearest reason there is. */
export function asAwsSays(finding: Finding, problem: Problem | null): Finding {
  return problem === null ? finding : { ...withProblem(finding, problem), why: problem.explanation };
}

export function unanswered(answer: AnswerName): Finding {
  const { sentence, why } = words.findings.unanswered;
  return found('unanswered', 'blocker', answer, {
    sentence: sentence(words.wizard.steps[answer]),
    why,
  });
}
