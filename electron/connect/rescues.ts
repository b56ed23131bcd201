import type { AtMachine } from '../../shared/connect/at-machine.ts';
import { rescueChoice } from '../../shared/connect/rescue.ts';
import { RESCUE_STEPS, type Rescue, type RescueApi } from '../../shared/connect/rescue-api.ts';
import { rescueText } from '../../shared/connect/rescue-text.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { isReachable } from '../../shared/ways-in.ts';
import { readRecord } from '../custody/act-on-key.ts';
import type { ConnectServices } from './connect-services.ts';
import { lendKey } from './lent-key.ts';
import { letNewKeyIn, proveAndNote, type NewKey } from './let-new-key-in.ts';
import { loadKey } from './load-key.ts';
import { machineAt, type MachineAt } from './machine-at.ts';
import { openSession, sessionPage } from './open-session.ts';
import { openTerminal } from './open-terminal.ts';
import { readOtherWays } from './read-other-ways.ts';
import { createRescueBoard, type RescueBoard } from './rescue-board.ts';
import { createLogIn } from './ssh-visit.ts';
import type { Visits } from './visits.ts';

/** Ways in without the key that a machine was started with. `close`: ends what is under way, at once. */
export function createRescues(
  services: ConnectServices,
  visits: Visits,
): { readonly api: RescueApi; readonly close: () => void } {
  const over = new AbortController();
  const logIn = createLogIn(services, over.signal);
  const own = { ...services, logIn };
  const rescues = new Map<string, Rescue>();
  const computer = { platform: process.platform, env: services.env };

  const tell = (rescue: Rescue) => {
    rescues.set(rescue.instanceId, rescue);
    services.rescueChanged(rescue);
  };

  /** One for each machine at a time. */
  const run = async (
    { custodyId, ...at }: AtMachine & { readonly custodyId: string },
    way: Rescue['way'],
    work: (found: MachineAt, key: NewKey, board: RescueBoard) => Promise<Rescue>,
  ): Promise<Outcome<Rescue>> => {
    const found = await machineAt(services.launches, at);
    if (!found.ok) return found;
    if (found.value.launch.plan.image.platform === 'windows') {
      return failed(makeProblem('machine-is-windows'));
    }
    const key = await newKey(services, custodyId);
    if (!key.ok) return key;
    if (rescues.get(at.instanceId)?.state === 'working') return failed(makeProblem('launch-busy'));
    const steps = way === 'lend' ? RESCUE_STEPS : (['prove', 'note'] as const);
    const board = createRescueBoard({ ...at, custodyId, keyName: key.value.name, way }, steps, tell);
    return services.unfinished.track(
      work(found.value, key.value, board).then(succeeded, (error: unknown) => {
        // A bug of ours ends this one, and is seen.
        board.fail(makeProblem('unexpected', { raw: String(error) }), board.rescue().soFar);
        throw error;
      }),
    );
  };

  const ways = (at: AtMachine) => readOtherWays(services, at, computer);
  return {
    api: {
      readOtherWays: ways,
      openByInstanceConnect: async (at) => {
        const opened = await openTerminal(services, visits, at, (found) => lendKey(services, found));
        return opened.ok ? succeeded({ terminal: opened.value.terminal }) : opened;
      },
      openSession: (at) => openSession(services, at),
      openSessionPage: async (at) => {
        const found = await machineAt(services.launches, at);
        if (!found.ok) return found;
        const { launch, machine } = found.value;
        const page = isReachable(launch) ? sessionPage(launch.region, machine.instanceId) : null;
        if (page === null) return failed(makeProblem('machine-not-real'));
        await services.openExternal(page);
        return succeeded(null);
      },
      readRescue: async (at) => {
        const read = await ways(at);
        if (!read.ok) return read;
        const last = rescues.get(at.instanceId) ?? null;
        return succeeded({ ...rescueChoice(read.value), ways: read.value, last });
      },
      letNewKeyIn: (input) => run(input, 'lend', (...work) => letNewKeyIn(own, ...work)),
      proveNewKey: async (input) => {
        // It may have been stopped and started meanwhile, and have another address.
        await services.launches.lookAtLaunches({ launchIds: [input.launchId] });
        return run(input, 'by-hand', (...work) => proveAndNote(own, ...work));
      },
      copyRescueText: async ({ what, custodyId, ...at }) => {
        const found = await machineAt(services.launches, at);
        if (!found.ok) return found;
        const key = custodyId === null ? succeeded(null) : await publicHalf(services, custodyId);
        if (!key.ok) return key;
        const text = rescueText({ ...found.value, key: key.value }, what);
        if (text === null) return failed(makeProblem('key-unknown'));
        await services.copyText(text);
        return succeeded(null);
      },
    },
    close: () => over.abort(),
  };
}

/** Read from the keychain: that it is there is proved before anything is asked of a machine. */
async function newKey(
  { vault }: Pick<ConnectServices, 'vault'>,
  custodyId: string,
): Promise<Outcome<NewKey>> {
  const opened = await vault();
  if (!opened.ok) return opened;
  const record = await readRecord(opened.value, custodyId);
  if (!record.ok) return record;
  const key = await loadKey(opened.value, custodyId);
  if (!key.ok) return key;
  const { keychainAccount } = record.value;
  return succeeded({ ...key.value, custodyId, keychainAccount });
}

async function publicHalf(
  { vault }: Pick<ConnectServices, 'vault'>,
  custodyId: string,
): Promise<Outcome<{ readonly publicKey: string; readonly name: string }>> {
  const opened = await vault();
  if (!opened.ok) return opened;
  const record = await readRecord(opened.value, custodyId);
  if (!record.ok) return record;
  const { publicKey, name } = record.value;
  return publicKey === null ? failed(makeProblem('key-not-finished')) : succeeded({ publicKey, name });
}
