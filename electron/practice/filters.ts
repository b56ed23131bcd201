import { AwsError, invalidValue } from './aws-error.ts';
import { shortened } from './protocol/param-tree.ts';
import type { Params } from './protocol/params.ts';
import type { Tag } from './world/state.ts';

export type Filter = { readonly name: string; readonly values: readonly string[] };

/** What a row has under each filter's name: one value, several, or none (null). */
export type FilterFields<Row> = Readonly<Record<string, (row: Row) => string | null | readonly string[]>>;

/** EC2's limit on the values of one request's filters. */
const MOST_VALUES = 200;

/** The request's `Filter` list. */
export function readFilters(params: Params): readonly Filter[] {
  const filters = params.list('Filter', (filter) => ({
    name: filter.text('Name'),
    values: filter.texts('Value'),
  }));
  for (const { name, values } of filters) {
    if (values.length > MOST_VALUES) {
      const most = String(MOST_VALUES);
      throw new AwsError(
        'FilterLimitExceeded',
        `The maximum number of filter values specified on a single call is ${most}`,
      );
    }
    if (values.length === 0) throw invalidValue(`The filter '${shortened(name)}' has no values`);
  }
  return filters;
}

/**
 * The rows that every filter lets through: values are alternatives, `*` and `?` stand for any characters, and case counts. `tag:KEY` and
 * `tag-key` work where rows have tags. A filter that is not in `fields` is refused, as EC2 refuses it.
 */
export function filtered<Row extends object>(
  rows: Iterable<Row>,
  filters: readonly Filter[],
  fields: FilterFields<Row>,
): readonly Row[] {
  const tests = filters.map((filter) => testOf(filter, fields));
  return [...rows].filter((row) => tests.every((test) => test(row)));
}

function testOf<Row extends object>(
  { name, values }: Filter,
  fields: FilterFields<Row>,
): (row: Row) => boolean {
  const read = Object.hasOwn(fields, name) ? fields[name] : tagField(name);
  if (read === undefined) throw invalidValue(`The filter '${shortened(name)}' is invalid`);
  return (row) => {
    const has = read(row);
    const all = typeof has === 'string' ? [has] : (has ?? []);
    return all.some((one) => values.some((value) => isLike(one, value)));
  };
}

function tagField(name: string): ((row: object) => readonly string[]) | undefined {
  const key = name.startsWith('tag:') ? name.slice('tag:'.length) : null;
  if (key === null && name !== 'tag-key') return undefined;
  return (row) => {
    const tags = tagsOf(row);
    return key === null
      ? tags.map((tag) => tag.key)
      : tags.filter((tag) => tag.key === key).map((tag) => tag.value);
  };
}

function tagsOf(row: object): readonly Tag[] {
  return 'tags' in row && Array.isArray(row.tags) ? (row.tags as readonly Tag[]) : [];
}

/** Whether the text fits a pattern with `*` (any run) and `?` (any one); a backslash takes their meaning away. */
export function isLike(text: string, pattern: string): boolean {
  const parts = partsOf(pattern);
  let at = 0;
  let part = 0;
  let star = -1;
  let retry = 0;
  while (at < text.length) {
    const wanted = parts[part];
    if (wanted === ANY_RUN) {
      star = part;
      retry = at;
      part += 1;
    } else if (wanted !== undefined && (wanted === ANY_ONE || wanted === text[at])) {
      part += 1;
      at += 1;
    } else if (star >= 0) {
      part = star + 1;
      retry += 1;
      at = retry;
    } else return false;
  }
  return parts.slice(part).every((rest) => rest === ANY_RUN);
}

const ANY_RUN = Symbol('any run');
const ANY_ONE = Symbol('any one');

function partsOf(pattern: string): readonly (string | symbol)[] {
  const parts: (string | symbol)[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? '';
    if (character === '\\' && at + 1 < pattern.length) {
      at += 1;
      parts.push(pattern[at] ?? '');
    } else if (character === '*') parts.push(ANY_RUN);
    else parts.push(character === '?' ? ANY_ONE : character);
  }
  return parts;
}
