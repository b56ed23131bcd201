import type { GroupFinding } from '../../shared/security-group/group-finding.ts';
import type { GroupRow, ReviewedGroup } from '../../shared/security-group/reviewed-group.ts';

/** The one question that stands before the screen. */
export type GroupsDialog =
  | { readonly is: 'report' }
  | { readonly is: 'fix'; readonly finding: GroupFinding; readonly reviewed: ReviewedGroup }
  | { readonly is: 'delete'; readonly row: GroupRow };
