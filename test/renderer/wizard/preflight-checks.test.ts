import { describe, expect, test } from 'vitest';
import { preflightChecks, untestable, type Check } from '../../../renderer/wizard/preflight-checks.ts';
import type { LaunchPlan } from '../../../shared/launch-plan.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import type { DryRun, Preflight } from '../../../shared/preflight.ts';
import { words } from '../../../shared/words/en.ts';
import { PLAN } from '../../shared/plan-fixture.ts';
import { FREE_TYPES } from '../fake-facts.ts';
import { preflightOf } from '../fake-preflight.ts';

const said = words.preflight;
const FINE = preflightOf(PLAN);

describe('a plan that nothing stands in the way of', () => {
  test('every question is answered with yes', () => {
    const checks = preflightChecks(PLAN, FINE, false);

    expect(checks.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'account yes',
      'launch yes',
      'group yes',
      'key yes',
      'quota yes',
      'subnets yes',
      'diskKey yes',
    ]);
    expect(checkOf('launch', FINE).zones).toEqual([
      { verdict: 'yes', names: PLAN.placements.map(({ zoneName }) => zoneName), why: said.launch.yes },
    ]);
  });
});

describe('nothing is taken for a yes without proof', () => {
  test('before anything was read, all is not known; while it is read, all is on its way', () => {
    expect(verdictsOf(null, false)).toEqual(new Set(['unknown']));
    expect(verdictsOf(null, true)).toEqual(new Set(['asking']));
  });

  test('an empty answer is no yes but for who one is', () => {
    const empty: Preflight = {
      ...FINE,
      dryRuns: [],
      quota: { kind: 'unknown', isForbidden: false, raw: null },
      subnets: [],
      diskKey: { kind: 'unknown', raw: null },
    };
    const yes = preflightChecks(PLAN, empty, false).filter(({ verdict }) => verdict === 'yes');

    expect(yes.map(({ id }) => id)).toEqual(['account']);
  });

  test.each([
    ['may', 'yes'],
    ['may-not', 'no'],
    ['refused', 'no'],
    ['unknown', 'unknown'],
  ] as const)('a dry run that says %s is drawn as %s', (verdict, drawn) => {
    const preflight = { ...FINE, dryRuns: FINE.dryRuns.map((run) => ({ ...run, verdict })) };

    for (const id of ['launch', 'group', 'key'] as const) {
      expect(checkOf(id, preflight).verdict, id).toBe(drawn);
    }
  });

  test('a key of the account’s own is not known to work', () => {
    const preflight: Preflight = { ...FINE, diskKey: { kind: 'customer-managed', keyId: 'key' } };

    expect(checkOf('diskKey', preflight)).toMatchObject({ verdict: 'unknown', why: said.diskKey.customer });
  });

  test('a zone that was not asked about is not known', () => {
    const preflight = {
      ...FINE,
      dryRuns: FINE.dryRuns.filter(({ zoneName }) => zoneName !== PLAN.placements[0]?.zoneName),
      subnets: FINE.subnets.slice(1),
    };

    expect(checkOf('launch', preflight).verdict).toBe('unknown');
    expect(checkOf('subnets', preflight).verdict).toBe('unknown');
  });
});

describe('one zone that says no', () => {
  const explanation = 'Your user may not do that.';
  const denied = FINE.dryRuns.map((run, index): DryRun =>
    index === 0
      ? { ...run, verdict: 'may-not', problem: makeProblem('not-permitted', { explanation }) }
      : run,
  );

  test('decides, and stands apart with its reason', () => {
    const { verdict, zones } = checkOf('launch', { ...FINE, dryRuns: denied });

    expect(verdict).toBe('no');
    expect(zones.map(({ names, why }) => [names.length, why])).toEqual([
      [1, explanation],
      [PLAN.placements.length - 1, said.launch.yes],
    ]);
  });

  test('decides over one that is not known', () => {
    const mixed = denied.map((run, index): DryRun => (index === 1 ? { ...run, verdict: 'unknown' } : run));

    expect(checkOf('launch', { ...FINE, dryRuns: mixed }).verdict).toBe('no');
  });
});

