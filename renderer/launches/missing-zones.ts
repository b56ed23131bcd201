import { isBusy } from '../../shared/launch-acts.ts';
import type { Launch, LaunchZone } from '../../shared/launch.ts';

/**
 * Places of the plan without a machine about which the person may decide: never one that may be there, and none of a launch that
 * was left half done, which is decided about as a whole.
 */
export function missingIn(launch: Pick<Launch, 'state' | 'zones'>): readonly LaunchZone[] {
  const isOver = launch.state === 'partly' || launch.state === 'failed' || launch.state === 'running';
  if (isBusy(launch) || !isOver) return [];
  if (launch.zones.every(({ state }) => state === 'waiting')) return [];
  return launch.zones.filter(({ state }) => state === 'failed' || state === 'gone' || state === 'waiting');
}
