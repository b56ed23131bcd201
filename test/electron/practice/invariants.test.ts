import { test } from 'vitest';
import { playHistories } from '../../support/practice-histories.ts';

test('whatever is done together, in whatever order, the account stays whole', async () => {
  await playHistories({ seed: 20_261_123, runs: 30 });
}, 120_000);
