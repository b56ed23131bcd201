/** Two worlds of one page, called `m` (main) and `i` (isolated). */
export type World = 'm' | 'i';

export interface Channel {
  /** Asks the other world, at once: the answer is what its listener returned. */
  readonly ask: (topic: string, detail: unknown) => unknown;
  readonly on: (topic: string, answer: (detail: unknown) => unknown) => void;
}

/**
 * Chromium clones an event's `detail` when it crosses worlds, and dispatches synchronously: so a call returns its value.
 * All of the page's own functions that are needed are taken now, before a script of the page can replace them.
 */
export function openChannel(nonce: string, here: World): Channel {
  const Crossing = CustomEvent;
  const detailOf = Object.getOwnPropertyDescriptor(Crossing.prototype, 'detail')?.get;
  const apply = Reflect.apply;
  const listen = window.addEventListener.bind(window);
  const dispatch = window.dispatchEvent.bind(window);
  const mine = nonce + here;
  const theirs = nonce + (here === 'm' ? 'i' : 'm');
  const detail = (event: Event): unknown => (detailOf ? apply(detailOf, event, []) : undefined);
  let answer: unknown;

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
