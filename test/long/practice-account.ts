import { openPractice } from '../support/practice-account.ts';
import { playHistories } from '../support/practice-histories.ts';
import { sendAnything } from '../support/practice-requests.ts';
import type { LongTest } from './long-test.ts';

const HISTORIES = 40;
const REQUESTS = 5000;
const MOST_PIECES = 20;

export const longTest: LongTest = {
  title: 'the practice account, under random histories and random requests',
  run: async ({ seed, deadline }) => {
    const failed: string[] = [];
    let pieces = 0;
    for (; pieces < MOST_PIECES && (pieces < 3 || Date.now() < deadline); pieces += 1) {
      const ask = { seed: seed + pieces };
      for (const work of [
        () => playHistories({ ...ask, runs: HISTORIES }),
        async () => sendAnything(await openPractice(), { ...ask, runs: REQUESTS }),
      ]) {
        await work().catch((error: unknown) => failed.push(String(error).slice(0, 2000)));
      }
    }
    return {
      lines: [
        `seed ${String(seed)}: ${String(pieces * HISTORIES)} histories, ${String(pieces * REQUESTS)} requests, ${String(failed.length)} failures`,
      ],
      passed: pieces * 2 - failed.length,
      failed,
    };
  },
};
