import type { GroupExposure } from '../group-finding.ts';
import type { ProtocolGrades } from '../group-grades.ts';
import type { ReadRule } from '../read-rules.ts';
import type { ReviewOptions } from '../review-options.ts';
import type { PrefixLists } from '../security-group.ts';

/** What a group is judged by, beside itself. */
export type ReviewContext = {
  readonly options: Pick<ReviewOptions, 'myAddresses' | 'withEgress' | 'planned'>;
  readonly lists: PrefixLists;
  /** Of the group's machines as they are, or as they are planned. */
  readonly exposure: GroupExposure;
  /** Another account owns the group: nothing of it can be changed from here. */
  readonly isShared: boolean;
  /** Whether a CIDR is Amazon's own; null where nobody asks. */
  readonly isAmazons: ((cidr: string) => boolean) | null;
};

/** The same with the group's rules, read once, and what they let in. */
export type Judged = ReviewContext & {
  readonly rules: readonly ReadRule[];
  readonly grades: readonly ProtocolGrades[];
};
