/**
 * Rows of alike objects as columns: each column lists its different values, and has a few letters a row that say which.
 * A column of objects is columns again. Names are as EC2's answers write them.
 */
export function tableOf(rows: readonly Readonly<Record<string, unknown>>[]): { readonly columns: Columns } {
  return { columns: columnsOf(rows) };
}

type Columns = { readonly [name: string]: Column };
type Column =
  /** So many letters a row (base 36): 0 is absent, 1 the first value. */
  | { readonly width: number; readonly values: readonly unknown[]; readonly rows: string }
  /** Rows where all of it is absent have no object. */
  | { readonly columns: Columns };

type Row = Readonly<Record<string, unknown>> | undefined;

function columnsOf(rows: readonly Row[]): Columns {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row ?? {})))].toSorted();
  return Object.fromEntries(names.map((name) => [wireName(name), columnOf(rows.map((row) => row?.[name]))]));
}

function columnOf(cells: readonly unknown[]): Column {
  const isOfObjects = cells.every((cell) => cell === undefined || isObject(cell));
  if (isOfObjects) return { columns: columnsOf(cells.map((cell) => (isObject(cell) ? cell : undefined))) };
  const texts = cells.map((cell) => (cell === undefined ? undefined : JSON.stringify(onTheWire(cell))));
  const values = [...new Set(texts.filter((text) => text !== undefined))].toSorted();
  const width = Math.max(1, values.length.toString(36).length);
  return {
    width,
    values: values.map((text): unknown => JSON.parse(text)),
    rows: texts
      .map((text) => (text === undefined ? 0 : values.indexOf(text) + 1).toString(36).padStart(width, '0'))
      .join(''),
  };
}

function onTheWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => onTheWire(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [wireName(name), onTheWire(part)]));
}

/** By AWS's API model EC2 writes the first letter small, but for these of what is told of instance types. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['EbsCards', 'ebsCardSet'],
  ['Workloads', 'workloadSet'],
]);

function wireName(name: string): string {
  return OTHER_NAMES.get(name) ?? `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
