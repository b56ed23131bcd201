import fs from 'node:fs';
import { inspect } from 'node:util';
import type { LongResult, LongTest } from './long-test.ts';

// One long test in a process of its own: run-long-test.ts FILE SEED DEADLINE RESULT
const [file = '', seed = '', deadline = '', out = ''] = process.argv.slice(2);
const { longTest } = (await import(file)) as { longTest: LongTest };
const result = await longTest.run({ seed: Number(seed), deadline: Number(deadline) }).catch(cutShort);
fs.writeFileSync(out, JSON.stringify(result));
// Also where the test left something open: what it started ends with it.
process.exit();

/** Of a run that nobody sees again, its last lines are all that is left: they say why it ended. */
function cutShort(error: unknown): LongResult {
  const why = inspect(error).split('\n', 12).join('\n    ');
  return { lines: [], passed: 0, failed: [`cut short: ${why}`] };
}
