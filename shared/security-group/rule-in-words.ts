import type { AddressFamily } from './exposure.ts';
import { familyName, numbered, spanInWords } from './ports-in-words.ts';
import { isPrivate } from './private-space.ts';
import { isLive } from './rule-addresses.ts';
import { codeOf } from './rule-ports.ts';
import { saysEveryone } from './rule-shape.ts';
import type { GroupReference, GroupRule, PrefixLists } from './security-group.ts';
import { readCidr } from './cidr.ts';
import { words } from '../words/en.ts';

/** What one rule allows, as a part of a sentence: `SSH (port 22) from 203.0.113.7 only`. */
export function ruleInWords(rule: GroupRule, lists: PrefixLists): string {
  const join = rule.isEgress ? said.to : said.from;
  return join(portsOfRule(rule), whoInWords(rule, lists));
}

/** Who is let in (or, outbound, called) by it: `everyone (IPv4)`, `203.0.113.7 only`, `members of sg-…`. */
function whoInWords({ source }: GroupRule, lists: PrefixLists): string {
  switch (source.kind) {
    case 'group':
      return membersOf(source);
    case 'prefix-list': {
      const isRead = lists.has(source.prefixListId);
      const list = listInWords(source.prefixListId, lists);
      return isRead ? said.who.list(list) : said.who.unreadList(list);
    }
    case 'ipv4':
    case 'ipv6':
      return rangeInWords(source.cidr, source.kind);
  }
}

/** `pl-… (its name)`. */
export function listInWords(prefixListId: string, lists: PrefixLists): string {
  const name = lists.get(prefixListId)?.name ?? '';
  return name === '' ? prefixListId : said.listNamed(prefixListId, name);
}

/** The ports of a rule: `SSH (port 22)`, `every port`, `ICMP type 3, code 4`. */
export function portsOfRule(rule: GroupRule): string {
  const { protocol, fromPort, toPort } = rule;
  const code = codeOf(rule);
  if (code !== null && fromPort !== null) return said.icmp.typeAndCode(fromPort, code);
  if (protocol === 'tcp' || protocol === 'udp') {
    return spanInWords({ protocol, from: fromPort ?? 0, to: toPort ?? 65_535 });
  }
  if (protocol === '-1') return said.everyPort;
  const isEvery = fromPort === null || fromPort === -1;
  return spanInWords({ protocol, from: isEvery ? 0 : fromPort, to: isEvery ? 255 : fromPort });
}

const said = words.groupFindings;

function membersOf(reference: GroupReference): string {
  const { groupId, userId, peeringConnectionId } = reference;
  if (!isLive(reference)) return userId === null || userId === '' ? said.who.groupGone : said.who.wayGone;
  return peeringConnectionId === null || userId === null
    ? said.who.members(groupId)
    : said.who.membersThere(groupId, userId);
}

function rangeInWords(cidr: string, family: AddressFamily): string {
  if (saysEveryone(cidr)) return said.who.everyone(familyName(family));
  const range = readCidr(cidr, family);
  if (range === null) return said.who.unreadRange(cidr);
  const size = BigInt(range.to) - BigInt(range.from);
  if (size === 1n) return said.who.only(cidr.slice(0, cidr.indexOf('/')));
  if (isPrivate([range], family)) return said.who.privateRange(cidr);
  return family === 'ipv4' ? said.who.range(cidr, numbered(size)) : said.who.bigRange(cidr);
}
