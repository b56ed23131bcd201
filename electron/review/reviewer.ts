import type { ResolvedAccount } from '../aws/clients.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { ReachAnswer, ReachAsk } from '../../shared/reachability.ts';
import type { MyAddresses, ReportFormat, ReviewProgress } from '../../shared/security-group/groups-api.ts';
import type { RegionFacts } from '../../shared/security-group/region-facts.ts';
import type { GroupsReview, ReviewedGroup } from '../../shared/security-group/reviewed-group.ts';

/**
 * Reads and judges security groups. What was read of a region is kept until it is read again, and everything but `review` and
 * `report` is answered from it: `review-unknown` where there is none. Groups by the thousand stay inside; what comes out is small.
 */
export type Reviewer = {
  readonly review: Ask<null, GroupsReview>;
  /** Read again now, with its rules' ids, and judged with all else as it was. */
  readonly group: Ask<InGroup, ReviewedGroup>;
  readonly reach: Ask<ReachAsk, ReachAnswer>;
  readonly report: Ask<ReportAsk, WrittenReport>;
  /** Of the last reading, what has to do with this group: see `factsOfGroup`. */
  readonly facts: Ask<InGroup, RegionFacts>;
};

/** With what has to be let go of at the end: whoever waits for an answer then is told that it was cancelled. */
export type OpenReviewer = Reviewer & { readonly close: () => void };

/** Every question: by whose account, and in which region (`account.choice`); what; and what is needed on the way. */
export type Ask<Input, Value> = (
  account: ReviewAccount,
  input: Input,
  watch: Watch,
) => Promise<Outcome<Value>>;

export type ReviewAccount = ResolvedAccount & { readonly accountId: string };

export type Watch = {
  /** `cancelled` is answered then, and nothing more is asked of AWS. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReviewProgress) => void;
  readonly myAddresses: () => Promise<MyAddresses>;
};

type InGroup = { readonly groupId: string };

/**
 * In the account's own region, the last reading is used where there is one. `areAllKnown`: no region is missing in the list that
 * was meant to be there.
 */
export type ReportAsk = {
  readonly regions: readonly string[];
  readonly areAllKnown: boolean;
  readonly format: ReportFormat;
  readonly keyportVersion: string;
};

export type WrittenReport = {
  readonly text: string;
  readonly groups: number;
  readonly findings: number;
  readonly unreadRegions: readonly string[];
};
