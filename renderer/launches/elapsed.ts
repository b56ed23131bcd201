import type { LaunchLine } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';

/** How long a line has taken, or takes so far; null before it begins. */
export function elapsed(line: Pick<LaunchLine, 'startedAt' | 'finishedAt'>, now: number): string | null {
  if (line.startedAt === null) return null;
  // Two clocks may disagree by a moment: never "-1 s".
  const seconds = Math.max(0, Math.round(((line.finishedAt ?? now) - line.startedAt) / 1000));
  return seconds < 60
    ? words.launch.page.seconds(seconds)
    : words.launch.page.minutes(Math.floor(seconds / 60), seconds % 60);
}
