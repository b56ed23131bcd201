import { expect, test } from 'vitest';
import {
  NOT_STARTED,
  stageOf,
  startReducer,
  type StartAction,
  type StartState,
} from '../../../renderer/vault/start-state.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { failed, succeeded } from '../../../shared/outcome.ts';
import type { ProblemCode } from '../../../shared/problem.ts';
import { keyOf, vaultOf } from '../key-fixtures.ts';

const after = (...actions: readonly StartAction[]): StartState => actions.reduce(startReducer, NOT_STARTED);
const asked: StartAction = { type: 'asked' };
const refused = (code: ProblemCode): StartAction => ({
  type: 'answered',
  outcome: failed(makeProblem(code)),
});
const answered = (vault = vaultOf()): StartAction => ({ type: 'answered', outcome: succeeded(vault) });
const heard = (vault = vaultOf()): StartAction => ({ type: 'heard', vault });
const locked = vaultOf({ store: { kind: 'file', backend: 'Encrypted file', state: 'locked' } });

test('nothing of the app is shown before main has answered, whatever it told on the way', () => {
  expect(stageOf(after(asked))).toEqual({ is: 'opening', isWaiting: false });
  expect(stageOf(after(asked, heard()))).toEqual({ is: 'opening', isWaiting: false });
  expect(stageOf(after(asked, answered()))).toBeNull();
});

test('a keychain that keeps the start waiting is said', () => {
  expect(stageOf(after(asked, heard(vaultOf({ isWaiting: true }))))).toEqual({
    is: 'opening',
    isWaiting: true,
  });
});

test('a home in use stays said while it is asked for again, and goes when it is given', () => {
  const inUse = after(asked, refused('home-in-use'), asked);

  expect(stageOf(inUse)).toMatchObject({ is: 'in-use', problem: { code: 'home-in-use' } });
  expect(stageOf(startReducer(inUse, answered()))).toBeNull();
});

test('another failure is shown as what it is', () => {
  expect(stageOf(after(asked, refused('disk-failed')))).toMatchObject({
    is: 'failed',
    problem: { code: 'disk-failed' },
  });
});

test('a locked file asks for its passphrase, told either way, until it is open or put off', () => {
  expect(stageOf(after(asked, refused('store-locked')))).toEqual({ is: 'locked' });
  const state = after(asked, answered(locked));
  expect(stageOf(state)).toEqual({ is: 'locked' });
  expect(stageOf(startReducer(state, { type: 'put-off' }))).toBeNull();
  expect(stageOf(startReducer(state, heard()))).toBeNull();
});

test('what main tells after its answer is what is shown', () => {
  const vault = vaultOf({ isWaiting: true });

  expect(after(asked, answered(), heard(vault)).vault).toBe(vault);
});

test('a key that was unfinished on the way is remembered, though it is safe by now', () => {
  const unfinished = vaultOf({ keys: [keyOf({ custodyId: 'a', standing: 'finishing' })] });
  const finished = vaultOf({ keys: [keyOf({ custodyId: 'a' }), keyOf({ custodyId: 'b' })] });

  expect(after(asked, heard(unfinished), answered(finished)).seenUnfinished).toEqual(['a']);
});

test('what is unfinished in the answer itself is remembered too, and once', () => {
  const vault = vaultOf({ keys: [keyOf({ custodyId: 'a', standing: 'needs-you' })] });

  expect(after(asked, heard(vault), answered(vault)).seenUnfinished).toEqual(['a']);
});

test('a key that is made once the app is shown is no news of an earlier run', () => {
  const making = vaultOf({ keys: [keyOf({ standing: 'finishing' })] });

  expect(after(asked, answered(), heard(making)).seenUnfinished).toEqual([]);
});
