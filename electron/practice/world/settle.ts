import type { Pace } from '../action.ts';
import type { Instance, RegionTables } from './state.ts';

/** A terminated machine is to be seen for about an hour, and its ClientToken counts for a day longer. */
const SEEN_MS = 3_600_000;
const TOKEN_MS = 24 * 3_600_000;

/**
 * Moves on what moves by itself as time passes: instances from pending to running, from stopping to stopped, from shutting down to
 * terminated and, an hour later, out of sight. Answers whether anything changed. However late it is called, each state began when it
 * would have begun.
 */
export function settle(region: RegionTables, now: number, pace: Pace): boolean {
  let hasChanged = false;
  for (const { instanceId } of region.instances.values()) {
    while (moveOn(region, instanceId, now, pace)) hasChanged = true;
  }
  return forgetTokens(region, now) || hasChanged;
}

/** One step of one instance; false where it stays as it is. */
function moveOn(region: RegionTables, instanceId: string, now: number, pace: Pace): boolean {
  const instance = region.instances.get(instanceId);
  if (instance === undefined) return false;
  const lasts = lengthOf(instance, pace);
  const at = instance.stateSince + lasts;
  if (now < at) return false;
  switch (instance.state) {
    case 'pending':
      region.instances.set(instanceId, {
        ...instance,
        state: 'running',
        stateSince: at,
        stateReason: null,
      });
      return true;
    case 'stopping':
      giveBackPublicIp(region, instance);
      region.instances.set(instanceId, { ...instance, state: 'stopped', stateSince: at });
      return true;
    case 'shutting-down':
      dismantle(region, instance, at);
      return true;
    case 'terminated':
      region.instances.delete(instanceId);
      return true;
    case 'running':
    case 'stopped':
      return false;
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

function forgetTokens(region: RegionTables, now: number): boolean {
  let hasChanged = false;
  for (const [key, used] of region.tokens) {
    const isGone = used.instanceIds.every((id) => !region.instances.has(id));
    if (isGone && used.goneAt === null) {
      region.tokens.set(key, { ...used, goneAt: now });
      hasChanged = true;
    } else if (used.goneAt !== null && now >= used.goneAt + TOKEN_MS) {
      region.tokens.delete(key);
      hasChanged = true;
    }
  }
  return hasChanged;
}
