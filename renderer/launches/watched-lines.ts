import type { LaunchLine } from '../../shared/launch.ts';
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
