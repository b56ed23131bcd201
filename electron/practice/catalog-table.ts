import { z } from 'zod';
import type { Answer, AnswerValue } from './protocol/write-xml.ts';

/** Columns as scripts/practice-table.ts writes them: what differs is listed once, and each row says which. */
const cells = z.object({
  width: z.number().int().min(1).max(3),
  values: z.array(z.json()),
  /** So many letters a row (base 36): 0 is absent, 1 the first value. */
  rows: z.string(),
});
type Columns = { readonly [name: string]: z.infer<typeof cells> | { readonly columns: Columns } };

export const columnsSchema: z.ZodType<Columns> = z.lazy(() =>
  z.record(z.string(), z.union([cells, z.object({ columns: columnsSchema })])),
);

/** The rows of a table, each as an object; what is absent in a row has no name in it. */
export function rowsOf(columns: Columns, count: number): readonly Answer[] {
  return Array.from({ length: count }, (_, index) => rowAt(columns, index) ?? {});
}

/** Null where nothing of it is there. */
function rowAt(columns: Columns, index: number): Answer | null {
  const entries: [string, AnswerValue][] = [];
  for (const [name, column] of Object.entries(columns)) {
    const value = 'columns' in column ? rowAt(column.columns, index) : cellAt(column, index);
    if (value !== null && value !== undefined) entries.push([name, value]);
  }
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

function cellAt({ width, values, rows }: z.infer<typeof cells>, index: number): AnswerValue {
  return values[Number.parseInt(rows.slice(index * width, (index + 1) * width), 36) - 1];
}
