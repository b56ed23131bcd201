import { describe, expect, test } from 'vitest';
import { checkPlan } from '../../shared/check-plan.ts';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import type { Preflight } from '../../shared/preflight.ts';
import {
  askedOfAccess,
  PREFLIGHT_ANSWERS,
  stillHolds,
  type PreflightPart,
} from '../../shared/still-holds.ts';
import { choosing, group } from './launch-groups-fixture.ts';
import { dryRun, FACTS, PLAN, PREFLIGHT, SIZE } from './plan-fixture.ts';

const PARTS: readonly PreflightPart[] = [
  'launch',
  'group',
  'key',
  'quota',
  'subnets',
  'diskKey',
  'accountPlan',
];

/** Each answer given otherwise than when the preflight was read. */
const CHANGES = {
  account: [
    { ...PLAN.account, accountId: '210987654321' },
    { ...PLAN.account, region: 'eu-central-1' },
    null,
  ],
  image: [{ ...PLAN.image, imageId: 'ami-00000001' }, null],
  size: [{ ...PLAN.size, name: 't3.small' }, null],
  access: [
    choosing(group('web', [])),
    { ...PLAN.access, httpFromEveryone: true },
    { ...PLAN.access, httpsFromEveryone: false },
    { ...PLAN.access, adminAddress: null },
    null,
  ],
  key: [{ kind: 'made-here', type: 'ed25519' }, null],
  storage: [{ rootSizeGiB: 9 }, null],
} as const satisfies { readonly [Answer in keyof PlanDraft]?: readonly PlanDraft[Answer][] };
const CHANGED = Object.keys(CHANGES).filter((name): name is keyof typeof CHANGES => name in CHANGES);

describe('a preflight', () => {
  test.each(PARTS)('holds while nothing has changed: %s', (part) => {
    expect(stillHolds(part, PLAN, PREFLIGHT)).toBe(PREFLIGHT);
    expect(stillHolds(part, PLAN, null)).toBeNull();
  });

  test.each(PARTS.flatMap((part) => CHANGED.map((answer) => ({ part, answer }))))(
    'of which $answer was given otherwise: $part',
    ({ part, answer }) => {
      const answers: readonly string[] = PREFLIGHT_ANSWERS[part];
      for (const change of CHANGES[answer]) {
        const still = stillHolds(part, { ...PLAN, [answer]: change }, PREFLIGHT);
        expect(still === null).toBe(answers.includes(answer));
      }
    },
  );

  test('read for groups that are there already holds for these, and for no others', () => {
    const [web, other] = [choosing(group('web', [])), choosing(group('other', []))];
    const ofWeb: Preflight = {
      ...PREFLIGHT,
      about: { ...PREFLIGHT.about, access: web.kind, ...askedOfAccess(web) },
    };

    expect(stillHolds('launch', { ...PLAN, access: web }, ofWeb)).toBe(ofWeb);
    expect(stillHolds('launch', { ...PLAN, access: other }, ofWeb)).toBeNull();
  });

  test('holds for another address that may log in', () => {
    const access = { ...PLAN.access, adminAddress: '198.51.100.7' };

    expect(stillHolds('subnets', { ...PLAN, access }, PREFLIGHT)).toBe(PREFLIGHT);
  });

  test('by another profile of the same account, or with other words for the same image, still holds', () => {
    const account = { ...PLAN.account, sourceId: 'profile:other' };

    expect(stillHolds('launch', { ...PLAN, account }, PREFLIGHT)).toBe(PREFLIGHT);
  });
});

describe('of a plan that has changed since, the judge says nothing by it', () => {
  /** Everything that could be bad is. */
  const bad: Preflight = {
    ...PREFLIGHT,
    dryRuns: PREFLIGHT.dryRuns.map(({ action, zoneName }) =>
      dryRun(action, zoneName, 'may-not', 'not-permitted'),
    ),
    quota: { kind: 'known', quotaCode: 'L-1216C47A', limit: 1, inUse: 1 },
    subnets: PREFLIGHT.subnets.map((subnet) => ({ ...subnet, verdict: 'no' })),
    diskKey: { kind: 'customer-managed', keyId: 'alias/ours' },
    accountPlan: 'free',
  };
  const facts = { ...FACTS, instanceTypes: null, images: null, network: null, prices: null, preflight: bad };
  const judge = (change: Partial<PlanDraft>) => checkPlan({ ...PLAN, ...change }, facts).map(({ id }) => id);

  const ALL = [
    'launch-not-permitted',
    'subnet-not-reachable',
    'too-many-vcpus',
    'group-not-permitted',
    'key-not-permitted',
    'disk-key-customer',
    'free-plan-credits',
  ];
  const without = (...ids: readonly string[]) => ALL.filter((id) => !ids.includes(id));

  test.each<[string, Partial<PlanDraft>, readonly string[]]>([
    ['nothing', {}, ALL],
    [
      'the image',
      { image: { ...PLAN.image, imageId: 'ami-00000001' } },
      without('launch-not-permitted', 'subnet-not-reachable'),
    ],
    ['the disk', { storage: { rootSizeGiB: 9 } }, without('launch-not-permitted')],
    [
      'the size',
      { size: { ...PLAN.size, name: 't3.small' } },
      without('launch-not-permitted', 'too-many-vcpus'),
    ],
    [
      'the firewall',
      { access: choosing(group('web', [])) },
      without('launch-not-permitted', 'subnet-not-reachable', 'group-not-permitted'),
    ],
    ['the key', { key: { kind: 'made-here', type: 'ed25519' } }, without('key-not-permitted')],
    ['the name', { name: 'web' }, ALL],
  ])('%s', (_what, change, says) => {
    expect([...new Set(judge(change))]).toEqual(says);
  });

  test('the account', () => {
    const account = { ...FACTS.account, accountId: '210987654321' };
    const plan = { ...PLAN, account: { ...PLAN.account, accountId: '210987654321' } };

    expect(checkPlan(plan, { ...facts, account })).toEqual([]);
  });

  test('zones that were not asked about are neither good nor bad', () => {
    const placements = [
      PLAN.placements[0],
      { zoneName: 'us-east-1d', zoneId: 'use1-az-d', subnetId: 'subnet-0000000d' },
    ].filter((placement) => placement !== undefined);
    const said = checkPlan(
      { ...PLAN, placements },
      { ...FACTS, network: null, preflight: { ...bad, quota: PREFLIGHT.quota } },
    );

    for (const { sentence } of said) expect(sentence).not.toMatch(/us-east-1d/);
    expect(said.map(({ id }) => id)).toContain('launch-not-permitted');
  });
});

