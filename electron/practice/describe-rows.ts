import type { ActionContext } from './action.ts';
import { filtered, readFilters, type FilterFields } from './filters.ts';
import { pageOf, UP_TO_1000, type PageBounds } from './paging.ts';
import type { Params } from './protocol/params.ts';
import type { Answer } from './protocol/write-xml.ts';
import { foundAll, type Kind } from './world/find.ts';

/** How EC2 lists one kind of thing. */
export type Listing<Row extends object> = {
  readonly kind: Kind;
  /** The parameter that names some of them: `VpcId`. */
  readonly idName: string;
  readonly fields: FilterFields<Row>;
  /** The element of the answer: `vpcSet`. */
  readonly setName: string;
  readonly answer: (row: Row) => Answer;
  readonly bounds?: PageBounds;
};

/** What most Describe actions do: those that are named, or all, that pass the filters; a page of them. */
export function describeRows<Row extends object>(
  context: ActionContext,
  params: Params,
  table: ReadonlyMap<string, Row>,
  { kind, idName, fields, setName, answer, bounds = UP_TO_1000 }: Listing<Row>,
): Answer {
  const found = foundAll(context, table, params.texts(idName), kind);
  const { rows, nextToken } = pageOf(params, filtered(found, readFilters(params), fields), bounds);
  return { [setName]: rows.map(answer), nextToken };
}

/** Filters that EC2 knows, over a list that has nothing in it. */
export function nothingFor(names: readonly string[]): FilterFields<object> {
  return Object.fromEntries(names.map((name) => [name, none]));
}

/** Of a filter for what nothing here has. */
export function none(): null {
  return null;
}

/** Of a filter for what is off everywhere. */
export function no(): string {
  return 'false';
}

/** The same filters, under EC2's other names for some of them as well: `other → name`. */
export function alsoNamed<Row extends object>(
  fields: FilterFields<Row>,
  otherNames: Readonly<Record<string, string>>,
): FilterFields<Row> {
  const others = Object.entries(otherNames).map(([other, name]) => [other, fields[name] ?? none]);
  return { ...fields, ...Object.fromEntries(others) };
}
