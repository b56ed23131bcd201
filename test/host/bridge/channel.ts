import type { Packed } from './wiring.ts';
/** Two worlds of one page, called `m` (main) and `i` (isolated). */
export type World = 'm' | 'i';

/** What may be asked across, and what is answered. */
export interface Topics {
  readonly expose: Topic<{ readonly key: string; readonly api: Packed }, { readonly ok: boolean }>;
  readonly open: Topic<{ readonly url: string; readonly name: string; readonly features: string }, void>;
  readonly call: Topic<{ readonly index: number; readonly args: readonly Packed[] }, Returned>;
  readonly settled: Topic<
    { readonly index: number; readonly outcome: Packed; readonly isRejected: boolean },
    void
  >;
}

export type Returned =
  { readonly ok: true; readonly value: Packed } | { readonly ok: false; readonly message: string };

interface Topic<Asked, Answered> {
  readonly asked: Asked;
  readonly answered: Answered;
}

export interface Channel {
  /** Asks the other world, at once: the answer is what its listener returned, or undefined when nobody listens. */
  readonly ask: <Name extends keyof Topics>(
    topic: Name,
    asked: Topics[Name]['asked'],
  ) => Topics[Name]['answered'] | undefined;
  readonly on: <Name extends keyof Topics>(
    topic: Name,
    answer: (asked: Topics[Name]['asked']) => Topics[Name]['answered'],
  ) => void;
}

/**
 * Chromium clones an event's `detail` when it crosses worlds, and dispatches synchronously: so a call returns its value.
 * All of the page's own functions that are needed are taken now, before a script of the page can replace them.
 */
export function openChannel(nonce: string, here: World): Channel {
  const Crossing = CustomEvent;
  // oxlint-disable-next-line typescript/unbound-method -- it is given its event below
  const detailOf = Object.getOwnPropertyDescriptor(Crossing.prototype, 'detail')?.get;
  if (!detailOf) throw new Error('no CustomEvent.detail here');
  const apply = Reflect.apply;
  const listen = window.addEventListener.bind(window);
  const dispatch = window.dispatchEvent.bind(window);
  const mine = nonce + here;
  const theirs = nonce + (here === 'm' ? 'i' : 'm');
  // Of any type, until the topic says which.
  const detail = (event: Event) => apply(detailOf, event, []);
  let answer: undefined;

  listen(`${mine}:answer`, (event) => {
    answer = detail(event);
  });
  return {
    ask: (topic, sent) => {
      answer = undefined;
      dispatch(new Crossing(`${theirs}:${topic}`, { detail: sent }));
      const received = answer;
      answer = undefined;
      return received;
    },
    on: (topic, answerTo) =>
      listen(`${mine}:${topic}`, (event) => {
        const result = answerTo(detail(event));
        if (result !== undefined) dispatch(new Crossing(`${theirs}:answer`, { detail: result }));
      }),
  };
}
