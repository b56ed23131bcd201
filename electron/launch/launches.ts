import path from 'node:path';
import { readCatalogImages } from '../aws/images.ts';
import { readTakenNames } from '../aws/names.ts';
import { readNetwork } from '../aws/network.ts';
import type { Connection } from '../aws/connections.ts';
import { createPatience } from '../aws/patience.ts';
import type { VaultServices } from '../custody/vault-services.ts';
import type { Keychain } from '../keychain/keychain.ts';
import type { KeyportApi } from '../../shared/api.ts';
import type { AccountChoice, ConnectedAccount } from '../../shared/account.ts';
import { checkPlan, obstacles } from '../../shared/check-plan.ts';
import { NO_FACTS, type Facts } from '../../shared/facts.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import type { Launch } from '../../shared/launch.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { adminPortOf } from '../../shared/platform.ts';
import { doorsOfChosen } from '../../shared/security-group/review-for-launch.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import type { AwsClients } from '../aws/clients.ts';
import { refusalFor } from './group-gate.ts';
import { createBoard } from './launch-board.ts';
import { keepRecord } from './launch-record.ts';
import { noAddresses, readLaunchGroups } from './read-launch-groups.ts';
import type { LaunchServices } from './launch-services.ts';
import { runLaunch } from './run-launch.ts';
import { undoLaunch } from './undo-launch.ts';
import type { Unfinished } from '../unfinished.ts';

type LaunchesDeps = {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  /** Opens the home; a launch whose private key could not be kept is refused before AWS is asked. */
  readonly vault: () => Promise<Outcome<VaultServices>>;
  readonly unfinished: Unfinished;
  /** Whether a program of the system prints what the keychain keeps. */
  readonly hasKeyCommand: boolean;
  readonly changed: (launch: Launch) => void;
  readonly connect: (choice: AccountChoice) => Promise<Outcome<Connection>>;
};

export type Launches = {
  readonly start: KeyportApi['startLaunch'];
  readonly list: () => readonly Launch[];
  /** A launch that is still being judged is waited for. */
  readonly read: (launchId: string) => Promise<Outcome<Launch>>;
  readonly undo: KeyportApi['undoLaunch'];
};

/** The launches of this run. A launch is started once per id, however often it is asked for. */
export function createLaunches(deps: LaunchesDeps): Launches {
  const started = new Map<string, Promise<Outcome<LaunchServices>>>();
  const running = new Map<string, LaunchServices>();
  const find = (launchId: string) => running.get(launchId) ?? null;
  return {
    start: async ({ launchId, plan, confirmed }) => {
      const begun = started.get(launchId) ?? begin(deps, launchId, plan, confirmed);
      started.set(launchId, begun);
      const services = await begun;
      if (!services.ok) {
        started.delete(launchId);
        return services;
      }
      if (!running.has(launchId)) {
        running.set(launchId, services.value);
        void runLaunch(services.value, plan);
      }
      return succeeded(services.value.board.launch());
    },
    list: () => [...running.values()].map(({ board }) => board.launch()),
    read: async (launchId) => {
      const begun = await started.get(launchId);
      if (begun?.ok === false) return begun;
      const services = find(launchId);
      return services === null ? failed(makeProblem('launch-unknown')) : succeeded(services.board.launch());
    },
    undo: async ({ launchId, keyPairToo }) => {
      const services = find(launchId);
      if (services === null) return failed(makeProblem('launch-unknown'));
      const { state } = services.board.launch();
      if (state === 'working' || state === 'removing') return failed(makeProblem('launch-busy'));
      void undoLaunch(services, keyPairToo);
      return succeeded(services.board.launch());
    },
  };
}

