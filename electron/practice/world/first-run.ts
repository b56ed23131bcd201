import type { ActionContext } from '../action.ts';
import type { Instance } from './state.ts';

/**
 * When the machine ran for the first time, in milliseconds since the epoch; null before that. What happens only once (a password, host keys)
 * counts from here, however often it is stopped and started. Its first network interface came with it.
 */
export function firstRunAt({ region, now, pace }: ActionContext, instance: Instance): number | null {
  const [first = ''] = instance.networkInterfaceIds;
  const startedAt = Math.min(instance.launchedAt, region.networkInterfaces.get(first)?.createdAt ?? Infinity);
  const ranAt = startedAt + pace.pendingMs;
  return now < ranAt ? null : ranAt;
}
