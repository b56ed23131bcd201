import { PRACTICE_SOURCE } from '../../shared/account.ts';
import { mayBeThere } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';

/** One sentence on what runs and costs money now, as far as Keyport knows. */
export function whatIsRunning({ zones, instances, made, account }: Launch): string {
  const { running } = words.launch;
  if (zones.some(mayBeThere)) return running.unknown;
  const count = instances.filter(({ state }) => isCosting(state)).length;
  if (count === 0)
    return made.leftVolumes.length === 0 ? running.nothing : running.disks(made.leftVolumes.length);
  if (instances.every(({ state }) => !isCosting(state) || state === 'stopped')) return running.stopped(count);
  return account.sourceId === PRACTICE_SOURCE ? running.practised(count) : running.instances(count);
}

/** Whether an instance in this state is there and billed (or about to be). */
export function isCosting(state: string): boolean {
  return state !== 'terminated' && state !== 'shutting-down';
}
