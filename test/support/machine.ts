import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { publicAddresses } from '../../electron/address/my-addresses.ts';
import { accountsOf } from '../../electron/aws/accounts.ts';
import { createHomeLock } from '../../electron/journal/home-lock.ts';
import { createKeyport } from '../../electron/keyport.ts';
import type { Keychain } from '../../electron/keychain/keychain.ts';
import { createModes, type Modes } from '../../electron/modes.ts';
import { openPracticeMode } from '../../electron/practice-mode.ts';
import { createReviewThread } from '../../electron/review/review-thread.ts';
import { serveConnection } from '../../electron/way-out/serve-connection.ts';
import { createWayOut } from '../../electron/way-out/way-out.ts';
import type { ProgramStart } from '../../electron/start-program.ts';
import { createUnfinished } from '../../electron/unfinished.ts';
import type { AccountChoice } from '../../shared/account.ts';
import type { AccountsApi } from '../../shared/api.ts';
import type { Rescue } from '../../shared/connect/rescue-api.ts';
import type { Vault } from '../../shared/keys/vault.ts';
import type { Launch } from '../../shared/launch.ts';
import { completePlan, type LaunchPlan } from '../../shared/launch-plan.ts';
import { NO_FACTS, type Facts } from '../../shared/facts.ts';
import { FIRST_TEMPLATE, type TemplateId } from '../../shared/plan-templates.ts';
import { emptyDraft, preAnswer } from '../../shared/pre-answer.ts';
import type { AccessTest } from '../../shared/connect/access-test.ts';
import type { GroupChange } from '../../shared/security-group/group-change.ts';
import type { ReviewProgress } from '../../shared/security-group/groups-api.ts';
import { valueOf } from './aws-clients.ts';
import { startReviewWorker } from './start-review-worker.ts';

export const HERE: AccountChoice = { sourceId: 'environment', region: 'us-east-1' };

/** All of Keyport without a window, and what it did to the machine around it. */
export type TestMachine = Modes & {
  readonly home: string;
  readonly copied: string[];
  readonly opened: string[];
  /** What would have opened a window. */
  readonly started: ProgramStart[];
  readonly launches: Launch[];
  /** Every snapshot of the vault that the screen was sent. */
  readonly vaults: Vault[];
  /** How far each reading of security groups said it was. */
  readonly progressed: ReviewProgress[];
  /** Every snapshot of a change of a group that the screen was sent. */
  readonly groupChanges: GroupChange[];
  /** Every snapshot of a key on its way into a machine. */
  readonly rescues: Rescue[];
  /** Every step of every test of the way to a machine. */
  readonly tested: AccessTest[];
  /** Resolves with the change once it is in one of these states. */
  readonly groupChanged: (
    changeId: string,
    ...states: readonly GroupChange['state'][]
  ) => Promise<GroupChange>;
  /** What the person answers in the system's dialogs, the first first; null is "cancel". */
  readonly chosen: (string | null)[];
  /** Resolves with the launch once it is in one of these states. */
  readonly ended: (launchId: string, ...states: readonly Launch['state'][]) => Promise<Launch>;
  /** Resolves with the first snapshot of the vault of which this is true. */
  readonly showed: (isIt: (vault: Vault) => boolean) => Promise<Vault>;
  readonly remove: () => void;
};

