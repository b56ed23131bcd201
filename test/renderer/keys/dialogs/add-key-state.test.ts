import { expect, test } from 'vitest';
import {
  addKeyReducer,
  asksPassphrase,
  NOTHING_CHOSEN,
  type AddKeyAction,
} from '../../../../renderer/keys/dialogs/add-key-state.ts';
import { makeProblem } from '../../../../shared/make-problem.ts';
import { keyOf } from '../../key-fixtures.ts';

const after = (...actions: readonly AddKeyAction[]) => actions.reduce(addKeyReducer, NOTHING_CHOSEN);
const chosen: AddKeyAction = { type: 'chosen', file: { fileId: 'f1', name: 'web.pem' }, taken: [] };
const another: AddKeyAction = { type: 'chosen', file: { fileId: 'f2', name: 'mail.pem' }, taken: ['mail'] };

test('a file proposes its name, and another file another', () => {
  expect(after(chosen)).toMatchObject({ file: { fileId: 'f1' }, name: 'web', passphrase: null });
  expect(after(chosen, another).name).toBe('mail-2');
});

test('a name that the person typed is not taken away by another file', () => {
  expect(after(chosen, { type: 'named', name: 'mine' }, another)).toMatchObject({
    file: { fileId: 'f2' },
    name: 'mine',
  });
});

test('the passphrase is asked for only when the file has one', () => {
  expect(after(chosen).passphrase).toBeNull();
  expect(after(chosen, { type: 'refused', code: 'passphrase-needed' })).toMatchObject({
    passphrase: '',
    isWrong: false,
  });
  expect(after(chosen, { type: 'refused', code: 'not-a-private-key' }).passphrase).toBeNull();
});

test('a wrong passphrase stays as it was typed, and is wrong until it is changed', () => {
  const wrong = after(
    chosen,
    { type: 'typed', passphrase: 'almost' },
    { type: 'refused', code: 'passphrase-wrong' },
  );

  expect(wrong).toMatchObject({ passphrase: 'almost', isWrong: true });
  expect(addKeyReducer(wrong, { type: 'typed', passphrase: 'almost!' }).isWrong).toBe(false);
});

test('another file has another passphrase, or none', () => {
  expect(after(chosen, { type: 'typed', passphrase: 'of the first' }, another).passphrase).toBeNull();
});

test('the passphrase is forgotten as soon as it has done its work', () => {
  const added = { key: keyOf(), stillAt: '/home/maria/web.pem' };

  expect(after(chosen, { type: 'typed', passphrase: 'secret' }, { type: 'added', added })).toMatchObject({
    added,
    passphrase: null,
  });
});

test('being asked for a passphrase is no failure; everything else is', () => {
  expect(asksPassphrase(makeProblem('passphrase-needed'))).toBe(true);
  expect(asksPassphrase(makeProblem('passphrase-wrong'))).toBe(true);
  expect(asksPassphrase(makeProblem('key-damaged'))).toBe(false);
  expect(asksPassphrase(null)).toBe(false);
});
