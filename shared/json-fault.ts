const BLANK = /[ \t\n\r]*/uy;
const TOKEN =
  /[[\]{},:]|"(?:[^"\\\p{Cc}]|[\u{7f}-\u{9f}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

/** What may come next in a JSON text. */
type Next = 'value' | 'first-item' | 'first-key' | 'key' | 'colon' | 'comma' | 'nothing';

/**
 * Where a text stops being JSON, as a person counts: from line 1 and column 1; null where it is JSON throughout. The parser's own
 * message says so for some faults only, and shows what stands there.
 */
export function faultInJson(text: string): { readonly line: number; readonly column: number } | null {
  const open: ('[' | '{')[] = [];
  let next: Next = 'value';
  let at = 0;
  while (true) {
    at = endOf(BLANK, text, at) ?? at;
    const end = endOf(TOKEN, text, at);
    const after: Next | null = end === null ? null : step(text.slice(at, end), next, open);
    if (end === null && next === 'nothing' && at === text.length) return null;
    if (end === null || after === null) return placeOf(text, at);
    next = after;
    at = end;
  }
}

/** What may come after this token; null where it may not stand here. */
function step(token: string, next: Next, open: ('[' | '{')[]): Next | null {
  const closed = (): Next => (open.pop(), open.length === 0 ? 'nothing' : 'comma');
  const inside = open.at(-1);
  switch (token) {
    case ']':
      return inside === '[' && (next === 'comma' || next === 'first-item') ? closed() : null;
    case '}':
      return inside === '{' && (next === 'comma' || next === 'first-key') ? closed() : null;
    case ',':
      return next === 'comma' ? (inside === '[' ? 'value' : 'key') : null;
    case ':':
      return next === 'colon' ? 'value' : null;
    default:
      return stepIn(token, next, open);
  }
}

function stepIn(token: string, next: Next, open: ('[' | '{')[]): Next | null {
  if (next === 'key' || next === 'first-key') return token.startsWith('"') ? 'colon' : null;
  if (next !== 'value' && next !== 'first-item') return null;
  if (token === '[' || token === '{') {
    open.push(token);
    return token === '[' ? 'first-item' : 'first-key';
  }
  return open.length === 0 ? 'nothing' : 'comma';
}

function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
