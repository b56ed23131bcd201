import type { Launch } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';

/** One sentence on what runs and costs money now, as far as Keyport knows. */
export function whatIsRunning({ lines, instances }: Launch): string {
  const { running } = words.launch;
  if (lines.some(({ kind, note }) => kind === 'instance' && note === 'unknown')) return running.unknown;
  const count = instances.filter(({ state }) => isCosting(state)).length;
  return count === 0 ? running.nothing : running.instances(count);
}

/** Whether an instance in this state is there and billed (or about to be). */
export function isCosting(state: string): boolean {
  return state !== 'terminated' && state !== 'shutting-down';
}
