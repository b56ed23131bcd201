import type { ChosenGroup } from './launch-plan.ts';
import type { Problem } from './problem.ts';
import type { LaunchDoor } from './security-group/launch-groups.ts';

/** A launch as the screen shows it: a whole snapshot, sent again on every change. */
export type Launch = {
  readonly launchId: string;
  readonly name: string;
  readonly region: string;
  readonly account: LaunchAccount;
  readonly state: LaunchState;
  /** One line per thing made, in the order it is made. */
  readonly lines: readonly LaunchLine[];
  readonly instances: readonly LaunchedInstance[];
  /** The first failure; null while all is well. */
  readonly problem: Problem | null;
  readonly connect: ConnectFacts;
};

/** Whose machines these are. `endpoint` is where the calls went when that was not AWS itself. */
export type LaunchAccount = {
  readonly sourceId: string;
  readonly accountId: string;
  readonly endpoint: string | null;
};

/** `partly`: something runs and something failed. `removing` and `removed` follow an undo. */
export type LaunchState =
  'working' | 'running' | 'partly' | 'failed' | 'removing' | 'removed' | 'not-removed';

export type LaunchLine = {
  readonly id: string;
  /** `used-group`: it was there before, and is neither changed nor removed. */
  readonly kind: 'key-pair' | 'keychain' | 'security-group' | 'rules' | 'used-group' | 'instance' | 'undo';
  readonly label: string;
  readonly state: 'waiting' | 'working' | 'done' | 'failed' | 'skipped';
  /** Milliseconds since the epoch. */
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** The AWS id of what was made, as soon as it is known. */
  readonly resourceId: string | null;
  /** A short word on where it stands: "pending", "running". */
  readonly note: string | null;
};

export type LaunchedInstance = {
  readonly instanceId: string;
  readonly zoneName: string;
  readonly state: string;
  readonly publicAddress: string | null;
  readonly privateAddress: string | null;
};

export type ConnectFacts = {
  readonly loginUser: string;
  readonly port: number;
  readonly keyName: string;
  /** The item's name in the keychain; null until the private key is proved to be there. */
  readonly keychainAccount: string | null;
  /** Which key of the vault it is; null as long as that. */
  readonly custodyId: string | null;
  /** What gives the key to a running ssh agent, where there is a command for it. */
  readonly loadKeyCommand: string | null;
  /** Who may log in; null when the plan opened no admin port. */
  readonly adminAddress: string | null;
  readonly opensHttps: boolean;
  readonly opensHttp: boolean;
  /**
   * The groups that were there before this launch, with what they let in when it started; null for a group of its own. Then
   * the three above say nothing.
   */
  readonly existingGroups: {
    readonly groups: readonly ChosenGroup[];
    readonly doors: readonly LaunchDoor[];
  } | null;
};
