import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { areThere, isHalfDone, isSilent, mayBeThere } from '../../shared/launch-acts.ts';
import type { Launch, LaunchState } from '../../shared/launch.ts';
import { missingIn } from './missing-zones.ts';

/** How a launch stands, as a person sees it: what it was left as, and what its machines do now. */
export type LaunchStanding =
  LaunchState | 'stopped' | 'partly-stopped' | 'no-machines' | 'not-known' | 'silent';

export function standingOf(launch: Pick<Launch, 'state' | 'instances' | 'zones'>): LaunchStanding {
  const { state } = launch;
  if (state !== 'running' && state !== 'partly') return state;
  const there = areThere(launch);
  const stopped = there.filter(isStopped).length;
  if (there.length === 0 && launch.zones.some(mayBeThere)) return 'not-known';
  if (there.length === 0) return state === 'running' ? 'no-machines' : 'partly';
  if (stopped === there.length) return 'stopped';
  if (stopped > 0) return 'partly-stopped';
  if (missingIn(launch).length > 0) return 'partly';
  return state === 'running' && there.some(isSilent) ? 'silent' : state;
}

function isStopped({ state }: { readonly state: string }): boolean {
  return state === 'stopped' || state === 'stopping';
}

export function isRunning({ state }: { readonly state: string }): boolean {
  return state === 'running' || state === 'pending';
}

export type MachineCount = { readonly running: number; readonly planned: number };

/** What runs now, of what the person wants. */
export function machineCount({ instances, zones }: Pick<Launch, 'instances' | 'zones'>): MachineCount {
  return {
    running: areThere({ instances }).filter(isRunning).length,
    planned: zones.filter(({ state }) => state !== 'left-out').length,
  };
}

/** A program ended in the middle of it, and the person has not said what is to become of it. */
export function isToDecide(launch: Launch): boolean {
  return isHalfDone(launch) && !launch.isLeftAlone;
}

export const INDICATOR_OF: Readonly<Record<LaunchStanding, StatusIndicatorProps.Type>> = {
  working: 'loading',
  running: 'success',
  partly: 'warning',
  stopped: 'stopped',
  'partly-stopped': 'stopped',
  'no-machines': 'stopped',
  'not-known': 'warning',
  silent: 'warning',
  failed: 'error',
  unfinished: 'warning',
  changing: 'loading',
  removing: 'loading',
  removed: 'stopped',
  'not-removed': 'error',
  'half-removed': 'warning',
};
