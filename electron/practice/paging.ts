import { AwsError, invalidValue } from './aws-error.ts';
import type { Params } from './protocol/params.ts';

/** How many rows a page may be asked to have. */
export type PageBounds = { readonly least: number; readonly most: number };

export type Page<Row> = { readonly rows: readonly Row[]; readonly nextToken: string | null };

/** Most Describe actions of EC2. */
export const UP_TO_1000: PageBounds = { least: 5, most: 1000 };

/** The page that `MaxResults` and `NextToken` ask for; all rows where neither is given. */
export function pageOf<Row>(params: Params, rows: readonly Row[], bounds: PageBounds): Page<Row> {
  const asked = params.optionalInteger('MaxResults');
  const token = params.optionalText('NextToken');
  return cutPage(rows, { asked, token, ...bounds });
}

/** The same for what was read of another protocol. */
export function cutPage<Row>(
  rows: readonly Row[],
  { asked, token, least, most }: { asked: number | null; token: string | null } & PageBounds,
): Page<Row> {
  if (asked !== null && asked < least) {
    throw invalidValue(
      `Value ( ${String(asked)} ) for parameter maxResults is invalid. Expecting a value greater than ${String(least)}.`,
    );
  }
  if (asked !== null && asked > most) {
    throw invalidValue(
      `Value ( ${String(asked)} ) for parameter maxResults is invalid. Expecting a value less than ${String(most)}.`,
    );
  }
  const start = token === null || token === '' ? 0 : startFrom(token);
  const end = asked === null ? rows.length : start + asked;
  return { rows: rows.slice(start, end), nextToken: end < rows.length ? tokenFor(end) : null };
}

function tokenFor(start: number): string {
  return Buffer.from(`keyport:${String(start)}`).toString('base64url');
}

function startFrom(token: string): number {
  const read = /^keyport:(\d{1,9})$/u.exec(Buffer.from(token.slice(0, 100), 'base64url').toString('latin1'));
  if (read?.[1] === undefined) {
    throw new AwsError(
      'InvalidPaginationToken',
      'The specified pagination token is not valid or is expired.',
    );
  }
  return Number(read[1]);
}
