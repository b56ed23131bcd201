import { expect, test } from 'vitest';
import {
  choiceForPlan,
  choiceOf,
  orderedSources,
  proposedChoice,
  orderedRegions,
} from '../../../renderer/wizard/account-choice.ts';
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

test.each([
  ['whoever is signed in, where that is its account', 'profile:default', '111111111111', 'profile:work'],
  ['the way in that it names, where there is one', 'profile:default', '222222222222', 'profile:default'],
  [
    'whoever is signed in, where its way in is of another computer',
    'profile:hers',
    '222222222222',
    'profile:work',
  ],
])('a plan out of a file is for %s', (_, sourceId, signedIn, expected) => {
  const plan = { account: { sourceId, accountId: '111111111111', region: 'eu-west-1' } };
  const accounts = { sources: SOURCES, lastUsed };

  const choice = choiceForPlan(plan, accounts, lastUsed, { accountId: signedIn });

  expect(choice).toEqual({ sourceId: expected, region: 'eu-west-1' });
});

test('the region that was used last stands before the others, which keep their order', () => {
  const codes = ['us-east-1', 'eu-west-1', 'ap-south-1', 'eu-west-1'];
  expect(orderedRegions(codes, null)).toEqual(['ap-south-1', 'eu-west-1', 'us-east-1']);
  const last = { sourceId: 'x', region: 'us-east-1' };
  expect(orderedRegions(codes, last)).toEqual(['us-east-1', 'ap-south-1', 'eu-west-1']);
  expect(orderedRegions(['eu-west-1'], last)).toEqual(['eu-west-1']);
});
