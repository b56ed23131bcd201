// Text as Markdown (CommonMark, with the tables of GitHub's): a value stays what it is, whatever characters are in it.

/** Plain text. Nothing in it is read as Markdown or HTML; it stays on one line, and what is not seen is shown by its number. */
export function plain(text: string): string {
  return onOneLine(text).replaceAll(SIGNS, '\\$&');
}

/** Text as it is typed, in backticks: more of them than stand in it. */
export function code(text: string): string {
  const shown = onOneLine(text);
  if (shown.trim() === '') return plain(shown);
  const runs = [...shown.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const edge = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${edge}${shown}${edge}${fence}`;
}

/** Lines to copy, as they are. */
export function block(lines: readonly string[]): string {
  return ['```sh', ...lines.map(onOneLine), '```'].join('\n');
}

/** A text of several lines as it is, whatever stands in it. Tabs stay; what else is not seen is shown by its number. */
export function verbatim(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(2, ...runs) + 1);
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  return [fence, ...lines.map((line) => line.split('\t').map(onOneLine).join('\t')), fence].join('\n');
}

/** A table; the first row is its head. The cells are Markdown already. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  return [tableRow(head), tableRow(head.map(() => '---')), ...body.map(tableRow)].join('\n');
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map(inCell).join(' | ')} |`;
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** All that begins something somewhere in a line: emphasis, code, links, tags, entities, tables, formulas, addresses. */
const SIGNS = /[\\`*_{}[\]<>|~#&!@$^]|:(?=\/\/)|(?<=www)\./gi;

/** A cell ends at a bar, even inside backticks, unless a backslash goes before it. */
function inCell(cell: string): string {
  return cell.replaceAll(/(?<!\\)\|/g, '\\|');
}

/** Without what ends a line, is not seen, or turns the text around. */
function onOneLine(text: string): string {
  return text.replaceAll(
    UNSEEN,
    (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
