/**
 * Of what an error said as it was thrown (`Name: message`), what a reader can use: AWS's own code; null where there is only a
 * message of the software in between. What was not thrown (the ids of lists that are missing) stays as it is.
 */
export function detailOf(raw: string | null): string | null {
  if (raw === null) return null;
  const name = /^([A-Za-z][\w.]*):\s/u.exec(raw)?.[1];
  if (name === undefined) return raw.replaceAll(/\s+/gu, ' ');
  return NAMES_OF_SOFTWARE.has(name) ? null : name;
}

const NAMES_OF_SOFTWARE: ReadonlySet<string> = new Set([
  'Error',
  'TypeError',
  'SyntaxError',
  'RangeError',
  'ReferenceError',
  'AggregateError',
  'AbortError',
  'TimeoutError',
  'ZodError',
]);
