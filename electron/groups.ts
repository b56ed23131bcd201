import { createMyAddresses, type OwnAddresses } from './address/my-addresses.ts';
import type { Connections } from './aws/connections.ts';
import { createPatience } from './aws/patience.ts';
import type { FileDialogs } from './custody/vault-services.ts';
import type { HomeLock } from './journal/home-lock.ts';
import type { Probe } from './review/change/change-services.ts';
import { createChanges } from './review/change/create-changes.ts';
import type { OpenReviewer, ReviewAccount, Watch } from './review/reviewer.ts';
import { saveReport } from './review/save-report.ts';
import type { Unfinished } from './unfinished.ts';
import type { AccountChoice, ConnectedAccount } from '../shared/account.ts';
import { succeeded, type Outcome } from '../shared/outcome.ts';
import type { GroupChange } from '../shared/security-group/group-change.ts';
import type { GroupsApi, ReviewProgress } from '../shared/security-group/groups-api.ts';

/** What the services for security groups need of the machine. */
export type GroupsMachine = {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly about: { readonly version: string };
  readonly lock: HomeLock;
  readonly connections: Connections;
  readonly files: FileDialogs;
  /** What quitting has to wait for. */
  readonly unfinished: Unfinished;
  /** Reads and judges: on a thread of its own where the groups may be thousands. */
  readonly reviewer: OpenReviewer;
  /** Which addresses this computer has for the accounts. */
  readonly addresses: OwnAddresses;
  /** Knocks at a machine's door from here. */
  readonly probe: Probe;
  readonly reviewProgressed: (progress: ReviewProgress) => void;
  readonly groupChanged: (change: GroupChange) => void;
};

export type Groups = {
  readonly api: GroupsApi;
  /** Ends what reads; at once, as the program ends. */
  readonly close: () => void;
};

/** All that is done with security groups, behind its part of the contract. */
export function createGroups(machine: GroupsMachine): Groups {
  const { connections, reviewer, reviewProgressed } = machine;
  const addresses = createMyAddresses(machine.addresses);
  const reading = createReading();
  const watch = (signal: AbortSignal): Watch => ({
    signal,
    onProgress: reviewProgressed,
    myAddresses: addresses.recent,
  });
  const by = <Value>(
    choice: AccountChoice,
    ask: (account: ReviewAccount, connected: ConnectedAccount) => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value>> =>
    connections.use(choice, (connection) => {
      const { accountId } = connection.account;
      return ask({ ...connections.resolvedIn(connection, choice.region), accountId }, connection.account);
    });
  const changes = createChanges({
    home: machine.home,
    lock: machine.lock,
    connections,
    patience: createPatience(machine.env),
    unfinished: machine.unfinished,
    changed: machine.groupChanged,
    factsFor: async (choice, groupId) => {
      const facts = await by(choice, (account) => reviewer.facts(account, { groupId }, watch(NEVER)));
      return facts.ok ? facts.value : null;
    },
    myAddresses: addresses.read,
    probe: machine.probe,
    now: Date.now,
  });
  return {
    api: {
      reviewGroups: (choice) =>
        reading.next((signal) => by(choice, (account) => reviewer.review(account, null, watch(signal)))),
      cancelReview: async () => {
        reading.cancel();
        return succeeded(null);
      },
      readGroup: ({ groupId, ...choice }) =>
        by(choice, (account) => reviewer.group(account, { groupId }, watch(NEVER))),
      askReach: ({ ask, ...choice }) => by(choice, (account) => reviewer.reach(account, ask, watch(NEVER))),
      readMyAddresses: async () => succeeded(await addresses.read()),
      saveReport: ({ scope, format, ...choice }) =>
        saveReport(machine, format, () =>
          reading.next((signal) =>
            by(choice, (account, { regions: enabled }) => {
              const regions = scope === 'region' ? [choice.region] : allOf(choice.region, enabled);
              const areAllKnown = scope === 'region' || enabled.length > 0;
              const { version } = machine.about;
              return reviewer.report(
                account,
                { regions, areAllKnown, format, keyportVersion: version },
                watch(signal),
              );
            }),
          ),
        ),
      ...changes,
    },
    close: () => {
      reading.cancel();
      reviewer.close();
    },
  };
}

function allOf(region: string, enabled: readonly string[]): readonly string[] {
  return [...new Set([region, ...enabled])].toSorted();
}

/** For what takes one or two calls: nobody cancels it. */
const NEVER = new AbortController().signal;

/** One long reading at a time: the next one takes the place of the one before. */
function createReading() {
  let current: AbortController | null = null;
  return {
    next: <Value>(read: (signal: AbortSignal) => Promise<Value>): Promise<Value> => {
      current?.abort();
      current = new AbortController();
      return read(current.signal);
    },
    cancel: (): void => current?.abort(),
  };
}
