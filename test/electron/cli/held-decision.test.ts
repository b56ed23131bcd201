import { expect, test } from 'vitest';
import { createHeldDecision } from '../../../electron/cli/held-decision.ts';
import type { Terminal } from '../../../electron/cli/terminal.ts';
import type { HeldKey, StoreKind } from '../../../shared/keys/vault.ts';
import { makeProblem } from '../../../shared/make-problem.ts';

const HELD: HeldKey = {
  custodyId: '1234567a-0000-4000-8000-000000000001',
  name: 'web',
  region: 'us-east-1',
  keyPairId: 'key-01234567',
  problem: makeProblem('keychain-full'),
};

function decided(answers: readonly string[], isInteractive: boolean, store: StoreKind = 'keychain') {
  const left = [...answers];
  const notes: string[] = [];
  const questions: string[] = [];
  const pauses: number[] = [];
  const terminal: Terminal = {
    isInteractive,
    print: async () => true,
    note: (text) => void notes.push(text),
    ask: async (question) => {
      questions.push(question);
      return left.shift() ?? null;
    },
    askHidden: async () => null,
  };
  const decide = createHeldDecision(
    terminal,
    async (ms) => void pauses.push(ms),
    () => store,
  );
  return { decide, notes, questions, pauses };
}

test.each([
  ['r', 'retry'],
  ['S', 'save-to-file'],
  [' d ', 'delete-pair'],
])('a person at the terminal decides: %j', async (typed, answer) => {
  const { decide, notes, pauses } = decided(['', 'what?', typed], true);

  expect(await decide(HELD)).toBe(answer);
  expect(notes.join()).toContain(HELD.problem.title);
  expect(pauses).toEqual([]);
});

test('the place that did not take the key is named as what it is', async () => {
  const { decide, notes, questions } = decided([], false, 'file');
  await decide(HELD);

  expect(notes[0]).toContain('Your encrypted file could not be written.');
  expect(questions[0]).toContain('r = try the encrypted file again');
  expect(notes.at(-1)).toBe('Trying the encrypted file again.');
});

test('with nobody there the keychain is asked three times more, then the pair goes, then the next recovery has it', async () => {
  const { decide, pauses } = decided([], false);
  const answers: string[] = [];
  for (let nth = 0; nth < 9; nth += 1) answers.push(await decide(HELD));

  expect(answers).toEqual([
    ...Array.from({ length: 3 }, () => 'retry'),
    ...Array.from({ length: 4 }, () => 'delete-pair'),
    'give-up',
    'give-up',
  ]);
  expect(pauses).toEqual([2000, 5000, 15_000, 0, 5000, 15_000, 30_000]);
});

test('a person who goes away is nobody', async () => {
  const { decide } = decided(['r'], true);

  expect(await decide(HELD)).toBe('retry');
  expect(await decide(HELD)).toBe('retry');
  expect(await decide(HELD)).toBe('retry');
  expect(await decide(HELD)).toBe('retry');
  expect(await decide(HELD)).toBe('delete-pair');
});

test('each key has its own tries', async () => {
  const { decide } = decided([], false);
  for (let nth = 0; nth < 3; nth += 1) await decide(HELD);

  expect(await decide({ ...HELD, custodyId: 'another' })).toBe('retry');
  expect(await decide(HELD)).toBe('delete-pair');
});
