import { describe, expect, test } from 'vitest';
import { checkPlan, obstacles } from '../../shared/check-plan.ts';
import { NO_FACTS, type Facts, type Zone } from '../../shared/facts.ts';
import {
  FINDING_IDS,
  confirmationOf,
  type AnswerName,
  type FindingId,
  type Severity,
} from '../../shared/finding.ts';
import type { LaunchPlan, PlanDraft } from '../../shared/launch-plan.ts';
import { emptyDraft } from '../../shared/pre-answer.ts';
import { choosing, group, launchGroups, tcp } from './launch-groups-fixture.ts';
import { FACTS, IMAGE, PLAN, zone } from './plan-fixture.ts';

/** What is changed in a good plan or in good facts, and everything the judge then says. */
type Row = {
  readonly plan?: Partial<PlanDraft>;
  readonly facts?: Partial<Facts>;
  readonly says: readonly (readonly [FindingId, Severity, AnswerName])[];
};

const { access, image, key, size } = PLAN;
const inZones = (...zones: readonly Zone[]): Partial<Facts> => ({ network: { ...FACTS.network, zones } });
const placedIn = (...letters: readonly string[]): LaunchPlan['placements'] =>
  letters.flatMap((letter) => PLAN.placements.filter(({ zoneName }) => zoneName.endsWith(letter)));

const toMe = tcp(22, '203.0.113.7/32');
const fine = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => group(name, [toMe]));
const usingGroups = (...groups: readonly ReturnType<typeof group>[]): Pick<Row, 'plan' | 'facts'> => ({
  plan: { access: choosing(...groups) },
  facts: { groups: launchGroups(groups) },
});

