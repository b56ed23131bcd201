import * as fc from 'fast-check';
import { lives } from '../support/launch-lives/life.ts';
import { openLivingPlace } from '../support/launch-lives/live.ts';
import type { LongTest } from './long-test.ts';

const LIVES = 400;
const LEAST_LIVES = 10;
/** Each in an account of its own: while the one waits, the others are at work. */
const AT_ONCE = 3;

export const longTest: LongTest = {
  title: 'whatever happens to a launch, and whatever is decided, its promises are kept',
  run: async ({ seed, deadline }) => {
    const failed: string[] = [];
    const seen = new Map<string, number>();
    const waiting = fc.sample(lives, { seed, numRuns: LIVES }).entries();
    let lived = 0;
    const liveOn = async (): Promise<void> => {
      const place = await openLivingPlace();
      try {
        for (const [index, life] of waiting) {
          const faults = await place.live(life).catch((error: unknown) => [String(error)]);
          lived += 1;
          failed.push(
            ...faults.map((fault) => `${fault}: life ${String(index + 1)}, ${JSON.stringify(life)}`),
          );
          if (lived >= LEAST_LIVES && Date.now() >= deadline) break;
        }
      } finally {
        await place.stop();
      }
      for (const [what, count] of place.seen) seen.set(what, (seen.get(what) ?? 0) + count);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, liveOn));
    return {
      lines: [
        `${String(lived)} lives, ${String(failed.length)} broken promises`,
        ...[...seen].map(([what, count]) => `  ${what}: ${String(count)}`).toSorted(),
      ],
      passed: lived - Math.min(lived, failed.length),
      failed,
    };
  },
};
