import { createPatience, type Patience } from '../aws/patience.ts';
import { readPasswordData } from '../aws/password-data.ts';
import { outcomeOf } from '../aws/problem.ts';
import type { AtMachine } from '../../shared/connect/at-machine.ts';
import {
  PASSWORD_COPY_S,
  PASSWORD_WITHIN_MINUTES,
  type DesktopApi,
} from '../../shared/connect/desktop-api.ts';
import { keyOfMachine } from '../../shared/connect/machine-key.ts';
import { catalogEntry } from '../../shared/image-catalog.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import type { ConnectServices } from './connect-services.ts';
import { loadKey, type LoadedKey } from './load-key.ts';
import type { MachineAt } from './machine-at.ts';
import { createSecretCopy, type SecretCopy } from './secret-copy.ts';
import { windowsMachineAt } from './windows-machine.ts';
import { readPassword } from './windows-password.ts';

const said = words.connectDesktop;

export type WindowsPasswords = {
  readonly api: Pick<DesktopApi, 'copyWindowsPassword' | 'cancelWindowsPassword'>;
  readonly copiedSecret: Pick<SecretCopy, 'isThere' | 'clear'>;
  /** Ends every wait, at once. */
  readonly close: () => void;
};

/** Passwords of Windows machines: from EC2, by the key in the vault, to the clipboard. They go nowhere else. */
export function createWindowsPasswords(
  services: ConnectServices,
  patienceFor: (signal: AbortSignal) => Patience = (signal) => createPatience(services.env, { signal }),
): WindowsPasswords {
  const waits = new Map<string, AbortController>();
  const copies = createSecretCopy({ ...services, pause: services.patience.pause }, PASSWORD_COPY_S * 1000);

  const copy = async (at: AtMachine, signal: AbortSignal): Promise<Outcome<'copied' | 'ready'>> => {
    const found = await windowsMachineAt(services.launches, at);
    if (!found.ok) return found;
    // Whatever is wrong with the key is said before anybody waits for it.
    const key = await keyFor(services, found.value);
    if (!key.ok) return key;
    const waited = await passwordData(services, patienceFor(signal), found.value, signal);
    if (!waited.ok) return waited;
    const { data, hasWaited } = waited.value;
    const loaded = hasWaited ? await keyFor(services, found.value) : key;
    if (!loaded.ok) return loaded;
    const read = readPassword(data, loaded.value.privateKey);
    if (read.kind !== 'ok') return failed(makeProblem(PROBLEMS[read.kind]));
    try {
      if (signal.aborted) return failed(makeProblem('cancelled'));
      if (hasWaited) return succeeded('ready');
      await copies.copy(read.password.toString('latin1'));
      return succeeded('copied');
    } catch {
      // Nothing of what was thrown is shown: it may quote what was to be copied.
      return failed(makeProblem('clipboard-failed'));
    } finally {
      read.password.fill(0);
    }
  };

  return {
    api: {
      copyWindowsPassword: async (at) => {
        waits.get(at.instanceId)?.abort();
        const waiting = new AbortController();
        waits.set(at.instanceId, waiting);
        try {
          const outcome = await copy(at, waiting.signal);
          return waiting.signal.aborted && !outcome.ok ? failed(makeProblem('cancelled')) : outcome;
        } finally {
          if (waits.get(at.instanceId) === waiting) waits.delete(at.instanceId);
        }
      },
      cancelWindowsPassword: async ({ instanceId }) => {
        waits.get(instanceId)?.abort();
        return succeeded(null);
      },
    },
    copiedSecret: copies,
    close: () => {
      for (const waiting of waits.values()) waiting.abort();
      void copies.clear();
    },
  };
}

const PROBLEMS = {
  'wrong-key': 'password-other-key',
  'not-rsa': 'password-needs-rsa',
  garbage: 'password-unreadable',
} as const;

async function keyFor(
  { vault }: Pick<ConnectServices, 'vault'>,
  { launch, machine }: MachineAt,
): Promise<Outcome<LoadedKey>> {
  const { custodyId } = keyOfMachine(launch, machine.instanceId);
  if (custodyId === null) return failed(makeProblem('machine-has-no-key', { explanation: said.noKey }));
  const opened = await vault();
  if (!opened.ok) return opened;
  const key = await loadKey(opened.value, custodyId);
  if (!key.ok) return key;
  const isRsa = key.value.privateKey.asymmetricKeyType === 'rsa';
  return isRsa ? key : failed(makeProblem('password-needs-rsa'));
}

/** While there is none, EC2 is asked about the machine itself at every sixth look: about twice a minute. */
const LOOKS_PER_STATE = 6;

type Waited = { readonly data: string; readonly hasWaited: boolean };

/** Asks until EC2 has it, or has had its time, or nothing more is to be expected. */
async function passwordData(
  { launches }: Pick<ConnectServices, 'launches'>,
  patience: Patience,
  { launch, machine }: MachineAt,
  signal: AbortSignal,
): Promise<Outcome<Waited>> {
  const { launchId } = launch;
  const { instanceId } = machine;
  return launches.withAccount(launchId, async (_launch, { clients }) => {
    let data = '';
    let looks = 0;
    let standing: Outcome<unknown> = succeeded(null);
    const polled = await outcomeOf(() =>
      patience.poll(async () => {
        data = await readPasswordData(clients, instanceId, signal);
        if (data !== '') return true;
        if (looks % LOOKS_PER_STATE === 0)
          standing = await stillStarts({ launches }, { launchId, instanceId });
        looks += 1;
        return !standing.ok;
      }, timeLeft(machine.startedAt)),
    );
    if (!polled.ok) return polled;
    if (data !== '') return succeeded({ data, hasWaited: looks > 0 });
    if (!standing.ok) return standing;
    const isOurs = catalogEntry(launch.plan.image.catalogId) !== undefined;
    return failed(makeProblem(isOurs ? 'password-not-ready' : 'password-not-set', { retryable: true }));
  });
}

/** A machine that is stopped, or gone, makes no password. */
async function stillStarts(
  { launches }: Pick<ConnectServices, 'launches'>,
  at: AtMachine,
): Promise<Outcome<unknown>> {
  await launches.lookAtLaunches({ launchIds: [at.launchId] });
  const found = await windowsMachineAt(launches, at);
  if (!found.ok) return found;
  const { state } = found.value.machine;
  if (state === 'shutting-down' || state === 'terminated') return failed(makeProblem('instance-gone'));
  const isStopped = state === 'stopping' || state === 'stopped';
  return isStopped ? failed(makeProblem('machine-not-running', { explanation: said.stopped })) : found;
}

const MINUTE_MS = 60_000;
/** A machine that has run for long may have been stopped before its password was made. */
const LEAST_WAIT_MS = 2 * MINUTE_MS;

function timeLeft(startedAt: number): number {
  const most = PASSWORD_WITHIN_MINUTES.most * MINUTE_MS;
  return Math.min(most, Math.max(LEAST_WAIT_MS, startedAt + most - Date.now()));
}
