import type { Facts, InstanceType, Zone } from '../../shared/facts.ts';
import type { AnswerName, FindingId, Severity } from '../../shared/finding.ts';
import type { LaunchPlan, PlanDraft } from '../../shared/launch-plan.ts';
import type { DryRun, Preflight } from '../../shared/preflight.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import type { SessionRight } from '../../shared/session-manager.ts';
import { askedOfAccess } from '../../shared/still-holds.ts';
import { choosing, group, launchGroups, tcp } from './launch-groups-fixture.ts';
import { dryRun, FACTS, IMAGE, PLAN, PREFLIGHT, SIZE, zone } from './plan-fixture.ts';
import { openWay, subnetOf } from './way-fixture.ts';

/** What is changed in a good plan or in good facts, and everything the judge then says. */
export type PlanCase = {
  readonly plan?: Partial<PlanDraft>;
  readonly facts?: Partial<Facts>;
  readonly says: readonly (readonly [FindingId, Severity, AnswerName])[];
};

const { access, image, key, size } = PLAN;
const inZones = (...zones: readonly Zone[]): Partial<Facts> => ({ network: { ...FACTS.network, zones } });
export const placedIn = (...letters: readonly string[]): LaunchPlan['placements'] =>
  letters.flatMap((letter) => PLAN.placements.filter(({ zoneName }) => zoneName.endsWith(letter)));

/** As where another account was, or a practice account that is gone. */
const elsewhere = {
  access: { ...access, vpcId: 'vpc-0000dead' },
  placements: PLAN.placements.map((placement, at) => ({ ...placement, subnetId: `subnet-0000dea${at}` })),
};

const toMe = tcp(22, '203.0.113.7/32');
const fine = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => group(name, [toMe]));
const usingGroups = (...groups: readonly ReturnType<typeof group>[]): Pick<PlanCase, 'plan' | 'facts'> => ({
  plan: { access: choosing(...groups) },
  facts: { groups: launchGroups(groups) },
});

/** The good plan, tried beforehand: with these answers instead of the good ones. Its size is not in the free tier. */
const tried = (change: Partial<Preflight> = {}, facts: Partial<Facts> = {}): Pick<PlanCase, 'facts'> => ({
  facts: {
    instanceTypes: [{ ...SIZE, isFreeTierEligible: false }],
    preflight: { ...PREFLIGHT, ...change },
    ...facts,
  },
});
const answering = (run: DryRun): Pick<Preflight, 'dryRuns'> => ({
  dryRuns: PREFLIGHT.dryRuns
    .filter(({ action, zoneName }) => action !== run.action || zoneName !== run.zoneName)
    .concat(run),
});
/** EC2 says no to a machine in the second zone. */
const refusing = (code: ProblemCode, raw: string | null = null): Pick<PlanCase, 'facts'> =>
  tried(answering(dryRun('RunInstances', 'us-east-1b', 'refused', code, raw)));
const sold = (name: string, change: Partial<InstanceType> = {}): InstanceType => ({
  ...SIZE,
  name,
  ...change,
});
const known = (limit: number, inUse = 0): Pick<Preflight, 'quota'> => ({
  quota: { kind: 'known', quotaCode: 'L-1216C47A', limit, inUse },
});
/** Nothing comes in; one logs in through Session Manager. */
const session = (instanceProfile: string | null) => ({
  access: {
    kind: 'new-group' as const,
    vpcId: access.vpcId,
    purpose: 'log-in' as const,
    httpsFromEveryone: false,
    httpFromEveryone: false,
    adminAddress: null,
    instanceProfile,
  },
});
/** Nobody gets in to us-east-1b, and machines may get out. */
const leaving = (verdict: 'yes' | 'no' | 'unknown', by?: 'endpoints'): Pick<PlanCase, 'plan' | 'facts'> => ({
  plan: session('web'),
  ...tried({
    about: { ...PREFLIGHT.about, instanceProfile: 'web', ...askedOfAccess(session('web').access) },
    subnets: PREFLIGHT.subnets.map((subnet) => ({ ...subnet, verdict: 'no' })),
    waysOut: PREFLIGHT.subnets.map((subnet) => ({
      ...subnet,
      verdict: subnet.zoneName === 'us-east-1b' ? verdict : 'yes',
      ...(by !== undefined && subnet.zoneName === 'us-east-1b' ? { by } : {}),
    })),
  }),
});
/** Machines that get out, with a profile of which this was read. */
const allowing = (right: SessionRight): Pick<PlanCase, 'plan' | 'facts'> => ({
  plan: session('web'),
  ...tried({
    about: { ...PREFLIGHT.about, instanceProfile: 'web', ...askedOfAccess(session('web').access) },
    subnets: PREFLIGHT.subnets.map((subnet) => ({ ...subnet, verdict: 'no' })),
    waysOut: PREFLIGHT.subnets.map((subnet) => ({ ...subnet, verdict: 'yes' })),
    session: right,
  }),
});
const page = { kind: 'first-page' } as const;
const own = (text: string) => ({ kind: 'own' as const, text });
const windows = {
  plan: { image: { ...image, platform: 'windows' as const }, key: { ...key, type: 'rsa' as const } },
};
const ofWindows: Partial<Facts> = {
  images: [{ ...IMAGE, platform: 'windows', operatingSystem: 'Windows' }],
};
const LICENCE = ['licence-surcharge', 'caution', 'image'] as const;
const LITTLE = ['little-memory', 'caution', 'size'] as const;

