import type { ReportInput } from '../../../../electron/review/report/build-report.ts';
import type { GroupFinding } from '../../../../shared/security-group/group-finding.ts';
import type { ReviewedGroup } from '../../../../shared/security-group/reviewed-group.ts';
import type { GroupRule, SecurityGroup } from '../../../../shared/security-group/security-group.ts';

/** Names as nobody would choose them who means well. */
export const HOSTILE_NAMES = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `it's "quoted", and; separated`,
  'two\nlines\r\nor three',
  '\u001B]0;owned\u0007\u001B[2Jgone',
  '\u202Etxt.exe\u2066hidden\u200B',
  '=HYPERLINK("http://evil.example","open")',
  '+1+cmd|"/c calc"!A0',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  ' =1+1',
  '＝1+1',
  '[link](http://evil.example) and [0](1) {0} {name} \\[x\\]',
  '</style></title><!-- & -->',
  "'; DROP TABLE groups; --",
  '${7*7} {{7*7}} %s %n',
  'שלום عليكم',
  '\uD800 alone',
  'ὡ'.repeat(200),
  '',
] as const;

export function reportInput(
  regions: readonly (readonly ReviewedGroup[])[],
  change: Partial<ReportInput> = {},
): ReportInput {
  return {
    madeAt: Date.UTC(2026, 10, 23, 3, 20),
    keyportVersion: '0.1.0',
    accountId: '123456789012',
    regions: regions.map((reviewed, at) => ({
      region: reviewed[0]?.region ?? `us-west-${at + 1}`,
      reviewed,
      unread: [],
      readAt: Date.UTC(2026, 10, 23, 3, 19),
    })),
    unreadRegions: [],
    ...change,
  };
}

export function reviewedGroup(
  group: Partial<SecurityGroup>,
  findings: readonly GroupFinding[] = [],
  change: Partial<ReviewedGroup> = {},
): ReviewedGroup {
  return {
    region: 'us-east-1',
    group: {
      groupId: 'sg-0123456789abcdef0',
      name: 'web',
      description: 'made by hand',
      ownerId: '123456789012',
      vpcId: 'vpc-0123456789abcdef0',
      tags: {},
      rules: [sshFrom('0.0.0.0/0', 'sgr-0123456789abcdef0'), sshFrom('203.0.113.7/32', null)],
      ...group,
    },
    exposure: { level: { ipv4: 'X4', ipv6: 'X3' }, isKnown: true },
    findings,
    attached: { machines: [], others: [], launchTemplates: false },
    referencedBy: [],
    isShared: false,
    launchId: null,
    prefixLists: [],
    ...change,
  };
}

function sshFrom(cidr: string, ruleId: string | null): GroupRule {
  return {
    ruleId,
    isEgress: false,
    protocol: 'tcp',
    fromPort: 22,
    toPort: 22,
    source: { kind: 'ipv4', cidr },
    description: '',
  };
}

export function sshFinding(change: Partial<GroupFinding> = {}): GroupFinding {
  return {
    key: 'SG-ADMIN tcp 22 ipv4',
    id: 'SG-ADMIN',
    level: 'critical',
    severity: 'danger',
    families: ['ipv4'],
    ports: [{ protocol: 'tcp', from: 22, to: 22 }],
    sentence: 'Anyone on the Internet can knock on SSH (port 22).',
    why: 'Robots try within minutes.',
    advice: 'Let in your own address only.',
    notes: [],
    rules: [0],
    fix: 'narrow',
    ...change,
  };
}

export function noteFinding(change: Partial<GroupFinding> = {}): GroupFinding {
  return sshFinding({
    key: 'SG-UNUSED',
    id: 'SG-UNUSED',
    level: 'info',
    severity: 'note',
    families: [],
    ports: [],
    rules: [],
    fix: null,
    ...change,
  });
}

/** One group for every hostile name: as its name, its description, its owner, and what its finding says. */
export function hostileInput(): ReportInput {
  const groups = HOSTILE_NAMES.map((name, at) =>
    reviewedGroup(
      {
        groupId: `sg-${String(at).padStart(8, '0')}`,
        name,
        description: name,
        vpcId: name,
        tags: { Name: name },
        rules: [{ ...sshFrom('0.0.0.0/0', null), description: name }],
      },
      at % 2 === 0
        ? [sshFinding({ sentence: `About ${name}`, notes: [{ id: 'SG-SPLIT', sentence: name }] })]
        : [],
      { referencedBy: [name] },
    ),
  );
  return reportInput([groups], {
    unreadRegions: [{ region: 'eu-west-1', why: HOSTILE_NAMES.join(' ') }],
    savedFrom: '/tmp/<b>"groups".json',
  });
}