describe('the limit of vCPUs', () => {
  const planned = PLAN.placements.length * PLAN.size.vcpus;

  test.each([
    [0, 'yes'],
    [1, 'no'],
  ] as const)('with %i too few: %s', (missing, verdict) => {
    const quota = {
      kind: 'known',
      quotaCode: 'L-1216C47A',
      limit: 20,
      inUse: 20 - planned + missing,
    } as const;

    expect(checkOf('quota', { ...FINE, quota })).toMatchObject({
      verdict,
      vcpus: { inUse: quota.inUse, planned, limit: 20 },
    });
  });

  test('that may not be read is not known, and says which right is missing', () => {
    const quota = { kind: 'unknown', isForbidden: true, raw: null } as const;

    expect(checkOf('quota', { ...FINE, quota })).toMatchObject({
      verdict: 'unknown',
      why: said.quota.forbidden,
      vcpus: null,
    });
  });
});

describe('a plan that has changed since', () => {
  const other = (edit: Partial<LaunchPlan>) => ({ ...PLAN, ...edit });
  const asking = (plan: LaunchPlan) =>
    preflightChecks(plan, FINE, true)
      .filter(({ verdict }) => verdict === 'asking')
      .map(({ id }) => id);

  test.each([
    ['another key', other({ key: { ...PLAN.key, kind: 'made-here' } }), ['key']],
    ['another size', other({ size: { ...PLAN.size, name: 't3.large' } }), ['launch', 'quota']],
    ['a larger disk', other({ storage: { rootSizeGiB: 99 } }), ['launch']],
    ['another name', other({ name: 'other' }), []],
    ['fewer zones', other({ placements: PLAN.placements.slice(0, 1) }), []],
  ] as const)('%s asks only about what depends on it', (_what, plan, ids) => {
    expect(asking(plan)).toEqual(ids);
  });

  test('another account has nothing of the first', () => {
    const plan = other({ account: { ...PLAN.account, accountId: '999999999999' } });

    expect(asking(plan)).toEqual(['account', 'launch', 'group', 'key', 'quota', 'subnets', 'diskKey']);
  });
});

test('the Free plan is spoken of only to who has it', () => {
  expect(preflightChecks(PLAN, FINE, false, FREE_TYPES).some(({ id }) => id === 'accountPlan')).toBe(false);
  const free: Preflight = { ...FINE, accountPlan: 'free' };
  const verdict = (name: string) =>
    preflightChecks(
      { ...PLAN, size: { ...PLAN.size, name } },
      { ...free, about: { ...free.about, instanceType: name } },
      false,
      FREE_TYPES,
    ).find(({ id }) => id === 'accountPlan')?.verdict;

  expect(verdict('t3.micro')).toBe('yes');
  expect(verdict('m7i.large')).toBe('unknown');
});

test('groups that are there are not asked about, and their rules are not made', () => {
  const plan: LaunchPlan = {
    ...PLAN,
    access: {
      kind: 'existing-group',
      vpcId: PLAN.access.vpcId,
      groups: [{ groupId: 'sg-0123456789abcdef0', name: 'web' }],
    },
  };

  expect(preflightChecks(plan, preflightOf(plan), false).some(({ id }) => id === 'group')).toBe(false);
  expect(untestable(plan, null)).not.toContain(said.untestedWhy.rules);
});

test('room in a zone is always named as what nobody can test', () => {
  expect(untestable(PLAN, FINE)).toEqual([
    said.untestedWhy.capacity(PLAN.size.name),
    said.untestedWhy.rules,
    said.untestedWhy.tags,
    said.untestedWhy.answers,
  ]);
  const withRules: Preflight = {
    ...FINE,
    dryRuns: [
      ...FINE.dryRuns,
      { action: 'AuthorizeSecurityGroupIngress', zoneName: null, verdict: 'may', problem: null },
    ],
  };

  expect(untestable(PLAN, withRules)).not.toContain(said.untestedWhy.rules);
  expect(checkOf('group', withRules).title).toBe(said.groupAndRules.title);
});

function checkOf(id: Check['id'], preflight: Preflight): Check {
  const check = preflightChecks(PLAN, preflight, false).find((each) => each.id === id);
  if (check === undefined) throw new Error(`no check: ${id}`);
  return check;
}

function verdictsOf(preflight: Preflight | null, isReading: boolean) {
  return new Set(preflightChecks(PLAN, preflight, isReading).map(({ verdict }) => verdict));
}
