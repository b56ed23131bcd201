import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UP_TO_1000, cutPage, pageOf, type Page } from '../../../electron/practice/paging.ts';
import { readParamTree } from '../../../electron/practice/protocol/param-tree.ts';
import { paramsOf } from '../../../electron/practice/protocol/params.ts';

const page = (query: string) =>
  pageOf(
    paramsOf(readParamTree(query)),
    Array.from({ length: 12 }, (_, n) => n),
    UP_TO_1000,
  );

describe('a page', () => {
  test('is everything where none was asked for', () => {
    expect(page('')).toEqual({ rows: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], nextToken: null });
  });

  test.each(['MaxResults=4', 'MaxResults=1001', 'MaxResults=-1'])('of %s is refused', (query) => {
    expect(() => page(query)).toThrow(expect.objectContaining({ code: 'InvalidParameterValue' }));
  });

  test.each(['x', '%00', 'a2V5cG9ydDo', 'a2V5cG9ydDotMQ'])('after the token %s is refused', (token) => {
    expect(() => page(`NextToken=${token}`)).toThrow(
      expect.objectContaining({ code: 'InvalidPaginationToken' }),
    );
  });
});

test('pages of any size put together are the list, each row once', () => {
  fc.assert(
    fc.property(fc.nat({ max: 60 }), fc.integer({ min: 5, max: 30 }), (length, size) => {
      const rows = Array.from({ length }, (_, n) => n);
      const read: number[] = [];
      for (let token: string | null = ''; token !== null;) {
        const cut: Page<number> = cutPage(rows, { asked: size, token, ...UP_TO_1000 });
        expect(cut.rows.length).toBeLessThanOrEqual(size);
        read.push(...cut.rows);
        token = cut.nextToken;
      }
      expect(read).toEqual(rows);
    }),
    { seed: 20_261_123 },
  );
});
