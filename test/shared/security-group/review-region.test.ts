import { describe, expect, test } from 'vitest';
import { TAGS } from '../../../shared/launch-plan.ts';
import { rowOf } from '../../../shared/security-group/group-row.ts';
import type { RegionFacts } from '../../../shared/security-group/region-facts.ts';
import { reviewRegion } from '../../../shared/security-group/review-region.ts';
import { PLAIN_REVIEW, PLANNED_PUBLIC } from '../../../shared/security-group/review-options.ts';
import type { GroupRule } from '../../../shared/security-group/security-group.ts';
import { ACCOUNT, facts, from, group, list, members, networkInterface, to } from './group-fixture.ts';

const WORLD = '0.0.0.0/0';
const WEB = group([from('tcp 22', WORLD), from('tcp 5432', 'pl-1'), from('tcp 25', 'pl-unread')], {
  groupId: 'sg-web',
  tags: { [TAGS.launchId]: 'lch-1' },
});
const APP = group(
  [from('tcp 5432', members('sg-web')), from('tcp 5433', members('sg-web')), to('-1', members('sg-app'))],
  {
    groupId: 'sg-app',
  },
);
const REGION: RegionFacts = facts({
  groups: [WEB, APP],
  interfaces: [
    networkInterface({ interfaceId: 'eni-1', groupIds: ['sg-web', 'sg-app'] }),
    networkInterface({ interfaceId: 'eni-2', groupIds: ['sg-web'] }),
    networkInterface({
      interfaceId: 'eni-3',
      groupIds: ['sg-web'],
      instanceId: null,
      description: 'ELB app/x',
      interfaceType: 'load_balancer',
    }),
  ],
  instances: [{ instanceId: 'i-1', name: 'web-1', state: 'running', platform: 'linux', launchId: null }],
  subnets: [{ subnetId: 'subnet-1', vpcId: 'vpc-1', cidrs: [], zoneName: 'eu-central-1a' }],
  prefixLists: [list('pl-1', ['198.51.100.0/24']), list('pl-other', [])],
  launchTemplateGroupIds: ['sg-app'],
});

function reviewed(region: RegionFacts = REGION, options = PLAIN_REVIEW) {
  const [web, app] = reviewRegion(region, options);
  if (web === undefined || app === undefined) throw new Error('both groups are reviewed');
  return { web, app };
}

describe('a reviewed group', () => {
  test('says where it is attached: machines by interface, and services', () => {
    const { web, app } = reviewed();

    expect(
      web.attached.machines?.map(({ interfaceId, name, state, zoneName }) => [
        interfaceId,
        name,
        state,
        zoneName,
      ]),
    ).toEqual([
      ['eni-1', 'web-1', 'running', 'eu-central-1a'],
      ['eni-2', 'web-1', 'running', 'eu-central-1a'],
    ]);
    expect(web.attached.machines?.[0]?.groupIds).toEqual(['sg-web', 'sg-app']);
    expect(web.attached.others).toEqual([
      { interfaceId: 'eni-3', interfaceType: 'load_balancer', description: 'ELB app/x', isAttached: true },
    ]);
    expect([web.attached.launchTemplates, app.attached.launchTemplates]).toEqual([false, true]);
    expect(app.attached.machines).toHaveLength(1);
  });

  test('says that nobody knows where nothing was read', () => {
    const { web } = reviewed({ ...REGION, interfaces: null, launchTemplateGroupIds: null });

    expect(web.attached).toEqual({ machines: null, others: null, launchTemplates: null });
    expect(web.exposure).toEqual({ level: { ipv4: 'X4', ipv6: 'X4' }, isKnown: false });
  });

  test('names the groups that name it, once, and not itself', () => {
    const { web, app } = reviewed();

    expect([web.referencedBy, app.referencedBy]).toEqual([['sg-app'], []]);
  });

  test('says whose it is, which launch made it, and which lists it names', () => {
    const { web, app } = reviewed();

    expect([web.isShared, web.launchId, web.prefixLists.map(({ prefixListId }) => prefixListId)]).toEqual([
      false,
      'lch-1',
      ['pl-1'],
    ]);
    expect([app.launchId, app.prefixLists]).toEqual([null, []]);
    expect(reviewed({ ...REGION, accountId: '210987654321' }).web.isShared).toBe(true);
  });

  test('is judged by how near its machines are, or will be', () => {
    const atRest = { ...REGION, interfaces: [] };
    const levelOf = (options = PLAIN_REVIEW) =>
      reviewed(atRest, options).web.findings.find(({ id }) => id === 'SG-ADMIN')?.level;

    expect(levelOf()).toBe('medium');
    expect(levelOf({ ...PLAIN_REVIEW, planned: PLANNED_PUBLIC })).toBe('critical');
  });

  test('knows which addresses are Amazon’s, where its ranges are at hand', () => {
    const groups = ['3.5.140.0/24', '3.5.128.0/17', '3.5.144.7/32', '8.8.8.0/24', '2600:1f18::/40'].map(
      (cidr, place) => group([from('tcp 22', cidr)], { groupId: `sg-${String(place)}` }),
    );
    const awsRanges = ['3.5.140.0/22', '3.5.144.0/23', '2600:1f00::/24'];
    const isTold = (ranges: readonly string[] | null) =>
      reviewRegion({ ...REGION, groups }, { ...PLAIN_REVIEW, awsRanges: ranges }).map(({ findings }) =>
        findings.some(({ id }) => id === 'SG-AWSIP'),
      );

    expect(isTold(awsRanges)).toEqual([true, false, true, false, true]);
    expect(isTold(null)).toEqual([false, false, false, false, false]);
  });

  test('stands in the order in which it was read', () => {
    expect(
      reviewRegion({ ...REGION, groups: [APP, WEB] }, PLAIN_REVIEW).map(({ group: { groupId } }) => groupId),
    ).toEqual(['sg-app', 'sg-web']);
    expect(reviewRegion({ ...REGION, groups: [] }, PLAIN_REVIEW)).toEqual([]);
  });
});

