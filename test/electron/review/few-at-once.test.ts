import { asyncProperty, assert, array, integer, nat } from 'fast-check';
import { expect, test } from 'vitest';
import { fewAtOnce } from '../../../electron/review/few-at-once.ts';

test('never more at once than allowed, all of it, in order, whatever fails', async () => {
  await assert(
    asyncProperty(
      integer({ min: 1, max: 5 }),
      array(nat({ max: 4 }), { maxLength: 20 }),
      async (limit, works) => {
        const inTurn = fewAtOnce(limit);
        const begun: number[] = [];
        let running = 0;
        let most = 0;
        const results = await Promise.allSettled(
          works.map((turns, place) =>
            inTurn(async () => {
              begun.push(place);
              running += 1;
              most = Math.max(most, running);
              for (let turn = 0; turn <= turns; turn += 1) await Promise.resolve();
              running -= 1;
              if (turns === 0) throw new Error('no');
              return place;
            }),
          ),
        );
        expect(begun).toEqual(works.map((_, place) => place));
        expect(most).toBe(Math.min(limit, works.length));
        expect(results.map(({ status }) => status)).toEqual(
          works.map((turns) => (turns === 0 ? 'rejected' : 'fulfilled')),
        );
      },
    ),
    { seed: 4 },
  );
});
