import { unitTests } from '../../scripts/unit-tests.ts';
import type { LongTest } from './long-test.ts';

export const longTest: LongTest = {
  title:
    'tests that take minutes: the command line step by step, many hostile files, several programs at once',
  leastMinutes: 12,
  run: async () => {
    const { passed, failed, skipped } = await unitTests('slow');
    return { lines: [`${String(passed + failed.length)} tests`], passed, failed, skipped };
  },
};
