import type { GroupExposure, PortSpan } from '../../../shared/security-group/group-finding.ts';
import type { UnreadPart } from '../../../shared/security-group/region-facts.ts';
import type { Attached } from '../../../shared/security-group/reviewed-group.ts';
import { words } from '../../../shared/words/en.ts';
import { detailOf } from './detail-of.ts';

const { groupReport } = words;

/** `TCP port 22`, `UDP all ports`, `ICMP type 8`, `protocol 50`. */
export function spanText({ protocol, from, to }: PortSpan): string {
  const name = /^\d+$/u.test(protocol) ? `protocol ${protocol}` : protocol.toUpperCase();
  const numbers = from === to ? String(from) : `${from}–${to}`;
  switch (protocol) {
    case 'tcp':
    case 'udp':
      return `${name} ${from <= 1 && to === 65_535 ? groupReport.everyPort : groupReport.port(numbers)}`;
    case 'icmp':
    case 'icmpv6':
      return `${name} ${from === 0 && to === 255 ? groupReport.allTypes : groupReport.types(numbers)}`;
    case '-1':
      return groupReport.everything;
    default:
      return name;
  }
}

export function exposureInWords({ level, isKnown }: GroupExposure): string {
  const { exposure } = groupReport;
  if (!isKnown) return exposure.unknown;
  const [ipv4, ipv6] = [exposure[level.ipv4], exposure[level.ipv6]];
  return ipv4 === ipv6 ? ipv4 : exposure.byFamily(ipv4, ipv6);
}

const NAMED_AT_MOST = 6;

export function attachedInWords({ machines, others, launchTemplates }: Attached): string {
  const { attached } = groupReport;
  if (machines === null || others === null) return attached.unknown;
  const named = machines
    .slice(0, NAMED_AT_MOST)
    .map(({ name, instanceId, state }) =>
      attached.machine(name === null ? instanceId : `${name}, ${instanceId}`, state ?? attached.unknownState),
    );
  const texts = [
    ...named,
    ...(machines.length > NAMED_AT_MOST ? [attached.more(machines.length - NAMED_AT_MOST)] : []),
    ...(others.length > 0 ? [attached.others(others.length)] : []),
    ...(launchTemplates === true ? [attached.launchTemplates] : []),
  ];
  return texts.length === 0 ? attached.nothing : texts.join('; ');
}

export function whyUnread({ isForbidden, raw }: UnreadPart): string {
  const { forbidden, failed } = groupReport.unread;
  const detail = detailOf(raw);
  return [isForbidden ? forbidden : failed, ...(detail === null ? [] : [`(${detail})`])].join(' ');
}

/** `2026-11-23 03:20 UTC`: the same for whoever reads it. */
export function moment(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
