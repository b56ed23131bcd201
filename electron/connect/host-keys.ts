import { readConsole } from '../aws/console-output.ts';
import { outcomeOf } from '../aws/problem.ts';
import { problemOfDisk } from '../journal/disk-problem.ts';
import type { AtMachine } from '../../shared/connect/at-machine.ts';
import { areOfOne, hostKeysIn, type HostKey, type HostKeys } from '../../shared/connect/host-keys.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { ConnectServices } from './connect-services.ts';
import { isHostKey, shownKeys } from './host-key.ts';
import {
  keepHostKeys,
  knownHostsFile,
  makeRoomForKeys,
  readKeptKeys,
  type KeptHostKeys,
} from './kept-host-keys.ts';

type Services = Pick<ConnectServices, 'home' | 'launches'>;

/**
 * What is known of who answers at a machine's ssh port. What its console shows is pinned where nothing was known, and where it is
 * what was seen at the first contact; what is pinned stays.
 */
export async function readHostKeys(services: Services, at: AtMachine): Promise<Outcome<HostKeys>> {
  const console = await keysOnConsole(services, at);
  return onDisk(async () => {
    const kept = await readKeptKeys(services.home, at.instanceId);
    const shown = console.ok ? console.value : [];
    const isNews = shown.length > 0 && !kept.isFromConsole;
    if (isNews && (kept.keys.length === 0 || areOfOne(kept.keys, shown))) return pin(services, at, shown);
    return {
      state: stateOf(kept, console),
      kept: shownKeys(kept.keys),
      shown: shownKeys(shown),
      problem: console.ok ? null : console.problem,
    };
  });
}

/** Because the person wants it: whoever answers is believed from now on by what the console shows now. */
export async function pinHostKeys(services: Services, at: AtMachine): Promise<Outcome<HostKeys>> {
  const console = await keysOnConsole(services, at);
  if (!console.ok) return console;
  if (console.value.length === 0) return failed(makeProblem('no-host-keys-shown'));
  return onDisk(() => pin(services, at, console.value));
}

export type KnownHosts = { readonly file: string; readonly hostKeys: 'pinned' | 'first-contact' };

/** What ssh is to be told of a machine. Its console is read only where nothing is kept of it. */
export async function knownHostsOf(services: Services, at: AtMachine): Promise<Outcome<KnownHosts>> {
  const file = knownHostsFile(services.home, at.instanceId);
  return onDisk(async () => {
    const kept = await readKeptKeys(services.home, at.instanceId);
    if (kept.keys.length > 0) return { file, hostKeys: 'pinned' };
    const read = await readHostKeys(services, at);
    if (read.ok && read.value.kept.length > 0) return { file, hostKeys: 'pinned' };
    await makeRoomForKeys(services.home, at.instanceId);
    return { file, hostKeys: 'first-contact' };
  });
}

function stateOf(kept: KeptHostKeys, console: Outcome<readonly HostKey[]>): HostKeys['state'] {
  const own = kept.isFromConsole ? 'pinned' : 'first-contact';
  if (!console.ok) return kept.keys.length === 0 ? 'unknown' : own;
  if (console.value.length === 0 || areOfOne(kept.keys, console.value)) return own;
  return 'console-shows-others';
}

async function pin({ home }: Services, at: AtMachine, keys: readonly HostKey[]): Promise<HostKeys> {
  await keepHostKeys(home, at.instanceId, keys);
  return { state: 'pinned', kept: shownKeys(keys), shown: shownKeys(keys), problem: null };
}

function keysOnConsole(
  { launches }: Services,
  { launchId, instanceId }: AtMachine,
): Promise<Outcome<readonly HostKey[]>> {
  return launches.withAccount(launchId, (_launch, { clients }) =>
    outcomeOf(async () => {
      for (const which of ['kept', 'latest'] as const) {
        const keys = hostKeysIn(await readConsole(clients, instanceId, which)).filter(isHostKey);
        if (keys.length > 0) return keys;
      }
      return [];
    }),
  );
}

async function onDisk<Value>(work: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return succeeded(await work());
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return failed(problemOfDisk(error));
  }
}
