import type { PortSpan } from '../../shared/security-group/group-finding.ts';
import { portName, protocolTitle } from '../../shared/security-group/port-names.ts';
import { isEveryPort, sourceText } from '../../shared/security-group/rule-shape.ts';
import type { PrefixLists } from '../../shared/security-group/security-group.ts';
import { words } from '../../shared/words/en.ts';
import type { AccessRow } from './access-rows.ts';

const said = words.groups.group.picture;

/** A door by its number, and beneath it what usually is behind: `22`, `SSH`. */
export function portInWords(span: PortSpan): { readonly label: string; readonly name: string } {
  const { protocol, from, to } = span;
  if (protocol === '-1') return { label: said.all, name: said.everyProtocol };
  if (protocol === 'tcp' || protocol === 'udp') return { label: portsOf(span), name: nameOf(span) };
  if (protocol === 'icmp' || protocol === 'icmpv6') {
    const types =
      from === 0 && to === 255 ? said.ping : said.icmpType(from === to ? `${from}` : `${from}–${to}`);
    return { label: said.icmp[protocol], name: types };
  }
  return { label: said.protocol(protocol), name: protocolTitle(protocol) ?? '' };
}

function portsOf({ from, to }: PortSpan): string {
  if (isEveryPort(from, to)) return said.all;
  return from === to ? String(from) : `${from}–${to}`;
}

function nameOf({ protocol, from, to }: PortSpan): string {
  const service = from === to ? portName(protocol, from) : null;
  if (protocol === 'tcp') return service ?? 'TCP';
  return service === null ? 'UDP' : said.udp(service);
}

/** A source by what the rule says, and beneath it what that means. */
export function sourceInWords(
  { kind, rule }: AccessRow,
  groupId: string,
  lists: PrefixLists,
): { readonly key: string; readonly label: string; readonly note: string | null } {
  if (rule === null) return { key: 'everyone', label: said.everyone, note: said.everyoneWhy };
  const { source } = rule;
  const label = sourceText(source);
  const noted = (note: string | null) => ({ key: label, label, note });
  switch (source.kind) {
    case 'group':
      return noted(source.groupId === groupId ? said.itself : said.members);
    case 'prefix-list':
      return noted(lists.get(source.prefixListId)?.name ?? said.unreadList);
    case 'ipv4':
      return noted(kind === 'one' ? said.oneAddress : addressesIn(source.cidr));
    case 'ipv6':
      return noted(kind === 'one' ? said.oneAddress : null);
  }
}

/** How many they are. */
function addressesIn(cidr: string): string | null {
  const length = Number(cidr.split('/')[1]);
  return length >= 0 && length <= 32 ? said.addresses(2 ** (32 - length)) : null;
}
