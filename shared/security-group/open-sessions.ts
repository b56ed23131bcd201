import { isCovered } from './admits.ts';
import { canonicalCidr } from './cidr.ts';
import type { ChangePreview } from './group-change.ts';
import { spanOf } from './rule-ports.ts';
import type { GroupRule, PrefixLists } from './security-group.ts';

/**
 * What becomes of open connections that the rules would not let in any more. EC2 keeps no record of a TCP or UDP connection that a
 * rule for everyone (0.0.0.0/0 or ::/0) lets in, where another lets everything out to everyone on every port: it asks the rules
 * for each packet, so such a connection ends at once (`cut`). All others last until they are closed (`live-on`). `others`: rules
 * of further groups on the same network interfaces, which count together with these. (EC2 user guide, connection tracking.)
 */
export function openSessionsAfter(
  before: readonly GroupRule[],
  after: readonly GroupRule[],
  others: readonly GroupRule[] = [],
): ChangePreview['openSessions'] {
  const lost = before.filter(
    (rule) => !rule.isEgress && !after.includes(rule) && !isCovered(rule, [...after, ...others], NO_LISTS),
  );
  const outbound = [...before, ...others].filter(({ isEgress }) => isEgress);
  const verdicts = lost.flatMap((rule) => TRACKABLE.map((protocol) => verdictOf(rule, protocol, outbound)));
  return (['cut', 'unknown'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'live-on';
}

const NO_LISTS: PrefixLists = new Map();

/** ICMP is always kept a record of. */
const TRACKABLE = ['tcp', 'udp'] as const;

/** A prefix list may hold everyone or not; what EC2 makes of that is not written down. */
function verdictOf(
  rule: GroupRule,
  protocol: string,
  outbound: readonly GroupRule[],
): ChangePreview['openSessions'] {
  if (spanOf(rule, protocol) === null) return 'live-on';
  const answers = outbound.filter((other) => isEveryPort(other, protocol));
  if (rule.source.kind === 'prefix-list') {
    return answers.some(({ source }) => isEveryone(source, null)) ? 'unknown' : 'live-on';
  }
  if (!isEveryone(rule.source, null)) return 'live-on';
  return answers.some(({ source }) => isEveryone(source, rule.source.kind)) ? 'cut' : 'live-on';
}

function isEveryPort(rule: GroupRule, protocol: string): boolean {
  const span = spanOf(rule, protocol);
  return span !== null && span.from <= 1 && span.to === 65_535;
}

function isEveryone(source: GroupRule['source'], family: GroupRule['source']['kind'] | null): boolean {
  if (!('cidr' in source) || (family !== null && source.kind !== family)) return false;
  return EVERYONE.includes(canonicalCidr(source.cidr) ?? '');
}

const EVERYONE: readonly string[] = ['0.0.0.0/0', '::/0'];
