/** A name as it may stand on a page or in a cell: what is not seen, or turns the text around, is shown by its number. */
export function visible(text: string): string {
  return text.replaceAll(
    UNSEEN,
    (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}

/** A JSON document that loses nothing, and steers no terminal: what is not seen stands as an escape. */
export function safeJson(value: unknown, indent = 2): string {
  const text = JSON.stringify(value, null, indent).replaceAll(UNSEEN, (sign) =>
    sign === '\n' ? sign : escaped(sign),
  );
  return `${text}\n`;
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

function escaped(sign: string): string {
  return Array.from(
    { length: sign.length },
    (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}
