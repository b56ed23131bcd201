/** The name of the error for an answer that lacks what AWS always gives: somebody else has answered. */
export const INCOMPLETE_ANSWER = 'IncompleteAnswer';

/** The field of an answer, which has to be there. Here the SDK's `undefined` ends. */
export function present<Value>(field: Value | undefined, name: string): Value {
  if (field !== undefined) return field;
  throw Object.assign(new Error(`the answer lacks a field: ${name}`), { name: INCOMPLETE_ANSWER });
}

/** The text of an answer, which has to be there and not empty. */
export function presentText(field: string | undefined, name: string): string {
  return present(field === '' ? undefined : field, name);
}

/** All pages of a list, in order. Ends at the first page without a token. */
export async function allPages<Page extends { NextToken?: string | undefined }, Item>(
  readPage: (token: { NextToken?: string }) => Promise<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  do {
    const page = await readPage(token === undefined ? {} : { NextToken: token });
    items.push(...present(itemsOf(page), 'items'));
    token = page.NextToken === '' ? undefined : page.NextToken;
  } while (token !== undefined);
  return items;
}
