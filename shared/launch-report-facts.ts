import { PRACTICE_SOURCE } from './account.ts';
import type { Launch } from './launch.ts';
import { sshCommand } from './ssh-command.ts';
import { words } from './words/en.ts';

/** How to log in to each machine that is there, of AWS itself. What cannot be an address, or a user, is not made a command. */
export function logInsOf({ instances, connect, plan, account }: Launch): readonly string[] {
  if (account.endpoint !== null || account.sourceId === PRACTICE_SOURCE) return [];
  return instances.flatMap(({ publicAddress, goneAt }) => {
    if (publicAddress === null || goneAt !== null || !/^[0-9A-Fa-f.:]{3,45}$/.test(publicAddress)) return [];
    if (plan.image.platform === 'windows') return [words.launchReport.access.remoteDesktop(publicAddress)];
    if (!/^[a-zA-Z_][a-zA-Z0-9_-]{0,31}$/.test(connect.loginUser)) return [];
    return [sshCommand({ loginUser: connect.loginUser, address: publicAddress })];
  });
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
