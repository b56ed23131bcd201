/** A list in an answer of EC2's, cut into its items, so that it can be paged: `head` + items + `tail` is the answer again. */
export type XmlList = { readonly head: string; readonly items: readonly string[]; readonly tail: string };

/** Null where the answer has no list of this name. */
export function splitList(xml: string, name: string): XmlList | null {
  const [open, close] = [`<${name}>`, `</${name}>`];
  const start = xml.indexOf(open) + open.length;
  const end = xml.lastIndexOf(close);
  if (start < open.length || end < start) return null;
  const items: string[] = [];
  let depth = 0;
  let from = start;
  for (const tag of xml.slice(start, end).matchAll(/<(\/?)item>/g)) {
    const at = start + tag.index;
    if (tag[1] === '') {
      if (depth === 0) from = at;
      depth += 1;
    } else {
      depth -= 1;
      if (depth === 0) items.push(xml.slice(from, at + tag[0].length));
    }
  }
  return { head: xml.slice(0, start), items, tail: xml.slice(end) };
}

/**
 * One page as EC2 gives it: without MaxResults all that there is (where the action allows that), else so many, and a token
 * while there are more.
 */
export function pageOf({ head, items, tail }: XmlList, params: URLSearchParams, most = Infinity): string {
  const asked = params.get('MaxResults');
  const size = asked === null ? most : Math.min(Number(asked), most);
  const from = Number((params.get('NextToken') ?? 'token-0').slice('token-'.length));
  const next = from + size;
  const token = next < items.length ? `<nextToken>token-${String(next)}</nextToken>` : '';
  const [close = ''] = /^<\/\w+>/.exec(tail) ?? [];
  return [head, ...items.slice(from, next), close, token, tail.slice(close.length)].join('');
}
