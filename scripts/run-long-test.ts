import fs from 'node:fs';
import type { LongTest } from './long-test.ts';

// One long test in a process of its own: run-long-test.ts FILE SEED DEADLINE RESULT
const [file = '', seed = '', deadline = '', out = ''] = process.argv.slice(2);
const { longTest } = (await import(file)) as { longTest: LongTest };
const result = await longTest.run({ seed: Number(seed), deadline: Number(deadline) });
fs.writeFileSync(out, JSON.stringify(result));
// Also where the test left something open: what it started ends with it.
process.exit();
