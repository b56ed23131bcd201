import type { AddressFamily } from '../exposure.ts';
import { gradedPorts } from '../grade.ts';
import type { GroupFinding } from '../group-finding.ts';
import { isWider } from '../levels.ts';
import { listed, portsInWords } from '../ports-in-words.ts';
import { listInWords } from '../rule-in-words.ts';
import { saysEveryone } from '../rule-shape.ts';
import { exposureOfSource } from '../source-exposure.ts';
import type { GroupRule, PrefixLists, SecurityGroup } from '../security-group.ts';
import { words } from '../../words/en.ts';
import { leastOpen, openFamilies, type OpenSpan, type Opening } from './open-spans.ts';
import { manySentence } from './say-opening.ts';

type Notes = GroupFinding['notes'];
type OpenFamily = { readonly family: AddressFamily; readonly opening: Opening };

/** What else there is to know of it: that no single rule is to blame, that a list is, and whom the other family lets in. */
export function openingNotes(span: OpenSpan, group: SecurityGroup, lists: PrefixLists): Notes {
  const open = openFamilies(span);
  const notes = open.flatMap((of) => [
    ...splitNotes(span, of, group, lists),
    ...listNotes(span, of, group, lists),
  ]);
  const [first, second] = open;
  const lesser =
    second !== undefined && first?.opening.exposure === 'wide' && second.opening.exposure === 'internet'
      ? first
      : second;
  const beside =
    lesser?.opening.exposure === 'wide'
      ? [{ id: 'SG-WIDE' as const, sentence: manySentence(lesser, portsInWords([span]), group, lists) }]
      : [];
  return [...new Map([...notes, ...beside].map((note) => [note.sentence, note])).values()];
}

const said = words.groupFindings.notes;

function splitNotes(
  span: OpenSpan,
  { family, opening }: OpenFamily,
  group: SecurityGroup,
  lists: PrefixLists,
): Notes {
  const rules = rulesOf(opening, group);
  const sentence = splitSentence(
    span,
    opening,
    rules,
    (rule) => exposureOfSource(rule.source, family, lists) === opening.exposure,
  );
  return sentence === null ? [] : [{ id: 'SG-SPLIT', sentence }];
}

function splitSentence(
  span: OpenSpan,
  { exposure, isUnion }: Opening,
  rules: readonly GroupRule[],
  isSoWide: (rule: GroupRule) => boolean,
): string | null {
  if (isUnion) {
    if (span.portClass === 'all' && rules.every(isSoWide)) return said.everyPortTogether(rules.length);
    return exposure === 'internet' ? said.together(rules.length) : said.togetherMany(rules.length);
  }
  if (exposure === 'wide') return null;
  const cidrs = rules.flatMap(({ source }) => ('cidr' in source ? [source.cidr] : []));
  const isSaid = cidrs.length === 0 || cidrs.some(saysEveryone);
  return isSaid ? null : said.spelledOtherwise(cidrs.toSorted().join(', '));
}

/** Only where it would be less without the lists. */
function listNotes(
  span: OpenSpan,
  { family, opening }: OpenFamily,
  group: SecurityGroup,
  lists: PrefixLists,
): Notes {
  const ids = rulesOf(opening, group).flatMap(({ source }) =>
    source.kind === 'prefix-list' ? [source.prefixListId] : [],
  );
  if (ids.length === 0) return [];
  const without = group.rules.filter(({ source }) => source.kind !== 'prefix-list');
  const graded = gradedPorts(without, span.protocol, family, lists);
  const here = graded.filter(({ from, to }) => from <= span.to && to >= span.from);
  if (!isWider(opening.exposure, leastOpen(here))) return [];
  const names = [...new Set(ids)].toSorted().map((id) => listInWords(id, lists));
  return [{ id: 'SG-PLIST', sentence: said.byList(listed(names)) }];
}

function rulesOf({ rules }: Opening, group: SecurityGroup): readonly GroupRule[] {
  return rules.flatMap((place) => group.rules[place] ?? []);
}
