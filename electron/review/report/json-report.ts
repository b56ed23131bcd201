import type { GroupFinding } from '../../../shared/security-group/group-finding.ts';
import type { ReviewedGroup } from '../../../shared/security-group/reviewed-group.ts';
import { ruleInWords } from '../../../shared/security-group/rule-in-words.ts';
import type { ReportInput } from './build-report.ts';
import { countFindings, groupsInOrder, listsOf, type ReportedGroup } from './report-order.ts';
import { safeJson } from './safe-text.ts';

/** The report for programs. `docs/review.md` says what each field means; `formatVersion` changes when one of them does. */
export function jsonReport(input: ReportInput): string {
  const groups = groupsInOrder(input);
  return safeJson({
    format: 'keyport-review',
    formatVersion: 1,
    madeAt: new Date(input.madeAt).toISOString(),
    keyportVersion: input.keyportVersion,
    accountId: input.accountId === '' ? null : input.accountId,
    savedFrom: input.savedFrom ?? null,
    summary: {
      groups: groups.length,
      groupsWithoutFindings: groups.filter(({ findings }) => findings.length === 0).length,
      findings: countFindings(groups.map(({ reviewed }) => reviewed)),
      worst: groups[0]?.findings[0]?.level ?? null,
    },
    unreadRegions: input.unreadRegions.map(({ region, why, raw = null }) => ({ region, why, raw })),
    regions: input.regions.map(({ region, readAt, unread }) => ({
      region,
      readAt: new Date(readAt).toISOString(),
      unread: unread.map(({ part, isForbidden, raw }) => ({ part, isForbidden, raw })),
    })),
    groups: groups.map(groupFacts),
  });
}

function groupFacts({ reviewed, findings }: ReportedGroup) {
  const { group, exposure, attached } = reviewed;
  const lists = listsOf(reviewed);
  return {
    region: reviewed.region,
    groupId: group.groupId,
    name: group.name,
    description: group.description,
    ownerId: group.ownerId,
    isShared: reviewed.isShared,
    vpcId: group.vpcId,
    tags: group.tags,
    exposure: { ...exposure.level, isKnown: exposure.isKnown },
    attached: {
      machines: attached.machines,
      others: attached.others,
      launchTemplates: attached.launchTemplates,
      referencedBy: reviewed.referencedBy,
    },
    findings: findings.map((finding) => findingFacts(finding, reviewed)),
    rules: group.rules.map((rule) => ({ ...rule, words: ruleInWords(rule, lists) })),
  };
}

function findingFacts(finding: GroupFinding, { group }: ReviewedGroup) {
  const { key, id, level, severity, families, ports, sentence, why, advice, notes, rules, fix } = finding;
  return {
    key,
    id,
    level,
    severity,
    families,
    ports,
    sentence,
    why,
    advice,
    notes,
    rules,
    ruleIds: rules.flatMap((place) => group.rules[place]?.ruleId ?? []),
    fix,
  };
}
