import { expect, test } from 'vitest';
import type { Attempt, Run } from '../support/launch-sweep/attempt.ts';
import { CALM_LAUNCH, randomAttempt, sweep } from '../support/launch-sweep/sweep.ts';
import { createRandom } from '../support/random.ts';
import { needs } from '../support/parts.ts';

// Every step, every call and 300 random moments: `npm run test:long launch-sweep`.
const SEED = 20_261_123;
const RANDOM_KILLS = 4;
const MANY_MS = 600_000;

const wrong = ({ attempt, faults, isMissed }: Run) =>
  faults.length === 0 && isMissed !== true ? [] : [{ attempt, faults, isMissed }];

const KILLS: readonly Partial<Attempt>[] = [
  { kill: { at: 'step', step: 'group known' }, decision: 'resume', hasRival: true },
  { kill: { at: 'call', action: 'RunInstances', nth: 1, when: 'carried out' }, decision: 'undo' },
  // With the store of the private keys locked: an undo asks for no passphrase.
  { kill: { at: 'call', action: 'CreateKeyPair', nth: 1, when: 'carried out' }, decision: 'undo' },
  {
    key: 'made-here',
    kill: { at: 'call', action: 'ImportKeyPair', nth: 1, when: 'carried out' },
    decision: 'undo',
  },
  { work: 'undo', kill: { at: 'call', action: 'TerminateInstances', nth: 1, when: 'carried out' } },
];

test(
  'a Keyport that is killed in the middle of a launch or of its removal leaves nothing twice, nothing behind and nothing unmentioned',
  { timeout: MANY_MS },
  async () => {
    const random = createRandom(SEED);
    const attempts = [
      ...KILLS.map((kill) => ({ ...CALM_LAUNCH, ...kill })),
      ...Array.from({ length: RANDOM_KILLS }, () => randomAttempt(random)),
    ];
    const killed = await sweep('practice', attempts, { workers: 2 });

    expect(killed.flatMap(wrong)).toEqual([]);
    // It would also hold of kills that never come.
    expect(killed.filter(({ died }) => died === 'inside').length).toBeGreaterThanOrEqual(KILLS.length);
  },
);

needs('moto')('against moto, which knows no tokens', () => {
  test(
    'a machine whose answer was lost with the program is found by its tag',
    { timeout: MANY_MS },
    async () => {
      const kill = { at: 'call', action: 'RunInstances', nth: 1, when: 'carried out' } as const;
      const killed = await sweep('moto', [{ ...CALM_LAUNCH, emulator: 'moto', kill }], { workers: 1 });

      expect(killed.flatMap(wrong)).toEqual([]);
      expect(killed.map(({ died, end }) => [died, end])).toEqual([['inside', 'whole']]);
    },
  );
});
