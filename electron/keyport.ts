import type { OwnAddresses } from './address/my-addresses.ts';
import type { Accounts } from './aws/accounts.ts';
import { createConnections } from './aws/connections.ts';
import { createDefaultNetwork } from './aws/default-network.ts';
import { readCatalogImages } from './aws/images.ts';
import { readInstanceTypes } from './aws/instance-types.ts';
import { readTakenNames } from './aws/names.ts';
import { readInstanceProfiles } from './aws/instance-profiles.ts';
import { readImage, readOwnImages } from './aws/own-images.ts';
import { createPatience } from './aws/patience.ts';
import { readPermissions } from './aws/permissions.ts';
import { readPrices } from './aws/prices.ts';
import { readZonesSelling } from './aws/sold-in.ts';
import { sweepAgents } from './connect/agent-place.ts';
import { createAgents } from './connect/agents.ts';
import { createConnect, type Connect } from './connect/create-connect.ts';
import type { HeldKeys } from './custody/held-keys.ts';
import type { FileDialogs } from './custody/vault-services.ts';
import type { HomeLock } from './journal/home-lock.ts';
import { createCode } from './code-files.ts';
import { createGroups } from './groups.ts';
import { createKeys } from './keys.ts';
import { keepWhatMachinesNeed } from './keys-in-machines.ts';
import { createLaunches } from './launch/launches.ts';
import { noAddresses, readLaunchGroups } from './launch/read-launch-groups.ts';
import { readNetworkChoice } from './launch/read-network-choice.ts';
import { openPlan, savePlan } from './plan-files.ts';
import { createVaultDoor, type OpenKeychain } from './open-vault.ts';
import type { Probe } from './review/change/change-services.ts';
import { keepRequiredTags, readRequiredTags } from './required-tags.ts';
import { createSizeCatalogs } from './size-catalogs.ts';
import { createOwnAccounts } from './own-accounts.ts';
import type { OpenReviewer } from './review/reviewer.ts';
import type { StartProgram } from './start-program.ts';
import type { Unfinished } from './unfinished.ts';
import type { AccountChoice } from '../shared/account.ts';
import type { About, AccountsApi } from '../shared/api.ts';
import type { AgentSession, Vault } from '../shared/keys/vault.ts';
import type { Launch } from '../shared/launch.ts';
import type { AccessTest } from '../shared/connect/access-test.ts';
import type { GroupChange } from '../shared/security-group/group-change.ts';
import type { ReviewProgress } from '../shared/security-group/groups-api.ts';
import type { Rescue } from '../shared/connect/rescue-api.ts';
import { keyOfMachine } from '../shared/connect/machine-key.ts';
import { LINKS } from '../shared/links.ts';
import { makeProblem } from '../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../shared/outcome.ts';
import { siteToOpen } from '../shared/ways-in.ts';
import { sshCommand } from '../shared/ssh-command.ts';

/** What the services need of the machine; `main.ts` gives Electron's, tests give their own. */
export type Machine = ScreenEvents & {
  readonly env: NodeJS.ProcessEnv;
  /** Where state lives: an absolute path. */
  readonly home: string;
  /** The person's own settings of ssh; null while one practises. */
  readonly sshConfigFile: string | null;
  readonly about: About;
  readonly lock: HomeLock;
  readonly openKeychain: OpenKeychain;
  /** Whether a program of the system prints what the keychain keeps, so that a person can be told the command. */
  readonly hasKeyCommand: boolean;
  readonly accounts: Accounts;
  /** Which addresses this computer has for the accounts. */
  readonly addresses: OwnAddresses;
  readonly files: FileDialogs;
  /** What quitting has to wait for. */
  readonly unfinished: Unfinished;
  /** Reads and judges security groups. */
  readonly reviewer: OpenReviewer;
  /** Knocks at a machine's door from here. */
  readonly probe: Probe;
  readonly lastUsed: () => AccountChoice | null;
  readonly rememberAccount: (choice: AccountChoice) => void;
  readonly copyText: (text: string) => Promise<void>;
  /** What is on the clipboard now. */
  readonly readText: () => Promise<string>;
  readonly openExternal: (url: string) => Promise<void>;
  /** Opens a file of ours with the program that the system has for such files; rejects where there is none. */
  readonly openPath: (file: string) => Promise<void>;
  /** Opens a window of another program. */
  readonly startProgram: StartProgram;
};

