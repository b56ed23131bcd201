import { atMost } from '../at-most.ts';
import { aheadOfAws } from '../aws/ahead-of-aws.ts';
import type { Connection } from '../aws/connections.ts';
import { createPatience } from '../aws/patience.ts';
import { outcomeOf } from '../aws/problem.ts';
import type { VaultServices } from '../custody/vault-services.ts';
import { actsOf, areThere, isBusy, isGone, type LaunchAct } from '../../shared/launch-acts.ts';
import type { ConnectFacts, Launch } from '../../shared/launch.ts';
import type { LaunchesApi, LaunchList } from '../../shared/launches-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { answerZone } from './answer-zone.ts';
import { changeInstances, type AskedAct } from './change-instances.ts';
import { endAnew } from './end-launch.ts';
import { finishOf } from './finish-launch.ts';
import { judgeLaunch } from './judge-launch.ts';
import { createBoard } from './launch-board.ts';
import type { LaunchesDeps, LaunchServices } from './launch-services.ts';
import { readLaunchCode } from './read-launch-code.ts';
import { openLaunchShelf, type Begun } from './launch-shelf.ts';
import { lookAtLaunch } from './look-at-launch.ts';
import { askedOf } from './lost-instances.ts';
import { newRecord } from './new-record.ts';
import { readPreflight } from './preflight/read-preflight.ts';
import type { LaunchKeeper } from './record/keep-launch.ts';
import type { LaunchRecord } from './record/launch-record.ts';
import type { LaunchWork } from './record/launch-view.ts';
import { runLaunch } from './run-launch.ts';
import { saveLaunchRecord } from './save-launch-record.ts';
import { askChecks } from './see-checks.ts';
import { undoLaunch } from './undo-launch.ts';
import { watchLaunch } from './watch-launch.ts';
import { readZoneOffers } from './zone-offers.ts';

export type Launches = LaunchesApi & {
  /**
   * By the credentials of the launch's own account, asked for now. Beside whatever is done to it: what is given may only be read, or
   * changed in AWS. `account-changed` where these are no longer its credentials.
   */
  readonly withAccount: <Value>(
    launchId: string,
    use: (launch: Launch, connection: Connection) => Promise<Outcome<Value>>,
  ) => Promise<Outcome<Value>>;
  /** How one logs in is not what it was: on the disk when it succeeds, and told. `launch-busy` while somebody works on it. */
  readonly setConnect: (
    launchId: string,
    next: (facts: ConnectFacts) => ConnectFacts,
  ) => Promise<Outcome<Launch>>;
  /** Whether somebody works on one of them now. */
  readonly isBusy: () => boolean;
  /** Ends what only watches; at once, as the program ends. */
  readonly close: () => void;
};

/** More at once would only be told to slow down. */
const MOST_LOOKS = 5;

type Open = { readonly vault: VaultServices; readonly connection: Connection };
type Job = (services: LaunchServices) => Promise<void>;

/**
 * What can be asked of the launches of one home. One work for each at a time. A launch is started once per id, however often it is
 * asked for; nothing is done in an account before it has said that it is the launch's.
 */
