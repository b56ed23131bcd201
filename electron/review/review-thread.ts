import type { Worker } from 'node:worker_threads';
import { messageOf, nameOf, rawOf } from '../aws/raw-of.ts';
import { wayOutNow } from '../aws/way-out.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import type { Ask, OpenReviewer, ReviewAccount, Reviewer, Watch } from './reviewer.ts';
import type { AccountWithoutCredentials, FromThread, Given, ToThread, Wanted } from './thread-messages.ts';

/** Starts a thread with `review-worker.ts`, or with what was built from it. */
export type StartReviewWorker = (start: { readonly workerData: unknown }) => Worker;

/**
 * The reviewer, on a thread of its own, so that reading thousands of groups never keeps this one from answering. It is started with the
 * first question; when it dies, whoever waits is told so, and the next question starts another, which has read nothing yet.
 */
export function createReviewThread(
  start: StartReviewWorker,
  env: Readonly<Record<string, string | undefined>>,
): OpenReviewer {
  let thread: OpenThread | null = null;
  const open = (): OpenThread => {
    if (thread !== null) return thread;
    const opened = openThread(startWith(start, env), () => {
      if (thread === opened) thread = null;
    });
    thread = opened;
    return opened;
  };
  const asks =
    <Input, Value>(question: keyof Reviewer): Ask<Input, Value> =>
    (account, input, watch) =>
      // Of the same question's type: the other end is a reviewer.
      open().ask(question, account, input, watch) as Promise<Outcome<Value>>;
  return {
    review: asks('review'),
    group: asks('group'),
    reach: asks('reach'),
    report: asks('report'),
    facts: asks('facts'),
    close: () => thread?.close(),
  };
}

/** It needs nothing else of the environment: accounts come with each question. */
function startWith(start: StartReviewWorker, env: Readonly<Record<string, string | undefined>>): Worker {
  const { KEYPORT_PATIENCE } = env;
  return start({ workerData: { env: KEYPORT_PATIENCE === undefined ? {} : { KEYPORT_PATIENCE } } });
}

type OpenThread = {
  readonly ask: (
    question: keyof Reviewer,
    account: ReviewAccount,
    input: unknown,
    watch: Watch,
  ) => Promise<Outcome<unknown>>;
  readonly close: () => void;
};

type Asked = {
  readonly account: ReviewAccount;
  readonly watch: Watch;
  readonly answer: (answer: Outcome<unknown>) => void;
};

function openThread(worker: Worker, gone: () => void): OpenThread {
  const asked = new Map<number, Asked>();
  let asks = 0;
  const say = (message: ToThread): void => worker.postMessage(message, NOTHING_MOVED);

  function answer(id: number, given: Outcome<unknown>): void {
    asked.get(id)?.answer(given);
    asked.delete(id);
    // An idle thread does not keep the program from ending.
    if (asked.size === 0) worker.unref();
  }

  function end(given: Outcome<never>): void {
    gone();
    for (const id of asked.keys()) answer(id, given);
  }

  worker.on('message', (message: FromThread) => {
    const ask = message.kind === 'answer' ? undefined : asked.get(message.id);
    if (message.kind === 'answer') answer(message.id, message.answer);
    else if (message.kind === 'progress') ask?.watch.onProgress(message.progress);
    else if (ask !== undefined) {
      const { wantId, what } = message;
      void give(ask, what).then((given) => say({ kind: 'given', wantId, given }));
    }
  });
  worker.on('error', (error) => end(stopped(rawOf(error))));
  worker.on('exit', (code) => end(stopped(`the thread ended: ${String(code)}`)));

  return {
    ask: (question, account, input, watch) => {
      if (watch.signal.aborted) return Promise.resolve(failed(makeProblem('cancelled')));
      asks += 1;
      const id = asks;
      const { promise, resolve } = Promise.withResolvers<Outcome<unknown>>();
      const cancel = (): void => {
        say({ kind: 'cancel', id });
        answer(id, failed(makeProblem('cancelled')));
      };
      watch.signal.addEventListener('abort', cancel, { once: true });
      asked.set(id, {
        account,
        watch,
        answer: (given) => {
          watch.signal.removeEventListener('abort', cancel);
          resolve(given);
        },
      });
      worker.ref();
      say({ kind: 'ask', id, question, account: withoutCredentials(account), input, wayOut: wayOutNow() });
      return promise;
    },
    close: () => {
      end(failed(makeProblem('cancelled')));
      void worker.terminate();
    },
  };
}

/** Messages are copied. */
const NOTHING_MOVED: readonly [] = [];

function stopped(raw: string): Outcome<never> {
  return failed(
    makeProblem('unexpected', {
      explanation: words.groupReview.threadStopped,
      raw,
      retryable: true,
      actions: ['retry'],
    }),
  );
}

function withoutCredentials(account: ReviewAccount): AccountWithoutCredentials {
  const { choice, sourceName, endpoints, accountId, answer } = account;
  if (answer !== null) throw new Error('an account that is answered here was sent to another thread');
  return { choice, sourceName, endpoints, accountId };
}

async function give({ account, watch }: Asked, what: keyof Wanted): Promise<Given> {
  try {
    const value = what === 'credentials' ? await bareCredentials(account) : await watch.myAddresses();
    return { ok: true, value };
  } catch (error) {
    return { ok: false, name: nameOf(error), message: messageOf(error) };
  }
}

/** As they are, without what the SDK notes beside them. */
async function bareCredentials({ credentials }: ReviewAccount): Promise<Wanted['credentials']> {
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = await credentials();
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    ...(expiration === undefined ? {} : { expiration }),
  };
}
