import { expect, test } from 'vitest';
import { forgetPractice, remembered } from '../../../renderer/mode/remembered.ts';

test('what is remembered of one mode has another key than what is remembered of the other', () => {
  expect(remembered('real', 'begun')).not.toBe(remembered('practice', 'begun'));
});

test('all of practice is forgotten, and nothing else', () => {
  const stored = new Map([
    [remembered('practice', 'begun'), 'yes'],
    [remembered('practice', 'open-launch'), '{}'],
    [remembered('real', 'begun'), 'yes'],
    ['of another', 'x'],
    [remembered('practice', 'backup-put-off'), 'yes'],
  ]);

  forgetPractice(storageOver(stored));

  expect([...stored.keys()]).toEqual([remembered('real', 'begun'), 'of another']);
});

function storageOver(stored: Map<string, string>): Storage {
  return {
    get length() {
      return stored.size;
    },
    key: (index) => [...stored.keys()][index] ?? null,
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => void stored.set(key, value),
    removeItem: (key) => void stored.delete(key),
    clear: () => stored.clear(),
  };
}
