import { faultsOf, hasDiedInside, sweep, type Run, type Swept } from '../support/kill-sweep/sweep.ts';
import type { LongTest } from './long-test.ts';

const RANDOM_KILLS = 200;
/** The share of them that must have come between the first and the last entry of the journal. */
const LEAST_INSIDE = 0.9;

export const longTest: LongTest = {
  title: 'Keyport is killed at every step of a key, and at random moments',
  needs: ['moto', 'gnome-keyring', 'dbus', 'secret-tool', 'ssh-keygen'],
  run: async ({ seed, deadline }) => {
    const swept = await sweep({
      seed,
      deadline,
      types: ['ed25519', 'rsa'],
      randomKills: RANDOM_KILLS,
      leastRandomKills: 20,
      workers: 2,
    });
    const runs = [...swept.unharmed, ...swept.atSteps, ...swept.atRandom];
    const inside = swept.atRandom.filter(hasDiedInside).length;
    const isInside = inside >= swept.atRandom.length * LEAST_INSIDE;
    const left = swept.leftInAws;
    const failed = [
      ...runs.flatMap(faultsOf),
      ...(isInside ? [] : [`only ${shareOf(inside, swept.atRandom)} of the random kills were inside`]),
      ...(left.length === 0 ? [] : [`key pairs left in AWS: ${left.join(', ')}`]),
    ];
    const good = runs.filter((run) => faultsOf(run).length === 0).length;
    return {
      lines: linesOf(swept, inside),
      passed: good + Number(isInside) + Number(left.length === 0),
      failed,
    };
  },
};

function linesOf(swept: Swept, inside: number): string[] {
  const { unharmed, atSteps, atRandom, leftInAws, keyringEnds } = swept;
  const killed = [...atSteps, ...atRandom];
  const faults = killed.flatMap(faultsOf);
  const count = (what: string) => String(faults.filter((fault) => fault.startsWith(what)).length);
  return [
    `left alone: ${String(unharmed.length)} runs, the journal's entries ${durations(unharmed)} apart`,
    `killed at each step and call: ${String(atSteps.length)}, of these ${count('MISSED')} missed; every process was gone, and the next step unwritten`,
    `killed at random: ${String(atRandom.length)}, of these ${String(inside)} (${shareOf(inside, atRandom)}) between the first and the last entry`,
    `  where they died: ${tally(atRandom.map(({ attempt, result }) => `${attempt.path} ${result.step ?? 'no entry'}`))}`,
    `after recovery: ${tally(killed.map(({ result }) => result.verdict.end))}`,
    `  ${count('LOST')} keys lost, ${count('ORPHAN')} orphans in AWS, ${count('STRAY')} strays, ${count('HALF')} halves, ${count('UNFINISHED')} unfinished, ${count('SECRET')} secrets outside, ${String(leftInAws.length)} unknown key pairs`,
    `  the second recovery changed something: ${count('TWICE')}`,
    `GNOME Keyring itself ended ${String(keyringEnds.length)} times${keyringEnds.map((how) => `, ${how}`).join('')}, and was started again`,
  ];
}

function shareOf(part: number, all: readonly Run[]): string {
  return `${((100 * part) / Math.max(1, all.length)).toFixed(1)} %`;
}

function durations(unharmed: readonly Run[]): string {
  const all = unharmed.map(({ result }) => Math.round(result.seen.at(-1)?.atMs ?? 0));
  return `${String(Math.min(...all))} to ${String(Math.max(...all))} ms`;
}

function tally(words: readonly string[]): string {
  const counts = [...Map.groupBy(words, (word) => word)].toSorted(([one], [other]) =>
    one.localeCompare(other),
  );
  return counts.map(([word, { length }]) => `${word} ${String(length)}`).join(', ');
}
