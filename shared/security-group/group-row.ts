import { ADDRESS_FAMILIES, type Exposure } from './exposure.ts';
import { DEFAULT_NAME } from './findings/group-state.ts';
import type { GroupFinding, PortSpan } from './group-finding.ts';
import { gradesOf, type ProtocolGrades } from './group-grades.ts';
import { isWider, severityOf } from './levels.ts';
import { isPortProtocol } from './port-classes.ts';
import { joinedSpans } from './port-spans.ts';
import { readRules } from './read-rules.ts';
import { isEveryPort } from './rule-shape.ts';
import type { GroupRow, ReviewedGroup } from './reviewed-group.ts';

/** The group as a line of the table. */
export function rowOf(reviewed: ReviewedGroup): GroupRow {
  const lists = new Map(reviewed.prefixLists.map((list) => [list.prefixListId, list]));
  return rowByGrades(reviewed, gradesOf(readRules(reviewed.group.rules, lists)));
}

/** The same where the group's grades are known already. */
export function rowByGrades(reviewed: ReviewedGroup, grades: readonly ProtocolGrades[]): GroupRow {
  const { region, group, exposure, findings, attached, isShared, launchId } = reviewed;
  const { groupId, name, description, vpcId, ownerId, rules } = group;
  const level = findings[0]?.level ?? null;
  const { machines, others } = attached;
  return {
    region,
    groupId,
    name,
    description,
    vpcId,
    ownerId,
    isShared,
    isDefault: name === DEFAULT_NAME,
    launchId,
    level,
    severity: level === null ? null : severityOf(level),
    counts: countsOf(findings),
    findingIds: [...new Set(findings.map(({ id }) => id))],
    exposure,
    widest: widestOf(grades),
    openPorts: openPortsOf(grades),
    machines: machines === null ? null : new Set(machines.map(({ instanceId }) => instanceId)).size,
    interfaces: machines === null || others === null ? null : machines.length + others.length,
    ruleCount: rules.length,
  };
}

function countsOf(findings: readonly GroupFinding[]): GroupRow['counts'] {
  const counts = { danger: 0, caution: 0, note: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

function widestOf(grades: readonly ProtocolGrades[]): Exposure {
  let widest: Exposure = 'none';
  for (const protocol of grades) {
    for (const family of ADDRESS_FAMILIES) {
      for (const { exposure } of protocol[family]) if (isWider(exposure, widest)) widest = exposure;
    }
  }
  return widest;
}

/** TCP ports as they are, UDP ports with `/udp`; `all` where nothing is closed to everyone. */
function openPortsOf(grades: readonly ProtocolGrades[]): string {
  const open = grades.flatMap(openSpansOf);
  if (open.some(({ protocol }) => protocol === '-1')) return 'all';
  const texts = joinedSpans(open.filter(({ protocol }) => isPortProtocol(protocol))).map(spanText);
  return texts.length > MOST ? `${texts.slice(0, MOST).join(', ')}, …` : texts.join(', ');
}

const MOST = 8;

function openSpansOf({ protocol, ...graded }: ProtocolGrades): readonly PortSpan[] {
  return ADDRESS_FAMILIES.flatMap((family) => graded[family])
    .filter(({ exposure }) => exposure === 'internet')
    .map(({ from, to }) => ({ protocol, from, to }));
}

function spanText({ protocol, from, to }: PortSpan): string {
  const ports = isEveryPort(from, to)
    ? '1-65535'
    : from === to
      ? String(from)
      : `${String(from)}-${String(to)}`;
  return protocol === 'udp' ? `${ports}/udp` : ports;
}
