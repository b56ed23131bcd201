import type { Launch, LaunchZone } from '../../shared/launch.ts';

/**
 * Places of the plan without a machine about which the person may decide: never one that may be there, and none of a launch that
 * was left half done, which is decided about as a whole.
 */
export function missingIn(launch: Pick<Launch, 'state' | 'zones'>): readonly LaunchZone[] {
  if (!isOver(launch)) return [];
  if (launch.zones.every(({ state }) => state === 'waiting')) return [];
  return launch.zones.filter(({ state }) => state === 'failed' || state === 'gone' || state === 'waiting');
}

/** Places that the person does without, and may still have a machine for. */
export function leftOutIn(launch: Pick<Launch, 'state' | 'zones'>): readonly LaunchZone[] {
  return isOver(launch) ? launch.zones.filter(({ state }) => state === 'left-out') : [];
}

function isOver({ state }: Pick<Launch, 'state'>): boolean {
  return state === 'partly' || state === 'failed' || state === 'running';
}
