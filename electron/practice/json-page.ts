import { AwsError } from './aws-error.ts';
import { cutPage } from './paging.ts';

type Asked = {
  readonly MaxResults?: number | null | undefined;
  readonly NextToken?: string | null | undefined;
};

/**
 * The page that a service speaking JSON is asked for, and `NextToken` where there is more. `MaxResults` was bounded when it was
 * read; a token that is none is refused with the service's own code.
 */
export function jsonPage<Row>(
  rows: readonly Row[],
  { MaxResults, NextToken }: Asked,
  { most, wrongToken }: { readonly most: number; readonly wrongToken: string },
): { readonly rows: readonly Row[]; readonly next: { readonly NextToken?: string } } {
  try {
    const page = cutPage(rows, { asked: MaxResults ?? most, token: NextToken ?? null, least: 1, most });
    return { rows: page.rows, next: page.nextToken === null ? {} : { NextToken: page.nextToken } };
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'InvalidPaginationToken') throw error;
    throw new AwsError(wrongToken, error.message);
  }
}
