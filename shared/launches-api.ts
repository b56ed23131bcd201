import type { FleetAsCode } from './as-code/fleet-as-code.ts';
import type { Launch } from './launch.ts';
import type { LaunchPlan, Placement } from './launch-plan.ts';
import type { Outcome } from './outcome.ts';
import type { Preflight } from './preflight.ts';
import type { FleetPrice } from './price.ts';

/**
 * The part of the contract that is about launches. What takes longer than a call or two answers as soon as it stands in the journal,
 * and tells the rest by `onLaunchChanged`. Nothing is ever created or ended but by one of these calls. Problems of all that name a
 * launch: `launch-unknown`, `launch-busy`; of all that ask AWS also `account-changed`, where these are no longer the credentials of
 * the launch's account.
 */
export type LaunchesApi = {
  /**
   * All that can be known of a plan before anything is created: dry runs of its calls, quotas, whether its subnets are really public.
   * Creates nothing. What cannot be found out is an answer (`unknown`), not a problem.
   */
  readonly preflight: (input: { readonly plan: LaunchPlan }) => Promise<Outcome<Preflight>>;
  /**
   * Starts a launch, or answers with the one already started under this id: two clicks are one launch.
   * `confirmed` names the dangers the person has typed a confirmation for, as `confirmationOf` does.
   */
  readonly startLaunch: (input: {
    readonly launchId: string;
    readonly plan: LaunchPlan;
    readonly confirmed: readonly string[];
  }) => Promise<Outcome<Launch>>;
  /** All launches of this home that were not forgotten, the oldest first, as the journal knows them. Asks nobody. */
  readonly listLaunches: () => Promise<Outcome<LaunchList>>;
  readonly readLaunch: (input: { readonly launchId: string }) => Promise<Outcome<Launch>>;
  /**
   * Asks EC2 what there is of these launches now (null: of all). Also looks for machines whose answer was lost. Creates and ends
   * nothing. An account that cannot be asked is said in each launch's `sight`.
   */
  readonly lookAtLaunches: (input: {
    readonly launchIds: readonly string[] | null;
  }) => Promise<Outcome<LaunchList>>;
  /** Goes on with a launch, or a removal, that was left half done: makes what is missing and nothing twice. */
  readonly finishLaunch: (input: { readonly launchId: string }) => Promise<Outcome<Launch>>;
  /** It is not offered again at each start. What is there stays, and goes on being listed. */
  readonly leaveLaunch: (input: { readonly launchId: string }) => Promise<Outcome<Launch>>;
  /** Where else, and as what else, the machine of a failed placement could be started. Read now. */
  readonly readZoneOffers: (input: {
    readonly launchId: string;
    readonly placementId: string;
  }) => Promise<Outcome<ZoneOffers>>;
  /** For a placement that failed or is gone: never for one that is there or may be there (`launch-busy`). */
  readonly answerZone: (input: {
    readonly launchId: string;
    readonly placementId: string;
    readonly answer: ZoneAnswer;
  }) => Promise<Outcome<Launch>>;
  /**
   * Removes what the journal says this launch made, and nothing else: machines, disks of theirs that are left, the group, and, if
   * asked, the key pair in AWS. The private key stays in the keychain. `snapshotsFirst`: a disk that could not be copied keeps its
   * machine from being ended.
   */
  readonly undoLaunch: (input: {
    readonly launchId: string;
    readonly keyPairToo: boolean;
    readonly snapshotsFirst: boolean;
  }) => Promise<Outcome<Launch>>;
  /** One call for each machine. Only machines of this launch's journal. `unprotect` allows a machine to be ended. */
  readonly changeInstances: (input: {
    readonly launchId: string;
    readonly instanceIds: readonly string[];
    readonly act: InstanceAct;
    /** Before `terminate`: as in `undoLaunch`. */
    readonly snapshotsFirst: boolean;
  }) => Promise<Outcome<Launch>>;
  /** Stops every machine of every launch that runs. Those whose account cannot be asked are said in their `sight`. */
  readonly stopEverything: () => Promise<Outcome<LaunchList>>;
  /** Takes a launch off the list of which nothing is left; its journal is kept. `launch-not-gone` where something may be there. */
  readonly forgetLaunch: (input: { readonly launchId: string }) => Promise<Outcome<LaunchList>>;
  /** As other tools are told of it: what it made, with the rules of its group as AWS shows them now. `launch-is-gone` where nothing is left. */
  readonly readLaunchCode: (input: { readonly launchId: string }) => Promise<Outcome<FleetAsCode>>;
  /** Asks where to, and writes all that a person needs to know of it. Null where they chose nowhere; else the path. */
  readonly saveLaunchRecord: (input: {
    readonly launchId: string;
    readonly format: RecordFormat;
  }) => Promise<Outcome<string | null>>;
};

export type LaunchList = {
  readonly launches: readonly Launch[];
  /** Files of the journal that say nothing any more. What they stood for may still be there. */
  readonly damaged: readonly DamagedLaunch[];
};

export type DamagedLaunch = {
  readonly file: string;
  /** By the file's name; null where that says nothing. It is in the tag `keyport:launch-id` of all that was made. */
  readonly launchId: string | null;
  /** Ids of things in AWS that can still be read in it. */
  readonly ids: readonly string[];
};

export const INSTANCE_ACTS = ['stop', 'start', 'terminate', 'unprotect'] as const;
export type InstanceAct = (typeof INSTANCE_ACTS)[number];

export const RECORD_FORMATS = ['markdown', 'json'] as const;
export type RecordFormat = (typeof RECORD_FORMATS)[number];

/** What becomes of a placement that failed. */
export type ZoneAnswer =
  | { readonly kind: 'again' }
  | { readonly kind: 'zone'; readonly placement: Placement }
  | { readonly kind: 'type'; readonly instanceType: string }
  | { readonly kind: 'leave-out' };

export type ZoneOffers = {
  /** Zones that offer the size and have room, those without a machine of this launch first. */
  readonly zones: readonly (Placement & { readonly hasMachine: boolean })[];
  /** Sizes like the planned one that AWS offers in the placement's own zone, the most alike first. */
  readonly types: readonly OfferedType[];
  /** What the machine that is missing would cost, as `OfferedType` says it: the same here and in each of the zones. */
  readonly price: FleetPrice | null;
};

export type OfferedType = {
  readonly name: string;
  readonly vcpus: number;
  readonly memoryMiB: number;
  readonly isFreeTierEligible: boolean;
  readonly isBurstable: boolean;
  /** USD, of the machine alone; null = price unknown. */
  readonly perHour: number | null;
  /** Of one machine with its disk and its public address, which is how the price of a launch is counted. Null = price unknown. */
  readonly price: FleetPrice | null;
};
