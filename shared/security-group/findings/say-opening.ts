import type { AddressFamily } from '../exposure.ts';
import type { PortSpan } from '../group-finding.ts';
import { joinedSpans } from '../port-spans.ts';
import { familyName, listed, numbered, portsInWords } from '../ports-in-words.ts';
import { publicAddresses } from '../public-space.ts';
import type { PrefixLists, SecurityGroup } from '../security-group.ts';
import { words } from '../../words/en.ts';
import { gapOf, isPing, isSomeIcmp } from './judge-opening.ts';
import { openFamilies, type OpenSpan, type Opening } from './open-spans.ts';

/** Who gets in to what, in one sentence. The spans are of one situation. */
export function openingSentence(
  spans: readonly OpenSpan[],
  group: SecurityGroup,
  lists: PrefixLists,
): string {
  const [span] = spans;
  if (span === undefined) return '';
  const open = openFamilies(span);
  const what = portsInWords(spokenPorts(span, spans));
  const closed = gapOf(span, group, lists);
  const [first] = open;
  if (closed !== null && first !== undefined)
    return said.gap(familyName(closed), familyName(first.family), what);
  const internet = open.filter(({ opening }) => opening.exposure === 'internet').map(({ family }) => family);
  if (internet.length === 0 && first !== undefined) return manySentence(first, what, group, lists);
  const who = internet.length === 2 ? said.anyone : said.anyoneBy(listed(internet.map(familyName)));
  if (span.protocol === 'icmp' || span.protocol === 'icmpv6') return icmpSentence(span, who, spans);
  return span.portClass === 'tunnel' ? said.tunnel(who, what) : said.isLetIn(who, what);
}

/** Those of a range, where no rule lets in everyone. */
export function manySentence(
  { family, opening }: { readonly family: AddressFamily; readonly opening: Opening },
  what: string,
  group: SecurityGroup,
  lists: PrefixLists,
): string {
  const cidrs = opening.rules.flatMap((place) => {
    const source = group.rules[place]?.source;
    if (source?.kind === family) return [source.cidr];
    return source?.kind === 'prefix-list' ? (lists.get(source.prefixListId)?.cidrs ?? []) : [];
  });
  const count = family === 'ipv4' ? numbered(publicAddresses(cidrs, family)) : said.veryMany;
  return said.manyAreLetIn(count, familyName(family), what);
}

const said = words.groupFindings;

/** Well-known ports stand each for itself, so that it can be named; others as ranges. */
function spokenPorts({ portClass }: OpenSpan, spans: readonly OpenSpan[]): readonly PortSpan[] {
  return portClass === 'port' || portClass === 'other' ? joinedSpans(spans) : spans;
}

function icmpSentence(span: OpenSpan, who: string, spans: readonly OpenSpan[]): string {
  if (!isSomeIcmp(span)) return said.everyIcmp(who);
  if (isPing(span)) return said.ping(who);
  const types = joinedSpans(spans).map(({ from, to }) =>
    from === to ? String(from) : `${String(from)}–${String(to)}`,
  );
  return said.someIcmp(who, listed(types));
}
