import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onPath } from '../../scripts/parts.ts';

/** One program that is timed as a whole process, from its start to its end. */
export type Contender = {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: NodeJS.ProcessEnv;
};

export type Timed = {
  readonly wallSeconds: number;
  /** Null where there is no GNU time to ask. */
  readonly cpuSeconds: number | null;
  readonly peakMiB: number | null;
};

/**
 * Runs the contenders one after the other, round by round: what slows the machine slows all of them. One round before the
 * first counts for nothing. Rejects when one of them fails: a quick failure would win.
 */
export async function interleaved(
  contenders: readonly Contender[],
  rounds: number,
): Promise<readonly (readonly Timed[])[]> {
  const times: Timed[][] = contenders.map(() => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [nth, contender] of contenders.entries()) {
      const timed = await time(contender);
      if (round >= 0) times[nth]?.push(timed);
    }
  }
  return times;
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The median of the ratios within each round. */
export function ratio(ours: readonly Timed[], theirs: readonly Timed[]): number {
  return median(
    ours.map(({ wallSeconds }, round) => wallSeconds / (theirs[round]?.wallSeconds ?? Number.NaN)),
  );
}

async function time({ name, command, env }: Contender): Promise<Timed> {
  const gnuTime = process.platform === 'linux' ? onPath('time') : undefined;
  const file = path.join(os.tmpdir(), `keyport-bench-${String(process.pid)}`);
  const [program, ...args] =
    gnuTime === undefined ? command : ([gnuTime, '-f', '%U %S %M', '-o', file, ...command] as const);
  const startedAt = performance.now();
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  const wallSeconds = (performance.now() - startedAt) / 1000;
  if (code !== 0) throw new Error(`${name} failed (${String(code)}): ${said}`);
  if (gnuTime === undefined) return { wallSeconds, cpuSeconds: null, peakMiB: null };
  const [user = 0, system = 0, kib = 0] = fs.readFileSync(file, 'utf8').trim().split(/\s+/).map(Number);
  fs.rmSync(file);
  return { wallSeconds, cpuSeconds: user + system, peakMiB: kib / 1024 };
}
