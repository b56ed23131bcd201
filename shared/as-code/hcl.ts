/** A value of Terraform's language: a text is quoted, an `Expression` stands as it is. */
export type HclValue = string | number | boolean | Expression | readonly HclValue[] | HclObject;
/** Its keys may be anybody's texts. */
export type HclObject = { readonly [key: string]: HclValue };

/** Code of our own: never a text that came from elsewhere. A class, so that no object of somebody's texts is taken for one. */
export class Expression {
  readonly code: string;
  constructor(code: string) {
    this.code = code;
  }
}

export function expression(code: string): Expression {
  return new Expression(code);
}

export type HclBlock = {
  /** `resource "aws_instance" "fleet"`. */
  readonly head: string;
  readonly body: readonly (HclAttribute | HclBlock)[];
};
export type HclAttribute = readonly [name: string, value: HclValue];

/** One block, as `terraform fmt` writes it. */
export function hclBlock({ head, body }: HclBlock, depth = 0): string {
  const indent = INDENT.repeat(depth);
  if (body.length === 0) return `${indent}${head} {}`;
  const lines = groupsOf(body).map((group) =>
    'head' in group ? hclBlock(group, depth + 1) : attributes(group, depth + 1),
  );
  return [`${indent}${head} {`, ...separated(lines), `${indent}}`].join('\n');
}

/**
 * A text of Terraform's, for exactly this one: nothing in it is read as code. `${` and `%{` would begin some, control characters and
 * those that turn the direction of writing round are written by their numbers. (Terraform language, "Strings and templates".)
 */
export function hclString(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(UNSEEN, byNumber)
    .replaceAll(/[$%](?=\{)/gu, (sign) => byNumber(sign));
  return `"${escaped}"`;
}

/**
 * Whether Terraform keeps a text as it is: it composes letters with their accents (Unicode's NFC) wherever they came from.
 */
export function isKeptByHcl(text: string): boolean {
  return text === text.normalize('NFC');
}

const INDENT = '  ';
/** Control, format and separator characters, as far as they have four digits. */
// oxlint-disable-next-line no-control-regex -- these are what is written by number
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

function byNumber(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

type Group = HclBlock | readonly HclAttribute[];

/** Attributes that follow each other stand together, with their signs of equality in one column. */
function groupsOf(body: HclBlock['body']): readonly Group[] {
  const groups: (HclBlock | HclAttribute[])[] = [];
  for (const part of body) {
    const last = groups.at(-1);
    if ('head' in part) groups.push(part);
    else if (last === undefined || 'head' in last) groups.push([part]);
    else last.push(part);
  }
  return groups;
}

function separated(parts: readonly string[]): readonly string[] {
  return parts.flatMap((part, at) => (at === 0 ? [part] : ['', part]));
}

/** A value of several lines ends the column: the names before and behind it are aligned among themselves. */
function attributes(list: readonly HclAttribute[], depth: number): string {
  const written = list.map(([name, value]) => ({ name, value: hclValue(value, depth) }));
  const runs: (typeof written)[] = [[]];
  for (const each of written) {
    runs.at(-1)?.push(each);
    if (each.value.includes('\n')) runs.push([]);
  }
  return runs
    .flatMap((run) => {
      const short = run.filter(({ value }) => !value.includes('\n'));
      const width = Math.max(0, ...short.map(({ name }) => name.length));
      return run.map(({ name, value }) => {
        const padded = value.includes('\n') ? name : name.padEnd(width);
        return `${INDENT.repeat(depth)}${padded} = ${value}`;
      });
    })
    .join('\n');
}

function hclValue(value: HclValue, depth: number): string {
  if (typeof value === 'string') return hclString(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map((each) => hclValue(each, depth)).join(', ')}]`;
  if (value instanceof Expression) return value.code;
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const fields = entries.map(([key, each]) => [keyOf(key), each] as const);
  return `{\n${attributes(fields, depth + 1)}\n${INDENT.repeat(depth)}}`;
}

function isList(value: HclValue): value is readonly HclValue[] {
  return Array.isArray(value);
}

function keyOf(key: string): string {
  return /^[a-z_][a-z0-9_]*$/u.test(key) ? key : hclString(key);
}
