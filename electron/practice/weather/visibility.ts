import type { Hiding } from './create-weather.ts';

/** Eventual consistency: what has just been made, and is not to be seen yet. */
export type Visibility = {
  readonly hide: (id: string, hiding: Hiding, nowMs: number) => void;
  readonly isVisible: (id: string, nowMs: number) => boolean;
  /** One call has asked for these: each was hidden from it once. */
  readonly asked: (ids: ReadonlySet<string>) => void;
  readonly clear: () => void;
};

export function createVisibility(): Visibility {
  const hidden = new Map<string, { callsLeft: number; until: number }>();
  return {
    hide: (id, hiding, nowMs) => {
      hidden.set(
        id,
        'calls' in hiding
          ? { callsLeft: hiding.calls, until: Infinity }
          : { callsLeft: Infinity, until: nowMs + hiding.seconds * 1000 },
      );
    },
    isVisible: (id, nowMs) => {
      const hiding = hidden.get(id);
      return hiding === undefined || hiding.callsLeft <= 0 || nowMs >= hiding.until;
    },
    asked: (ids) => {
      for (const id of ids) {
        const hiding = hidden.get(id);
        if (hiding !== undefined) hiding.callsLeft -= 1;
      }
    },
    clear: () => hidden.clear(),
  };
}
