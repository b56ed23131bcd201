import { ADDRESS_FAMILIES, type AddressFamily, type Exposure } from '../exposure.ts';
import type { GroupFinding, Level, PortSpan } from '../group-finding.ts';
import { isWider } from '../levels.ts';
import { isPortProtocol, riskyPortsIn } from '../port-classes.ts';
import { portsInWords, spanInWords } from '../ports-in-words.ts';
import { isPrivate } from '../private-space.ts';
import type { ReadRule } from '../read-rules.ts';
import type { Admitted } from '../rule-addresses.ts';
import { isEveryPort } from '../rule-shape.ts';
import { words } from '../../words/en.ts';
import { groupFinding } from './make-group-finding.ts';
import type { Judged } from './review-context.ts';

/** SG-RANGE: one rule for so many ports that nobody thinks of all of them, or for one that strangers look for. */
export function portRangeFindings(judged: Judged): readonly GroupFinding[] {
  const ranges = judged.rules.flatMap((read) => rangeOf(read) ?? []);
  if (ranges.length === 0) return [];
  const alike = Map.groupBy(ranges, ({ span }) => `${span.protocol} ${String(span.from)}-${String(span.to)}`);
  return [...alike.values()].map((same) => rangeFinding(same, judged));
}

type Range = {
  readonly span: PortSpan;
  readonly place: number;
  readonly families: readonly AddressFamily[];
  readonly widest: Exposure;
};

function rangeOf({ rule, place, admitted }: ReadRule): Range | null {
  const { isEgress, protocol, fromPort: from, toPort: to } = rule;
  if (isEgress || !isPortProtocol(protocol) || from === null || to === null) return null;
  if (from >= to || isEveryPort(from, to) || rule.source.kind === 'group') return null;
  const span = { protocol, from, to };
  if (to - from + 1 <= MANY && riskyPortsIn(protocol, span).length === 0) return null;
  const families = ADDRESS_FAMILIES.filter((family) => isPublic(admitted[family], family));
  if (families.length === 0) return null;
  const exposures = families.map((family) => admitted[family].exposure);
  return {
    span,
    place,
    families,
    widest: exposures.reduce((one, other) => (isWider(other, one) ? other : one)),
  };
}

const MANY = 100;

/** Whoever is behind a list that nobody could read may be anywhere. */
function isPublic({ set, isUnknown }: Admitted, family: AddressFamily): boolean {
  return isUnknown || (set.length > 0 && !isPrivate(set, family));
}

function rangeFinding(same: readonly Range[], { exposure }: Judged): GroupFinding {
  const spans = same.slice(0, 1).map(({ span }) => span);
  const hidden = spans.flatMap((span) =>
    riskyPortsIn(span.protocol, span).map((port) => ({ protocol: span.protocol, from: port, to: port })),
  );
  const ports = spans.map(spanInWords).join('');
  const families = same.flatMap((range) => range.families);
  const isOpen = same.some(({ widest }) => isWider(widest, 'restricted'));
  const isNear = families.some((family) => ['X4', 'X3'].includes(exposure.level[family]));
  const level: Level = hidden.length > 0 && isOpen && isNear ? 'medium' : 'low';
  return groupFinding('SG-RANGE', {
    level,
    families,
    ports: spans,
    sentence: hidden.length === 0 ? said.range(ports) : said.rangeWith(ports, portsInWords(hidden)),
    rules: same.map(({ place }) => place),
    fix: 'narrow',
  });
}

const said = words.groupFindings;
