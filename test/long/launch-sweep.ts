import { inWords, type Run } from '../support/launch-sweep/attempt.ts';
import type { Emulator } from '../support/launch-sweep/stage.ts';
import { everyKill, randomAttempt, rivals, sweep, unharmed } from '../support/launch-sweep/sweep.ts';
import { createRandom } from '../support/random.ts';
import type { LongTest } from './long-test.ts';

const RANDOM_KILLS = 300;
/** So many there are at least, also after the deadline. */
const LEAST_RANDOM = { practice: 20, moto: 5 } as const;
/** Where that takes so much longer than the time given, it ends, and says what is missing: who hangs is killed and says nothing. */
const OVERTIME_MS = 7 * 60_000;
/**
 * Keyport waits for answers, and for EC2 to show what it made: so many at once keep two processors at work. A practice account
 * answers in this process, and each moto in one of its own, which works as well.
 */
const WORKERS = { practice: 6, moto: 3 } as const;
const KEYS = ['aws-makes-it', 'made-here'] as const;

export const longTest: LongTest = {
  title: 'Keyport is killed at every step of a launch and of its removal, and at random moments',
  needs: ['moto'],
  leastMinutes: 14,
  run: async ({ seed, deadline }) => {
    // A kill on moto costs twice the work of one on the practice account.
    const third = Date.now() + (deadline - Date.now()) / 3;
    const end = deadline + OVERTIME_MS;
    const all = [
      await sweepOf('moto', { seed, deadline: third, end }),
      await sweepOf('practice', { seed, deadline, end }),
    ];
    return {
      lines: all.flatMap(({ lines }) => lines),
      passed: all.reduce((sum, { passed }) => sum + passed, 0),
      failed: all.flatMap(({ failed }) => failed),
    };
  },
};

type Until = {
  readonly seed: number;
  /** Milliseconds, as `Date.now()` counts: when enough is enough, and when even the least is. */
  readonly deadline: number;
  readonly end: number;
};

async function sweepOf(emulator: Emulator, { seed, deadline, end }: Until) {
  const random = createRandom(seed);
  const least = [
    ...unharmed(emulator),
    ...(emulator === 'practice' ? rivals() : []),
    ...everyKill(emulator, KEYS, emulator === 'practice' ? 'both' : 'by turns'),
    ...Array.from({ length: LEAST_RANDOM[emulator] }, () => randomAttempt(random, emulator)),
  ];
  const attempts = function* () {
    for (const attempt of least) {
      if (Date.now() >= end) return;
      yield attempt;
    }
    for (let nth = LEAST_RANDOM[emulator]; nth < RANDOM_KILLS && Date.now() < deadline; nth += 1) {
      yield randomAttempt(random, emulator);
    }
  };
  const runs = await sweep(emulator, attempts(), { workers: WORKERS[emulator] });
  const untried = Math.max(0, least.length - runs.length);
  const failed = [
    ...runs.flatMap(faultsOf),
    ...(untried === 0
      ? []
      : [`${emulator}: no time for ${String(untried)} of ${String(least.length)} kills`]),
  ];
  return {
    lines: linesOf(emulator, runs),
    passed: runs.filter((run) => faultsOf(run).length === 0).length,
    failed,
  };
}

function faultsOf({ attempt, faults, stood, isMissed }: Run): readonly string[] {
  const missed = isMissed === true ? ['MISSED: was never killed where it was meant to be'] : [];
  return [...missed, ...faults].map((fault) => `${fault}: ${inWords(attempt)}, stood at “${stood}”`);
}

function linesOf(emulator: Emulator, runs: readonly Run[]): string[] {
  const calm = runs.filter(({ attempt }) => attempt.kill === null);
  const killed = runs.filter(({ attempt }) => attempt.kill !== null);
  const at = (where: string) => killed.filter(({ attempt }) => attempt.kill?.at === where);
  const faults = killed.flatMap(faultsOf);
  const count = (what: string) => String(faults.filter((fault) => fault.startsWith(what)).length);
  const moments = at('moment');
  const dead = moments.filter(({ died }) => died !== 'not');
  const calls = at('call').map(({ attempt: { kill } }) => (kill?.at === 'call' ? kill.when : ''));
  return [
    `${emulator}: left alone ${tally(calm.map(({ attempt, events, end }) => `${attempt.work} ${end}, ${String(events)} entries and calls,`))}`,
    `  killed at each step ${String(at('step').length)}, around each call ${tally(calls)}; missed ${count('MISSED')}`,
    `  killed at random ${String(moments.length)}, of these ${String(moments.length - dead.length)} came to their end before; ${tally(dead.map(({ attempt, died }) => `${attempt.work} ${died}`))}`,
    `  where they stood: ${tally(dead.map(({ attempt, stood }) => `${attempt.work} “${stood}”`))}`,
    `  killed again while they went on: ${String(killed.filter(({ diedAgain }) => diedAgain).length)}; rivals refused: ${String(killed.filter(({ attempt }) => attempt.hasRival).length)}`,
    `  in the end: ${tally(killed.map(({ attempt, end }) => `${attempt.decision} ${end}`))}`,
    `  instances twice ${count('TWICE')}, missing ${count('MISSING')}, orphans ${count('ORPHAN')}, unmentioned ${count('UNMENTIONED')}, made by a look ${count('CREATED')}, unfinished ${count('UNFINISHED')}, changed by a second time ${count('AGAIN')}, failed ${count('FAILED')}`,
  ];
}

function tally(words: readonly string[]): string {
  const counts = [...Map.groupBy(words, (word) => word)].toSorted(([one], [other]) =>
    one.localeCompare(other),
  );
  return counts.map(([word, { length }]) => `${word} ${String(length)}`).join(', ') || 'none';
}
