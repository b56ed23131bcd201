import { expect, test } from 'vitest';
import { createSecretCopy } from '../../../electron/connect/secret-copy.ts';

const SECRET = 'Kx7&bQ)m2?TzW=9r';

/** A clipboard, and a clock that a test moves. */
function openClipboard() {
  const state = { text: 'what was there before', isReadable: true, isWritable: true };
  const waits: { readonly ms: number; readonly end: () => void }[] = [];
  const copies = createSecretCopy(
    {
      copyText: async (text) => {
        if (!state.isWritable) throw new Error('the clipboard is held by somebody');
        state.text = text;
      },
      readText: async () => {
        if (!state.isReadable) throw new Error('no focus');
        return state.text;
      },
      pause: (ms) => new Promise((resolve) => waits.push({ ms, end: resolve })),
    },
    30_000,
  );
  /** The wait that was begun first is over, and all that follows from it has happened. */
  const passes = async () => {
    waits.shift()?.end();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { state, copies, waits, passes };
}

test('a secret is copied, and taken off after its time', async () => {
  const { state, copies, waits, passes } = openClipboard();

  await copies.copy(SECRET);

  expect(state.text).toBe(SECRET);
  expect(copies.isThere()).toBe(true);
  expect(waits.map(({ ms }) => ms)).toEqual([30_000]);
  await passes();
  expect(state.text).toBe('');
  expect(copies.isThere()).toBe(false);
});

test.each(['something of the person’s', `${SECRET} `, ''])(
  'what was copied meanwhile stays as it is: %j',
  async (other) => {
    const { state, copies, passes } = openClipboard();
    await copies.copy(SECRET);
    state.text = other;

    await passes();

    expect(state.text).toBe(other);
    expect(copies.isThere()).toBe(false);
  },
);

test('a secret that is copied again has its whole time again', async () => {
  const { state, copies, passes } = openClipboard();
  await copies.copy(SECRET);
  await copies.copy(SECRET);

  await passes();
  expect(state.text).toBe(SECRET);
  expect(copies.isThere()).toBe(true);

  await passes();
  expect(state.text).toBe('');
});

test('it is taken off before its time as the program ends, and the clock finds nothing to do then', async () => {
  const { state, copies, passes } = openClipboard();
  await copies.copy(SECRET);

  await copies.clear();

  expect(state.text).toBe('');
  state.text = 'copied later';
  await passes();
  expect(state.text).toBe('copied later');
});

test('where nothing was copied nothing is taken off', async () => {
  const { state, copies } = openClipboard();

  await copies.clear();

  expect(state.text).toBe('what was there before');
});

test('a clipboard that cannot be read is emptied all the same', async () => {
  const { state, copies, passes } = openClipboard();
  await copies.copy(SECRET);
  state.isReadable = false;

  await passes();

  expect(state.text).toBe('');
});

test('a clipboard that cannot be written is said to be one, and nobody waits for anything', async () => {
  const { state, copies, waits } = openClipboard();
  state.isWritable = false;

  await expect(copies.copy(SECRET)).rejects.toThrow('held by somebody');

  expect(copies.isThere()).toBe(false);
  expect(waits).toEqual([]);
});

test('one that cannot be written any more when the time is over breaks nothing', async () => {
  const { state, copies, passes } = openClipboard();
  await copies.copy(SECRET);
  state.isWritable = false;

  await passes();

  expect(copies.isThere()).toBe(false);
});
