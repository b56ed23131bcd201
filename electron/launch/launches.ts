import path from 'node:path';
import type { Connection } from '../aws/connections.ts';
import { createPatience } from '../aws/patience.ts';
import { problemFrom } from '../aws/problem.ts';
import { problemOfDisk } from '../custody/custody-record.ts';
import type { VaultServices } from '../custody/vault-services.ts';
import { actsOf, areThere, isBusy, isGone, type LaunchAct } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import type { LaunchesApi, LaunchList } from '../../shared/launches-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { answerZone } from './answer-zone.ts';
import { changeInstances } from './change-instances.ts';
import { endLaunch } from './end-launch.ts';
import { finishLaunch } from './finish-launch.ts';
import { judgeLaunch } from './judge-launch.ts';
import { createBoard } from './launch-board.ts';
import type { LaunchesDeps, LaunchServices } from './launch-services.ts';
import { lookAtLaunch } from './look-at-launch.ts';
import { newRecord } from './new-record.ts';
import { readPreflight } from './preflight/read-preflight.ts';
import { openLaunchJournal } from './record/launch-journal.ts';
import { keepLaunch, type LaunchKeeper } from './record/keep-launch.ts';
import type { LaunchRecord } from './record/launch-record.ts';
import { launchFrom, type LaunchWork } from './record/launch-view.ts';
import { runLaunch } from './run-launch.ts';
import { saveLaunchRecord } from './save-launch-record.ts';
import { undoLaunch } from './undo-launch.ts';
import { watchLaunch } from './watch-launch.ts';
import { readZoneOffers } from './zone-offers.ts';

export type Launches = LaunchesApi & {
  /** Whether somebody works on one of them now. */
  readonly isBusy: () => boolean;
  /** Ends what only watches; at once, as the program ends. */
  readonly close: () => void;
};

type Work = Exclude<LaunchWork, null>;
type UnderWay = { readonly keeper: LaunchKeeper; readonly work: Work };

/**
 * All launches of one home: what the journal says of each, and what this program does to them. One work for each at a time. A launch
 * is started once per id, however often it is asked for.
 */
