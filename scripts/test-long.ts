import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { LongResult, LongTest } from './long-test.ts';
import { part } from './parts.ts';
import { report } from './report.ts';
import { add, judgeRunner, nothing, type Tally } from './tally.ts';
import { setUp } from './test-setup.ts';
import { project, runScript } from './tool.ts';

const DEFAULT_MINUTES = 45;
/** What was begun before the deadline may end; what has not by then hangs. */
const GRACE_MS = 10 * 60_000;
const USAGE = 'npm run test:long -- [--minutes N] [--seed N] [part of a file name ...]';

const folder = path.join(project, 'test/long');

type Ask = { readonly minutes: number; readonly seed: number; readonly filters: readonly string[] };

await runScript(async () => {
  const { minutes, seed, filters } = askFrom(process.argv.slice(2));
  const deadline = Date.now() + minutes * 60_000;
  setUp();
  console.log(`seed ${String(seed)}, at most ${String(minutes)} minutes`);
  let tally = nothing;
  // One after the other, so that none disturbs the times of another. What one does not use is there for those after it.
  const files = filesFor(filters);
  for (const [index, file] of files.entries()) {
    tally = add(tally, await judge(file, seed, shareOf(deadline, files.length - index)));
  }
  report(judgeRunner('test:long', 0, tally));
  return Number(process.exitCode ?? 0);
});

/** When the next of so many has to be through, so that all of them get their turn. */
function shareOf(deadline: number, left: number): number {
  return Date.now() + Math.max(deadline - Date.now(), 0) / left;
}

function askFrom(args: readonly string[]): Ask {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { minutes: { type: 'string' }, seed: { type: 'string' } },
    allowPositionals: true,
  });
  const minutes = Number(values.minutes ?? DEFAULT_MINUTES);
  const seed = Number(values.seed ?? randomInt(2 ** 31));
  if (!(minutes >= 0) || !Number.isSafeInteger(seed)) throw new Error(USAGE);
  return { minutes, seed, filters: positionals };
}

function filesFor(filters: readonly string[]): string[] {
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'long-test.ts');
  const wanted = files.filter(
    (name) => filters.length === 0 || filters.some((filter) => name.includes(filter)),
  );
  return wanted.toSorted().map((name) => path.join(folder, name));
}

async function judge(file: string, seed: number, share: number): Promise<Tally> {
  const { longTest } = (await import(file)) as { longTest?: LongTest };
  if (longTest === undefined) return { ...nothing, failed: [`exports no longTest: ${file}`] };
  const { title, needs = [], leastMinutes = 0 } = longTest;
  const deadline = Math.max(share, Date.now() + leastMinutes * 60_000);
  console.log(`\n== ${title}`);
  const absent = needs.filter((name) => part(name) === undefined);
  if (absent.length > 0) return { ...nothing, skipped: [{ title, needs: absent }] };
  const began = Date.now();
  const { code, result } = await runApart(file, seed, deadline);
  for (const line of result.lines) console.log(line);
  for (const what of result.failed) console.log(`FAILED ${what}`);
  console.log(`${String(Math.round((Date.now() - began) / 1000))} s`);
  return judgeRunner(title, code, {
    ...nothing,
    passed: result.passed,
    skipped: result.skipped ?? [],
    failed: result.failed.map((what) => `${title} (seed ${String(seed)}): ${what}`),
  });
}

/** In a process of its own: what crashes, hangs or eats all memory there is a failure, and not the end of the run. */
async function runApart(
  file: string,
  seed: number,
  deadline: number,
): Promise<{ readonly code: number; readonly result: LongResult }> {
  const out = path.join(project, 'test-results', `long-${path.basename(file, '.ts')}.json`);
  fs.mkdirSync(path.dirname(out), { recursive: true });
  fs.rmSync(out, { force: true });
  const script = path.join(project, 'scripts/run-long-test.ts');
  const args = [script, file, String(seed), String(deadline), out];
  const code = await runInGroup(args, Math.max(deadline - Date.now(), 0) + GRACE_MS);
  const result = fs.existsSync(out) ? (JSON.parse(fs.readFileSync(out, 'utf8')) as LongResult) : null;
  return {
    code: result === null && code === 0 ? 1 : code,
    result: result ?? { lines: [], passed: 0, failed: [] },
  };
}

/** A group of processes of its own: where it has to be killed, the servers that it started go with it. */
async function runInGroup(args: readonly string[], withinMs: number): Promise<number> {
  const child = spawn(process.execPath, args, { cwd: project, stdio: 'inherit', detached: true });
  const killAll = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  const stop = (): void => {
    killAll();
    process.exit(130);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const ended = new AbortController();
  void setTimeout(withinMs, undefined, { signal: ended.signal }).then(killAll, () => undefined);
  const [code] = (await once(child, 'exit')) as [number | null];
  ended.abort();
  process.off('SIGINT', stop);
  process.off('SIGTERM', stop);
  return code ?? 1;
}
