import type { AccountChoice } from '../account.ts';
import type { Outcome } from '../outcome.ts';
import type { ReachAnswer, ReachAsk } from '../reachability.ts';
import type { ChangeAsk, ChangePreview, GroupChange } from './group-change.ts';
import type { RegionPart } from './region-facts.ts';
import type { GroupsReview, ReviewedGroup } from './reviewed-group.ts';

/** What the screen can ask about security groups. Reading changes nothing; only `startChange` and its kin do. */
export type GroupsApi = {
  /**
   * Reads the region and judges every group; the second of two asked at once takes the first one's place. Tells how far it is
   * by `onReviewProgress`. `cancelled` where it was cancelled.
   */
  readonly reviewGroups: (choice: AccountChoice) => Promise<Outcome<GroupsReview>>;
  readonly cancelReview: () => Promise<Outcome<null>>;
  /** One group of the last review of that region, read again now, with its rules' ids. */
  readonly readGroup: (input: InGroup) => Promise<Outcome<ReviewedGroup>>;
  /** Answered from the last review of that region, and the group's rules as they were then. */
  readonly askReach: (input: AccountChoice & { readonly ask: ReachAsk }) => Promise<Outcome<ReachAnswer>>;
  /** The addresses that this computer is seen by, or would send from; null where there is none, or nobody says. */
  readonly readMyAddresses: () => Promise<Outcome<MyAddresses>>;
  /** Reads the group anew and tells what a change would do. DryRun of each call included. */
  readonly previewChange: (
    input: AccountChoice & { readonly ask: ChangeAsk },
  ) => Promise<Outcome<ChangePreview>>;
  /** Answers as soon as it is in the journal; how it goes is told by `onGroupChanged`. */
  readonly startChange: (input: { readonly previewId: string }) => Promise<Outcome<GroupChange>>;
  readonly undoChange: (input: ChangeId) => Promise<Outcome<GroupChange>>;
  /** Goes on where an ended program stopped: after a look at what is there. */
  readonly finishChange: (input: ChangeId) => Promise<Outcome<GroupChange>>;
  /** Leaves all as it is, and asks no more. */
  readonly forgetChange: (input: ChangeId) => Promise<Outcome<readonly GroupChange[]>>;
  /** Every change in the journal, the newest first, also of earlier runs. */
  readonly listChanges: () => Promise<Outcome<readonly GroupChange[]>>;
  /** Deletes a group that this Keyport made, when no interface has it and no rule names it. */
  readonly deleteGroup: (input: InGroup & { readonly typedName: string }) => Promise<Outcome<null>>;
  /** The system's own dialog, then one file; null when nothing was chosen. */
  readonly saveReport: (
    input: AccountChoice & { readonly scope: 'region' | 'all-regions'; readonly format: ReportFormat },
  ) => Promise<Outcome<SavedReport | null>>;
};

type InGroup = AccountChoice & { readonly groupId: string };
type ChangeId = { readonly changeId: string };

export type MyAddresses = { readonly ipv4: string | null; readonly ipv6: string | null };

export const REPORT_FORMATS = ['html', 'csv', 'json', 'sarif'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** `unreadRegions`: said in the report too. */
export type SavedReport = {
  readonly path: string;
  readonly groups: number;
  readonly findings: number;
  readonly unreadRegions: readonly string[];
};

/** How far a reading is. `total` is null while nobody knows. */
export type ReviewProgress = {
  readonly region: string;
  readonly part: RegionPart | 'analysis';
  readonly groupsRead: number;
  readonly partsDone: number;
  readonly partsTotal: number;
  readonly regionsDone: number;
  readonly regionsTotal: number;
};
