import { ADDRESS_FAMILIES } from './exposure.ts';
import { LEVELS, type GroupFinding } from './group-finding.ts';
import { gradesOf, type ProtocolGrades } from './group-grades.ts';
import { readRules } from './read-rules.ts';
import type { SecurityGroup } from './security-group.ts';
import { amazonAddressFindings } from './findings/amazon-addresses.ts';
import { duplicateRuleFindings, duplicateRules } from './findings/duplicate-rules.ts';
import { groupStateFindings } from './findings/group-state.ts';
import { httpOnlyFindings } from './findings/http-only.ts';
import { mergeableRuleFindings } from './findings/mergeable-rules.ts';
import { myAddressFindings } from './findings/my-address.ts';
import { openEgressFindings } from './findings/open-egress.ts';
import { openPortFindings } from './findings/open-ports.ts';
import { portRangeFindings } from './findings/port-ranges.ts';
import { prefixListFindings } from './findings/prefix-lists.ts';
import { referenceFindings } from './findings/references.ts';
import type { Judged, ReviewContext } from './findings/review-context.ts';
import { words } from '../words/en.ts';

/**
 * All that the catalogue has to say of one group, the worst first. Pure, and the same in whatever order EC2 tells the rules.
 * 80 and 443, path MTU messages and the outbound rule that AWS sets by itself are never findings.
 */
export function reviewGroup(group: SecurityGroup, context: ReviewContext): readonly GroupFinding[] {
  return judgeGroup(group, context).findings;
}

/** The same with the grades that it is judged by, for those who ask for more than findings. */
export function judgeGroup(
  group: SecurityGroup,
  context: ReviewContext,
): { readonly findings: readonly GroupFinding[]; readonly grades: readonly ProtocolGrades[] } {
  const rules = readRules(group.rules, context.lists);
  const judged: Judged = { ...context, rules, grades: gradesOf(rules) };
  return { findings: findingsOf(group, judged), grades: judged.grades };
}

function findingsOf(group: SecurityGroup, judged: Judged): readonly GroupFinding[] {
  const duplicates = duplicateRules(judged.rules);
  const open = openPortFindings(group, judged);
  const doors = [...open, ...rangesBeside(open, judged), ...httpOnlyFindings(judged)];
  const findings = [
    ...(isAtRest(judged) ? doors.map(withNothingBehind) : doors),
    ...groupStateFindings(group, judged),
    ...duplicateRuleFindings(group, duplicates, judged),
    ...mergeableRuleFindings(duplicates, judged),
    ...referenceFindings(group),
    ...prefixListFindings(group, judged),
    ...myAddressFindings(group, judged),
    ...amazonAddressFindings(group, judged),
    ...openEgressFindings(group, judged),
  ];
  return findings
    .map((finding) => (judged.isShared ? { ...finding, fix: null } : finding))
    .toSorted(worstFirst);
}

/** Who uses a group that is shared by another account, or one that is only planned, was not read. */
function isAtRest({ exposure, isShared, options }: Judged): boolean {
  if (isShared || options.planned !== null) return false;
  return ADDRESS_FAMILIES.every((family) => ['X1', 'X0'].includes(exposure.level[family]));
}

function withNothingBehind(finding: GroupFinding): GroupFinding {
  return { ...finding, sentence: `${finding.sentence} ${words.groupFindings.nothingBehind}` };
}

/** Where every port is open to everyone, nobody wants to hear of a range of them. */
function rangesBeside(open: readonly GroupFinding[], judged: Judged): readonly GroupFinding[] {
  const all = open
    .filter(({ id }) => id === 'SG-ALL')
    .flatMap(({ ports }) => ports.map(({ protocol }) => protocol));
  if (all.includes('-1')) return [];
  return portRangeFindings(judged).filter(
    ({ ports }) => !ports.some(({ protocol }) => all.includes(protocol)),
  );
}

function worstFirst(one: GroupFinding, other: GroupFinding): number {
  const byLevel = LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level);
  if (byLevel !== 0) return byLevel;
  return one.key < other.key ? -1 : 1;
}
