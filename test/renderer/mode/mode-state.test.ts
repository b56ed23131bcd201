import { expect, test } from 'vitest';
import { MODE_UNKNOWN, modeReducer } from '../../../renderer/mode/mode-state.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { failed, succeeded } from '../../../shared/outcome.ts';

const begun = modeReducer(MODE_UNKNOWN, { type: 'answered', outcome: succeeded('real') });

test('the first answer begins the first round, and is no news', () => {
  expect(begun).toEqual({ round: { count: 1, mode: 'real', news: null }, problem: null });
});

test('a late second answer makes nothing anew', () => {
  const practising = modeReducer(begun, { type: 'turned', mode: 'practice', news: 'started' });

  expect(modeReducer(practising, { type: 'answered', outcome: succeeded('real') })).toBe(practising);
});

test('every turn is a round of its own, also one that leads to the same mode', () => {
  const started = modeReducer(begun, { type: 'turned', mode: 'practice', news: 'started' });
  const reset = modeReducer(started, { type: 'turned', mode: 'practice', news: 'reset' });

  expect(started.round).toEqual({ count: 2, mode: 'practice', news: 'started' });
  expect(reset.round).toEqual({ count: 3, mode: 'practice', news: 'reset' });
});

test('no answer is a problem until there is one', () => {
  const problem = makeProblem('unexpected');
  const unknown = modeReducer(MODE_UNKNOWN, { type: 'answered', outcome: failed(problem) });

  expect(unknown).toEqual({ round: null, problem });
  expect(modeReducer(unknown, { type: 'answered', outcome: succeeded('practice') })).toEqual({
    round: { count: 1, mode: 'practice', news: null },
    problem: null,
  });
});
