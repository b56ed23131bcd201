/** What an action answers, by EC2's wire names: a list is written as a set of items, null and undefined are left out. */
export type Answer = { readonly [name: string]: AnswerValue };

export type AnswerValue =
  string | number | boolean | null | undefined | Date | Answer | readonly AnswerValue[];

/** The elements of an answer. Text is escaped; what no XML may hold is left out. */
export function xmlOf(answer: Answer, itemName = 'item'): string {
  return Object.entries(answer)
    .map(([name, value]) => element(name, value, itemName))
    .join('');
}

function element(name: string, value: AnswerValue, itemName = 'item'): string {
  if (value === null || value === undefined) return '';
  const inside = isList(value)
    ? value.map((item) => element(itemName, item, itemName)).join('')
    : insideOf(value, itemName);
  return inside === '' ? `<${name}/>` : `<${name}>${inside}</${name}>`;
}

function insideOf(value: string | number | boolean | Date | Answer, itemName: string): string {
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  return xmlOf(value, itemName);
}

function isList(value: AnswerValue): value is readonly AnswerValue[] {
  return Array.isArray(value);
}

export function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}