export function createLaunches(deps: LaunchesDeps): Launches {
  const journal = openLaunchJournal(deps.home);
  const started = new Map<string, Promise<Outcome<Launch>>>();
  const underWay = new Map<string, UnderWay>();
  const taken = new Set<string>();
  const ending = new AbortController();
  const patience = createPatience(deps.env);
  const now = Date.now;

  const tell = (record: LaunchRecord) =>
    deps.changed(launchFrom(record, underWay.get(record.launchId)?.work ?? null));

  const keep = (record: LaunchRecord): LaunchKeeper => {
    const keeper = keepLaunch(journal, record, {
      changed: tell,
      notWritten: (error) => {
        const problem = { ...problemOfDisk(error), explanation: words.launch.notRecorded };
        keeper.show((current) => ({ ...current, problem: current.problem ?? problem }));
      },
    });
    return keeper;
  };

  const servicesOf = (
    vault: VaultServices,
    { clients }: Connection,
    record: LaunchKeeper,
    work: LaunchWork,
  ): LaunchServices => ({
    ...deps,
    clients,
    vault,
    patience,
    record,
    board: createBoard(record, work, now),
    now,
  });

  /** Writes the record as it is to start, and goes on by itself. */
  const begin = async (
    record: LaunchRecord,
    work: Work,
    open: { readonly vault: VaultServices; readonly connection: Connection },
    job: (services: LaunchServices) => Promise<void>,
  ): Promise<Outcome<Launch>> => {
    try {
      await journal.write(record);
    } catch (error) {
      return failed(problemOfDisk(error));
    }
    const keeper = keep(record);
    underWay.set(record.launchId, { keeper, work });
    const services = servicesOf(open.vault, open.connection, keeper, work);
    const done = async () => {
      await job(services).catch((error: unknown) => services.board.fail(problemFrom(error)));
      underWay.delete(record.launchId);
      await keeper.change((current) => current);
      if (work === 'launching' && record.aim === 'launch') void watchLaunch(services, ending.signal);
    };
    void done();
    tell(record);
    return succeeded(launchFrom(record, work));
  };

  /** One at a time for each launch; its account is asked who it is before anything is done in it. */
  const alone = async <Value>(
    launchId: string,
    job: (
      record: LaunchRecord,
      open: { readonly vault: VaultServices; readonly connection: Connection },
    ) => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value>> => {
    if (taken.has(launchId)) return failed(makeProblem('launch-busy'));
    taken.add(launchId);
    try {
      const found = await find(launchId);
      if (!found.ok) return found;
      if (underWay.has(launchId)) return failed(makeProblem('launch-busy'));
      const vault = await deps.vault();
      if (!vault.ok) return vault;
      const connection = await connectionFor(found.value);
      return connection.ok
        ? await job(found.value, { vault: vault.value, connection: connection.value })
        : connection;
    } finally {
      taken.delete(launchId);
    }
  };

  /** In another account nothing of this launch is to be seen, which is not the same as gone. */
  const connectionFor = async ({ plan, endpoint }: LaunchRecord): Promise<Outcome<Connection>> => {
    const connected = await deps.connect(plan.account);
    if (!connected.ok) return connected;
    const { account } = connected.value;
    if (account.accountId === plan.account.accountId && account.endpoint === endpoint) return connected;
    const explanation = words.launch.otherAccount(plan.account.accountId, account.accountId);
    return failed(makeProblem('account-changed', { explanation, actions: ['retry', 'choose-account'] }));
  };

  const readRecords = async () => {
    const vault = await deps.vault();
    if (!vault.ok) return vault;
    try {
      const { records, damaged } = await journal.list();
      return succeeded({
        records: records
          .map((record) => underWay.get(record.launchId)?.keeper.current() ?? record)
          .filter(({ isForgotten }) => !isForgotten),
        damaged,
      });
    } catch (error) {
      return failed(problemOfDisk(error));
    }
  };

  const find = async (launchId: string): Promise<Outcome<LaunchRecord>> => {
    const read = await readRecords();
    if (!read.ok) return read;
    const record = read.value.records.find((each) => each.launchId === launchId);
    return record === undefined ? failed(makeProblem('launch-unknown')) : succeeded(record);
  };

  const shown = (record: LaunchRecord): Launch =>
    launchFrom(record, underWay.get(record.launchId)?.work ?? null);

  const list = async (): Promise<Outcome<LaunchList>> => {
    const read = await readRecords();
    if (!read.ok) return read;
    return succeeded({
      launches: read.value.records.map(shown),
      damaged: read.value.damaged.map(({ file, text }) => ({
        file,
        launchId: UUID.exec(path.basename(file))?.[0] ?? null,
        ids: [...new Set(text.match(AWS_ID))],
      })),
    });
  };

  const start = async (input: Parameters<LaunchesApi['startLaunch']>[0]): Promise<Outcome<Launch>> => {
    const { launchId, plan, confirmed } = input;
    const vault = await deps.vault();
    if (!vault.ok) return vault;
    const earlier = await find(launchId);
    if (earlier.ok) return succeeded(shown(earlier.value));
    if (earlier.problem.code !== 'launch-unknown') return earlier;
    const connected = await deps.connect(plan.account);
    if (!connected.ok) return connected;
    const { account } = connected.value;
    if (account.accountId !== plan.account.accountId) return failed(makeProblem('account-changed'));
    const { keychain } = vault.value;
    const facts = await judgeLaunch(deps.env, keychain, connected.value, plan, confirmed);
    if (!facts.ok) return facts;
    const record = newRecord(input, account, facts.value, now());
    return begin(record, 'launching', { vault: vault.value, connection: connected.value }, runLaunch);
  };

  /** As `act` allows it for the launch as it is. */
  const again = (
    launchId: string,
    act: LaunchAct,
    next: (record: LaunchRecord) => {
      readonly record: LaunchRecord;
      readonly work: Work;
      readonly job: (services: LaunchServices) => Promise<void>;
    },
  ): Promise<Outcome<Launch>> =>
    alone(launchId, async (record, open) => {
      if (!actsOf(shown(record)).includes(act)) return failed(makeProblem('launch-busy'));
      const { record: first, work, job } = next(record);
      return begin({ ...first, problem: null }, work, open, job);
    });

  /** Looks by itself where nobody works on it. */
  const look = async (launchId: string): Promise<void> => {
    const looked = await alone(launchId, async (record, open) => {
      const keeper = keep(record);
      await lookAtLaunch(servicesOf(open.vault, open.connection, keeper, null));
      await keeper.change((current) => ({ ...current, sight: { at: now(), problem: null } }));
      return succeeded(null);
    });
    if (looked.ok || looked.problem.code === 'launch-busy') return;
    const record = await find(launchId);
    if (!record.ok || underWay.has(launchId)) return;
    const { problem } = looked;
    await keep(record.value).change((current) => ({ ...current, sight: { ...current.sight, problem } }));
  };

  const change = (launchId: string, asked: Parameters<typeof changeInstances>[1]): Promise<Outcome<Launch>> =>
    alone(launchId, async (record, open) => {
      const known = new Set(areThere(shown(record)).map(({ instanceId }) => instanceId));
      if (!asked.instanceIds.every((id) => known.has(id))) return failed(makeProblem('instance-gone'));
      return begin({ ...record, problem: null }, 'changing', open, (services) =>
        changeInstances(services, asked),
      );
    });

  return {
    preflight: async ({ plan }) => {
      const connected = await deps.connect(plan.account);
      if (!connected.ok) return connected;
      return succeeded(await readPreflight(connected.value, plan));
    },
    startLaunch: async (input) => {
      const begun = started.get(input.launchId) ?? start(input);
      started.set(input.launchId, begun);
      const launch = await begun;
      started.delete(input.launchId);
      return launch;
    },
    listLaunches: list,
    readLaunch: async ({ launchId }) => {
      const begun = await started.get(launchId);
      if (begun?.ok === false) return begun;
      const found = await find(launchId);
      return found.ok ? succeeded(shown(found.value)) : found;
    },
    lookAtLaunches: async ({ launchIds }) => {
      const listed = await list();
      if (!listed.ok) return listed;
      const wanted = listed.value.launches.filter(
        (launch) =>
          (launchIds === null || launchIds.includes(launch.launchId)) && !isBusy(launch) && !isGone(launch),
      );
      await Promise.all(wanted.map(({ launchId }) => look(launchId)));
      return list();
    },
    finishLaunch: ({ launchId }) => again(launchId, 'finish', finishLaunch),
    leaveLaunch: async ({ launchId }) => {
      const found = await find(launchId);
      if (!found.ok) return found;
      if (!actsOf(shown(found.value)).includes('leave')) return failed(makeProblem('launch-busy'));
      const keeper = keep(found.value);
      const isWritten = await keeper.change((record) => ({ ...record, isLeftAlone: true }));
      return isWritten ? succeeded(shown(keeper.current())) : failed(makeProblem('disk-failed'));
    },
    readZoneOffers: ({ launchId, placementId }) =>
      alone(launchId, (record, { connection }) => readZoneOffers(connection, patience, record, placementId)),
    answerZone: ({ launchId, placementId, answer }) =>
      alone(launchId, async (record, open) => {
        const next = await answerZone(open.connection, patience, record, placementId, answer);
        if (!next.ok) return next;
        if (answer.kind === 'leave-out') {
          const keeper = keep({ ...next.value, problem: null });
          await endLaunch({ record: keeper, now });
          return succeeded(shown(keeper.current()));
        }
        return begin({ ...next.value, problem: null }, 'launching', open, runLaunch);
      }),
    undoLaunch: ({ launchId, keyPairToo, snapshotsFirst }) =>
      again(launchId, 'undo', (record) => ({
        record: { ...record, aim: 'undo', ended: null, undo: { keyPairToo, snapshotsFirst } },
        work: 'removing',
        job: undoLaunch,
      })),
    changeInstances: ({ launchId, ...asked }) => change(launchId, asked),
    stopEverything: async () => {
      const listed = await list();
      if (!listed.ok) return listed;
      await Promise.all(
        listed.value.launches.map(async (launch) => {
          const instanceIds = areThere(launch)
            .filter(({ state }) => state === 'running' || state === 'pending')
            .map(({ instanceId }) => instanceId);
          if (instanceIds.length === 0 || isBusy(launch)) return;
          const { launchId } = launch;
          const asked = await change(launchId, { instanceIds, act: 'stop', snapshotsFirst: false });
          if (asked.ok) return;
          const { problem } = asked;
          const record = await find(launchId);
          if (record.ok && !underWay.has(launchId))
            await keep(record.value).change((current) => ({
              ...current,
              sight: { ...current.sight, problem },
            }));
        }),
      );
      return list();
    },
    forgetLaunch: async ({ launchId }) => {
      const found = await find(launchId);
      if (!found.ok) return found;
      const launch = shown(found.value);
      if (isBusy(launch)) return failed(makeProblem('launch-busy'));
      if (!isGone(launch)) return failed(makeProblem('launch-not-gone'));
      const isWritten = await keep(found.value).change((record) => ({ ...record, isForgotten: true }));
      return isWritten ? list() : failed(makeProblem('disk-failed'));
    },
    saveLaunchRecord: async ({ launchId, format }) => {
      const found = await find(launchId);
      return found.ok ? saveLaunchRecord(deps.files, shown(found.value), format) : found;
    },
    isBusy: () => started.size > 0 || underWay.size > 0,
    close: () => ending.abort(),
  };
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const AWS_ID = /\b(i|sg|key|vol|snap)-[0-9a-f]{8,17}\b/g;
