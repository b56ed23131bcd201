import type { ActionContext } from '../action.ts';
import { digestOf, parameterMismatch, readClientToken } from '../instances/client-token.ts';
import type { Params } from '../protocol/params.ts';

/** One thing that a request with a ClientToken makes. */
export type Making<Row> = {
  /** A token counts for one action. */
  readonly action: string;
  /** What has to be the same when the token comes again. */
  readonly request: object;
  readonly table: Map<string, Row>;
  readonly idOf: (row: Row) => string;
  readonly make: () => Row;
};

/**
 * What the same request has made before, where it is still there; else something new. Throws `IdempotentParameterMismatch` for
 * another request with the same token.
 */
export function makeOnce<Row>(
  context: ActionContext,
  params: Params,
  { action, request, table, idOf, make }: Making<Row>,
): { readonly row: Row; readonly clientToken: string | null } {
  const { region, now } = context;
  const clientToken = readClientToken(params);
  // RunInstances writes its tokens into the same table, and never two line breaks after each other.
  const key = `${action}\n\n${clientToken ?? ''}`;
  const digest = digestOf(request);
  const used = clientToken === null ? undefined : region.tokens.get(key);
  if (used !== undefined && used.digest !== digest) throw parameterMismatch();
  const before = used === undefined ? undefined : table.get(used.reservationId);
  if (before !== undefined) return { row: before, clientToken };
  const row = make();
  const id = idOf(row);
  table.set(id, row);
  context.made(id);
  if (clientToken !== null) {
    const token = {
      token: clientToken,
      digest,
      reservationId: id,
      instanceIds: [],
      usedAt: now,
      goneAt: null,
    };
    region.tokens.set(key, token);
  }
  return { row, clientToken };
}
