import { DAY_MS } from '../../../shared/day.ts';
import type { Pace } from '../action.ts';
import type { Instance, RegionTables, UsedToken } from './state.ts';

/** A terminated machine is to be seen for about an hour, and its ClientToken counts for a day longer. */
const SEEN_MS = 3_600_000;
const TOKEN_MS = DAY_MS;

/**
 * Moves on what moves by itself as time passes: instances from pending to running, from stopping to stopped, from shutting down to
 * terminated and, an hour later, out of sight. Answers whether anything changed. However late it is called, each state began when it
 * would have begun.
 */
export function settle(region: RegionTables, now: number, pace: Pace): boolean {
  let hasChanged = false;
  const goneAt = new Map<string, number>();
  for (const instance of region.instances.values()) {
    let at = moveOn(region, instance.instanceId, now, pace);
    while (at !== null) {
      hasChanged = true;
      goneAt.set(instance.instanceId, at);
      at = moveOn(region, instance.instanceId, now, pace);
    }
  }
  return forgetTokens(region, now, goneAt) || hasChanged;
}

/** One step of one instance, and when it was; null where it stays as it is. */
function moveOn(region: RegionTables, instanceId: string, now: number, pace: Pace): number | null {
  const instance = region.instances.get(instanceId);
  if (instance === undefined) return null;
  const at = instance.stateSince + lengthOf(instance, pace);
  if (now < at) return null;
  switch (instance.state) {
    case 'pending':
      region.instances.set(instanceId, {
        ...instance,
        state: 'running',
        stateSince: at,
        stateReason: null,
      });
      return at;
    case 'stopping':
      giveBackPublicIp(region, instance);
      region.instances.set(instanceId, { ...instance, state: 'stopped', stateSince: at });
      return at;
    case 'shutting-down':
      dismantle(region, instance, at);
      return at;
    case 'terminated':
      region.instances.delete(instanceId);
      return at;
    case 'running':
    case 'stopped':
      return null;
  }
}

function lengthOf({ state }: Instance, pace: Pace): number {
  switch (state) {
    case 'pending':
      return pace.pendingMs;
    case 'stopping':
      return pace.stoppingMs;
    case 'shutting-down':
      return pace.shuttingDownMs;
    case 'terminated':
      return SEEN_MS;
    case 'running':
    case 'stopped':
      return Infinity;
  }
}

function giveBackPublicIp(region: RegionTables, { networkInterfaceIds }: Instance): void {
  for (const id of networkInterfaceIds) {
    const networkInterface = region.networkInterfaces.get(id);
    if (networkInterface !== undefined) {
      region.networkInterfaces.set(id, { ...networkInterface, publicIp: null });
    }
  }
}

/** The end of a machine: what is to go with it goes, the rest belongs to nobody from now on. */
function dismantle(region: RegionTables, instance: Instance, at: number): void {
  for (const id of instance.networkInterfaceIds) {
    const networkInterface = region.networkInterfaces.get(id);
    if (networkInterface?.attachment?.deletesOnTermination === true) region.networkInterfaces.delete(id);
    else if (networkInterface !== undefined) {
      region.networkInterfaces.set(id, { ...networkInterface, publicIp: null, attachment: null });
    }
  }
  for (const id of instance.volumeIds) {
    const volume = region.volumes.get(id);
    if (volume?.attachment?.deletesOnTermination === true) region.volumes.delete(id);
    else if (volume !== undefined) region.volumes.set(id, { ...volume, attachment: null });
  }
  region.instances.set(instance.instanceId, {
    ...instance,
    state: 'terminated',
    stateSince: at,
    networkInterfaceIds: [],
    volumeIds: [],
  });
}

/** A token outlives its instances by a day; `goneAt` holds when each of those left that has just gone. */
function forgetTokens(region: RegionTables, now: number, goneAt: ReadonlyMap<string, number>): boolean {
  let hasChanged = false;
  for (const [key, used] of region.tokens) {
    const since = used.goneAt ?? leftAt(region, used, goneAt);
    if (since !== null && now >= since + TOKEN_MS) region.tokens.delete(key);
    else if (since !== used.goneAt) region.tokens.set(key, { ...used, goneAt: since });
    else continue;
    hasChanged = true;
  }
  return hasChanged;
}

/** When the last of its instances left; null while one is still to be seen. */
function leftAt(
  { instances }: RegionTables,
  { instanceIds, usedAt }: UsedToken,
  goneAt: ReadonlyMap<string, number>,
): number | null {
  if (instanceIds.some((id) => instances.has(id))) return null;
  return Math.max(usedAt, ...instanceIds.map((id) => goneAt.get(id) ?? 0));
}
