/** A place in a text, both counted from 1. */
export type Place = { readonly line: number; readonly column: number };

/** Where a text stops being JSON (RFC 8259); null where it is. The browser's own message does not always say. */
export function findJsonFault(text: string): Place | null {
  const at = scan(text);
  if (at === null) return null;
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

const TOKEN =
  // oxlint-disable-next-line no-control-regex -- a string of JSON may hold none.
  /[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?|true|false|null/y;
const BLANK = /[ \t\n\r]*/y;

/** What may stand next. */
type Expected = 'value' | 'first-item' | 'first-key' | 'key' | 'colon' | 'after' | 'end';

/** The index of the first character that cannot stand there. */
function scan(text: string): number | null {
  const open: ('[' | '{')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    at = endOf(BLANK, text, at) ?? at;
    if (at === text.length) return expected === 'end' ? null : at;
    const end = endOf(TOKEN, text, at);
    if (end === null) return at;
    const next = step(expected, text.slice(at, end), open);
    if (next === null) return at;
    expected = next;
    at = end;
  }
}

function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** What may stand after this token; null where it may not stand here. `open` is kept up to date. */
function step(expected: Expected, token: string, open: ('[' | '{')[]): Expected | null {
  switch (expected) {
    case 'first-item':
      return token === ']' ? close(open) : value(token, open);
    case 'value':
      return value(token, open);
    case 'first-key':
      if (token === '}') return close(open);
      return token.startsWith('"') ? 'colon' : null;
    case 'key':
      return token.startsWith('"') ? 'colon' : null;
    case 'colon':
      return token === ':' ? 'value' : null;
    case 'after':
      return after(token, open);
    case 'end':
      return null;
  }
}

function value(token: string, open: ('[' | '{')[]): Expected | null {
  if (token === '[' || token === '{') {
    open.push(token);
    return token === '[' ? 'first-item' : 'first-key';
  }
  if ('}],:'.includes(token)) return null;
  return open.length === 0 ? 'end' : 'after';
}

function after(token: string, open: ('[' | '{')[]): Expected | null {
  const isList = open.at(-1) === '[';
  if (token === ',') return isList ? 'value' : 'key';
  return token === (isList ? ']' : '}') ? close(open) : null;
}

function close(open: ('[' | '{')[]): Expected {
  open.pop();
  return open.length === 0 ? 'end' : 'after';
}
