import { ADDRESS_FAMILIES, type AddressFamily } from '../exposure.ts';
import type { FixKind, GroupFinding, GroupRuleId, Level, PortSpan } from '../group-finding.ts';
import { severityOf } from '../levels.ts';
import { joinedSpans } from '../port-spans.ts';
import { words } from '../../words/en.ts';

type Made = {
  readonly level: Level;
  readonly sentence: string;
  readonly families?: readonly AddressFamily[];
  readonly ports?: readonly PortSpan[];
  readonly rules?: readonly number[];
  readonly notes?: GroupFinding['notes'];
  readonly fix?: FixKind | null;
  readonly advice?: string;
  /** What tells it from others of the same kind, where ports and families do not. */
  readonly subject?: string;
};

/** One finding, with the catalogue's reason and advice. Whatever was found in another order comes out the same. */
export function groupFinding(id: GroupRuleId, made: Made): GroupFinding {
  const ports = joinedSpans(made.ports ?? []);
  const families = ADDRESS_FAMILIES.filter((family) => made.families?.includes(family));
  const said = words.groupFindings.rules[id];
  return {
    key: [id, made.subject ?? ports.map(spanText).join(','), families.join(',')]
      .filter((part) => part !== '')
      .join(' '),
    id,
    level: made.level,
    severity: severityOf(made.level),
    families,
    ports,
    sentence: made.sentence,
    why: said.why,
    advice: made.advice ?? said.advice,
    notes: made.notes ?? [],
    rules: [...new Set(made.rules)].toSorted((one, other) => one - other),
    fix: made.fix ?? null,
  };
}

function spanText({ protocol, from, to }: PortSpan): string {
  if (protocol === '-1') return protocol;
  return `${protocol} ${from === to ? String(from) : `${String(from)}-${String(to)}`}`;
}
