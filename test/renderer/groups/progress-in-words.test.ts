import { expect, test } from 'vitest';
import { partInWords, percentOf } from '../../../renderer/groups/progress-in-words.ts';
import type { ReviewProgress } from '../../../shared/security-group/groups-api.ts';

const begun: ReviewProgress = {
  region: 'us-east-1',
  part: 'groups',
  groupsRead: 0,
  partsDone: 0,
  partsTotal: 10,
  regionsDone: 0,
  regionsTotal: 1,
};

test.each([
  [null, 0],
  [begun, 0],
  [{ ...begun, partsDone: 5 }, 50],
  [{ ...begun, partsDone: 10 }, 99],
  [{ ...begun, partsDone: 12 }, 99],
  [{ ...begun, partsTotal: 0 }, 0],
  [{ ...begun, regionsDone: 1, regionsTotal: 4, partsDone: 5 }, 38],
  [{ ...begun, regionsDone: 4, regionsTotal: 4 }, 99],
  [{ ...begun, regionsTotal: 0 }, 0],
] as const)('%o is %i %%, and never full before it is over', (progress, percent) => {
  expect(percentOf(progress)).toBe(percent);
});

test('says what is being read, and how many groups there are so far', () => {
  expect(partInWords(null)).toBe('Asking AWS');
  expect(partInWords(begun)).toBe('Groups and their rules');
  expect(partInWords({ ...begun, groupsRead: 1 })).toBe('Groups and their rules; 1 group so far');
  expect(partInWords({ ...begun, part: 'analysis', groupsRead: 5012 })).toBe(
    'Judging every rule; 5,012 groups',
  );
});