describe('the line of the table', () => {
  const row = (rules: readonly GroupRule[], region: Partial<RegionFacts> = {}) => {
    const [only] = reviewRegion(
      { ...REGION, ...region, groups: [group(rules, { groupId: 'sg-web' })] },
      PLAIN_REVIEW,
    );
    if (only === undefined) throw new Error('the group is reviewed');
    return rowOf(only);
  };

  test('has the worst finding, how many there are, and where the group is attached', () => {
    expect(rowOf(reviewed().web)).toMatchObject({
      region: 'eu-central-1',
      groupId: 'sg-web',
      ownerId: ACCOUNT,
      isShared: false,
      isDefault: false,
      launchId: 'lch-1',
      level: 'critical',
      severity: 'danger',
      counts: { danger: 1, caution: 0, note: 1 },
      findingIds: ['SG-ADMIN', 'SG-PLIST'],
      widest: 'internet',
      openPorts: '22',
      machines: 1,
      interfaces: 3,
      ruleCount: 3,
    });
  });

  test('says nothing where nothing is to say, or nobody knows', () => {
    expect(row([])).toMatchObject({
      level: null,
      severity: null,
      findingIds: [],
      widest: 'none',
      openPorts: '',
    });
    expect(row([], { interfaces: null })).toMatchObject({ machines: null, interfaces: null });
  });

  test.each([
    [[from('-1', '::/0')], 'all', 'internet'],
    [[from('tcp', WORLD)], '1-65535', 'internet'],
    [[from('tcp 443', WORLD), from('tcp 80', '::/0'), from('udp 53', WORLD)], '80, 443, 53/udp', 'internet'],
    [[from('tcp 20-22', WORLD), from('tcp 22-25', '::/0')], '20-25', 'internet'],
    [
      [1, 3, 5, 7, 9, 11, 13, 15, 17].map((port) => from(`tcp ${String(port)}`, WORLD)),
      '1, 3, 5, 7, 9, 11, 13, 15, …',
      'internet',
    ],
    [[from('tcp 22', '3.0.0.0/8')], '', 'wide'],
    [[from('tcp 22', 'sg-b')], '', 'restricted'],
    [[from('icmp', WORLD)], '', 'internet'],
    [[to('-1', WORLD)], '', 'none'],
  ] as const)('%#: open ports %s, at most %s', (rules, openPorts, widest) => {
    expect(row(rules)).toMatchObject({ openPorts, widest });
  });

  test('marks the default group', () => {
    const [only] = reviewRegion({ ...REGION, groups: [group([], { name: 'default' })] }, PLAIN_REVIEW);

    expect(only === undefined ? null : rowOf(only).isDefault).toBe(true);
  });
});
