import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPlan, obstacles } from '../../shared/check-plan.ts';
import { confirmationOf } from '../../shared/finding.ts';
import type { NewGroupAccess } from '../../shared/launch-plan.ts';
import type { LaunchGroups } from '../../shared/security-group/launch-groups.ts';
import { plannedGroup, reviewForLaunch } from '../../shared/security-group/review-for-launch.ts';
import { PLANNED_PUBLIC } from '../../shared/security-group/review-options.ts';
import type { SecurityGroup } from '../../shared/security-group/security-group.ts';
import { choosing, group, launchGroups, tcp } from './launch-groups-fixture.ts';
import { FACTS, PLAN } from './plan-fixture.ts';

const toMe = tcp(22, '203.0.113.7/32');

function judge(groups: readonly SecurityGroup[], change: Partial<LaunchGroups> = {}) {
  const plan = { ...PLAN, access: choosing(...groups) };
  return checkPlan(plan, { ...FACTS, groups: launchGroups(groups, change) });
}

describe('a group that is there already', () => {
  test('and lets in the web for everyone and me alone to log in is nothing to speak of', () => {
    const rules = [toMe, tcp(443, '0.0.0.0/0'), tcp(443, '::/0'), tcp(80, '0.0.0.0/0'), tcp(80, '::/0')];

    expect(judge([group('web', rules)])).toEqual([]);
  });

  test.each([
    ['the whole world', ['0.0.0.0/0']],
    ['the whole world of IPv6', ['::/0']],
    ['both halves of the world', ['0.0.0.0/1', '128.0.0.0/1']],
  ])('is a danger where the login is for %s, and the sentence names port and group', (_whom, cidrs) => {
    const findings = judge([group('bastion', [toMe, ...cidrs.map((cidr) => tcp(22, cidr))])]);

    expect(findings.map(({ id, severity }) => [id, severity])).toContainEqual(['group-danger', 'danger']);
    const danger = findings.find(({ id }) => id === 'group-danger');
    expect(danger?.sentence).toMatch(/22/);
    expect(danger?.sentence).toMatch(/“bastion”/);
    expect(danger?.fixes.map(({ edit }) => edit.access?.kind)).toEqual(['new-group']);
  });

  test('is judged together with the others: two that are harmless alone may let in everyone', () => {
    const halves = [
      group('half', [toMe, tcp(22, '0.0.0.0/1')]),
      group('other', [tcp(22, '128.0.0.0/1')]),
      group('bystander', [tcp(443, '0.0.0.0/0')]),
    ];

    const [danger] = judge(halves).filter(({ id }) => id === 'group-danger');

    expect(danger?.sentence).toMatch(/“half” and “other”/);
    expect(danger?.sentence).not.toMatch(/bystander/);
  });

  test('another may let me in', () => {
    const groups = [group('web', [tcp(443, '0.0.0.0/0')]), group('me', [toMe])];

    expect(judge(groups)).toEqual([]);
    expect(judge(groups.slice(0, 1)).map(({ id }) => id)).toEqual(['not-let-in']);
  });

  test('whose name says that every machine gets it is a danger of its own, beside others too', () => {
    const standard = group('default', [tcp(443, '0.0.0.0/0')]);

    for (const groups of [
      [standard, group('me', [toMe])],
      [{ ...standard, rules: [...standard.rules, toMe] }],
    ]) {
      const dangers = judge(groups).filter(({ severity }) => severity === 'danger');
      expect(dangers.map((danger) => confirmationOf(danger))).toEqual([expect.stringMatching(/SG-DEFAULT/)]);
    }
  });

  test('is named by what is said of it alone, wherever it stands among the others', () => {
    const dangers = judge([group('me', [toMe]), group('default', [tcp(443, '0.0.0.0/0')])]).filter(
      ({ severity }) => severity === 'danger',
    );

    expect(dangers.map(({ sentence }) => sentence)).toEqual([expect.stringMatching(/rules of “default”\.$/)]);
  });

  test('and is the default group, but lets nobody in, is a caution, and nobody is said to use it', () => {
    const out = { ...tcp(443, '0.0.0.0/0'), isEgress: true };
    const findings = judge([group('default', [out]), group('me', [toMe])]);

    expect(findings.map(({ id }) => id)).toEqual(['group-cautions']);
    expect(findings[0]?.why).toMatch(/lets nobody in now/);
    expect(findings[0]?.why).not.toMatch(/machines use it/);
  });

  test('says nobody where nobody is let in, and my address where others are', () => {
    expect(judge([group('shut', [])])[0]?.sentence).toMatch(/^Nobody can log in/);
    expect(judge([group('other', [tcp(22, '198.51.100.0/24')])])[0]?.sentence).toMatch(/203\.0\.113\.7/);
  });

  test('is not said to shut me out where nobody knows who I am', () => {
    const office = group('office', [tcp(22, '198.51.100.0/24')]);

    expect(judge([office], { myAddresses: { ipv4: null, ipv6: null } })).toEqual([]);
  });

  test('lets nobody on the internet in by a rule for a group', () => {
    const members = group('members', [tcp(22, 'sg-0123456789abcdef0')]);

    expect(judge([members]).map(({ id }) => id)).toEqual(['not-let-in']);
  });

  test('makes no group, so a group of the same name is in nobody’s way', () => {
    const facts = { ...FACTS, names: { keyPairs: [], securityGroups: ['my-fleet'] } };
    const groups = [group('me', [toMe])];

    expect(
      checkPlan({ ...PLAN, access: choosing(...groups) }, { ...facts, groups: launchGroups(groups) }),
    ).toEqual([]);
  });

  test('is one of five at most: how many are too many is said, and none at all is offered', () => {
    const groups = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => group(name, [toMe]));
    const tooMany = judge(groups).find(({ id }) => id === 'too-many-groups');

    expect(tooMany?.sentence).toMatch(/^7 .* 2 too many/);
    expect(tooMany?.fixes.map(({ edit }) => edit.access)).toEqual([choosing()]);
    expect(judge(groups.slice(0, 5)).map(({ id }) => id)).not.toContain('too-many-groups');
  });

  test('is not judged while its rules are not read', () => {
    expect(checkPlan({ ...PLAN, access: choosing(group('all', [])) }, FACTS)).toEqual([]);
  });
});

