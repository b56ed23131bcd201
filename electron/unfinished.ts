/** Work that must not be cut off by the end of the program: quitting waits for it. */
export type Unfinished = {
  /** Answers as the work does. */
  readonly track: <Value>(work: Promise<Value>) => Promise<Value>;
  readonly isEmpty: () => boolean;
  /** Resolves when all of it has ended, well or not. */
  readonly ended: () => Promise<void>;
};

export function createUnfinished(): Unfinished {
  const works = new Set<Promise<unknown>>();
  return {
    track: (work) => {
      const tracked = work.finally(() => works.delete(tracked));
      works.add(tracked);
      return tracked;
    },
    isEmpty: () => works.size === 0,
    ended: async () => {
      while (works.size > 0) await Promise.allSettled(works);
    },
  };
}
