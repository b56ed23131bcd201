import { expect, test } from 'vitest';
import { keepChange } from '../../../../electron/review/change/change-keeper.ts';
import type { ChangeRecord } from '../../../../electron/review/change/change-record.ts';

test.each([
  ['is written', async () => undefined],
  ['cannot be written', () => Promise.reject(new Error('no space left on device'))],
])('the end of a change that %s is told when the next one may begin', async (_, write) => {
  const order: string[] = [];
  const journal = {
    write: async () => {
      order.push('write');
      await write();
    },
  };
  // Only what is noted counts here.
  const keeper = keepChange(journal, {} as ChangeRecord, ({ ended }) => order.push(`told ${String(ended)}`));

  await keeper.end({ ended: 'done' }, () => order.push('over'));

  expect(order).toEqual(['write', 'over', 'told done']);
});
