import { ADDRESS_FAMILIES } from '../exposure.ts';
import type { GroupFinding } from '../group-finding.ts';
import type { ProtocolGrades } from '../group-grades.ts';
import { isWider } from '../levels.ts';
import type { SecurityGroup } from '../security-group.ts';
import { leastOpen, openSpans, wholeProtocol, type EveryPort, type OpenSpan } from './open-spans.ts';
import { situationOf } from './judge-opening.ts';
import { findingOfSpans } from './opening-finding.ts';
import type { Judged } from './review-context.ts';

/**
 * Ports that are open to everyone, or to very many: SG-ALL, SG-V6GAP, SG-ADMIN, SG-RISK, SG-UDP, SG-ICMP, SG-PROTO,
 * SG-PUBPORT and SG-WIDE. A port stands in one of them, the most specific; ports that the same rules open stand together.
 */
export function openPortFindings(group: SecurityGroup, judged: Judged): readonly GroupFinding[] {
  const every = judged.grades.find(({ protocol }) => protocol === '-1');
  const everything = every === undefined ? null : wholeProtocol(every, NOBODY);
  const known = every === undefined ? NOBODY : leastOpenOf(every);
  const openings = judged.grades
    .filter((grades) => grades !== every)
    .map((grades) => openingsIn(grades, known));
  if (everything !== null && isToInternet(everything)) {
    return [
      findingOfSpans(
        [everything],
        openings.flatMap(({ all }) => all),
        group,
        judged,
      ),
    ];
  }
  return [
    ...(everything === null ? [] : [findingOfSpans([everything], [], group, judged)]),
    ...openings.flatMap(({ whole, parts }) => {
      if (whole === null) return bySituation(parts, group, judged);
      const isAll = whole.portClass === 'all' && isToInternet(whole);
      return isAll
        ? [findingOfSpans([whole], parts, group, judged)]
        : bySituation([whole, ...parts], group, judged);
    }),
  ];
}

const NOBODY: EveryPort = { ipv4: 'none', ipv6: 'none' };

type Openings = {
  readonly whole: OpenSpan | null;
  readonly parts: readonly OpenSpan[];
  readonly all: readonly OpenSpan[];
};

function openingsIn(grades: ProtocolGrades, known: EveryPort): Openings {
  const whole = wholeProtocol(grades, known);
  const parts = openSpans(grades, widerOf(known, leastOpenOf(grades))).filter(isWorthSaying);
  return { whole, parts, all: whole === null ? parts : [whole, ...parts] };
}

function leastOpenOf({ ipv4, ipv6 }: ProtocolGrades): EveryPort {
  return { ipv4: leastOpen(ipv4), ipv6: leastOpen(ipv6) };
}

function widerOf(one: EveryPort, other: EveryPort): EveryPort {
  return {
    ipv4: isWider(one.ipv4, other.ipv4) ? one.ipv4 : other.ipv4,
    ipv6: isWider(one.ipv6, other.ipv6) ? one.ipv6 : other.ipv6,
  };
}

/** Errors on the way must come through (path MTU for one), and what single types let in to many is no matter. */
function isWorthSaying(span: OpenSpan): boolean {
  if (span.protocol === 'icmp') return span.from !== 3 && isToInternet(span);
  if (span.protocol === 'icmpv6') return (span.from < 1 || span.from > 4) && isToInternet(span);
  return true;
}

function isToInternet({ openings }: OpenSpan): boolean {
  return ADDRESS_FAMILIES.some((family) => openings[family]?.exposure === 'internet');
}

function bySituation(
  spans: readonly OpenSpan[],
  group: SecurityGroup,
  judged: Judged,
): readonly GroupFinding[] {
  const together = Map.groupBy(spans, (span) => situationOf(span, group, judged.lists));
  return [...together.values()].map((alike) => findingOfSpans(alike, [], group, judged));
}