const ROWS: Readonly<Record<FindingId, readonly Row[]>> = {
  unanswered: (['account', 'image', 'size', 'access', 'key'] as const)
    .map((answer): Row => ({ plan: { [answer]: null }, says: [['unanswered', 'blocker', answer]] }))
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
  ],
  // Each of these comes out otherwise in EC2 than the person was shown.
  'image-differs': [
    { rootDeviceName: '/dev/sda1' },
    { loginUser: 'root' },
    { rootSizeGiB: 4 },
    { platform: 'windows' as const, key: { ...key, type: 'rsa' as const } },
  ].map(({ key: otherKey = key, ...change }): Row => ({
    plan: { image: { ...image, ...change }, key: otherKey },
    says: [['image-differs', 'blocker', 'image']],
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
  ],
  'size-unknown': [{ facts: { instanceTypes: [] }, says: [['size-unknown', 'blocker', 'size']] }],
  'type-in-one-zone-only': [
    {
      plan: { placements: placedIn('a') },
      facts: inZones(zone('a'), zone('b', { offersType: false }), zone('c', { isAvailable: false })),
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
      says: [
        ['type-nowhere', 'blocker', 'size'],
        ['type-not-in-zone', 'blocker', 'zones'],
        ['type-not-in-zone', 'blocker', 'zones'],
      ],
    },
  ],
  'no-default-network': [
    {
      facts: { network: { instanceType: 't3.micro', vpcId: null, zones: [] } },
      says: [['no-default-network', 'blocker', 'zones']],
    },
  ],
  'no-zones': [{ plan: { placements: [] }, says: [['no-zones', 'blocker', 'zones']] }],
  'one-zone': [
    { plan: { placements: placedIn('b') }, says: [['one-zone', 'danger', 'zones']] },
    {
      plan: { placements: placedIn('b', 'b') },
      says: [
        ['one-zone', 'danger', 'zones'],
        ['zone-twice', 'blocker', 'zones'],
      ],
    },
  ],
  'zone-twice': [
    { plan: { placements: placedIn('a', 'b', 'a') }, says: [['zone-twice', 'blocker', 'zones']] },
  ],
  'type-not-in-zone': [
    ...[{ offersType: false }, { isAvailable: false }].map((change): Row => ({
      facts: inZones(zone('a'), zone('b', change), zone('c')),
      says: [['type-not-in-zone', 'blocker', 'zones']],
    })),
    { facts: inZones(zone('a'), zone('c')), says: [['type-not-in-zone', 'blocker', 'zones']] },
  ],
  'zone-without-subnet': [
    {
      facts: inZones(zone('a'), zone('b', { subnetId: null }), zone('c')),
      says: [['zone-without-subnet', 'blocker', 'zones']],
    },
  ],
  'subnet-differs': [{ subnetId: 'subnet-0000dead' }, { zoneName: 'us-east-1c' }].map((change): Row => ({
    plan: {
      placements: PLAN.placements.map((placement, at) =>
        at === 1 ? { ...placement, ...change } : placement,
      ),
    },
    says: [['subnet-differs', 'blocker', 'zones']],
  })),
  'subnet-full': [
    {
      facts: inZones(zone('a'), zone('b', { freeAddresses: 0 }), zone('c')),
      says: [['subnet-full', 'blocker', 'zones']],
    },
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
  ],
  'network-differs': [
    {
      plan: { access: { ...access, vpcId: 'vpc-0000dead' } },
      says: [['network-differs', 'blocker', 'access']],
    },
  ],
  'disk-too-small': [
    { plan: { storage: { rootSizeGiB: 7 } }, says: [['disk-too-small', 'blocker', 'image']] },
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
  'admin-address-refused': [
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '',
    '203.0.113.7/24',
    ' 203.0.113.7',
  ].map((adminAddress): Row => ({
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
  'name-refused': ['', ' a', 'sg-1', "it's", 'a'.repeat(201)].map((name): Row => ({
    plan: { name },
    says: [['name-refused', 'blocker', 'key']],
  })),
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
      says: [['windows-needs-rsa', 'blocker', 'key']],
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
};

const rows = FINDING_IDS.flatMap((id) => ROWS[id].map((row, at) => ({ ...row, id, at })));

describe('the judge', () => {
  test('has nothing to say of a good plan', () => {
    expect(checkPlan(PLAN, FACTS)).toEqual([]);
  });

  test.each(FINDING_IDS)('can say %s', (id) => {
    expect(ROWS[id].flatMap(({ says }) => says.map(([said]) => said))).toContain(id);
  });

  test.each(rows)('says $id ($at), and what follows from it, and no more', ({ plan, facts, says }) => {
    const findings = checkPlan({ ...PLAN, ...plan }, { ...FACTS, ...facts });

    expect(findings.map(({ id, severity, answer }) => [id, severity, answer])).toEqual(says);
    for (const { sentence, why } of findings) {
      expect(`${sentence} ${why}`).not.toMatch(/undefined|null|NaN|\[object|function/);
    }
  });

  test.each(rows)('offers only fixes that mend it: $id ($at)', ({ id, plan, facts }) => {
    const draft = { ...PLAN, ...plan };
    for (const { fixes } of checkPlan(draft, { ...FACTS, ...facts }).filter((finding) => finding.id === id)) {
      for (const { edit } of fixes) {
        const mended = checkPlan({ ...draft, ...edit }, { ...FACTS, ...facts });
        expect(mended.map((finding) => finding.id)).not.toContain(id);
      }
    }
  });

  test('judges nothing by facts that were not read', () => {
    expect(checkPlan(PLAN, NO_FACTS)).toEqual([]);
    expect(
      checkPlan(PLAN, { ...NO_FACTS, network: { ...FACTS.network, instanceType: 'm7i.large' } }),
    ).toEqual([]);
  });

  test('asks the questions that are open, in their order', () => {
    const findings = checkPlan(emptyDraft(), FACTS);

    expect(new Set(findings.map(({ id }) => id))).toEqual(new Set(['unanswered']));
    expect([...new Set(findings.map(({ answer }) => answer))]).toEqual([
      'account',
      'image',
      'size',
      'zones',
      'access',
      'key',
    ]);
  });
});

describe('what keeps a plan from being launched', () => {
  const kept = (plan: Partial<PlanDraft>, confirmed: readonly string[], facts: Partial<Facts> = {}) =>
    obstacles(checkPlan({ ...PLAN, ...plan }, { ...FACTS, ...facts }), confirmed).map(({ id }) => id);

  test.each(rows)(
    '$id ($at): blockers always, dangers until confirmed, nothing else',
    ({ plan, facts, says }) => {
      const of = (...severities: readonly Severity[]) =>
        says.filter(([, severity]) => severities.includes(severity)).map(([id]) => id);

      expect(kept(plan ?? {}, [], facts)).toEqual(of('blocker', 'danger'));
      const all = checkPlan({ ...PLAN, ...plan }, { ...FACTS, ...facts }).map(confirmationOf);
      expect(kept(plan ?? {}, [...FINDING_IDS, ...all], facts)).toEqual(of('blocker'));
    },
  );

  test('is not lifted by confirming something else', () => {
    const plan = { placements: placedIn('a') };

    expect(kept(plan, ['type-in-one-zone-only', 'ONE-ZONE', ''])).toEqual(['one-zone']);
    expect(kept(plan, ['one-zone'])).toEqual([]);
  });
});

test('of a root user only the greater warning is given', () => {
  const facts = { ...FACTS, account: { ...FACTS.account, isRoot: true, hasLongLivedKey: true } };
  expect(checkPlan(PLAN, facts).map(({ id }) => id)).toEqual(['root-user']);
});

test('what can be mended with one click has its fix', () => {
  const isMended = ({ id, plan, facts }: (typeof rows)[number]) =>
    checkPlan({ ...PLAN, ...plan }, { ...FACTS, ...facts }).some(
      (finding) => finding.id === id && finding.fixes.length > 0,
    );

  expect(new Set(rows.filter(isMended).map(({ id }) => id))).toEqual(
    new Set<FindingId>([
      'image-differs',
      'no-zones',
      'one-zone',
      'type-not-in-zone',
      'zone-without-subnet',
      'subnet-differs',
      'subnet-full',
      'network-differs',
      'disk-too-small',
      'http-open',
      'admin-address-refused',
      'no-group-chosen',
      'too-many-groups',
      'group-gone',
      'group-danger',
      'not-let-in',
      'key-name-taken',
      'group-name-taken',
      'windows-needs-rsa',
    ]),
  );
});
