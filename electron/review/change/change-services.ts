import type { AwsClients } from '../../aws/clients.ts';
import type { Connections } from '../../aws/connections.ts';
import type { Patience } from '../../aws/patience.ts';
import type { HomeLock } from '../../journal/home-lock.ts';
import type { Unfinished } from '../../unfinished.ts';
import type { AccountChoice } from '../../../shared/account.ts';
import type { GroupChange, ProbeResult, ProbeTarget } from '../../../shared/security-group/group-change.ts';
import type { MyAddresses } from '../../../shared/security-group/groups-api.ts';
import type { RegionFacts } from '../../../shared/security-group/region-facts.ts';
import type { GroupRule } from '../../../shared/security-group/security-group.ts';
import type { ChangeKeeper } from './change-keeper.ts';

/** What changing groups needs of the machine and of the review. */
export type ChangeServices = {
  readonly home: string;
  readonly lock: HomeLock;
  readonly connections: Connections;
  readonly patience: Patience;
  readonly unfinished: Unfinished;
  readonly changed: (change: GroupChange) => void;
  /** What is known of the region that has to do with this group; null where it was not read. */
  readonly factsFor: (choice: AccountChoice, groupId: string) => Promise<RegionFacts | null>;
  /** The addresses in use here, asked for now. Never fails. */
  readonly myAddresses: () => Promise<MyAddresses>;
  readonly probe: Probe;
  readonly now: () => number;
};

/** One knock at one door, by a new connection. */
export type Probe = (target: ProbeTarget, timeoutMs: number) => Promise<ProbeResult['result']>;

/** What one change, or its undoing, works with. */
export type ChangeRun = Pick<ChangeServices, 'patience' | 'myAddresses' | 'probe' | 'now'> & {
  readonly clients: AwsClients;
  readonly keeper: ChangeKeeper;
  /** Whether the finding that was to be answered is still there with these rules; null where that cannot be said. */
  readonly isStillFound: (rules: readonly GroupRule[]) => Promise<boolean | null>;
};
