import { expect, test } from 'vitest';
import { exitCodeOf } from '../../../electron/cli/exit-codes.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { PROBLEM_CODES, type ProblemCode } from '../../../shared/problem.ts';

test.each([
  [2, 'bad-request'],
  [2, 'key-unknown'],
  [4, 'key-in-use'],
  [4, 'name-not-typed'],
  [4, 'file-exists'],
  [5, 'keychain-failed'],
  [5, 'unreachable'],
  [5, 'unexpected'],
  [6, 'answer-lost'],
  [7, 'home-in-use'],
  [130, 'cancelled'],
] as const satisfies readonly (readonly [number, ProblemCode])[])('%i: %s', (exitCode, code) => {
  expect(exitCodeOf(makeProblem(code))).toBe(exitCode);
});

test('no problem is a success', () => {
  expect(
    PROBLEM_CODES.filter((code) => ![2, 4, 5, 6, 7, 130].includes(exitCodeOf(makeProblem(code)))),
  ).toEqual([]);
});
