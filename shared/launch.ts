import type { ChosenGroup, LaunchPlan } from './launch-plan.ts';
import type { PriceList } from './price.ts';
import type { Problem } from './problem.ts';
import type { LaunchDoor } from './security-group/launch-groups.ts';

/** A launch as the screen shows it: a whole snapshot, sent again on every change. */
export type Launch = {
  readonly launchId: string;
  readonly name: string;
  readonly region: string;
  readonly account: LaunchAccount;
  /** Milliseconds since the epoch, like every time below. */
  readonly startedAt: number;
  readonly plan: LaunchPlan;
  /** What each machine was told to do when it starts for the first time, word for word; null for nothing. */
  readonly startScript: string | null;
  readonly state: LaunchState;
  /** The person has been asked what to do with what was left half done, and wants it left as it is. */
  readonly isLeftAlone: boolean;
  /** What was wanted of its removal when that was begun last; null while it was never to be removed. */
  readonly removal: Removal | null;
  /** One line per thing made, in the order it is made. */
  readonly lines: readonly LaunchLine[];
  /** One for each placement of the plan, in its order. */
  readonly zones: readonly LaunchZone[];
  /** Every machine that this launch has started, ended ones too, as they were when EC2 was last asked. */
  readonly instances: readonly LaunchedInstance[];
  /** What else there is of this launch, by its journal. */
  readonly made: LaunchMade;
  /** When EC2 was last asked what there is, and what kept it from answering since. */
  readonly sight: { readonly at: number | null; readonly problem: Problem | null };
  /** The prices when it was started; null where none could be had. */
  readonly prices: PriceList | null;
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

/** What a person wants of a removal beside that all goes which costs money or lets anybody in. */
export type Removal = { readonly keyPairToo: boolean; readonly snapshotsFirst: boolean };

/**
 * `partly`: something runs and something failed. `unfinished`, `half-removed`: a program ended in the middle of launching, or of
 * removing. `changing`: machines are being stopped, started or ended. Nobody works on a launch but in `working`, `removing` and
 * `changing`.
 */
export const LAUNCH_STATES = [
  'working',
  'running',
  'partly',
  'failed',
  'unfinished',
  'changing',
  'removing',
  'removed',
  'not-removed',
  'half-removed',
] as const;
export type LaunchState = (typeof LAUNCH_STATES)[number];

export type LaunchLine = {
  readonly id: string;
  /**
   * `used-group`: it was there before, and is neither changed nor removed. `checks`: EC2's own two; `door`: the log-in port
   * answers from here. `act`: something the person has asked of a machine later.
   */
  readonly kind:
    | 'key-pair'
    | 'keychain'
    | 'security-group'
    | 'rules'
    | 'used-group'
    | 'instance'
    | 'checks'
    | 'door'
    | 'undo'
    | 'act';
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

/**
 * Where one machine of the plan is to be. `unknown`: it was asked for, and no answer says whether it is there; nothing else may be
 * asked for in its place before that is known. `gone`: it was there, and has ended. `left-out`: the person does without it.
 */
export type LaunchZone = {
  /** `p1`, `p2`, …: stays the same when the machine is moved to another zone. */
  readonly placementId: string;
  readonly zoneName: string;
  readonly zoneId: string;
  readonly subnetId: string;
  readonly instanceType: string;
  readonly state: 'waiting' | 'asked' | 'started' | 'failed' | 'unknown' | 'gone' | 'left-out';
  readonly instanceId: string | null;
  /** Why it failed; null else. */
  readonly problem: Problem | null;
};

export type LaunchedInstance = {
  readonly instanceId: string;
  readonly placementId: string;
  readonly zoneName: string;
  readonly instanceType: string;
  /** EC2's own word: pending, running, stopping, stopped, shutting-down, terminated. */
  readonly state: string;
  /** Why EC2 ended or stopped it; null where it does not say. */
  readonly stateReason: string | null;
  /** What EC2's own checks said when it was last asked; null where it does not run, or did not say. */
  readonly checks: InstanceChecks | null;
  readonly publicAddress: string | null;
  readonly privateAddress: string | null;
  readonly startedAt: number;
  /** When it was first seen to be terminated; null while it is there. */
  readonly goneAt: number | null;
  /** The times in which it ran, as far as they were seen: what it is billed for. `to` is null while it runs. */
  readonly ran: readonly { readonly from: number; readonly to: number | null }[];
  /** Disks that this launch made with it. Size in GiB. */
  readonly volumes: readonly { readonly volumeId: string; readonly sizeGiB: number }[];
};

/** EC2's own two checks of a running machine: of its hardware and network, and of its system. `impaired`: one of them fails. */
export const INSTANCE_CHECKS = ['ok', 'impaired', 'initializing', 'unknown'] as const;
export type InstanceChecks = (typeof INSTANCE_CHECKS)[number];

/** What a launch made beside its machines and is still there. */
export type LaunchMade = {
  readonly keyPair: {
    readonly keyPairId: string;
    readonly name: string;
    readonly fingerprint: string | null;
  } | null;
  /** Its id is null where it was asked for, and EC2 has not said whether it is there. */
  readonly securityGroup: { readonly groupId: string | null; readonly name: string } | null;
  /** Ids of disks that are there although their machine has ended. They cost money until they are deleted. */
  readonly leftVolumes: readonly string[];
  /** Taken before disks were deleted, because the person wanted them kept. They cost money until they are deleted. */
  readonly snapshots: readonly {
    readonly snapshotId: string;
    readonly volumeId: string;
    readonly sizeGiB: number;
  }[];
};

/** Which key logs in to one machine. The fields are those of `ConnectFacts`. */
export type MachineKey = Pick<
  ConnectFacts,
  'keyName' | 'keychainAccount' | 'custodyId' | 'loadKeyCommand'
> & { readonly instanceId: string };

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
  /** Keys that were let in to single machines later, in the place of the one above. */
  readonly machineKeys: readonly MachineKey[];
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
