/** One word of bash, for exactly this text: in single quotes nothing is read as code. A text with NUL can be no word. */
export function bashWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

const PLAIN = /^[A-Za-z0-9_./:@%+,-]+$/u;

/**
 * A document of JSON as one word of bash. Pure ASCII, so that no locale changes it, and without a single quote: both are written by
 * their numbers, which JSON reads as the same texts.
 */
export function bashJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2).replaceAll(NOT_PLAIN, byNumber);
  return `'${json}'`;
}

/** Units of UTF-16, as JSON numbers them. */
const NOT_PLAIN = /[^\n\u0020-\u0026\u0028-\u007e]/g;

function byNumber(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
