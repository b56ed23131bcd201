import { PRACTICE_SOURCE } from './account.ts';
import { WEB_PORTS, type WebPort } from './first-page/web-ports.ts';
import type { ConnectFacts, Launch, LaunchedInstance } from './launch.ts';
import { LOGIN_USER } from './launch-plan.ts';
import { PORTS } from './platform.ts';
import { sessionCommand } from './session-manager.ts';
import { isMachineAddress, sshCommand } from './ssh-command.ts';

/** How a person gets to one machine: by a browser where its web ports are open, and by logging in. */
export type WayIn = {
  readonly zoneName: string;
  readonly address: string;
  /** Of the web ports that are open, while it runs; they answer where something is installed that does. */
  readonly pages: readonly string[];
  /** Null where it is Windows, which is reached by its desktop; and where who logs in cannot be a word of a command. */
  readonly sshCommand: string | null;
  readonly isDesktop: boolean;
  /** Where nobody gets in by a port: then neither of the two above is a way in. */
  readonly sessionCommand: string | null;
};

/**
 * Of each machine that is there and has a public address; none where there is nothing to be reached (`isReachable`). What cannot be
 * an address, or a user, is never made a link or a command.
 */
export function waysIn(launch: Pick<Launch, 'instances' | 'connect' | 'plan' | 'account'>): readonly WayIn[] {
  if (!isReachable(launch)) return [];
  const { instances, connect, plan } = launch;
  const isWindows = plan.image.platform === 'windows';
  const { loginUser } = connect;
  return instances.flatMap((machine) => {
    const address = addressOf(machine);
    if (address === null) return [];
    const session = sessionCommand(plan, machine.instanceId);
    const isDesktop = isWindows && session === null;
    const isSsh = !isWindows && session === null && LOGIN_USER.test(loginUser);
    return {
      zoneName: machine.zoneName,
      address,
      pages: pagesOf(machine, connect),
      sshCommand: isSsh ? sshCommand({ loginUser, address }) : null,
      isDesktop,
      sessionCommand: session,
    };
  });
}

/** The first page of one machine, also where it is only to be read (`isReachable`). */
export function siteOf(
  { connect, instances }: Pick<Launch, 'connect' | 'instances'>,
  instanceId: string,
): string | null {
  const machine = instances.find((each) => each.instanceId === instanceId);
  return machine === undefined ? null : (pagesOf(machine, connect)[0] ?? null);
}

/** What a browser is opened with: never a text that came from the screen, and nothing where there is nothing to be reached. */
export function siteToOpen(
  launch: Pick<Launch, 'connect' | 'instances' | 'account'>,
  instanceId: string,
): string | null {
  return isReachable(launch) ? siteOf(launch, instanceId) : null;
}

/** False where the machines only practise, or are not of AWS: their addresses may belong to somebody else. */
export function isReachable({ account }: Pick<Launch, 'account'>): boolean {
  return account.endpoint === null && account.sourceId !== PRACTICE_SOURCE;
}

/**
 * The web ports that were known to be open when the machines were started: without encryption first, as nobody vouches for the
 * certificate of a new machine yet, and a browser warns of it.
 */
export function openWebPorts({ opensHttp, opensHttps, existingGroups }: ConnectFacts): readonly WebPort[] {
  if (existingGroups === null) {
    return WEB_PORTS.filter((port) => (port === PORTS.http ? opensHttp : opensHttps));
  }
  const open = existingGroups.doors.filter(
    ({ others, opening }) => others === undefined && opening !== 'closed' && opening !== 'unknown',
  );
  return WEB_PORTS.filter((port) => open.some((door) => door.port === port));
}

function pagesOf(machine: LaunchedInstance, connect: ConnectFacts): readonly string[] {
  const address = addressOf(machine);
  if (address === null || machine.state !== 'running') return [];
  const host = address.includes(':') ? `[${address}]` : address;
  return openWebPorts(connect).map((port) => `${port === PORTS.http ? 'http' : 'https'}://${host}/`);
}

function addressOf({ publicAddress, goneAt }: LaunchedInstance): string | null {
  return publicAddress !== null && goneAt === null && isMachineAddress(publicAddress) ? publicAddress : null;
}
