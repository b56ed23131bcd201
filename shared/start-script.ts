import { firstPageOnLinux } from './first-page/on-linux.ts';
import { firstPageOnWindows } from './first-page/on-windows.ts';
import { WEB_PORTS, type WebPort } from './first-page/web-ports.ts';
import type { LaunchPlan, StartScript } from './launch-plan.ts';

/** What EC2 takes as user data, before it is encoded (EC2 User Guide, "Run commands when you launch an EC2 instance"). */
export const MOST_SCRIPT_BYTES = 16_384;

type Planned = Pick<LaunchPlan, 'script' | 'name' | 'access'> & {
  readonly image: Pick<LaunchPlan['image'], 'platform'>;
};

/** What each machine is told to do when it starts for the first time, word for word; null where that is nothing. */
export function startScriptOf({ script, name, access, image }: Planned): string | null {
  switch (script.kind) {
    case 'none':
      return null;
    case 'own':
      return script.text;
    case 'first-page': {
      const page = { fleetName: name, ports: portsOfPage(access) };
      return image.platform === 'windows' ? firstPageOnWindows(page) : firstPageOnLinux(page);
    }
  }
}

/** Where the first page is served: at the doors that the new group opens. Of groups that are there, and of none, at both. */
export function portsOfPage(access: LaunchPlan['access']): readonly WebPort[] {
  if (access.kind === 'existing-group') return WEB_PORTS;
  const { httpFromEveryone, httpsFromEveryone } = access;
  const open = WEB_PORTS.filter((port) => (port === 80 ? httpFromEveryone : httpsFromEveryone));
  return open.length === 0 ? WEB_PORTS : open;
}

/** As EC2 counts it: UTF-8, before it is encoded. */
export function scriptBytes(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += bytesOf(character.codePointAt(0) ?? 0);
  return bytes;
}

function bytesOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

/** Something behind the open door for a web site, and nothing for machines that only their owner sees. */
export function scriptFor({ access }: Pick<LaunchPlan, 'access'>): StartScript {
  const isWebSite = access.kind === 'new-group' && access.purpose === 'web-site';
  return { kind: isWebSite ? 'first-page' : 'none' };
}
