import { readMyAddress } from './address/my-address.ts';
import { connectAccount, resolveAccount } from './aws/account.ts';
import { listAccountSources } from './aws/account-sources.ts';
import { closeClients, createClients } from './aws/clients.ts';
import { readCatalogImages } from './aws/images.ts';
import { readInstanceTypes } from './aws/instance-types.ts';
import { readTakenNames } from './aws/names.ts';
import { readNetwork } from './aws/network.ts';
import { readPrices } from './aws/prices.ts';
import type { Keychain } from './keychain/keychain.ts';
import { createLaunches, type Connection } from './launch/launches.ts';
import type { Unfinished } from './launch/unfinished.ts';
import type { About, KeyportApi } from '../shared/api.ts';
import type { AccountChoice } from '../shared/account.ts';
import type { Launch } from '../shared/launch.ts';
import { LINKS } from '../shared/links.ts';
import { makeProblem } from '../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../shared/outcome.ts';
import { sshCommand } from '../shared/ssh-command.ts';

/** What the services need of the machine; `main.ts` gives Electron's, tests give their own. */
export type Machine = {
  readonly env: NodeJS.ProcessEnv;
  /** Where state lives: an absolute path. */
  readonly home: string;
  readonly about: About;
  readonly keychain: Keychain;
  /** What quitting has to wait for. */
  readonly unfinished: Unfinished;
  readonly lastUsed: () => AccountChoice | null;
  readonly rememberAccount: (choice: AccountChoice) => void;
  readonly copyText: (text: string) => Promise<void>;
  readonly openExternal: (url: string) => Promise<void>;
  readonly launchChanged: (launch: Launch) => void;
};

/** Every service of Keyport behind its one contract, without a window. */
export function createKeyport(machine: Machine): KeyportApi {
  const { env, keychain } = machine;
  const accounts = createAccounts(env);
  const launches = createLaunches({
    home: machine.home,
    env,
    keychain,
    unfinished: machine.unfinished,
    changed: machine.launchChanged,
    connect: accounts.connect,
  });
  const copyFrom = async (
    launchId: string,
    textOf: (launch: Launch) => string | null,
  ): Promise<Outcome<null>> => {
    const launch = await launches.read(launchId);
    if (!launch.ok) return launch;
    const text = textOf(launch.value);
    if (text === null) return failed(makeProblem('instance-gone'));
    await machine.copyText(text);
    return succeeded(null);
  };
  return {
    about: async () => succeeded(machine.about),
    listAccounts: async () => {
      const sources = await listAccountSources(env);
      return sources.ok ? succeeded({ sources: sources.value, lastUsed: machine.lastUsed() }) : sources;
    },
    connectAccount: async (choice) => {
      const connected = await accounts.connect(choice);
      if (connected.ok) machine.rememberAccount(choice);
      return connected.ok ? succeeded(connected.value.account) : connected;
    },
    readImages: (choice) => accounts.use(choice, ({ clients }) => readCatalogImages(clients)),
    readInstanceTypes: (input) => accounts.use(input, ({ clients }) => readInstanceTypes(clients, input)),
    readNetwork: (input) => accounts.use(input, ({ clients }) => readNetwork(clients, input.instanceType)),
    readPrices: (input) =>
      accounts.use(input, async ({ clients }) =>
        succeeded(await readPrices(clients, input.region, input.instanceTypes)),
      ),
    readTakenNames: (choice) => accounts.use(choice, ({ clients }) => readTakenNames(clients)),
    readMyAddress: () => readMyAddress(env),
    probeKeychain: async () => {
      const { state, backend, raw } = await keychain.probe();
      return succeeded({ state, backend, raw });
    },
    startLaunch: (input) => launches.start(input),
    listLaunches: async () => succeeded(launches.list()),
    readLaunch: ({ launchId }) => launches.read(launchId),
    undoLaunch: (input) => launches.undo(input),
    copyConnectText: ({ launchId, instanceId, what }) =>
      copyFrom(launchId, (launch) => connectText(launch, instanceId, what)),
    copyLoadKeyCommand: ({ launchId }) => copyFrom(launchId, ({ connect }) => connect.loadKeyCommand),
    openLink: async ({ link }) => {
      await machine.openExternal(LINKS[link]);
      return succeeded(null);
    },
  };
}

/** One set of clients for an account and region, so that connections are kept; made anew on every `connect`. */
function createAccounts(env: NodeJS.ProcessEnv): {
  readonly connect: (choice: AccountChoice) => Promise<Outcome<Connection>>;
  readonly use: <Value>(
    choice: AccountChoice,
    read: (connection: Connection) => Promise<Outcome<Value>>,
  ) => Promise<Outcome<Value>>;
} {
  const connections = new Map<string, Connection>();
  const connect = async (choice: AccountChoice): Promise<Outcome<Connection>> => {
    const resolved = await resolveAccount(choice, env);
    if (!resolved.ok) return resolved;
    const clients = createClients(resolved.value);
    const account = await connectAccount(clients, resolved.value);
    if (!account.ok) {
      closeClients(clients);
      return account;
    }
    const connection = { account: account.value, clients };
    connections.set(keyOf(choice), connection);
    return succeeded(connection);
  };
  return {
    connect,
    use: async (choice, read) => {
      const known = connections.get(keyOf(choice));
      const connected = known === undefined ? await connect(choice) : succeeded(known);
      return connected.ok ? read(connected.value) : connected;
    },
  };
}

function keyOf({ sourceId, region }: AccountChoice): string {
  return `${sourceId}\n${region}`;
}

function connectText(
  { instances, connect }: Launch,
  instanceId: string,
  what: 'ssh-command' | 'address',
): string | null {
  const address = instances.find((instance) => instance.instanceId === instanceId)?.publicAddress ?? null;
  if (address === null || what === 'address') return address;
  return sshCommand({ loginUser: connect.loginUser, address });
}