/** What the screen is told unasked. */
export type ScreenEvents = {
  readonly launchChanged: (launch: Launch) => void;
  readonly vaultChanged: (vault: Vault) => void;
  readonly reviewProgressed: (progress: ReviewProgress) => void;
  readonly groupChanged: (change: GroupChange) => void;
  readonly rescueChanged: (rescue: Rescue) => void;
  readonly accessTested: (test: AccessTest) => void;
  readonly networkChanged: () => void;
};

export type Keyport = {
  readonly api: AccountsApi;
  /** Whether private keys are nowhere but in memory: ending now would lose them. */
  readonly held: Pick<HeldKeys, 'hasHeld' | 'hasOnlyCopy' | 'store'>;
  /** What quitting has to wait for. */
  readonly unfinished: Pick<Unfinished, 'isEmpty' | 'ended'>;
  /** Whether a launch is being made, changed or removed. */
  readonly isLaunching: () => boolean;
  /** Whether something is under way that a person should see the end of, or that waits for a person. */
  readonly isBusy: () => boolean;
  /** A password that may be on the clipboard still: quitting takes it off. */
  readonly copiedSecret: Connect['copiedSecret'];
  /** Ends what others could still be connected to, and gives the home back; at once, as the program ends. */
  readonly close: () => void;
};

