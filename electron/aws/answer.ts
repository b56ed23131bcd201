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

/** All pages of a list, in order. Ends at the first page without a token; throws at a token that comes twice: it would go on for ever. */
export async function allPages<Page extends { NextToken?: string | undefined }, Item>(
  readPage: (token: { NextToken?: string }) => Promise<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  const tokens = new Set<string>();
  let token: string | undefined;
  for (;;) {
    const page = await readPage(token === undefined ? {} : { NextToken: token });
    for (const item of present(itemsOf(page), 'items')) items.push(item);
    token = page.NextToken === '' ? undefined : page.NextToken;
    if (token === undefined) return items;
    if (tokens.has(token)) {
      throw Object.assign(new Error('the same page was given twice'), { name: INCOMPLETE_ANSWER });
    }
    tokens.add(token);
  }
}
