import type { GroupRow } from '../../../shared/security-group/reviewed-group.ts';

/** A group that nobody has to look at, changed as said. */
export function rowWith(edit: Partial<GroupRow> = {}): GroupRow {
  return {
    region: 'us-east-1',
    groupId: 'sg-0123456789abcdef0',
    name: 'web',
    description: 'The shop',
    vpcId: 'vpc-0123456789abcdef0',
    ownerId: '123456789012',
    isShared: false,
    isDefault: false,
    launchId: null,
    level: null,
    severity: null,
    counts: { danger: 0, caution: 0, note: 0 },
    findingIds: [],
    exposure: { level: { ipv4: 'X0', ipv6: 'X0' }, isKnown: true },
    widest: 'none',
    openPorts: '',
    machines: 0,
    interfaces: 0,
    ruleCount: 0,
    ...edit,
  };
}
