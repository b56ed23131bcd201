/** Work that must not be cut off by the end of the program: quitting waits for it. */
export type Unfinished = {
  /** Answers as the work does. */
  readonly track: <Value>(work: Promise<Value>, kind?: WorkKind) => Promise<Value>;
  readonly isEmpty: () => boolean;
  /** Whether a private key is in hand; else it is a call whose answer has to be written down. */
  readonly holdsKey: () => boolean;
  /** Resolves when all of it has ended, well or not. */
  readonly ended: () => Promise<void>;
};

/** A private key on its way, or a call whose answer has to be written down. */
export type WorkKind = 'private-key' | 'call';

export function createUnfinished(): Unfinished {
  const works = new Map<Promise<unknown>, WorkKind>();
  return {
    track: (work, kind = 'call') => {
      const tracked = work.finally(() => works.delete(tracked));
      works.set(tracked, kind);
      return tracked;
    },
    isEmpty: () => works.size === 0,
    holdsKey: () => [...works.values()].includes('private-key'),
    ended: async () => {
      while (works.size > 0) await Promise.allSettled(works.keys());
    },
  };
}
