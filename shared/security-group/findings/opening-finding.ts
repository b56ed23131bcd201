import { ADDRESS_FAMILIES } from '../exposure.ts';
import type { GroupFinding } from '../group-finding.ts';
import { worstLevel } from '../levels.ts';
import { isPortProtocol } from '../port-classes.ts';
import type { SecurityGroup } from '../security-group.ts';
import { idOf, levelOfSpan } from './judge-opening.ts';
import { groupFinding } from './make-group-finding.ts';
import { openFamilies, type OpenSpan } from './open-spans.ts';
import { openingNotes } from './opening-notes.ts';
import type { Judged } from './review-context.ts';
import { openingSentence } from './say-opening.ts';

/**
 * Ports of one situation as one finding. `besides`: what else is open to too many among the ports that it is about already, by
 * the other family: it counts, and is said, but not once more.
 */
export function findingOfSpans(
  spans: readonly OpenSpan[],
  besides: readonly OpenSpan[],
  group: SecurityGroup,
  judged: Judged,
): GroupFinding {
  const [span] = spans;
  if (span === undefined) throw new Error('a finding about no ports');
  const all = [...spans, ...besides];
  const ports = spans.map(({ protocol, from, to }) => ({ protocol, from, to }));
  return groupFinding(idOf(span, group, judged.lists), {
    level: worstLevel(all.map((each) => levelOfSpan(each, group, judged.exposure))),
    families: all.flatMap((each) => openFamilies(each).map(({ family }) => family)),
    ports,
    sentence: openingSentence(spans, group, judged.lists),
    notes: [
      ...openingNotes(span, group, judged.lists),
      ...besidesByClass(besides).map((alike) => besideNote(alike, group, judged)),
    ],
    rules: all.flatMap((each) => openFamilies(each).flatMap(({ opening }) => opening.rules)),
    fix: span.portClass === 'tunnel' ? null : 'narrow',
  });
}

function besidesByClass(besides: readonly OpenSpan[]): readonly (readonly OpenSpan[])[] {
  const said = besides.filter(({ protocol }) => isPortProtocol(protocol));
  return [...Map.groupBy(said, situationBeside).values()];
}

function situationBeside(span: OpenSpan): string {
  const exposures = ADDRESS_FAMILIES.map((family) => span.openings[family]?.exposure ?? '');
  return [span.protocol, span.portClass, ...exposures].join('|');
}

function besideNote(
  alike: readonly OpenSpan[],
  group: SecurityGroup,
  judged: Judged,
): GroupFinding['notes'][number] {
  const { id, sentence } = findingOfSpans(alike, [], group, judged);
  return { id, sentence };
}
