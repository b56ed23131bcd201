import { expect, test } from 'vitest';
import { choiceOf, orderedSources, proposedChoice } from '../../../renderer/wizard/account-choice.ts';
import { SOURCES } from '../fake-facts.ts';

const lastUsed = { sourceId: 'profile:work', region: 'us-west-2' };

test('nothing is proposed where nothing was found', () => {
  expect(proposedChoice(null)).toBeNull();
  expect(proposedChoice({ sources: [], lastUsed })).toBeNull();
});

test('the source used last is proposed, in the region it was used in', () => {
  expect(proposedChoice({ sources: SOURCES, lastUsed })).toEqual(lastUsed);
  expect(orderedSources({ sources: SOURCES, lastUsed }).map(({ id }) => id)).toEqual([
    'profile:work',
    'profile:default',
    'profile:emulator',
    'environment',
  ]);
});

test('a source used last that is gone is not proposed', () => {
  const sources = SOURCES.filter(({ id }) => id !== lastUsed.sourceId);

  expect(proposedChoice({ sources, lastUsed })).toEqual({
    sourceId: 'profile:default',
    region: 'us-east-1',
  });
});

test.each([
  ['profile:default', 'us-east-1'],
  ['environment', 'us-east-1'],
])('%s begins in %s', (id, region) => {
  const source = SOURCES.find((candidate) => candidate.id === id);

  expect(source && choiceOf(source, { sources: SOURCES, lastUsed })).toEqual({ sourceId: id, region });
});
