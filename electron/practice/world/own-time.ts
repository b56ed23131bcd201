/**
 * The account's own time, in milliseconds since the epoch: the computer's, but it never goes back, or what is pending would be so for
 * days after the computer's clock was set back. `state.at` is how far it has come, also in an earlier run.
 */
export function ownTime(now: () => number, state: { at: number }): () => number {
  let aheadMs = 0;
  return () => {
    const there = now();
    aheadMs = Math.max(aheadMs, state.at - there);
    state.at = there + aheadMs;
    return state.at;
  };
}
