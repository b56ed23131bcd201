import { expect, test } from 'vitest';
import { isUnderWay, isUnseen } from '../../../renderer/launches/watched-lines.ts';
import { words } from '../../../shared/words/en.ts';

test.each([
  ['door', 'working', false, true],
  ['checks', 'working', false, true],
  ['instance', 'working', false, false],
  ['instance', 'working', true, true],
  ['door', 'done', true, false],
] as const)(
  'a line of kind %s that is %s, worked on: %s, is under way: %s',
  (kind, state, isBusy, expected) => {
    expect(isUnderWay({ kind, state }, isBusy)).toBe(expected);
  },
);

const { doors } = words.launch;

test.each([
  ['door', 'skipped', null, true],
  ['door', 'skipped', doors['not-tried'], true],
  ['door', 'skipped', doors['no-answer'], false],
  ['door', 'done', null, false],
  ['instance', 'skipped', null, false],
] as const)(
  'a line of kind %s that is %s with the note %j says nothing: %s',
  (kind, state, note, expected) => {
    expect(isUnseen({ kind, state, note })).toBe(expected);
  },
);