export function openMachine(
  env: NodeJS.ProcessEnv,
  keychain: Keychain,
  /** Given to open the same home again, as a later run does. */
  options: { readonly home?: string } = {},
): TestMachine {
  const home = options.home ?? fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-home-'));
  const copied: string[] = [];
  const opened: string[] = [];
  const started: ProgramStart[] = [];
  const launches: Launch[] = [];
  const watchers = new Set<() => void>();
  let lastUsed: AccountChoice | null = null;
  const vaults: Vault[] = [];
  const progressed: ReviewProgress[] = [];
  const groupChanges: GroupChange[] = [];
  const rescues: Rescue[] = [];
  const tested: AccessTest[] = [];
  const chosen: (string | null)[] = [];
  const choose = async () => chosen.shift() ?? null;
  /** Looks now and after each change, until there is something to see. */
  const seen = <Value>(find: () => Value | null) =>
    new Promise<Value>((resolve) => {
      const look = () => {
        const value = find();
        if (value === null) return;
        watchers.delete(look);
        resolve(value);
      };
      watchers.add(look);
      look();
    });
  const ownEnv = { KEYPORT_PATIENCE: '0.01', ...env };
  const shared = {
    env: ownEnv,
    home,
    about: {
      version: '0.0.0',
      electron: 'none',
      chrome: 'none',
      node: process.versions.node,
      isStandIn: false,
    },
    files: { open: choose, save: choose },
    copyText: async (text: string) => void copied.push(text),
    readText: async () => copied.at(-1) ?? '',
    openExternal: async (url: string) => void opened.push(url),
  };
  const modes = createModes({
    connection: serveConnection(createWayOut({ home, env: {}, askSystem: null }), shared.files),
    openReal: (events) =>
      createKeyport({
        ...shared,
        // Never the developer's own.
        sshConfigFile: path.join(home, 'of-the-person', '.ssh', 'config'),
        lock: createHomeLock(home, 'a test'),
        openKeychain: () => keychain,
        hasKeyCommand: process.platform === 'linux',
        accounts: accountsOf(ownEnv),
        addresses: publicAddresses(ownEnv),
        unfinished: createUnfinished(),
        reviewer: createReviewThread(startReviewWorker, ownEnv),
        // The emulators' machines have the addresses of strangers.
        probe: async () => 'not-tried',
        startProgram: async (program) => void started.push(program),
        openPath: async (file) => void opened.push(file),
        lastUsed: () => lastUsed,
        rememberAccount: (choice) => {
          lastUsed = choice;
        },
        ...events,
      }),
    openPractice: (events) => openPracticeMode({ ...shared, events }),
    events: {
      launchChanged: (launch) => {
        launches.push(launch);
        for (const look of watchers) look();
      },
      vaultChanged: (vault) => {
        vaults.push(vault);
        for (const look of watchers) look();
      },
      reviewProgressed: (progress) => void progressed.push(progress),
      rescueChanged: (rescue) => void rescues.push(rescue),
      accessTested: (test) => void tested.push(test),
      networkChanged: () => undefined,
      groupChanged: (change) => {
        groupChanges.push(change);
        for (const look of watchers) look();
      },
    },
  });
  return {
    ...modes,
    chosen,
    vaults,
    home,
    copied,
    opened,
    started,
    launches,
    ended: (launchId, ...states) =>
      seen(() => {
        const last = launches.findLast((launch) => launch.launchId === launchId);
        return last !== undefined && states.includes(last.state) ? last : null;
      }),
    progressed,
    groupChanges,
    rescues,
    tested,
    groupChanged: (changeId, ...states) =>
      seen(() => {
        const last = groupChanges.findLast((change) => change.changeId === changeId);
        return last !== undefined && states.includes(last.state) ? last : null;
      }),
    showed: (isIt) => seen(() => vaults.find(isIt) ?? null),
    remove: () => {
      modes.close();
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

/** What Next-Next-Next gives: the facts read through the contract, every question pre-answered. */
async function readFacts(api: AccountsApi, choice: AccountChoice, from: TemplateId): Promise<Facts> {
  const account = valueOf(await api.connectAccount(choice));
  const images = valueOf(await api.readImages(choice));
  const architecture = images[0]?.architecture ?? 'x86_64';
  const instanceTypes = valueOf(await api.readInstanceTypes({ ...choice, architecture, which: 'free-tier' }));
  const prices = valueOf(
    await api.readPrices({ ...choice, instanceTypes: instanceTypes.map(({ name }) => name) }),
  );
  const names = valueOf(await api.readTakenNames(choice));
  const facts = { ...NO_FACTS, account, images, instanceTypes, prices, names };
  const size = preAnswer(emptyDraft(), facts, from).size;
  const network = valueOf(await api.readNetwork({ ...choice, instanceType: size?.name ?? '' }));
  const { state: keychain } = valueOf(await api.probeKeychain());
  return { ...facts, network, keychain };
}

export async function defaultPlan(
  api: AccountsApi,
  choice: AccountChoice = HERE,
  from: TemplateId = FIRST_TEMPLATE,
): Promise<LaunchPlan> {
  const plan = completePlan(preAnswer(emptyDraft(), await readFacts(api, choice, from), from));
  if (plan === null) throw new Error('the defaults make no plan');
  return plan;
}
