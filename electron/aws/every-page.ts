import type { EC2Client, Filter } from '@aws-sdk/client-ec2';
import { INCOMPLETE_ANSWER, present } from './answer.ts';
import type { Patience } from './patience.ts';

/** How a long list is asked for: patiently where AWS asks to slow down, and no longer than somebody wants it. */
export type Asking = {
  readonly ec2: EC2Client;
  readonly patience: Patience;
  readonly signal: AbortSignal;
};

/** What goes along with the call for one page. */
type Send = { readonly abortSignal: AbortSignal };

/**
 * All pages of a list, in order, each turned into what is kept of it as soon as it is there; `onPage` hears how many items there are
 * by then. Throws where a page cannot be had: never half a list. A token that comes twice would go on for ever.
 */
export async function everyPage<Page extends { NextToken?: string | undefined }, Item>(
  { patience, signal }: Asking,
  readPage: (token: { NextToken?: string }, send: Send) => Promise<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
  onPage: (itemsRead: number) => void = () => {},
): Promise<readonly Item[]> {
  const items: Item[] = [];
  const tokens = new Set<string>();
  for (let token: string | undefined; ;) {
    const next = token === undefined ? {} : { NextToken: token };
    const page = await patience.throttled(() => readPage(next, { abortSignal: signal }));
    for (const item of present(itemsOf(page), 'items')) items.push(item);
    onPage(items.length);
    token = page.NextToken;
    if (token === undefined || token === '') return items;
    if (tokens.has(token)) {
      throw Object.assign(new Error('the same page was given twice'), { name: INCOMPLETE_ANSWER });
    }
    tokens.add(token);
  }
}

/** The part of a question that asks for one network only. */
export function onlyIn(vpcId: string | undefined): { Filters?: Filter[] } {
  return vpcId === undefined ? {} : { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] };
}

/** EC2 takes at most 200 values in one filter. */
export const MOST_FILTER_VALUES = 200;

/** The list in pieces of at most so many items. */
export function piecesOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
