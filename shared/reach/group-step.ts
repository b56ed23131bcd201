import { isSame, type Asker } from './asker.ts';
import type { ReachAsk, ReachStep, ReachVerdict } from '../reachability.ts';
import { admits } from '../security-group/admits.ts';
import type { NetworkInterface, RegionFacts } from '../security-group/region-facts.ts';
import type { GroupReference, GroupRule, SecurityGroup } from '../security-group/security-group.ts';
import { portsOf, sourceText, spanLabel } from '../security-group/span-words.ts';
import { words } from '../words/en.ts';

/** Does a rule of its groups let it in? All groups of the network interface are one pool of rules. */
export function groupStep(asker: Asker, ask: ReachAsk, to: NetworkInterface, facts: RegionFacts): ReachStep {
  const { protocol, port } = ask;
  const groups = facts.groups.filter(({ groupId }) => to.groupIds.includes(groupId));
  const unread = to.groupIds.filter((id) => !groups.some(({ groupId }) => groupId === id));
  const pool = groups.flatMap((group) => group.rules.map((rule) => ({ group, rule })));
  const lists = new Map(facts.prefixLists.map((list) => [list.prefixListId, list]));
  const { verdict, rules } = admits(
    pool.map(({ rule }) => rule),
    { protocol, port, address: asker.address },
    lists,
    (reference) => isMember(asker, reference, facts),
  );
  const entry = said.entry(asker.address, words.reach.port(protocol, port));
  const letting = rules.flatMap((place) => pool[place] ?? []);
  const [first] = letting;
  if (first !== undefined && verdict !== 'no') {
    const sentence = verdict === 'yes' ? said.lets : said.may;
    return say(verdict, sentence(ruleName(first.rule), first.group.name, entry), idsOf(letting));
  }
  if (to.groupIds.length === 0) return say('no', said.none, [to.interfaceId]);
  if (unread.length > 0) return say('unknown', said.unread(unread.join(', ')), unread);
  const names = groups.map(({ name }) => name).join(', ');
  return say(
    verdict,
    said.no(entry, names),
    groups.map(({ groupId }) => groupId),
  );
}

function say(verdict: ReachVerdict, sentence: string, because: readonly string[]): ReachStep {
  return { step: 'group', verdict, sentence, because };
}

function idsOf(
  letting: readonly { readonly group: SecurityGroup; readonly rule: GroupRule }[],
): readonly string[] {
  return [
    ...new Set(
      letting.flatMap(({ group, rule }) => [group.groupId, ...(rule.ruleId === null ? [] : [rule.ruleId])]),
    ),
  ];
}

/** By what its owner wrote on it, else by what it says. */
function ruleName(rule: GroupRule): string {
  const name = rule.description.trim();
  return `“${name === '' ? `${spanLabel(portsOf(rule))} from ${sourceText(rule.source)}` : name}”`;
}

/**
 * Whether the asker has a network interface in the group: EC2 compares private addresses, so over the internet nobody has. Null for
 * an address inside AWS of which no interface was read: it may be another account's.
 */
function isMember(asker: Asker, reference: GroupReference, { interfaces }: RegionFacts): boolean | null {
  if (asker.place === 'public' || asker.place === 'nobody') return false;
  if (interfaces === null || asker.place === 'elsewhere' || asker.place === 'unread') return null;
  const mine = interfaces.filter(
    ({ vpcId, privateIpv4, ipv6 }) =>
      vpcId === asker.vpcId && [...privateIpv4, ...ipv6].some((address) => isSame(address, asker.address)),
  );
  if (mine.length === 0) return null;
  return mine.some(({ groupIds }) => groupIds.includes(reference.groupId));
}

const said = words.reach.group;