export function createLaunches(deps: LaunchesDeps): Launches {
  let latest: Connection | null = null;
  const aheadMs = () => (latest === null ? 0 : aheadOfAws(latest.clients));
  // The rules about what is old enough ask AWS's clock: this computer's may have been set right, or wrong, meanwhile.
  const now = () => Date.now() - aheadMs();
  const shelf = openLaunchShelf({ ...deps, open: deps.vault, aheadMs });
  const judged = new Map<string, Promise<Outcome<Launch>>>();
  const patience = createPatience(deps.env);

  const servicesOf = (
    record: LaunchKeeper,
    { vault, connection }: Open,
    work: LaunchWork,
  ): LaunchServices => ({
    ...deps,
    clients: connection.clients,
    vault,
    patience,
    record,
    board: createBoard(record, work, now),
    now,
  });

  const begin = (
    keeper: LaunchKeeper,
    open: Open,
    work: Begun['work'],
    job: Job,
    first: Begun['first'] = (record) => record,
  ): Promise<Outcome<Launch>> => {
    const services = servicesOf(keeper, open, work);
    return shelf.begin(keeper, {
      work,
      first: (record) => ({ ...first(record), problem: null }),
      job: () => job(services),
      ...(work === 'launching' ? { watch: (signal: AbortSignal) => watchLaunch(services, signal) } : {}),
    });
  };

  const inAccount = <Value>(
    launchId: string,
    job: (keeper: LaunchKeeper, open: Open) => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value>> =>
    shelf.alone(launchId, async (keeper) => {
      const opened = await openFor(keeper.current());
      return opened.ok ? job(keeper, opened.value) : opened;
    });

  const openFor = async (record: LaunchRecord): Promise<Outcome<Open>> => {
    const vault = await deps.vault();
    if (!vault.ok) return vault;
    const connection = await connectFor(deps, record);
    if (!connection.ok) return connection;
    latest = connection.value;
    return succeeded({ vault: vault.value, connection: connection.value });
  };

  const start = async (input: Parameters<LaunchesApi['startLaunch']>[0]): Promise<Outcome<Launch>> => {
    const { launchId, plan, confirmed } = input;
    const vault = await deps.vault();
    if (!vault.ok) return vault;
    const earlier = await shelf.find(launchId);
    if (earlier.ok) return succeeded(shelf.shown(earlier.value));
    if (earlier.problem.code !== 'launch-unknown') return earlier;
    const connected = await deps.connect(plan.account);
    if (!connected.ok) return connected;
    latest = connected.value;
    const { account } = connected.value;
    if (account.accountId !== plan.account.accountId) return failed(makeProblem('account-changed'));
    const facts = await judgeLaunch(deps, vault.value.keychain, connected.value, plan, confirmed);
    if (!facts.ok) return facts;
    const keeper = await shelf.add(newRecord(input, account, facts.value, now()));
    const open = { vault: vault.value, connection: connected.value };
    return keeper.ok ? begin(keeper.value, open, 'launching', runLaunch) : keeper;
  };

  /** Where `act` is on offer for the launch as it is. */
  const again = (
    launchId: string,
    act: LaunchAct,
    next: (record: LaunchRecord) => Pick<Begun, 'work' | 'first'> & { readonly job: Job },
  ): Promise<Outcome<Launch>> =>
    inAccount(launchId, async (keeper, open) => {
      if (!actsOf(shelf.shown(keeper)).includes(act)) return failed(makeProblem('launch-busy'));
      const { work, first, job } = next(keeper.current());
      return begin(keeper, open, work, job, first);
    });

  /** Looks where nobody works on it; what kept EC2 from answering stands in its sight. */
  const look = async (launchId: string): Promise<void> => {
    const looked = await shelf.look(launchId, async (keeper, signal) => {
      const opened = await openFor(keeper.current());
      if (!opened.ok) return opened;
      const open = opened.value;
      const lost = askedOf(keeper.current()).length;
      const services = servicesOf(keeper, open, null);
      const outcome = await outcomeOf(() => lookAtLaunch(services, signal));
      if (!outcome.ok || signal.aborted) return outcome;
      await askChecks(services, signal);
      if (signal.aborted) return outcome;
      const { aim, ended } = keeper.current();
      const isKnownNow = askedOf(keeper.current()).length < lost;
      if (isKnownNow && aim === 'launch' && ended !== null) await endAnew({ record: keeper, now });
      await keeper.change((record) => ({ ...record, sight: { at: now(), problem: null } }));
      return outcome;
    });
    if (!looked.ok) await noteSight(launchId, looked.problem);
  };

  const noteSight = async (launchId: string, problem: Problem): Promise<void> => {
    if (problem.code === 'launch-busy') return;
    await shelf.alone(launchId, async (keeper) => {
      await keeper.change((record) => ({ ...record, sight: { ...record.sight, problem } }));
      return succeeded(null);
    });
  };

  const lookAtAll = async (launchIds: readonly string[] | null): Promise<Outcome<LaunchList>> => {
    const listed = await shelf.list();
    if (!listed.ok) return listed;
    const isAsked = ({ launchId }: Launch) => launchIds === null || launchIds.includes(launchId);
    const wanted = listed.value.launches.filter((launch) => isAsked(launch) && !isGone(launch));
    await atMost(MOST_LOOKS, wanted, ({ launchId }) => look(launchId));
    return shelf.list();
  };

  const change = (launchId: string, asked: AskedAct): Promise<Outcome<Launch>> =>
    inAccount(launchId, async (keeper, open) => {
      const known = new Set(areThere(shelf.shown(keeper)).map(({ instanceId }) => instanceId));
      if (!asked.instanceIds.every((id) => known.has(id))) return failed(makeProblem('instance-gone'));
      return begin(keeper, open, 'changing', (services) => changeInstances(services, asked));
    });

  const stop = async (launch: Launch): Promise<void> => {
    const instanceIds = areThere(launch)
      .filter(({ state }) => state === 'running' || state === 'pending')
      .map(({ instanceId }) => instanceId);
    if (instanceIds.length === 0) return;
    const { launchId } = launch;
    const stopped = await change(launchId, { instanceIds, act: 'stop', snapshotsFirst: false });
    if (!stopped.ok) await noteSight(launchId, stopped.problem);
  };

  /** On the disk, and nothing else. */
  const note = (
    launchId: string,
    refusal: (launch: Launch) => Problem | null,
    next: (record: LaunchRecord) => LaunchRecord,
  ): Promise<Outcome<Launch>> =>
    shelf.alone(launchId, async (keeper) => {
      const problem = refusal(shelf.shown(keeper));
      if (problem !== null) return failed(problem);
      return (await writeDown(keeper, next))
        ? succeeded(shelf.shown(keeper))
        : failed(makeProblem('disk-failed'));
    });

  return {
    preflight: async ({ plan }) => {
      const connected = await deps.connect(plan.account);
      return connected.ok ? succeeded(await readPreflight(connected.value, plan)) : connected;
    },
    startLaunch: async (input) => {
      const begun = judged.get(input.launchId) ?? start(input);
      judged.set(input.launchId, begun);
      try {
        return await begun;
      } finally {
        judged.delete(input.launchId);
      }
    },
    listLaunches: shelf.list,
    readLaunch: async ({ launchId }) => {
      const begun = await judged.get(launchId);
      if (begun?.ok === false) return begun;
      const keeper = await shelf.find(launchId);
      return keeper.ok ? succeeded(shelf.shown(keeper.value)) : keeper;
    },
    lookAtLaunches: ({ launchIds }) => lookAtAll(launchIds),
    finishLaunch: ({ launchId }) => again(launchId, 'finish', finishOf),
    leaveLaunch: ({ launchId }) =>
      note(
        launchId,
        (launch) => (actsOf(launch).includes('leave') ? null : makeProblem('launch-busy')),
        (record) => ({ ...record, isLeftAlone: true }),
      ),
    readZoneOffers: ({ launchId, placementId }) =>
      inAccount(launchId, (keeper, { connection }) =>
        readZoneOffers(connection, patience, keeper.current(), placementId),
      ),
    answerZone: ({ launchId, placementId, answer }) =>
      inAccount(launchId, async (keeper, open) => {
        const next = await answerZone(open.connection, patience, keeper.current(), placementId, answer);
        if (!next.ok) return next;
        if (answer.kind !== 'leave-out') return begin(keeper, open, 'launching', runLaunch, next.value);
        // What a program left half done goes on being that.
        const isOver = keeper.current().ended !== null;
        if (!(await writeDown(keeper, next.value))) return failed(makeProblem('disk-failed'));
        if (isOver) await endAnew({ record: keeper, now });
        return succeeded(shelf.shown(keeper));
      }),
    undoLaunch: ({ launchId, keyPairToo, snapshotsFirst }) =>
      again(launchId, 'undo', () => ({
        work: 'removing',
        first: (record) => ({ ...record, aim: 'undo', ended: null, undo: { keyPairToo, snapshotsFirst } }),
        job: undoLaunch,
      })),
    changeInstances: ({ launchId, ...asked }) => change(launchId, asked),
    stopEverything: async () => {
      // Somebody may have started a machine elsewhere.
      const looked = await lookAtAll(null);
      if (!looked.ok) return looked;
      await Promise.all(looked.value.launches.filter((launch) => !isBusy(launch)).map(stop));
      return shelf.list();
    },
    forgetLaunch: async ({ launchId }) => {
      const forgotten = await note(
        launchId,
        (launch) => (isGone(launch) ? null : makeProblem('launch-not-gone')),
        (record) => ({ ...record, isForgotten: true }),
      );
      return forgotten.ok ? shelf.list() : forgotten;
    },
    readLaunchCode: async ({ launchId }) => {
      const keeper = await shelf.find(launchId);
      if (!keeper.ok) return keeper;
      const record = keeper.value.current();
      const connection = await connectFor(deps, record);
      if (!connection.ok) return connection;
      const code = await outcomeOf(() => readLaunchCode(connection.value, record));
      return code.ok ? code.value : code;
    },
    saveLaunchRecord: async ({ launchId, format }) => {
      const keeper = await shelf.find(launchId);
      return keeper.ok ? saveLaunchRecord(deps.files, shelf.shown(keeper.value), format) : keeper;
    },
    withAccount: async (launchId, use) => {
      const keeper = await shelf.find(launchId);
      if (!keeper.ok) return keeper;
      const connection = await connectFor(deps, keeper.value.current());
      return connection.ok ? use(shelf.shown(keeper.value), connection.value) : connection;
    },
    setConnect: (launchId, next) =>
      note(
        launchId,
        () => null,
        (record) => ({ ...record, connect: next(record.connect) }),
      ),
    isBusy: () => judged.size > 0 || shelf.isBusy(),
    close: shelf.close,
  };
}

/** What a person has decided stands in the record, or nowhere: what the next start would not know is not shown either. */
async function writeDown(
  keeper: LaunchKeeper,
  next: (record: LaunchRecord) => LaunchRecord,
): Promise<boolean> {
  const before = keeper.current();
  if (await keeper.change(next)) return true;
  keeper.show(() => before);
  return false;
}

/** In another account nothing of a launch is to be seen, which is not the same as gone. */
async function connectFor(
  { connect }: LaunchesDeps,
  { plan, endpoint }: LaunchRecord,
): Promise<Outcome<Connection>> {
  const connected = await connect(plan.account);
  if (!connected.ok) return connected;
  const { account } = connected.value;
  if (account.accountId === plan.account.accountId && account.endpoint === endpoint) return connected;
  const explanation = words.launch.otherAccount(plan.account.accountId, account.accountId);
  return failed(makeProblem('account-changed', { explanation, actions: ['retry', 'choose-account'] }));
}