describe('rules are tried on a group that stands in for the new one', () => {
  const saying = (...run: Parameters<typeof dryRun>) =>
    checkPlan(PLAN, {
      ...FACTS,
      instanceTypes: null,
      preflight: { ...PREFLIGHT, dryRuns: [...PREFLIGHT.dryRuns, dryRun(...run)] },
    }).map(({ id }) => id);

  test('so that a refusal is about that group', () => {
    expect(saying('AuthorizeSecurityGroupIngress', null, 'refused', 'too-many-rules')).toEqual([]);
  });

  test('and no answer is none', () => {
    expect(saying('AuthorizeSecurityGroupIngress', null, 'unknown')).toEqual(['not-checked']);
  });
});

test('a name in use is told by the names that were read, not by a dry run of an older name', () => {
  for (const [action, code] of [
    ['CreateSecurityGroup', 'group-name-taken'],
    ['CreateKeyPair', 'key-name-taken'],
  ] as const) {
    const dryRuns = PREFLIGHT.dryRuns
      .filter((run) => run.action !== action)
      .concat(dryRun(action, null, 'refused', code));
    const facts = { ...FACTS, instanceTypes: null, preflight: { ...PREFLIGHT, dryRuns } };
    expect(checkPlan(PLAN, facts)).toEqual([]);
  }
});

test('what AWS said is the reason, with its policy', () => {
  const denied = {
    ...dryRun('CreateKeyPair', null, 'may-not', 'not-permitted', 'UnauthorizedOperation'),
    problem: makeProblem('not-permitted', { policy: '{}', explanation: 'Ask Ann.' }),
  };
  const dryRuns = PREFLIGHT.dryRuns.filter(({ action }) => action !== 'CreateKeyPair').concat(denied);
  const [finding] = checkPlan(PLAN, { ...FACTS, instanceTypes: null, preflight: { ...PREFLIGHT, dryRuns } });

  expect(finding).toMatchObject({ id: 'key-not-permitted', why: 'Ask Ann.', problem: { policy: '{}' } });
  expect(finding?.sentence).toMatch(/ec2:CreateKeyPair/);
});

test('sizes to go to keep as much room as there is', () => {
  const quota = { kind: 'known', quotaCode: 'L-1216C47A', limit: 5, inUse: 1 } as const;
  const small = { ...SIZE, name: 't2.micro', vcpus: 1 };
  const facts = { ...FACTS, instanceTypes: [SIZE, small], preflight: { ...PREFLIGHT, quota } };
  const [many] = checkPlan(PLAN, facts).filter(({ id }) => id === 'too-many-vcpus');

  expect(many?.sentence).toMatch(/need 6 vCPUs, 1 are in use, and the limit of this account is 5/);
  expect(many?.fixes.map(({ edit }) => [edit.placements?.length, edit.size?.name])).toEqual([
    [2, undefined],
    [undefined, 't2.micro'],
  ]);
});

test('a single zone is proposed only where no smaller size leaves two', () => {
  const quota = { kind: 'known', quotaCode: 'L-1216C47A', limit: 3, inUse: 0 } as const;
  const fixesWith = (...instanceTypes: readonly (typeof SIZE)[]) =>
    checkPlan(PLAN, { ...FACTS, instanceTypes, preflight: { ...PREFLIGHT, quota } })
      .find(({ id }) => id === 'too-many-vcpus')
      ?.fixes.map(({ edit }) => edit.size?.name ?? edit.placements?.length);

  expect(fixesWith(SIZE)).toEqual([1]);
  expect(fixesWith(SIZE, { ...SIZE, name: 't2.micro', vcpus: 1 })).toEqual(['t2.micro']);
  expect(fixesWith(SIZE, { ...SIZE, name: 't3.xlarge', vcpus: 4 })).toEqual([1]);
});
