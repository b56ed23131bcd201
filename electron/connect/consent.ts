import type { Peer } from './peer.ts';

/** Who wants a signature, as far as it is known. */
export type Asker = {
  readonly program: Pick<Peer, 'name' | 'pid' | 'startedBy'> | null;
  /** A server that the agent is forwarded to, and not the program itself. */
  readonly isForwarded: boolean;
};

/** Asks the person. Null: nobody answered before the signal, and nothing of the question is to be seen any more. */
export type Ask = (asker: Asker, signal: AbortSignal) => Promise<boolean | null>;

export type Consent = {
  /** Those with one `group` are asked for once, and have the answer for as long as the agent is open. */
  readonly of: (group: string, asker: Asker, left: AbortSignal) => Promise<boolean>;
  readonly forget: (group: string) => void;
};

export type ConsentOptions = { readonly withinMs?: number; readonly maxWaiting?: number };

const CONSENT_WITHIN_MS = 60_000;
const MAX_WAITING = 8;

/**
 * What the person said of whom. No answer in time is a no that is not remembered; a program that waits is told no at once where
 * too many wait already. The question goes when all who wait for it have left.
 */
export function createConsent(ask: Ask, options: ConsentOptions = {}): Consent {
  const { withinMs = CONSENT_WITHIN_MS, maxWaiting = MAX_WAITING } = options;
  const answers = new Map<string, boolean>();
  const questions = new Map<string, Question>();
  let waiting = 0;

  const end = (group: string, question: Question) => {
    if (questions.get(group) === question) questions.delete(group);
  };
  const put = (group: string, asker: Asker): Question => {
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), withinMs);
    const answered = ask(asker, over.signal).then((answer) => {
      if (answer !== null) answers.set(group, answer);
      return answer ?? false;
    });
    const question: Question = {
      answer: answered.finally(() => {
        clearTimeout(timer);
        end(group, question);
      }),
      over,
      waiting: 0,
    };
    questions.set(group, question);
    return question;
  };

  return {
    of: async (group, asker, left) => {
      const known = answers.get(group);
      if (known !== undefined) return known;
      if (left.aborted || waiting >= maxWaiting) return false;
      const question = questions.get(group) ?? put(group, asker);
      waiting += 1;
      question.waiting += 1;
      const leave = Promise.withResolvers<false>();
      const leaves = () => leave.resolve(false);
      left.addEventListener('abort', leaves);
      try {
        return await Promise.race([question.answer, leave.promise]);
      } finally {
        left.removeEventListener('abort', leaves);
        waiting -= 1;
        question.waiting -= 1;
        if (question.waiting === 0) {
          end(group, question);
          question.over.abort();
        }
      }
    },
    forget: (group) => void answers.delete(group),
  };
}

type Question = {
  readonly answer: Promise<boolean>;
  readonly over: AbortController;
  waiting: number;
};
