import { expect, test } from 'vitest';
import { readOpenLaunch } from '../../../renderer/launches/open-launch.ts';

test('a remembered launch is found again', () => {
  const open = { launchId: 'one', choice: { sourceId: 'profile:work', region: 'us-east-1' } };

  expect(readOpenLaunch(JSON.stringify(open))).toEqual(open);
});

test.each([
  [null],
  [''],
  ['null'],
  ['[]'],
  ['{"launchId":"one"}'],
  ['{"launchId":"","choice":{"sourceId":"a","region":"b"}}'],
  ['{"launchId":"one","choice":{"sourceId":1,"region":"b"}}'],
])('%j is nothing of ours', (text) => expect(readOpenLaunch(text)).toBeNull());