/** The gate: the account is asked again who it is, the facts are read afresh, and the one judge decides. */
async function begin(
  deps: LaunchesDeps,
  launchId: string,
  plan: LaunchPlan,
  confirmed: readonly string[],
): Promise<Outcome<LaunchServices>> {
  const vault = await deps.vault();
  if (!vault.ok) return vault;
  const connected = await deps.connect(plan.account);
  if (!connected.ok) return connected;
  const { account, clients } = connected.value;
  if (account.accountId !== plan.account.accountId) return failed(makeProblem('account-changed'));
  const facts = await readFacts(deps, vault.value.keychain, clients, account, plan);
  if (!facts.ok) return facts;
  const [obstacle] = obstacles(checkPlan(plan, facts.value), confirmed);
  if (obstacle !== undefined) return failed(refusalFor(obstacle));
  const opened = await openLaunch(deps, vault.value, launchId, plan, connected.value, facts.value);
  return opened.ok ? succeeded({ ...opened.value, confirmed }) : opened;
}

/** What can be judged before anything is created. Prices change no decision here, so they are not asked for. */
async function readFacts(
  { env }: LaunchesDeps,
  keychain: Keychain,
  clients: AwsClients,
  account: ConnectedAccount,
  plan: LaunchPlan,
): Promise<Outcome<Facts>> {
  // Who reaches the machines is judged by the groups' rules of this moment. Whether this computer does keeps nobody from launching.
  const usesGroups = plan.access.kind === 'existing-group';
  const [images, network, names, keychainReport, groups] = await Promise.all([
    readCatalogImages(clients),
    readNetwork(clients, plan.size.name),
    readTakenNames(clients),
    keychain.probe(),
    usesGroups ? readLaunchGroups(clients, createPatience(env), noAddresses) : succeeded(null),
  ]);
  if (keychainReport.problem !== null) return failed(keychainReport.problem);
  if (!images.ok) return images;
  if (!network.ok) return network;
  if (!names.ok) return names;
  if (!groups.ok) return groups;
  return succeeded({
    ...NO_FACTS,
    account,
    images: images.value,
    network: network.value,
    names: names.value,
    groups: groups.value,
    keychain: keychainReport.state,
  });
}

async function openLaunch(
  deps: LaunchesDeps,
  vault: VaultServices,
  launchId: string,
  plan: LaunchPlan,
  { account, clients }: Connection,
  facts: Facts,
): Promise<Outcome<Omit<LaunchServices, 'confirmed'>>> {
  const { sourceId, accountId, region } = plan.account;
  const whose = { sourceId, accountId, endpoint: account.endpoint };
  const board = createBoard(
    { launchId, name: plan.name, region, account: whose, connect: connectFacts(plan, facts) },
    deps.changed,
  );
  const initial = {
    launchId,
    accountId,
    region,
    startedAt: new Date().toISOString(),
    keyPair: null,
    securityGroupId: null,
    instances: [],
  };
  try {
    const record = await keepRecord(path.join(deps.home, 'launches'), initial, (error) =>
      board.fail(diskProblem(error, words.launch.notRecorded)),
    );
    const patience = createPatience(deps.env);
    const { unfinished, hasKeyCommand } = deps;
    return succeeded({ clients, vault, unfinished, hasKeyCommand, patience, record, board });
  } catch (error) {
    return failed(diskProblem(error));
  }
}

function diskProblem(error: unknown, explanation?: string): Problem {
  const raw = error instanceof Error ? error.message : null;
  return makeProblem('disk-failed', explanation === undefined ? { raw } : { raw, explanation });
}

function connectFacts({ image, access, name }: LaunchPlan, { groups }: Facts): Launch['connect'] {
  return {
    loginUser: image.loginUser,
    port: adminPortOf(image.platform),
    keyName: name,
    keychainAccount: null,
    custodyId: null,
    loadKeyCommand: null,
    ...(access.kind === 'new-group'
      ? {
          adminAddress: access.adminAddress,
          opensHttps: access.httpsFromEveryone,
          opensHttp: access.httpFromEveryone,
          existingGroups: null,
        }
      : {
          adminAddress: null,
          opensHttps: false,
          opensHttp: false,
          existingGroups: { groups: access.groups, doors: doorsOfChosen(access, groups) },
        }),
  };
}
