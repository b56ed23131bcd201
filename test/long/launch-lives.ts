import * as fc from 'fast-check';
import { lives } from '../support/launch-lives/life.ts';
import { openLivingPlace } from '../support/launch-lives/live.ts';
import type { LongTest } from './long-test.ts';

const LIVES = 400;
const LEAST_LIVES = 10;

export const longTest: LongTest = {
  title: 'whatever happens to a launch, and whatever is decided, its promises are kept',
  run: async ({ seed, deadline }) => {
    const place = await openLivingPlace();
    const failed: string[] = [];
    let lived = 0;
    try {
      for (const life of fc.sample(lives, { seed, numRuns: LIVES })) {
        if (lived >= LEAST_LIVES && Date.now() >= deadline) break;
        const faults = await place.live(life).catch((error: unknown) => [String(error)]);
        lived += 1;
        failed.push(...faults.map((fault) => `${fault}: life ${String(lived)}, ${JSON.stringify(life)}`));
      }
    } finally {
      await place.stop();
    }
    const seen = [...place.seen].toSorted(([one], [other]) => one.localeCompare(other));
    return {
      lines: [
        `${String(lived)} lives, ${String(failed.length)} broken promises`,
        ...seen.map(([what, count]) => `  ${what}: ${String(count)}`),
      ],
      passed: lived - Math.min(lived, failed.length),
      failed,
    };
  },
};
