import type { Launch } from './launch.ts';
import { waysIn } from './ways-in.ts';
import { words } from './words/en.ts';

/** How to log in to each machine that is there, of AWS itself. */
export function logInsOf(launch: Launch): readonly string[] {
  return waysIn(launch).flatMap(({ address, sshCommand, sessionCommand, isDesktop }) =>
    isDesktop ? words.launchReport.access.remoteDesktop(address) : (sessionCommand ?? sshCommand ?? []),
  );
}

/** Makers of images write the day into the name: `…-20260501.0-…`, `…-server-20260501`. Null where there is none. */
export function builtOn(imageName: string): string | null {
  const [, year = '', month = '', day = ''] =
    /(?<!\d)(20\d\d)[.-]?(\d\d)[.-]?(\d\d)(?!\d)/.exec(imageName) ?? [];
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return isDay ? `${year}-${month}-${day}` : null;
}

export function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
