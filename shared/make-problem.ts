import type { Problem, ProblemAction, ProblemCode } from './problem.ts';
import { words } from './words/en.ts';

type ProblemDetails = {
  readonly raw?: string | null;
  readonly requestId?: string | null;
  readonly retryable?: boolean;
  readonly actions?: readonly ProblemAction[];
  readonly whatIsRunning?: string | null;
  readonly policy?: string | null;
  readonly link?: string | null;
  /** Replaces the catalogue's explanation where the cause is known better. */
  readonly explanation?: string;
};

/** A problem in the catalogue's words. `raw` must hold no secret: it is shown. */
export function makeProblem(code: ProblemCode, details: ProblemDetails = {}): Problem {
  const { title, explanation } = words.problems[code];
  return {
    code,
    title,
    explanation: details.explanation ?? explanation,
    whatIsRunning: details.whatIsRunning ?? null,
    actions: details.actions ?? [],
    retryable: details.retryable ?? false,
    requestId: details.requestId ?? null,
    raw: details.raw ?? null,
    policy: details.policy ?? null,
    link: details.link ?? null,
  };
}
