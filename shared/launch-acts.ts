import type { Launch, LaunchedInstance, LaunchZone } from './launch.ts';

/**
 * What a person may ask of a launch as it is: `finish` goes on with what was left half done or is not known; `leave` stops
 * offering that; `undo` removes it; `forget` takes it off the list.
 */
export type LaunchAct = 'finish' | 'leave' | 'undo' | 'forget' | 'look';

export function actsOf(launch: Launch): readonly LaunchAct[] {
  const { state, isLeftAlone } = launch;
  if (isBusy(launch)) return [];
  if (isGone(launch)) return [...(isHalfDone(launch) ? (['finish'] as const) : []), ...actsOfGone(launch)];
  const acts: LaunchAct[] = ['look', 'undo'];
  if (isHalfDone(launch))
    acts.unshift(...(isLeftAlone || state === 'not-removed' ? [] : (['leave'] as const)));
  if (isHalfDone(launch)) acts.unshift('finish');
  return acts;
}

/** A key pair in AWS costs nothing, and may be wanted for something else; it can still be removed. */
function actsOfGone({ made }: Launch): readonly LaunchAct[] {
  return made.keyPair === null ? ['look', 'forget'] : ['look', 'undo', 'forget'];
}

/** Somebody works on it now. */
export function isBusy({ state }: Pick<Launch, 'state'>): boolean {
  return state === 'working' || state === 'changing' || state === 'removing';
}

/** A program ended in the middle of it, or something of it was never asked for or never answered. */
export function isHalfDone({ state, zones }: Pick<Launch, 'state' | 'zones'>): boolean {
  if (state === 'unfinished' || state === 'half-removed' || state === 'not-removed') return true;
  const isOpen = state === 'partly' || state === 'failed';
  return isOpen && zones.some((zone) => zone.state === 'unknown' || zone.state === 'waiting');
}

/** Nothing of it is left that could cost money or let anybody in. The key pair in AWS may be: it is free, and opens nothing. */
export function isGone({ state, zones, instances, made }: Launch): boolean {
  if (state === 'unfinished' || state === 'half-removed') return false;
  return (
    made.securityGroup === null &&
    made.leftVolumes.length === 0 &&
    instances.every(({ goneAt }) => goneAt !== null) &&
    !zones.some(mayBeThere)
  );
}

/** Done with: somebody removed it, and nothing is left. One that failed may still be answered. */
export function isRemoved(launch: Launch): boolean {
  return launch.state === 'removed' && isGone(launch);
}

/** Its machine was asked for, and no answer says whether it is there: it may be, and cost money. */
export function mayBeThere({ state }: Pick<LaunchZone, 'state'>): boolean {
  return state === 'unknown' || state === 'asked';
}

/** Machines that EC2 is to be asked about: those that were there when it was last asked. */
export function areThere(launch: Pick<Launch, 'instances'>): Launch['instances'] {
  return launch.instances.filter(({ goneAt }) => goneAt === null);
}

/** EC2 says that it runs, and that it does not answer. */
export function isSilent({ state, checks }: Pick<LaunchedInstance, 'state' | 'checks'>): boolean {
  return state === 'running' && checks === 'impaired';
}

/** The machines of a launch that AWS refused, or that have ended: a person says what becomes of each. */
export function openZones({ state, zones }: Pick<Launch, 'state' | 'zones'>): Launch['zones'] {
  if (state !== 'partly' && state !== 'failed') return [];
  return zones.filter((zone) => zone.state === 'failed' || zone.state === 'gone');
}