/** Every service of Keyport behind its one contract, without a window. */
export function createKeyport(machine: Machine): Keyport {
  const { env } = machine;
  const { accounts, api: ownAccounts } = createOwnAccounts({
    ...machine,
    openKeychain: async () => {
      const opened = await door.open();
      return opened.ok ? succeeded(opened.value.keychain) : opened;
    },
  });
  const connections = createConnections(accounts);
  const door = createVaultDoor({ ...machine, connections, changed: machine.vaultChanged });
  const agents = createAgents(door.services, { env });
  const {
    isBusy: isLaunching,
    close: closeLaunches,
    withAccount,
    setConnect,
    ...launches
  } = createLaunches({
    ...machine,
    vault: door.open,
    changed: (launch) => {
      machine.launchChanged(launch);
      void connecting.machinesChanged();
    },
    connect: connections.connect,
  });
  const copyFrom = async (
    launchId: string,
    textOf: (launch: Launch) => string | null,
  ): Promise<Outcome<null>> => {
    const launch = await launches.readLaunch({ launchId });
    if (!launch.ok) return launch;
    const text = textOf(launch.value);
    if (text === null) return failed(makeProblem('instance-gone'));
    await machine.copyText(text);
    return succeeded(null);
  };
  const groups = createGroups({
    ...machine,
    connections,
    groupChanged: (change) => {
      machine.groupChanged(change);
      connecting.groupChanged(change);
    },
  });
  const readMyAddresses = async () => {
    const mine = await groups.api.readMyAddresses();
    return mine.ok ? mine.value : noAddresses();
  };
  const connecting = createConnect({
    ...machine,
    tested: machine.accessTested,
    patience: createPatience(env),
    launches: { ...launches, withAccount, setConnect },
    vault: door.open,
    doors: agents.doors,
    groups: groups.api,
    myAddresses: readMyAddresses,
  });
  const catalogs = createSizeCatalogs(machine.home);
  const keys = createKeys(door, agents);
  const api: AccountsApi = {
    ...keys,
    deleteKey: keepWhatMachinesNeed(keys.deleteKey, launches),
    ...groups.api,
    ...launches,
    ...connecting.api,
    savePlan: ({ plan }) => savePlan(machine.files, plan),
    openPlan: () => openPlan(machine.files),
    ...createCode({ ...machine, launches }),
    startUp: async () => {
      await sweepAgents(env).catch(() => []);
      const recovered = await door.recover();
      if (recovered.ok) await connecting.machinesChanged();
      return recovered;
    },
    about: async () => succeeded(machine.about),
    listAccounts: async () => {
      const sources = await accounts.list();
      return sources.ok ? succeeded({ sources: sources.value, lastUsed: machine.lastUsed() }) : sources;
    },
    ...ownAccounts(connections),
    connectAccount: async ({ mfaCode, ...choice }) => {
      if (mfaCode !== undefined) accounts.offerMfaCode?.(choice.sourceId, mfaCode);
      const connected = await connections.connect(choice);
      if (connected.ok) machine.rememberAccount(choice);
      return connected.ok ? succeeded(connected.value.account) : connected;
    },
    readPermissions: (choice) =>
      connections.use(choice, async (connection) => succeeded(await readPermissions(connection, { env }))),
    readImages: (choice) => connections.use(choice, ({ clients }) => readCatalogImages(clients)),
    readImage: (input) =>
      connections.use(input, ({ clients, account }) => readImage(clients, account.accountId, input.imageId)),
    readInstanceProfiles: (choice) => connections.use(choice, ({ clients }) => readInstanceProfiles(clients)),
    readOwnImages: (choice) =>
      connections.use(choice, ({ clients, account }) => readOwnImages(clients, account.accountId)),
    readInstanceTypes: (input) => connections.use(input, ({ clients }) => readInstanceTypes(clients, input)),
    readSizeCatalog: (input) => connections.use(input, (connection) => catalogs.sizes(connection, input)),
    readSizePrices: (input) => connections.use(input, (connection) => catalogs.prices(connection, input)),
    readZonesSelling: (input) =>
      connections.use(input, ({ clients }) => readZonesSelling(clients, input.instanceTypes)),
    readNetwork: (input) => connections.use(input, (connection) => readNetworkChoice(connection, env, input)),
    createDefaultNetwork: (input) =>
      connections.use(input, ({ clients }) =>
        createDefaultNetwork(clients, createPatience(env), input.zoneName),
      ),
    readPrices: (input) =>
      connections.use(input, async ({ clients }) =>
        succeeded(await readPrices(clients, input.region, input.instanceTypes, input.operatingSystem)),
      ),
    readTakenNames: (input) =>
      connections.use(input, ({ clients }) => readTakenNames(clients, input.vpcId ?? null)),
    readLaunchGroups: (input) =>
      connections.use(input, ({ clients }) =>
        readLaunchGroups(clients, createPatience(env), readMyAddresses, input.vpcId ?? null),
      ),
    readMyAddress: machine.addresses.ipv4,
    readRequiredTags: () => readRequiredTags(machine.home),
    setRequiredTags: async ({ tags }) => {
      const opened = await machine.lock.take();
      return opened.ok ? keepRequiredTags(machine.home, tags) : opened;
    },
    probeKeychain: async () => {
      const opened = await door.open();
      if (!opened.ok) return opened;
      const { state, backend, raw } = await opened.value.keychain.probe();
      return succeeded({ state, backend, raw });
    },
    copyConnectText: ({ launchId, instanceId, what }) =>
      copyFrom(launchId, (launch) =>
        connectText(launch, instanceId, what, door.services.board.vault().agents),
      ),
    openSite: async ({ launchId, instanceId }) => {
      const launch = await launches.readLaunch({ launchId });
      if (!launch.ok) return launch;
      const site = siteToOpen(launch.value, instanceId);
      if (site === null) return failed(makeProblem('instance-gone'));
      await machine.openExternal(site);
      return succeeded(null);
    },
    copyLoadKeyCommand: ({ launchId }) => copyFrom(launchId, ({ connect }) => connect.loadKeyCommand),
    openLink: async ({ link }) => {
      await machine.openExternal(LINKS[link]);
      return succeeded(null);
    },
    copyProblemText: async ({ text }) => {
      await machine.copyText(text);
      return succeeded(null);
    },
    openProblemLink: async ({ url }) => {
      await machine.openExternal(url);
      return succeeded(null);
    },
  };
  return {
    api,
    held: door.services.held,
    unfinished: machine.unfinished,
    isLaunching,
    copiedSecret: connecting.copiedSecret,
    isBusy: () =>
      !machine.unfinished.isEmpty() ||
      door.services.held.hasOnlyCopy() ||
      door.services.board.vault().requests.length > 0 ||
      isLaunching(),
    close: () => {
      connecting.close();
      agents.closeAll();
      closeLaunches();
      groups.close();
      machine.lock.release();
    },
  };
}

function connectText(
  launch: Launch,
  instanceId: string,
  what: 'ssh-command' | 'address',
  agents: readonly AgentSession[],
): string | null {
  const { instances, connect } = launch;
  const address = instances.find((instance) => instance.instanceId === instanceId)?.publicAddress ?? null;
  if (address === null || what === 'address') return address;
  const key = keyOfMachine(launch, instanceId);
  const agent = agents.find(({ custodyId }) => custodyId === key.custodyId);
  const login = { loginUser: connect.loginUser, address };
  return sshCommand(agent === undefined ? login : { ...login, identityAgent: agent.socketPath });
}
