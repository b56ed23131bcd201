import { isOutcomeUnknown } from './problem.ts';

/** Where it stands among what the SDK does to a call: inside of its repetitions. */
export const EACH_ATTEMPT = { step: 'finalizeRequest', priority: 'low', name: 'eachAttempt' } as const;

/**
 * One attempt of the client's: `unanswered` is called where it may have been carried out unseen. The error that a call ends with
 * speaks of its last attempt only.
 */
export async function attempted<Answer>(answer: Promise<Answer>, unanswered: () => void): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (isOutcomeUnknown(error)) unanswered();
    throw error;
  }
}
