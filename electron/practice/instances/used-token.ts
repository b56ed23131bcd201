import type { ActionContext } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import type { Instance } from '../world/state.ts';
import { digestOf, parameterMismatch } from './client-token.ts';
import type { RunRequest } from './read-run-request.ts';

/**
 * The machines that the same request with the same ClientToken has started before; null where it is new. Throws
 * `IdempotentParameterMismatch` for another request with that token, and `IdempotentInstanceTerminated` once what it started has ended.
 */
export function startedBefore({ region }: ActionContext, request: RunRequest): readonly Instance[] | null {
  const key = keyOf(request, (id) => region.subnets.get(id)?.zone);
  const used = key === null ? undefined : region.tokens.get(key);
  if (used === undefined) return null;
  if (used.digest !== contentOf(request)) throw parameterMismatch();
  const instances = used.instanceIds
    .map((id) => region.instances.get(id))
    .filter((instance) => instance !== undefined);
  if (instances.some(({ state }) => state !== 'terminated')) return instances;
  throw new AwsError(
    'IdempotentInstanceTerminated',
    'The client token you have provided is associated with a terminated instance. Please use a different client token.',
  );
}

export function rememberToken(
  { region, now }: ActionContext,
  request: RunRequest,
  reservationId: string,
  instanceIds: readonly string[],
): void {
  const key = keyOf(request, (id) => region.subnets.get(id)?.zone);
  if (key === null || request.clientToken === null) return;
  region.tokens.set(key, {
    token: request.clientToken,
    digest: contentOf(request),
    reservationId,
    instanceIds: [...instanceIds],
    usedAt: now,
    goneAt: null,
  });
}

/** AWS, "Ensuring idempotency in Amazon EC2 API requests": a token counts in the zone that is named, by itself or by a subnet. */
function keyOf(
  { clientToken, zone, zoneId, subnetId }: RunRequest,
  zoneOfSubnet: (subnetId: string) => string | undefined,
): string | null {
  if (clientToken === null) return null;
  const named = subnetId === null ? (zone ?? zoneId) : (zoneOfSubnet(subnetId) ?? subnetId);
  return named === null ? clientToken : `${clientToken}\n${named}`;
}

function contentOf({ clientToken: _token, ...others }: RunRequest): string {
  return digestOf(others);
}