export const PLAN_CASES: Readonly<Record<FindingId, readonly PlanCase[]>> = {
  unanswered: (['account', 'image', 'size', 'access', 'key'] as const)
    .map((answer): PlanCase => ({ plan: { [answer]: null }, says: [['unanswered', 'blocker', answer]] }))
    .concat(
      { plan: { placements: null }, says: [['unanswered', 'blocker', 'zones']] },
      { plan: { name: null }, says: [['unanswered', 'blocker', 'key']] },
    ),
  'root-user': [
    { facts: { account: { ...FACTS.account, isRoot: true } }, says: [['root-user', 'caution', 'account']] },
  ],
  'long-lived-key': [
    {
      facts: { account: { ...FACTS.account, hasLongLivedKey: true } },
      says: [['long-lived-key', 'caution', 'account']],
    },
  ],
  'image-not-available': [
    { facts: { images: [] }, says: [['image-not-available', 'blocker', 'image']] },
    {
      facts: { images: [{ ...IMAGE, isAvailable: false }] },
      says: [['image-not-available', 'blocker', 'image']],
    },
    // The catalogue has a newer one by now.
    {
      plan: { storage: { rootSizeGiB: 8 } },
      facts: { images: [{ ...IMAGE, imageId: 'ami-00000001', imageName: 'newer', rootSizeGiB: 10 }] },
      says: [['image-not-available', 'blocker', 'image']],
    },
    { ...refusing('image-gone'), says: [['image-not-available', 'blocker', 'image']] },
    {
      facts: {
        ...refusing('image-gone').facts,
        images: [IMAGE, { ...IMAGE, imageId: 'ami-00000001', imageName: 'newer' }],
      },
      says: [['image-not-available', 'blocker', 'image']],
    },
  ],
  'image-not-allowed': [
    {
      facts: { images: [{ ...IMAGE, isAvailable: false, isAllowed: false }] },
      says: [['image-not-allowed', 'blocker', 'image']],
    },
    {
      facts: {
        images: [
          { ...IMAGE, isAvailable: false, isAllowed: false },
          { ...IMAGE, imageId: 'ami-00000001', imageName: 'newer' },
        ],
      },
      says: [['image-not-allowed', 'blocker', 'image']],
    },
  ],
  'image-of-unknown-owner': [
    {
      facts: { images: [{ ...IMAGE, publisher: 'unknown' }] },
      says: [['image-of-unknown-owner', 'caution', 'image']],
    },
  ],
  'image-of-marketplace': [
    {
      facts: { images: [{ ...IMAGE, isOfMarketplace: true }] },
      says: [['image-of-marketplace', 'caution', 'image']],
    },
  ],
  'image-deprecated': [
    {
      facts: {
        images: [
          { ...IMAGE, deprecatedSince: '2026-01-31T10:00:00.000Z' },
          { ...IMAGE, imageId: 'ami-00000001', imageName: 'newer' },
        ],
      },
      says: [['image-deprecated', 'caution', 'image']],
    },
  ],
  'image-unsupported': [
    {
      facts: { images: [{ ...IMAGE, supportedUntil: '2026-01-31', isSupportOver: true }] },
      says: [['image-unsupported', 'caution', 'image']],
    },
  ],
  // Of an image that is nobody's of the catalogue, the person says who logs in.
  'login-user-unknown': ['', '-oProxyCommand=sh', 'a b', 'Root'].map((loginUser): PlanCase => ({
    plan: { image: { ...image, loginUser } },
    facts: { images: [{ ...IMAGE, publisher: 'own', loginUser: null }] },
    says: [['login-user-unknown', 'blocker', 'image']],
  })),
  // Each of these comes out otherwise in EC2 than the person was shown.
  'image-differs': [
    { rootDeviceName: '/dev/sda1' },
    { operatingSystem: 'RHEL' as const },
    { loginUser: 'root' },
    { rootSizeGiB: 4 },
    { platform: 'windows' as const, key: { ...key, type: 'rsa' as const } },
  ].map(({ key: otherKey = key, ...change }): PlanCase => ({
    plan: { image: { ...image, ...change }, key: otherKey },
    says: [
      ['image-differs', 'blocker', 'image'],
      ...('operatingSystem' in change ? [LICENCE] : []),
      ...(change.platform === 'windows' ? [LICENCE, LITTLE] : []),
    ],
  })),
  'architecture-mismatch': [
    {
      plan: { size: { ...size, architectures: ['arm64'] } },
      facts: { instanceTypes: null },
      says: [['architecture-mismatch', 'blocker', 'size']],
    },
    // What AWS says of the size counts, not what the plan says of it.
    {
      plan: { image: { ...image, architecture: 'arm64' }, size: { ...size, architectures: ['arm64'] } },
      facts: { images: [{ ...IMAGE, architecture: 'arm64' }] },
      says: [['architecture-mismatch', 'blocker', 'size']],
    },
    {
      plan: {
        image: { ...image, architecture: 'arm64', catalogId: 'al2023-arm64', imageId: 'ami-0000000a' },
      },
      facts: {
        images: [
          IMAGE,
          { ...IMAGE, architecture: 'arm64', catalogId: 'al2023-arm64', imageId: 'ami-0000000a' },
        ],
        instanceTypes: [SIZE, sold('t4g.micro', { architectures: ['arm64'] })],
      },
      says: [['architecture-mismatch', 'blocker', 'size']],
    },
    { ...refusing('wrong-architecture'), says: [['architecture-mismatch', 'blocker', 'size']] },
  ],
  'size-unknown': [
    { facts: { instanceTypes: [] }, says: [['size-unknown', 'blocker', 'size']] },
    { facts: { instanceTypes: [sold('t3.small')] }, says: [['size-unknown', 'blocker', 'size']] },
  ],
  'type-in-one-zone-only': [
    {
      plan: { placements: placedIn('a') },
      facts: inZones(zone('a'), zone('b', { offersType: false }), zone('c', { isAvailable: false })),
      says: [
        ['type-in-one-zone-only', 'caution', 'size'],
        ['one-zone', 'danger', 'zones'],
      ],
    },
    {
      facts: {
        network: {
          ...FACTS.network,
          zones: [zone('a'), zone('b', { offersType: false })],
          others: [
            { instanceType: 't3.small', zoneNames: ['us-east-1a', 'us-east-1b'] },
            { instanceType: 't3.nano', zoneNames: ['us-east-1a'] },
          ],
        },
        instanceTypes: [SIZE, sold('t3.small'), sold('t3.nano')],
      },
      plan: { placements: placedIn('a') },
      says: [
        ['type-in-one-zone-only', 'caution', 'size'],
        ['one-zone', 'danger', 'zones'],
      ],
    },
  ],
  'type-nowhere': [
    {
      plan: { placements: placedIn('a', 'b') },
      facts: inZones(zone('a', { offersType: false }), zone('b', { offersType: false })),
      says: [['type-nowhere', 'blocker', 'size']],
    },
    {
      plan: { size: { ...size, name: 't3.mirco' } },
      facts: {
        instanceTypes: null,
        prices: { ...FACTS.prices, instanceHour: {} },
        network: {
          ...FACTS.network,
          instanceType: 't3.mirco',
          zones: ['a', 'b', 'c'].map((letter) => zone(letter, { offersType: false })),
        },
      },
      says: [['type-nowhere', 'blocker', 'size']],
    },
  ],
  'no-default-network': [
    {
      facts: { network: { instanceType: 't3.micro', vpcId: null, zones: [] } },
      says: [['no-default-network', 'blocker', 'zones']],
    },
    { ...refusing('no-default-network'), says: [['no-default-network', 'blocker', 'zones']] },
  ],
  'no-zones': [{ plan: { placements: [] }, says: [['no-zones', 'blocker', 'zones']] }],
  'one-zone': [
    { plan: { placements: placedIn('b') }, says: [['one-zone', 'danger', 'zones']] },
    {
      plan: { placements: placedIn('b', 'b') },
      says: [['one-zone', 'danger', 'zones']],
    },
  ],
  'type-not-in-zone': [
    {
      facts: inZones(zone('a'), zone('b', { offersType: false }), zone('c')),
      says: [['type-not-in-zone', 'blocker', 'zones']],
    },
    { ...refusing('size-not-in-zone'), says: [['type-not-in-zone', 'blocker', 'zones']] },
    // What is known already is not said again.
    {
      facts: {
        ...refusing('size-not-in-zone').facts,
        ...inZones(zone('a'), zone('b', { offersType: false }), zone('c')),
      },
      says: [['type-not-in-zone', 'blocker', 'zones']],
    },
  ],
  'zone-without-subnet': [
    {
      facts: inZones(zone('a'), zone('b', { subnetId: null }), zone('c')),
      says: [['zone-without-subnet', 'blocker', 'zones']],
    },
  ],
  'plan-of-elsewhere': [
    { plan: elsewhere, says: [['plan-of-elsewhere', 'blocker', 'zones']] },
    {
      plan: { ...elsewhere, access: { ...choosing(group('old', [toMe])), vpcId: 'vpc-0000dead' } },
      facts: { groups: launchGroups([]) },
      says: [['plan-of-elsewhere', 'blocker', 'zones']],
    },
    // What EC2 says to the same.
    {
      plan: elsewhere,
      ...tried({
        about: { ...PREFLIGHT.about, subnetIds: elsewhere.placements.map(({ subnetId }) => subnetId) },
        subnets: [],
        dryRuns: [
          ...PLAN.placements.map(({ zoneName }) =>
            dryRun('RunInstances', zoneName, 'refused', 'subnet-gone'),
          ),
          dryRun('CreateSecurityGroup', null, 'refused', 'subnet-gone'),
          dryRun('AuthorizeSecurityGroupIngress', null, 'unknown'),
          dryRun('CreateKeyPair', null, 'may'),
        ],
      }),
      says: [['plan-of-elsewhere', 'blocker', 'zones']],
    },
    // The account that says so is another one, too: that is the one thing to be told.
    {
      plan: elsewhere,
      facts: { account: { ...FACTS.account, accountId: '210987654321' } },
      says: [['account-differs', 'blocker', 'account']],
    },
  ],
  'no-instance-profile': [
    { plan: session(null), says: [['no-instance-profile', 'blocker', 'access']] },
    // With an open web port too: nobody could look after the machines.
    {
      plan: { access: { ...session(null).access, httpsFromEveryone: true } },
      says: [['no-instance-profile', 'blocker', 'access']],
    },
  ],
  'profile-gone': [
    { plan: session('a/b'), says: [['profile-gone', 'blocker', 'access']] },
    {
      plan: session('none'),
      ...tried({
        about: { ...PREFLIGHT.about, instanceProfile: 'none', ...askedOfAccess(session('none').access) },
        ...answering(dryRun('RunInstances', 'us-east-1a', 'refused', 'profile-gone')),
        waysOut: [],
      }),
      says: [['profile-gone', 'blocker', 'access']],
    },
  ],
  'profile-lacks-session': [
    { ...allowing('lacks'), says: [['profile-lacks-session', 'caution', 'access']] },
    { ...allowing('has'), says: [] },
    // What was read for another profile says nothing of this one.
    { ...allowing('lacks'), plan: session('other'), says: [] },
  ],
  'profile-session-unknown': [
    { ...allowing('unknown'), says: [['profile-session-unknown', 'note', 'access']] },
  ],
  'no-way-out': [{ ...leaving('no'), says: [['no-way-out', 'caution', 'zones']] }],
  'way-out-by-endpoints': [
    { ...leaving('yes', 'endpoints'), says: [['way-out-by-endpoints', 'note', 'zones']] },
  ],
  'no-session-agent': ['debian-13-x86_64', 'debian-12-x86_64'].map((catalogId) => ({
    ...leaving('yes'),
    plan: { ...session('web'), image: { ...image, catalogId } },
    says: [['no-session-agent', 'caution', 'access']],
  })),
  'way-out-unknown': [
    { ...leaving('unknown'), says: [['way-out-unknown', 'note', 'zones']] },
    // Nobody is to come in, so that it matters nothing whether the internet gets there; and one that gets out is said nothing of.
    {
      ...leaving('yes'),
      says: [],
    },
  ],
  'subnet-differs': [
    // Another subnet of the same zone and network is as good.
    {
      facts: inZones(
        zone('a'),
        zone('b', { subnetId: 'subnet-0000dead', subnets: [subnetOf('subnet-0000000b')] }),
        zone('c'),
      ),
      says: [],
    },
    ...[{ subnetId: 'subnet-0000dead' }, { zoneName: 'us-east-1c' }].map((change): PlanCase => ({
      plan: {
        placements: PLAN.placements.map((placement, at) =>
          at === 1 ? { ...placement, ...change } : placement,
        ),
      },
      says: [['subnet-differs', 'blocker', 'zones']],
    })),
  ],
  'subnet-full': [
    {
      facts: inZones(zone('a'), zone('b', { freeAddresses: 0 }), zone('c')),
      says: [['subnet-full', 'blocker', 'zones']],
    },
    {
      plan: { placements: placedIn('a', 'b', 'b', 'b') },
      facts: inZones(zone('a'), zone('b', { freeAddresses: 2 }), zone('c')),
      says: [['subnet-full', 'blocker', 'zones']],
    },
    { ...refusing('subnet-full'), says: [['subnet-full', 'blocker', 'zones']] },
  ],
  'subnet-not-public': [
    {
      facts: inZones(
        zone('a'),
        zone('b', { givesPublicAddress: false }),
        zone('c', { givesPublicAddress: null }),
      ),
      says: [['subnet-not-public', 'caution', 'zones']],
    },
    // Nobody knows the way either.
    {
      ...tried({ subnets: [] }, inZones(zone('a'), zone('b', { givesPublicAddress: false }), zone('c'))),
      says: [
        ['subnet-not-public', 'caution', 'zones'],
        ['reach-unknown', 'note', 'zones'],
      ],
    },
    // The way was read, and is open.
    {
      facts: {
        network: {
          ...FACTS.network,
          zones: [zone('a'), zone('b', { givesPublicAddress: false }), zone('c')],
          way: openWay(FACTS.network.vpcId),
        },
      },
      says: [],
    },
  ],
  'network-differs': [
    {
      plan: { access: { ...access, vpcId: 'vpc-0000dead' } },
      says: [['network-differs', 'blocker', 'access']],
    },
  ],
  'disk-too-small': [
    { plan: { storage: { rootSizeGiB: 7 } }, says: [['disk-too-small', 'blocker', 'image']] },
    { ...refusing('disk-too-small'), says: [['disk-too-small', 'blocker', 'image']] },
  ],
  'nobody-can-log-in': [
    {
      plan: { access: { ...access, adminAddress: null } },
      says: [['nobody-can-log-in', 'caution', 'access']],
    },
  ],
  'nothing-open': [
    {
      plan: { access: { ...access, adminAddress: null, httpsFromEveryone: false } },
      says: [['nothing-open', 'caution', 'access']],
    },
  ],
  'http-open': [
    { plan: { access: { ...access, httpFromEveryone: true } }, says: [['http-open', 'note', 'access']] },
  ],
  'script-no-door': [
    {
      plan: { script: page, access: { ...access, httpsFromEveryone: false } },
      says: [['script-no-door', 'caution', 'access']],
    },
    {
      ...usingGroups(group('fine', [toMe])),
      plan: { script: page, access: choosing(group('fine', [toMe])) },
      says: [['script-no-door', 'caution', 'access']],
    },
  ],
  'script-refused': ['', ' \n\t', `#!/bin/sh\n${'#'.repeat(16_375)}`, `#!/bin/sh\n${'€'.repeat(5_459)}`].map(
    (text): PlanCase => ({
      plan: { script: own(text) },
      says: [['script-refused', 'blocker', 'access']],
    }),
  ),
  'script-not-run': [
    ...['apt update', '\n#!/bin/sh\nls', '#!/bin/sh\r\nls\r\n', '<powershell>ls</powershell>'].map(
      (text): PlanCase => ({
        plan: { script: own(text) },
        says: [['script-not-run', 'caution', 'access']],
      }),
    ),
    {
      plan: { ...windows.plan, script: own('#!/bin/sh\nls') },
      facts: ofWindows,
      says: [LICENCE, LITTLE, ['script-not-run', 'caution', 'access']],
    },
  ],
  'script-secret': [
    'AWS_SECRET_ACCESS_KEY=abc/def',
    'echo me:hunter2 | chpasswd',
    '-----BEGIN RSA PRIVATE KEY-----',
  ].map((line): PlanCase => ({
    plan: { script: own(`#!/bin/sh\n${line}\n`) },
    says: [['script-secret', 'caution', 'access']],
  })),
  'admin-address-refused': [
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '',
    '203.0.113.7/24',
    ' 203.0.113.7',
  ].map((adminAddress): PlanCase => ({
    plan: { access: { ...access, adminAddress } },
    says: [['admin-address-refused', 'blocker', 'access']],
  })),
  'no-group-chosen': [
    { plan: { access: choosing() }, says: [['no-group-chosen', 'blocker', 'access']] },
    { ...usingGroups(), says: [['no-group-chosen', 'blocker', 'access']] },
  ],
  'too-many-groups': [
    { ...usingGroups(...fine), says: [['too-many-groups', 'blocker', 'access']] },
    {
      plan: { access: choosing(...fine) },
      facts: { groups: null },
      says: [['too-many-groups', 'blocker', 'access']],
    },
  ],
  'group-gone': [
    {
      plan: { access: choosing(...fine.slice(0, 2)) },
      facts: { groups: launchGroups(fine.slice(0, 1)) },
      says: [['group-gone', 'blocker', 'access']],
    },
    {
      plan: { access: choosing(...fine.slice(0, 1)) },
      facts: { groups: launchGroups([]) },
      says: [['group-gone', 'blocker', 'access']],
    },
  ],
  'group-danger': [
    { ...usingGroups(group('all', [tcp(22, '0.0.0.0/0')])), says: [['group-danger', 'danger', 'access']] },
    {
      ...usingGroups(group('some', [toMe, tcp(3306, '::/0')])),
      says: [['group-danger', 'danger', 'access']],
    },
  ],
  'group-cautions': [
    {
      ...usingGroups(group('web', [toMe, tcp(9876, '0.0.0.0/0')])),
      says: [['group-cautions', 'caution', 'access']],
    },
  ],
  'group-list-unread': [
    {
      ...usingGroups(group('list', [toMe, tcp(443, 'pl-0123456789abcdef0')])),
      says: [['group-list-unread', 'caution', 'access']],
    },
    {
      ...usingGroups(group('list', [toMe, tcp(22, 'pl-0123456789abcdef0')])),
      says: [['group-list-unread', 'caution', 'access']],
    },
  ],
  'not-let-in': [
    {
      ...usingGroups(group('other', [tcp(22, '198.51.100.7/32')])),
      says: [['not-let-in', 'caution', 'access']],
    },
    { ...usingGroups(group('shut', [])), says: [['not-let-in', 'caution', 'access']] },
    { ...usingGroups(group('web', [tcp(443, '0.0.0.0/0')])), says: [['not-let-in', 'caution', 'access']] },
  ],
  'name-refused': ['', ' a', 'sg-1', "it's", 'a'.repeat(201)]
    .map((name): PlanCase => ({ plan: { name }, says: [['name-refused', 'blocker', 'key']] }))
    .concat({
      plan: { name: ' a' },
      ...tried({
        dryRuns: [
          ...PLAN.placements.map(({ zoneName }) => dryRun('RunInstances', zoneName)),
          dryRun('CreateSecurityGroup', null, 'refused', 'refused-by-ec2'),
          dryRun('CreateKeyPair', null, 'refused', 'refused-by-ec2'),
        ],
      }),
      says: [['name-refused', 'blocker', 'key']],
    }),
  'key-name-taken': [
    {
      facts: { names: { keyPairs: ['My-Fleet'], securityGroups: [] } },
      says: [['key-name-taken', 'blocker', 'key']],
    },
  ],
  'group-name-taken': [
    {
      facts: { names: { keyPairs: [], securityGroups: ['MY-FLEET', 'my-fleet-2'] } },
      says: [['group-name-taken', 'blocker', 'key']],
    },
  ],
  'windows-needs-rsa': [
    {
      plan: { image: { ...image, platform: 'windows' } },
      facts: { images: [{ ...IMAGE, platform: 'windows' }] },
      says: [LICENCE, LITTLE, ['windows-needs-rsa', 'blocker', 'key']],
    },
  ],
  'keychain-absent': [{ facts: { keychain: 'absent' }, says: [['keychain-absent', 'blocker', 'key']] }],
  'keychain-locked': [{ facts: { keychain: 'locked' }, says: [['keychain-locked', 'blocker', 'key']] }],
  'keychain-failed': [{ facts: { keychain: 'failed' }, says: [['keychain-failed', 'blocker', 'key']] }],
  'price-unknown': [
    {
      facts: { prices: { ...FACTS.prices, instanceHour: {} } },
      says: [['price-unknown', 'note', 'review']],
    },
  ],

  'account-differs': [{ accountId: '210987654321' }, { region: 'eu-central-1' }].map((change): PlanCase => ({
    facts: { account: { ...FACTS.account, regions: ['us-east-1', 'eu-central-1'], ...change } },
    says: [['account-differs', 'blocker', 'account']],
  })),
  'region-not-enabled': [
    {
      facts: { account: { ...FACTS.account, regions: ['eu-central-1'] } },
      says: [['region-not-enabled', 'blocker', 'account']],
    },
  ],
  'session-ended': (
    ['no-credentials', 'credentials-refused', 'session-expired', 'account-changed'] as const
  ).map((code): PlanCase => ({ ...refusing(code), says: [['session-ended', 'blocker', 'account']] })),
  'clock-off': [
    { ...refusing('clock-off'), says: [['clock-off', 'blocker', 'account']] },
    {
      ...tried({
        dryRuns: PREFLIGHT.dryRuns.map((run) => dryRun(run.action, run.zoneName, 'unknown', 'clock-off')),
      }),
      says: [['clock-off', 'blocker', 'account']],
    },
  ],
  'account-being-verified': [
    { ...refusing('account-being-verified'), says: [['account-being-verified', 'blocker', 'account']] },
  ],
  'account-blocked': [
    { ...refusing('account-blocked'), says: [['account-blocked', 'blocker', 'account']] },
    {
      ...tried(answering(dryRun('CreateKeyPair', null, 'refused', 'account-blocked'))),
      says: [['account-blocked', 'blocker', 'account']],
    },
  ],
  'launch-not-permitted': [
    {
      ...tried(answering(dryRun('RunInstances', 'us-east-1b', 'may-not', 'not-permitted'))),
      says: [['launch-not-permitted', 'blocker', 'account']],
    },
    {
      ...tried({
        dryRuns: PREFLIGHT.dryRuns.map((run) =>
          run.action === 'RunInstances' ? dryRun(run.action, run.zoneName, 'may-not') : run,
        ),
      }),
      says: [['launch-not-permitted', 'blocker', 'account']],
    },
  ],
  'image-not-free-tier': [
    {
      ...refusing(
        'not-free-tier',
        'InvalidParameterCombination: The specified image is not eligible for Free Tier.',
      ),
      says: [['image-not-free-tier', 'blocker', 'image']],
    },
  ],
  'subscription-needed': [
    { ...refusing('subscription-needed'), says: [['subscription-needed', 'blocker', 'image']] },
  ],
  'licence-surcharge': [
    { ...windows, facts: { ...ofWindows, instanceTypes: null }, says: [LICENCE] },
    ...(
      [
        ['rhel-9-x86_64', 'RHEL'],
        ['sles-15-x86_64', 'SUSE'],
      ] as const
    ).map(([catalogId, operatingSystem]): PlanCase => ({
      plan: { image: { ...image, catalogId } },
      facts: { images: [{ ...IMAGE, catalogId, operatingSystem }] },
      says: [LICENCE],
    })),
  ],
  'not-free-tier': [
    {
      ...tried(
        { accountPlan: 'free' },
        {
          instanceTypes: [
            { ...SIZE, isFreeTierEligible: false },
            sold('t3.small'),
            sold('t4g.micro', { architectures: ['arm64'] }),
          ],
        },
      ),
      says: [['not-free-tier', 'blocker', 'size']],
    },
    { ...refusing('not-free-tier'), says: [['not-free-tier', 'blocker', 'size']] },
    {
      ...refusing(
        'not-free-tier',
        'InvalidParameterCombination: The specified instance type is not eligible for Free Tier with this image.',
      ),
      says: [['not-free-tier', 'blocker', 'size']],
    },
  ],
  'little-memory': [
    {
      ...windows,
      facts: { ...ofWindows, instanceTypes: [SIZE, sold('t3.small', { memoryMiB: 2048 }), sold('t3.nano')] },
      says: [LICENCE, LITTLE],
    },
  ],
  'credits-unlimited': [
    {
      plan: { size: { ...size, cpuCredits: 'unlimited' } },
      says: [['credits-unlimited', 'caution', 'size']],
    },
    {
      plan: { size: { ...size, cpuCredits: 'unlimited' } },
      facts: { instanceTypes: null },
      says: [['credits-unlimited', 'caution', 'size']],
    },
    // AWS's own default for such a size.
    { plan: { size: { ...size, cpuCredits: null } }, says: [['credits-unlimited', 'caution', 'size']] },
  ],
  'credits-not-for-size': [
    {
      facts: { instanceTypes: [{ ...SIZE, isBurstable: false }] },
      says: [['credits-not-for-size', 'blocker', 'size']],
    },
  ],
  'zone-unknown': [
    { facts: inZones(zone('a'), zone('c')), says: [['zone-unknown', 'blocker', 'zones']] },
    {
      facts: inZones(zone('a'), zone('b', { zoneName: 'us-east-1z' }), zone('c')),
      says: [['zone-unknown', 'blocker', 'zones']],
    },
  ],
  'zone-not-available': [
    {
      facts: inZones(zone('a'), zone('b', { isAvailable: false }), zone('c')),
      says: [['zone-not-available', 'blocker', 'zones']],
    },
  ],
  'no-capacity-now': [{ ...refusing('no-capacity'), says: [['no-capacity-now', 'caution', 'zones']] }],
  'subnet-gone': [{ ...refusing('subnet-gone'), says: [['subnet-gone', 'blocker', 'zones']] }],
  'subnet-not-reachable': [
    {
      ...tried({
        subnets: PREFLIGHT.subnets.map((subnet) => ({
          ...subnet,
          verdict: subnet.zoneName === 'us-east-1b' ? 'no' : 'yes',
          steps: [
            { step: 'route', verdict: 'no', sentence: 'There is no way out.', because: ['rtb-00000001'] },
          ],
        })),
      }),
      says: [['subnet-not-reachable', 'caution', 'zones']],
    },
    // Before anything was tried.
    {
      facts: { network: { ...FACTS.network, way: openWay(FACTS.network.vpcId, ['subnet-0000000b']) } },
      says: [['subnet-not-reachable', 'caution', 'zones']],
    },
  ],
  'reach-unknown': [
    {
      ...tried({
        subnets: PREFLIGHT.subnets.map((subnet) => ({
          ...subnet,
          verdict: subnet.zoneName === 'us-east-1b' ? 'unknown' : 'yes',
        })),
      }),
      says: [['reach-unknown', 'note', 'zones']],
    },
    { ...tried({ subnets: PREFLIGHT.subnets.slice(1) }), says: [['reach-unknown', 'note', 'zones']] },
  ],
  'too-many-vcpus': [
    { ...tried(known(5)), says: [['too-many-vcpus', 'blocker', 'zones']] },
    { ...tried(known(32, 27)), says: [['too-many-vcpus', 'blocker', 'zones']] },
    { ...tried(known(1)), says: [['too-many-vcpus', 'blocker', 'zones']] },
    { ...tried(known(3, 9)), says: [['too-many-vcpus', 'blocker', 'zones']] },
    {
      ...tried(known(3), {
        instanceTypes: [SIZE, sold('t2.micro', { vcpus: 1 })].map((type) => ({
          ...type,
          isFreeTierEligible: false,
        })),
      }),
      says: [['too-many-vcpus', 'blocker', 'zones']],
    },
    // What AWS says of the size counts, not what the plan says of it.
    {
      ...tried(known(9), { instanceTypes: [{ ...SIZE, vcpus: 4, isFreeTierEligible: false }] }),
      says: [['too-many-vcpus', 'blocker', 'zones']],
    },
  ],
  'quota-unknown': [true, false].map((isForbidden): PlanCase => ({
    ...tried({ quota: { kind: 'unknown', isForbidden, raw: null } }),
    says: [['quota-unknown', 'note', 'zones']],
  })),
  'group-not-permitted': [
    {
      ...tried(answering(dryRun('CreateSecurityGroup', null, 'may-not', 'not-permitted'))),
      says: [['group-not-permitted', 'blocker', 'access']],
    },
  ],
  'rules-not-permitted': [
    {
      ...tried(answering(dryRun('AuthorizeSecurityGroupIngress', null, 'may-not', 'not-permitted'))),
      says: [['rules-not-permitted', 'caution', 'access']],
    },
  ],
  'group-refused': [
    {
      ...tried(answering(dryRun('CreateSecurityGroup', null, 'refused', 'other-limit'))),
      says: [['group-refused', 'blocker', 'access']],
    },
  ],
  'group-limit': [
    {
      facts: { names: { keyPairs: [], securityGroups: Array.from({ length: 2500 }, (_, at) => `g${at}`) } },
      says: [['group-limit', 'caution', 'access']],
    },
  ],
  'key-not-permitted': [
    {
      ...tried(answering(dryRun('CreateKeyPair', null, 'may-not', 'not-permitted'))),
      says: [['key-not-permitted', 'blocker', 'key']],
    },
    {
      plan: { key: { kind: 'made-here', type: 'ed25519' } },
      ...tried({
        ...answering(dryRun('ImportKeyPair', null, 'may-not', 'not-permitted')),
        about: { ...PREFLIGHT.about, key: 'made-here' },
      }),
      says: [['key-not-permitted', 'blocker', 'key']],
    },
  ],
  'key-refused': [
    {
      ...tried(answering(dryRun('CreateKeyPair', null, 'refused', 'other-limit'))),
      says: [['key-refused', 'blocker', 'key']],
    },
  ],
  'key-pair-limit': [
    {
      facts: { names: { keyPairs: Array.from({ length: 5000 }, (_, at) => `k${at}`), securityGroups: [] } },
      says: [['key-pair-limit', 'caution', 'key']],
    },
  ],
  'tag-refused': [
    [{ key: '', value: 'x' }],
    [{ key: 'k'.repeat(129), value: '' }],
    [{ key: 'team', value: 'v'.repeat(257) }],
    [{ key: 'AWS:team', value: '' }],
    [{ key: 'Name', value: 'mine' }],
    [{ key: 'keyport:launch-id', value: 'mine' }],
    [
      { key: 'team', value: 'a' },
      { key: 'team', value: 'b' },
    ],
    [{ key: 'team', value: 'a\nb' }],
    Array.from({ length: 47 }, (_, index) => ({ key: `tag ${index}`, value: '' })),
  ].map((tags): PlanCase => ({ plan: { tags }, says: [['tag-refused', 'blocker', 'key']] })),
  'tag-required': [
    {
      facts: { requiredTags: [{ key: 'CostCenter', value: '4711' }] },
      says: [['tag-required', 'blocker', 'key']],
    },
    {
      plan: { tags: [{ key: 'Owner', value: ' ' }] },
      facts: { requiredTags: [{ key: 'Owner', value: '' }] },
      says: [['tag-required', 'blocker', 'key']],
    },
    {
      plan: { tags: [{ key: 'costcenter', value: '4711' }] },
      facts: {
        requiredTags: [
          { key: 'CostCenter', value: '' },
          { key: 'Owner', value: '' },
        ],
      },
      says: [
        ['tag-required', 'blocker', 'key'],
        ['tag-required', 'blocker', 'key'],
      ],
    },
  ],
  'launch-refused': (['refused-by-ec2', 'other-limit', 'group-gone', null] as const).map(
    (code): PlanCase => ({
      ...tried(answering(dryRun('RunInstances', 'us-east-1b', 'refused', code))),
      says: [['launch-refused', 'blocker', 'review']],
    }),
  ),
  'not-checked': [
    {
      ...tried(answering(dryRun('RunInstances', 'us-east-1b', 'unknown', 'throttled'))),
      says: [['not-checked', 'caution', 'review']],
    },
    { ...tried({ dryRuns: [] }), says: [['not-checked', 'caution', 'review']] },
  ],
  'disk-key-customer': [
    {
      ...tried({ diskKey: { kind: 'customer-managed', keyId: 'alias/ours' } }),
      says: [['disk-key-customer', 'caution', 'review']],
    },
  ],
  'free-tier-hours': [
    { facts: { preflight: PREFLIGHT }, says: [['free-tier-hours', 'note', 'review']] },
    {
      facts: { preflight: { ...PREFLIGHT, accountPlan: 'paid' } },
      says: [['free-tier-hours', 'note', 'review']],
    },
    {
      plan: { placements: placedIn('a', 'b') },
      facts: { preflight: { ...PREFLIGHT, readAt: Date.parse('2026-11-23T10:00:00Z') } },
      says: [['free-tier-hours', 'note', 'review']],
    },
  ],
  'free-plan-credits': [
    {
      facts: { preflight: { ...PREFLIGHT, accountPlan: 'free' } },
      says: [['free-plan-credits', 'note', 'review']],
    },
    {
      ...tried({ accountPlan: 'free' }, { instanceTypes: null }),
      says: [['free-plan-credits', 'note', 'review']],
    },
  ],
};
