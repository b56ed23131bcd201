import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from './one-bench.ts';
import { project, runScript } from './tool.ts';

const USAGE = 'npm run bench -- NAME ... [--rounds N]';
const DEFAULT_ROUNDS = 5;
const folder = path.join(project, 'test/bench');

await runScript(async () => {
  const { values, positionals } = parseArgs({
    options: { rounds: { type: 'string' } },
    allowPositionals: true,
  });
  const rounds = Number(values.rounds ?? DEFAULT_ROUNDS);
  const names = fs
    .readdirSync(folder)
    .flatMap((file) => /^bench-(.+)\.ts$/.exec(file)?.[1] ?? [])
    .filter((name) => positionals.length === 0 || positionals.includes(name));
  if (!Number.isSafeInteger(rounds) || rounds < 1 || names.length === 0) throw new Error(USAGE);
  for (const name of names) {
    const { bench } = (await import(path.join(folder, `bench-${name}.ts`))) as { bench: Bench };
    console.log(`== ${bench.title}`);
    await bench.run({ rounds, print: (line) => console.log(line) });
  }
});
