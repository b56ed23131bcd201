import type { GroupFinding } from '../../../shared/security-group/group-finding.ts';
import type { AttachedMachine, ReviewedGroup } from '../../../shared/security-group/reviewed-group.ts';
import type { GroupRule, PrefixList, RuleSource } from '../../../shared/security-group/security-group.ts';

/** `tcp 22 0.0.0.0/0`, `tcp 20-25 sg-1`, `-1 * pl-1`, `icmp 8 ::/0`: an inbound rule with the id sgr-<place>. */
export function rules(...lines: readonly string[]): readonly GroupRule[] {
  return lines.map((line, place) => {
    const [protocol = '', ports = '*', source = '', ...description] = line.split(' ');
    const [from = null, to = from] = ports === '*' ? [] : ports.split('-').map(Number);
    const isIcmp = protocol.startsWith('icmp');
    return {
      ruleId: `sgr-${String(place).padStart(8, '0')}`,
      isEgress: false,
      protocol,
      fromPort: from,
      toPort: isIcmp && !ports.includes('-') ? null : to,
      source: sourceOf(source),
      description: description.join(' '),
    };
  });
}

function sourceOf(text: string): RuleSource {
  if (text.startsWith('pl-')) return { kind: 'prefix-list', prefixListId: text };
  if (text.startsWith('sg-')) {
    const nothing = { vpcId: null, peeringConnectionId: null, peeringStatus: null };
    const isGone = text.endsWith('-gone');
    return { kind: 'group', groupId: text, userId: isGone ? null : '111122223333', ...nothing };
  }
  return { kind: text.includes(':') ? 'ipv6' : 'ipv4', cidr: text };
}

export function reviewed(
  groupRules: readonly GroupRule[],
  change: Partial<Pick<ReviewedGroup, 'isShared' | 'prefixLists'>> & {
    readonly machines?: readonly AttachedMachine[];
  } = {},
): ReviewedGroup {
  return {
    region: 'eu-central-1',
    group: {
      groupId: 'sg-0123456789abcdef0',
      name: 'web',
      description: '',
      ownerId: '111122223333',
      vpcId: 'vpc-1',
      tags: {},
      rules: groupRules,
    },
    exposure: { level: { ipv4: 'X4', ipv6: 'X4' }, isKnown: true },
    findings: [],
    attached: { machines: change.machines ?? [], others: [], launchTemplates: false },
    referencedBy: [],
    isShared: change.isShared ?? false,
    launchId: null,
    prefixLists: change.prefixLists ?? [],
  };
}

export function machine(instanceId: string, change: Partial<AttachedMachine> = {}): AttachedMachine {
  return {
    instanceId,
    name: instanceId,
    state: 'running',
    platform: 'linux',
    interfaceId: instanceId.replace('i-', 'eni-'),
    subnetId: 'subnet-1',
    zoneName: 'eu-central-1a',
    publicIpv4: [],
    ipv6: [],
    privateIpv4: ['10.0.0.10'],
    groupIds: ['sg-0123456789abcdef0'],
    ...change,
  };
}

export function finding(change: Partial<GroupFinding>): GroupFinding {
  const id = change.id ?? 'SG-ADMIN';
  return {
    key: `${id} test`,
    id,
    level: 'critical',
    severity: 'danger',
    families: ['ipv4', 'ipv6'],
    ports: [{ protocol: 'tcp', from: 22, to: 22 }],
    sentence: '',
    why: '',
    advice: '',
    notes: [],
    rules: [],
    fix: 'narrow',
    ...change,
  };
}

export function prefixList(prefixListId: string, ...cidrs: readonly string[]): PrefixList {
  return { prefixListId, name: prefixListId, ownerId: '111122223333', maxEntries: 10, cidrs };
}

/** `tcp 22 from 0.0.0.0/0`, in order. */
export function shown(
  list: readonly Pick<GroupRule, 'protocol' | 'fromPort' | 'toPort' | 'source'>[] | readonly object[],
): readonly string[] {
  return (
    list as readonly {
      readonly protocol: string;
      readonly fromPort: number | null;
      readonly toPort: number | null;
      readonly source: { readonly cidr?: string; readonly groupId?: string; readonly prefixListId?: string };
    }[]
  ).map(({ protocol, fromPort, toPort, source }) => {
    const ports = fromPort === toPort ? (fromPort ?? '*') : `${fromPort}-${toPort ?? '*'}`;
    return `${protocol} ${ports} ${source.cidr ?? source.groupId ?? source.prefixListId}`;
  });
}
