import { expect, test } from 'vitest';
import { reasonsOf, unreadRegions } from '../../../renderer/keys/unread-regions.ts';
import { makeProblem } from '../../../shared/make-problem.ts';

const refused = makeProblem('not-permitted');
const slow = makeProblem('throttled');
const regions = [
  { region: 'eu-west-1', keyPairs: refused, instances: refused },
  { region: 'us-east-1', keyPairs: null, instances: null },
  { region: 'us-east-2', keyPairs: null, instances: slow },
  { region: 'us-west-2', keyPairs: refused, instances: null },
];

test('a region counts as read only when both parts were', () => {
  expect(unreadRegions(regions).map(({ region }) => region)).toEqual(['eu-west-1', 'us-east-2', 'us-west-2']);
});

test('regions with one reason share a line', () => {
  expect(reasonsOf(unreadRegions(regions))).toEqual([
    { title: refused.title, names: ['eu-west-1', 'us-west-2'] },
    { title: slow.title, names: ['us-east-2'] },
  ]);
});
