import type { Launch, LaunchLine } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';

/** It makes nothing: it only looks how a machine comes up. */
export function isWatch({ kind }: Pick<LaunchLine, 'kind'>): boolean {
  return kind === 'checks' || kind === 'door';
}

/** The engine goes on watching after its work, and says so itself when it ends. */
export function isUnderWay(line: Pick<LaunchLine, 'kind' | 'state'>, isBusy: boolean): boolean {
  return line.state === 'working' && (isBusy || isWatch(line));
}

/** Nobody looked, or it was not tried: there is nothing to say. */
export function isUnseen(line: Pick<LaunchLine, 'kind' | 'state' | 'note'>): boolean {
  const isTold = line.note !== null && line.note !== words.launch.doors['not-tried'];
  return isWatch(line) && line.state === 'skipped' && !isTold;
}

/** It is about a machine that has ended since; the line of an act says so itself. */
export function isOfEnded(
  { id, kind, resourceId }: Pick<LaunchLine, 'id' | 'kind' | 'resourceId'>,
  { instances, zones }: Pick<Launch, 'instances' | 'zones'>,
): boolean {
  if (kind === 'instance') {
    return instances.some(({ instanceId, goneAt }) => instanceId === resourceId && goneAt !== null);
  }
  return (
    isWatch({ kind }) &&
    zones.some(({ state, placementId }) => state === 'gone' && id.endsWith(`-${placementId}`))
  );
}

/** What was made or done is counted by itself, and what was only looked at by itself. */
export function progressOf(lines: readonly Pick<LaunchLine, 'kind' | 'state'>[]): string {
  const said = words.launch.page;
  const [watches, steps] = [lines.filter(isWatch), lines.filter((line) => !isWatch(line))];
  const counted = (some: typeof lines) => some.filter(({ state }) => state === 'done').length;
  return [
    said.progress(counted(steps), steps.length),
    ...(watches.length === 0 ? [] : [said.checked(counted(watches), watches.length)]),
  ].join(', ');
}
