import { isDeepStrictEqual } from 'node:util';
import type { MessagePort } from 'node:worker_threads';
import type { Environment } from '../aws/environment.ts';
import { problemFrom } from '../aws/problem.ts';
import { takeWayOut, wayOutNow } from '../aws/way-out.ts';
import { failed } from '../../shared/outcome.ts';
import type { ReviewProgress } from '../../shared/security-group/groups-api.ts';
import { createInlineReviewer } from './inline-reviewer.ts';
import type { Ask } from './reviewer.ts';
import type { FromThread, Given, ToThread, Wanted } from './thread-messages.ts';

/** Answers what the main thread asks on this port, until the thread is ended. */
export function serveReviews(port: MessagePort, env: Environment): void {
  const reviewer = createInlineReviewer(env);
  const asked = new Map<number, AbortController>();
  const wanted = new Map<number, (given: Given) => void>();
  let wants = 0;
  const say = (message: FromThread): void => port.postMessage(message);

  async function want<What extends keyof Wanted>(id: number, what: What): Promise<Wanted[What]> {
    wants += 1;
    const wantId = wants;
    const { promise, resolve } = Promise.withResolvers<Given>();
    wanted.set(wantId, resolve);
    say({ kind: 'wants', id, wantId, what });
    const given = await promise;
    // The other end answers a want with what was wanted.
    if (given.ok) return given.value as Wanted[What];
    throw Object.assign(new Error(given.message), { name: given.name });
  }

  async function answer({ id, question, account, input }: Extract<ToThread, { kind: 'ask' }>): Promise<void> {
    const cancelled = new AbortController();
    asked.set(id, cancelled);
    // The other end asks with the input that belongs to the question.
    const ask = reviewer[question] as Ask<unknown, unknown>;
    const by = { ...account, credentials: () => want(id, 'credentials'), answer: null };
    const watch = {
      signal: cancelled.signal,
      onProgress: (progress: ReviewProgress) => say({ kind: 'progress', id, progress }),
      myAddresses: () => want(id, 'myAddresses'),
    };
    const given = await ask(by, input, watch).catch((error: unknown) => failed(problemFrom(error)));
    asked.delete(id);
    say({ kind: 'answer', id, answer: given });
  }

  port.on('message', (message: ToThread) => {
    switch (message.kind) {
      case 'ask':
        if (!isDeepStrictEqual(message.wayOut, wayOutNow())) takeWayOut(message.wayOut);
        void answer(message);
        break;
      case 'cancel':
        asked.get(message.id)?.abort();
        break;
      case 'given':
        wanted.get(message.wantId)?.(message.given);
        wanted.delete(message.wantId);
        break;
    }
  });
}
