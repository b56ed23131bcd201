import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AwsClients } from '../../electron/aws/clients.ts';
import type { Connections } from '../../electron/aws/connections.ts';
import { createPatience } from '../../electron/aws/patience.ts';
import type { KeyRequest } from '../../electron/custody/custody.ts';
import { createHeldKeys } from '../../electron/custody/held-keys.ts';
import { openKeyJournal } from '../../electron/custody/key-journal.ts';
import { openSentinel } from '../../electron/custody/sentinel.ts';
import { createVaultBoard } from '../../electron/custody/vault-board.ts';
import type { FileDialogs, VaultServices } from '../../electron/custody/vault-services.ts';
import type { Keychain } from '../../electron/keychain/keychain.ts';
import { createUnfinished } from '../../electron/unfinished.ts';
import type { ConnectedAccount } from '../../shared/account.ts';
import type { Vault } from '../../shared/keys/vault.ts';
import { failed, succeeded } from '../../shared/outcome.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { fakeKeychain } from './fake-keychain.ts';

export const ACCOUNT: ConnectedAccount = {
  sourceId: 'environment',
  region: 'eu-central-1',
  sourceName: 'environment',
  accountId: '123456789012',
  arn: 'arn:aws:iam::123456789012:user/test',
  endpoint: null,
  isRoot: false,
  hasLongLivedKey: false,
  regions: ['eu-central-1', 'us-east-1'],
};

/** What secureKey is asked for in this account, where the test says no more. */
export const KEY_REQUEST: KeyRequest = {
  kind: 'aws-makes-it',
  type: 'ed25519',
  name: 'web',
  sourceId: ACCOUNT.sourceId,
  accountId: ACCOUNT.accountId,
  region: ACCOUNT.region,
  endpoint: null,
  launchId: '0c0ffee0-1111-4222-8333-444444444444',
};

type TestVault = VaultServices & {
  /** Every snapshot the screen would have been sent. */
  readonly snapshots: Vault[];
  readonly copied: string[];
  /** What the person answers in the system's dialogs, the first first; null is "cancel". */
  readonly chosen: (string | null)[];
  readonly remove: () => void;
};

type TestVaultOptions = {
  readonly keychain?: Keychain;
  /** The clients of the one account, or none that answers. */
  readonly clients?: Partial<AwsClients>;
  /** Those of another region, where they are others. */
  readonly clientsIn?: (region: string) => Partial<AwsClients>;
  readonly account?: Partial<ConnectedAccount>;
  readonly now?: () => Date;
  /** Given to open the same home again, as a later run does. */
  readonly home?: string;
};

/** The services of a vault in a home of its own, with a keychain in memory and dialogs that are answered beforehand. */
export function openTestVault(options: TestVaultOptions = {}): TestVault {
  const home = options.home ?? fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-vault-'));
  const keychain = options.keychain ?? fakeKeychain();
  const snapshots: Vault[] = [];
  const copied: string[] = [];
  const chosen: (string | null)[] = [];
  const choose: FileDialogs['open'] = async () => chosen.shift() ?? null;
  const files = { open: choose, save: choose };
  const empty: Vault = {
    store: { kind: 'keychain', backend: keychain.backend, state: 'open' },
    keys: [],
    held: [],
    agents: [],
    requests: [],
    isWaiting: false,
  };
  const board = createVaultBoard(empty, (vault) => snapshots.push(vault));
  return {
    home,
    keychain,
    journal: openKeyJournal(home),
    sentinel: openSentinel(home, keychain),
    board,
    held: createHeldKeys({ board, files }),
    connections: connectionsTo(options),
    patience: createPatience({ KEYPORT_PATIENCE: '0.001' }),
    files,
    copyText: async (text) => void copied.push(text),
    unfinished: createUnfinished(),
    inWork: new Set(),
    now: options.now ?? (() => new Date()),
    snapshots,
    copied,
    chosen,
    remove: () => fs.rmSync(home, { recursive: true, force: true }),
  };
}

function connectionsTo({ clients, account, clientsIn }: TestVaultOptions): Connections {
  const connect: Connections['connect'] = async (choice) =>
    clients === undefined
      ? failed(makeProblem('unreachable'))
      : succeeded({ account: { ...ACCOUNT, ...choice, ...account }, clients: clients as AwsClients });
  return {
    connect,
    use: async (choice, read) => {
      const connected = await connect(choice);
      return connected.ok ? read(connected.value) : connected;
    },
    inRegion: (connection, region, read) => read((clientsIn?.(region) ?? connection.clients) as AwsClients),
    forget: () => undefined,
    resolvedIn: () => {
      throw new Error('nobody else calls AWS here');
    },
  };
}
