import type { GroupFinding, Level, PortSpan } from '../group-finding.ts';
import type { ProtocolGrades } from '../group-grades.ts';
import { isAdminPort, isPortProtocol, riskyPortsIn } from '../port-classes.ts';
import { listed } from '../ports-in-words.ts';
import { listInWords, portsOfRule } from '../rule-in-words.ts';
import { isWebOnly } from '../rule-shape.ts';
import type { GroupRule, PrefixList, SecurityGroup } from '../security-group.ts';
import { words } from '../../words/en.ts';
import { groupFinding } from './make-group-finding.ts';
import type { Judged } from './review-context.ts';

/** SG-PLIST by itself: a list that nobody here can read, or that somebody else can widen at any time. */
export function prefixListFindings(group: SecurityGroup, judged: Judged): readonly GroupFinding[] {
  const named = group.rules.flatMap((rule, place) =>
    !rule.isEgress && rule.source.kind === 'prefix-list' && !isWebOnly(rule)
      ? [{ rule, place, prefixListId: rule.source.prefixListId }]
      : [],
  );
  return [...Map.groupBy(named, ({ prefixListId }) => prefixListId)].flatMap(([prefixListId, same]) => {
    const list = judged.lists.get(prefixListId);
    if (list === undefined) return unreadFinding(prefixListId, same, judged);
    return isForeign(list, group) ? [foreignFinding(list, same, judged)] : [];
  });
}

type Named = { readonly rule: GroupRule; readonly place: number };

const said = words.groupFindings;

/** Where everyone is let in anyway, it does not matter who is in the list. */
function unreadFinding(
  prefixListId: string,
  same: readonly Named[],
  { lists, grades }: Judged,
): readonly GroupFinding[] {
  const open = same.filter(({ rule }) => !isOpenAnyway(rule, grades));
  if (open.length === 0) return [];
  const level: Level = open.some(({ rule }) => isForAdmin(rule)) ? 'medium' : 'low';
  return [
    groupFinding('SG-PLIST', {
      level,
      subject: prefixListId,
      sentence: said.unreadList(listInWords(prefixListId, lists), portsOf(open)),
      rules: open.map(({ place }) => place),
    }),
  ];
}

function foreignFinding(list: PrefixList, same: readonly Named[], { lists }: Judged): GroupFinding {
  return groupFinding('SG-PLIST', {
    level: 'info',
    subject: list.prefixListId,
    sentence: said.foreignList(listInWords(list.prefixListId, lists), list.ownerId, portsOf(same)),
    rules: same.map(({ place }) => place),
  });
}

function isForeign({ ownerId }: PrefixList, group: SecurityGroup): boolean {
  return ownerId !== '' && ownerId !== 'AWS' && ownerId !== group.ownerId;
}

function portsOf(same: readonly Named[]): string {
  return listed([...new Set(same.map(({ rule }) => portsOfRule(rule)))].toSorted());
}

function spanOfRule({ protocol, fromPort, toPort }: GroupRule): PortSpan {
  return { protocol, from: fromPort ?? 0, to: toPort ?? 65_535 };
}

function isForAdmin(rule: GroupRule): boolean {
  if (rule.protocol === '-1') return true;
  const span = spanOfRule(rule);
  return riskyPortsIn(rule.protocol, span).some((port) => isAdminPort(rule.protocol, port));
}

function isOpenAnyway(rule: GroupRule, grades: readonly ProtocolGrades[]): boolean {
  const graded = grades.find(({ protocol }) => protocol === rule.protocol);
  if (graded === undefined) return false;
  const { from, to } = spanOfRule(rule);
  return [graded.ipv4, graded.ipv6].every((family) =>
    family.every(
      (span) =>
        (isPortProtocol(rule.protocol) && (span.to < from || span.from > to)) || span.exposure === 'internet',
    ),
  );
}
