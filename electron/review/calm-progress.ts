/** At most about 20 a second: nobody sees more, and each is a message to another thread and to the screen. */
const EVERY_MS = 50;

/**
 * Passes on what is sent, but no more often than that: between two snapshots the latest waits. `flush` sends what still waits, so
 * that the last one always arrives.
 */
export function calmProgress<Snapshot>(
  send: (snapshot: Snapshot) => void,
  now: () => number = performance.now.bind(performance),
): { readonly send: (snapshot: Snapshot) => void; readonly flush: () => void } {
  let sentAt = Number.NEGATIVE_INFINITY;
  let waiting: { readonly snapshot: Snapshot } | null = null;
  const flush = (): void => {
    if (waiting === null) return;
    const { snapshot } = waiting;
    waiting = null;
    sentAt = now();
    send(snapshot);
  };
  return {
    send: (snapshot) => {
      waiting = { snapshot };
      if (now() - sentAt >= EVERY_MS) flush();
    },
    flush,
  };
}