describe('a confirmation', () => {
  const open = (...ports: readonly number[]) =>
    group('open', [toMe, ...ports.map((port) => tcp(port, '0.0.0.0/0'))]);
  const confirmed = judge([open(22)])
    .filter(({ severity }) => severity === 'danger')
    .map(confirmationOf);
  const kept = (groups: readonly SecurityGroup[]) => obstacles(judge(groups), confirmed).map(({ id }) => id);

  test('is for this danger of this group', () => {
    expect(confirmed).toHaveLength(1);
    expect(kept([open(22)])).toEqual([]);
  });

  test('is none for another port, another family or another group', () => {
    expect(kept([open(3389)])).toEqual(['group-danger']);
    expect(kept([open(22, 3389)]).length).toBeGreaterThan(0);
    expect(kept([group('open', [...open(22).rules, tcp(22, '::/0')])])).toEqual(['group-danger']);
    expect(kept([group('other', open(22).rules)])).toEqual(['group-danger']);
    expect(kept([open(22), group('more', [])])).toEqual(['group-danger']);
  });

  test('by the bare name of the finding is none', () => {
    expect(obstacles(judge([open(22)]), ['group-danger']).map(({ id }) => id)).toEqual(['group-danger']);
  });
});

const address = fc.tuple(fc.ipV4()).map(([ipv4]) => ipv4);
const newGroup: fc.Arbitrary<NewGroupAccess> = fc.record({
  kind: fc.constant('new-group'),
  vpcId: fc.constant('vpc-00000001'),
  purpose: fc.constantFrom('web-site', 'log-in'),
  httpsFromEveryone: fc.boolean(),
  httpFromEveryone: fc.boolean(),
  adminAddress: fc.option(address),
});

test('no group that a plan can have made is anything to warn of, by the scales for all groups', () => {
  fc.assert(
    fc.property(newGroup, fc.constantFrom('linux' as const, 'windows' as const), (access, platform) => {
      const [findings = []] = reviewForLaunch([plannedGroup(access, platform, 'web')], [], PLANNED_PUBLIC);
      // HTTP without HTTPS is the person's choice, and the judge says so by itself.
      const isHttpOnly = access.httpFromEveryone && !access.httpsFromEveryone;

      expect(findings.map(({ id }) => id)).toEqual(isHttpOnly ? ['SG-HTTPONLY'] : []);
      const plan = { ...PLAN, access, image: { ...PLAN.image, platform } };
      const ids = checkPlan(plan, { ...FACTS, images: null }).map(({ id }) => id);
      expect(ids).not.toContain('group-danger');
      expect(ids).not.toContain('group-cautions');
    }),
    { numRuns: 400 },
  );
});

test('rules that were wider would be seen there', () => {
  const planned = plannedGroup({ ...PLAN.access, adminAddress: '0.0.0.0' }, 'linux', 'web');
  const wide = {
    ...planned,
    rules: planned.rules.map((rule) => (rule.fromPort === 22 ? tcp(22, '0.0.0.0/0') : rule)),
  };

  expect(reviewForLaunch([wide], [], PLANNED_PUBLIC)[0]?.map(({ severity }) => severity)).toContain('danger');
});

const rule = fc
  .tuple(
    fc.constantFrom(22, 80, 443, 3389, 3306, 8443),
    fc.constantFrom('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '::/0', '198.51.100.0/24', '203.0.113.7/32'),
  )
  .map(([port, from]) => tcp(port, from));

test('it does not matter in which of the chosen groups a rule stands', () => {
  fc.assert(
    fc.property(
      fc.array(rule, { maxLength: 8 }),
      fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }),
      (rules, at) => {
        const together = judge([group('one', rules)]);
        const apart = judge(
          ['one', 'two', 'three'].map((name, place) =>
            group(
              name,
              rules.filter((_rule, index) => at[index] === place),
            ),
          ),
        );
        const said = (findings: ReturnType<typeof judge>) =>
          findings
            .map((finding) => `${finding.id} ${confirmationOf(finding).split(' ').slice(2).join(' ')}`)
            .toSorted(inOrder);

        expect(said(apart)).toEqual(said(together));
      },
    ),
    { numRuns: 200 },
  );
});

function inOrder(one: string, other: string): number {
  return one < other ? -1 : 1;
}
