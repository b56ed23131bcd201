import { appTests } from '../../scripts/app-tests.ts';
import type { LongTest } from './long-test.ts';

export const longTest: LongTest = {
  title: 'the built app at other widths and by other ways',
  needs: ['chromium'],
  leastMinutes: 12,
  run: async () => {
    const { passed, failed, skipped } = await appTests('long');
    return { lines: [`${String(passed + failed.length)} tests`], passed, failed, skipped };
  },
};
