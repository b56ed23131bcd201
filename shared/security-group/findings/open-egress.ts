import { ADDRESS_FAMILIES } from '../exposure.ts';
import { gradedPorts } from '../grade.ts';
import type { GroupFinding } from '../group-finding.ts';
import { familyName, listed } from '../ports-in-words.ts';
import type { SecurityGroup } from '../security-group.ts';
import { words } from '../../words/en.ts';
import { groupFinding } from './make-group-finding.ts';
import type { Judged } from './review-context.ts';

/** SG-EGRESS: everything may go out to everywhere, as AWS has it by itself. Only where somebody asks. */
export function openEgressFindings(
  { rules }: SecurityGroup,
  { options, lists }: Judged,
): readonly GroupFinding[] {
  if (!options.withEgress) return [];
  const outbound = rules.map((rule) => ({ ...rule, isEgress: !rule.isEgress }));
  const graded = ADDRESS_FAMILIES.flatMap((family) =>
    gradedPorts(outbound, '-1', family, lists).map((span) => ({ family, ...span })),
  ).filter(({ exposure }) => exposure === 'internet');
  if (graded.length === 0) return [];
  const families = graded.map(({ family }) => family);
  return [
    groupFinding('SG-EGRESS', {
      level: 'info',
      families,
      sentence: words.groupFindings.egress(listed(families.map(familyName))),
      rules: graded.flatMap((span) => span.rules),
    }),
  ];
}
