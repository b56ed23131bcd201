/**
 * Our lines in the person's own settings. They are bytes that need not be text: each byte is one character here, so that all that is
 * not ours comes out as it went in.
 */
export type BlockState =
  | { readonly state: 'none' }
  | { readonly state: 'ours' }
  /** It leads to the file of another home. */
  | { readonly state: 'other'; readonly line: string }
  /** Our marks, and between them what is not ours: nobody knows what is to be removed. */
  | { readonly state: 'broken' };

const BEGIN = '# >>> Keyport';
const END = '# <<< Keyport';

export function blockLines(include: string): readonly string[] {
  return [BEGIN, include, END];
}

export function stateOfBlock(config: Buffer, include: string): BlockState {
  const block = findBlock(linesOf(config));
  if (block === 'none' || block === 'broken') return { state: block };
  const line = Buffer.from(block.include, 'latin1').toString('utf8');
  return line === include ? { state: 'ours' } : { state: 'other', line };
}

/** At the very top: below a Host line it would only count for that host. To be asked for where there is none. */
export function withBlock(config: Buffer, include: string): Buffer {
  const start = config.subarray(0, BOM.length).equals(BOM) ? BOM.length : 0;
  const firstEnd = config.indexOf('\n');
  const newline = firstEnd > 0 && config[firstEnd - 1] === CARRIAGE_RETURN ? '\r\n' : '\n';
  const block = blockLines(include).map((line) => `${line}${newline}`);
  return Buffer.concat([config.subarray(0, start), Buffer.from(block.join('')), config.subarray(start)]);
}

/** To be asked for where it is ours. */
export function withoutBlock(config: Buffer): Buffer {
  const lines = linesOf(config);
  const block = findBlock(lines);
  if (block === 'none' || block === 'broken') throw new Error('no block to be removed');
  const kept = lines.filter((_, index) => index < block.first || index >= block.first + LINES);
  // What stands before the first line of all is no part of it.
  const bom = block.first === 0 && config.subarray(0, BOM.length).equals(BOM) ? BOM : Buffer.alloc(0);
  return Buffer.concat([bom, Buffer.from(kept.join(''), 'latin1')]);
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const CARRIAGE_RETURN = 13;
const LINES = 3;

/** With their ends; together they are the file. */
function linesOf(config: Buffer): readonly string[] {
  return config.toString('latin1').split(/(?<=\n)/);
}

type Found = { readonly first: number; readonly include: string };

function findBlock(lines: readonly string[]): Found | 'none' | 'broken' {
  const texts = lines.map((line, index) =>
    textOf(index === 0 ? line.replace('\u00ef\u00bb\u00bf', '') : line),
  );
  const isMark = (text: string) => text === BEGIN || text === END;
  const marks = texts.filter(isMark).length;
  if (marks === 0) return 'none';
  const first = texts.indexOf(BEGIN);
  const include = texts[first + 1] ?? '';
  const isWhole = marks === 2 && first >= 0 && texts[first + 2] === END && /^Include ".*"$/.test(include);
  return isWhole ? { first, include } : 'broken';
}

/** Somebody may have moved it in, or saved it with other line ends. */
function textOf(line: string): string {
  return line.replaceAll(/^[ \t]+|[ \t\r\n]+$/g, '');
}
