import { expect, test } from 'vitest';
import { allPages } from '../../../electron/aws/answer.ts';

type Page = { readonly items?: readonly number[]; readonly NextToken?: string };

/** Answers with these pages in turn, and with the last one for ever. */
function pagesOf(...pages: readonly Page[]) {
  const asked: (string | undefined)[] = [];
  const read = async ({ NextToken }: { NextToken?: string }): Promise<Page> => {
    asked.push(NextToken);
    return pages[asked.length - 1] ?? pages.at(-1) ?? {};
  };
  return { asked, all: () => allPages(read, ({ items }) => items) };
}

test('all pages are read, in order, each by the token of the one before', async () => {
  const { asked, all } = pagesOf(
    { items: [1], NextToken: 'b' },
    { items: [], NextToken: 'c' },
    { items: [2] },
  );

  expect(await all()).toEqual([1, 2]);
  expect(asked).toEqual([undefined, 'b', 'c']);
});

test('an empty token is none', async () => {
  expect(await pagesOf({ items: [1], NextToken: '' }).all()).toEqual([1]);
});

test('a token that comes twice does not go on for ever, and half a list is none', async () => {
  const { asked, all } = pagesOf({ items: [1], NextToken: 'b' });

  await expect(all()).rejects.toMatchObject({ name: 'IncompleteAnswer' });
  expect(asked).toEqual([undefined, 'b']);
});

test('a page without its list is no answer of AWS', async () => {
  await expect(pagesOf({ items: [1], NextToken: 'b' }, {}).all()).rejects.toMatchObject({
    name: 'IncompleteAnswer',
  });
});
