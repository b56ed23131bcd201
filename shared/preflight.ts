import type { PlanTag } from './launch-plan.ts';
import type { Problem } from './problem.ts';
import type { SessionRight } from './session-manager.ts';
import type { WayOut } from './reach/way-out.ts';
import type { ReachVerdict, ReachStep } from './reachability.ts';

/** What was found out about one plan before anything is created. Nothing in it is a "yes" by default. */
export type Preflight = {
  /** Milliseconds since the epoch. */
  readonly readAt: number;
  /** What it was read for: of a plan that differs in one of these, the part that depends on it says nothing. */
  readonly about: {
    readonly accountId: string;
    readonly region: string;
    readonly imageId: string;
    readonly instanceType: string;
    readonly subnetIds: readonly string[];
    readonly access: 'new-group' | 'existing-group';
    /** Missing where nobody logs in through Session Manager. */
    readonly instanceProfile?: string | null | undefined;
    /** Of the groups that are there already. */
    readonly groupIds: readonly string[];
    /** What a new group opens. */
    readonly opens: readonly Opening[];
    readonly key: 'aws-makes-it' | 'made-here';
    readonly rootSizeGiB: number;
    readonly tags: readonly PlanTag[];
  };
  readonly dryRuns: readonly DryRun[];
  readonly quota: VcpuQuota;
  readonly subnets: readonly SubnetReach[];
  /** Whether machines get out of them, where somebody logs in through Session Manager; else missing. */
  readonly waysOut?: readonly WayOut[];
  /** Whether the instance profile of the plan allows Session Manager; missing where nobody logs in through it. */
  readonly session?: SessionRight;
  readonly diskKey: DiskKey;
  readonly accountPlan: 'free' | 'paid' | 'unknown';
};

export type Opening = 'https' | 'http' | 'log-in';

export const DRY_RUN_ACTIONS = [
  'RunInstances',
  'CreateSecurityGroup',
  'AuthorizeSecurityGroupIngress',
  'CreateKeyPair',
  'ImportKeyPair',
] as const;
export type DryRunAction = (typeof DRY_RUN_ACTIONS)[number];

/**
 * One call asked for without carrying it out. `may`: permitted, and its parameters are accepted; capacity and quotas are not looked
 * at by a dry run. `may-not`: not permitted. `refused`: permitted, and EC2 says no to it as it is. `unknown`: no answer.
 */
export type DryRun = {
  readonly action: DryRunAction;
  /** Of RunInstances; null for the others. */
  readonly zoneName: string | null;
  readonly verdict: 'may' | 'may-not' | 'refused' | 'unknown';
  readonly problem: Problem | null;
};

/**
 * What nobody can find out before a launch. `capacity`: whether AWS has such machines left at that moment. `rules`: the right to write
 * the rules of the very group that is made; it can be tried on the network's default group only. `tags`: the right to tag, where that
 * is one of its own. `answers`: whether a machine comes up.
 */
export const NOT_TESTABLE = ['capacity', 'rules', 'tags', 'answers'] as const;

/** vCPUs of On-Demand instances of the size's family, in this region. `inUse`: what runs or starts now. */
export type VcpuQuota =
  | {
      readonly kind: 'known';
      readonly quotaCode: string;
      readonly limit: number;
      readonly inUse: number;
    }
  | { readonly kind: 'unknown'; readonly isForbidden: boolean; readonly raw: string | null };

/** Whether the internet gets to a machine with a public address in this subnet, its groups aside. `no` only on proof. */
export type SubnetReach = {
  readonly subnetId: string;
  readonly zoneName: string;
  readonly verdict: ReachVerdict;
  readonly steps: readonly ReachStep[];
};

/** With which key the account encrypts new disks. Of a customer's own one, missing rights show only after the launch. */
export type DiskKey =
  | { readonly kind: 'aws-managed' }
  | { readonly kind: 'customer-managed'; readonly keyId: string }
  | { readonly kind: 'unknown'; readonly raw: string | null };
