import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Preflight } from '../../shared/preflight.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { askedOfAccess } from '../../shared/still-holds.ts';

/** What the preflight finds otherwise than well. */
export const PREFLIGHT_SCENARIOS = [
  'preflight-denied',
  'preflight-one-denied',
  'preflight-quota',
  'preflight-unknown',
  'preflight-private-subnet',
  'preflight-customer-key',
  'preflight-free-plan',
  'preflight-not-free-tier',
  'preflight-subscription',
  'preflight-fails',
] as const;

/** What fails the first time it is asked for, and is well when it is asked again. */
export const ONCE_SCENARIOS = ['session-ends', 'sso-ends', 'clock-is-off', 'network-is-gone'] as const;

/** `calls` holds this one already. A call for something else is another one. */
export function failsOnce(scenario: string, { name, input }: Call, calls: readonly Call[]): Problem | null {
  const fault = ONCE[scenario];
  if (fault?.name !== name) return null;
  const isSame = (call: Call) => call.name === name && JSON.stringify(call.input) === JSON.stringify(input);
  return calls.filter(isSame).length === 1 ? fault.problem : null;
}

type Call = { readonly name: string; readonly input: unknown };

/** How often it was asked, so that what fails once is well when it is asked again. */
let asked = 0;

export function fakePreflight(scenario: string, plan: LaunchPlan): Outcome<Preflight> {
  asked += 1;
  if (scenario === 'preflight-fails' && asked === 1) return failed(SESSION_ENDED);
  const fine = preflightOf(plan);
  return succeeded({ ...fine, ...OTHERWISE[scenario]?.(fine) });
}

const SESSION_ENDED = makeProblem('session-expired', {
  raw: 'ExpiredToken: The security token included in the request is expired',
  requestId: '9d3f2a10-0000-4000-8000-abcdefabcdef',
  retryable: true,
  actions: ['retry', 'choose-account'],
});

const ONCE: Readonly<Record<string, { readonly name: string; readonly problem: Problem }>> = {
  'session-ends': { name: 'readNetwork', problem: SESSION_ENDED },
  'sso-ends': {
    name: 'readNetwork',
    problem: { ...SESSION_ENDED, actions: ['sign-in', 'retry', 'choose-account'] },
  },
  'clock-is-off': {
    name: 'readImages',
    problem: makeProblem('clock-off', {
      raw: 'RequestExpired: Request has expired.',
      retryable: true,
      actions: ['retry'],
    }),
  },
  'network-is-gone': {
    name: 'readInstanceTypes',
    problem: makeProblem('unreachable', {
      raw: 'getaddrinfo ENOTFOUND ec2.us-east-1.amazonaws.com',
      retryable: true,
      actions: ['retry'],
    }),
  },
};

const POLICY = JSON.stringify(
  {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['ec2:RunInstances', 'ec2:CreateTags'], Resource: '*' }],
  },
  null,
  2,
);

const DENIED = makeProblem('not-permitted', {
  raw: 'UnauthorizedOperation: You are not authorized to perform this operation.',
  requestId: '7b1f2c9e-0000-4000-8000-1a2b3c4d5e6f',
  explanation: 'Your user may not do ec2:RunInstances. Whoever manages the account can allow it.',
  actions: ['copy-policy', 'choose-account'],
  policy: POLICY,
});

const OTHERWISE: Readonly<Record<string, (fine: Preflight) => Partial<Preflight>>> = {
  'preflight-denied': (fine) => ({
    dryRuns: fine.dryRuns.map((run) => ({ ...run, verdict: 'may-not', problem: DENIED })),
  }),
  'preflight-one-denied': (fine) => ({
    dryRuns: fine.dryRuns.map((run, index) =>
      index === 1 ? { ...run, verdict: 'may-not', problem: DENIED } : run,
    ),
  }),
  'preflight-quota': () => ({
    quota: { kind: 'known', quotaCode: 'L-1216C47A', limit: 16, inUse: 8 },
  }),
  'preflight-unknown': (fine) => ({
    dryRuns: fine.dryRuns.map((run) => ({
      ...run,
      verdict: 'unknown',
      problem: makeProblem('throttled', { raw: 'RequestLimitExceeded: Request limit exceeded.' }),
    })),
    quota: { kind: 'unknown', isForbidden: true, raw: 'AccessDeniedException: not authorized' },
    subnets: fine.subnets.map((subnet) => ({
      ...subnet,
      verdict: 'unknown',
      steps: [{ step: 'route', verdict: 'unknown', sentence: words.reach.route.unread, because: [] }],
    })),
    diskKey: { kind: 'unknown', raw: 'UnauthorizedOperation' },
    accountPlan: 'unknown',
  }),
  'preflight-private-subnet': (fine) => ({
    subnets: fine.subnets.map((subnet, index) =>
      index === 2
        ? {
            ...subnet,
            verdict: 'no',
            steps: [{ step: 'route', verdict: 'no', sentence: words.reach.route.nat, because: ['rtb-1'] }],
          }
        : subnet,
    ),
  }),
  'preflight-customer-key': () => ({
    diskKey: {
      kind: 'customer-managed',
      keyId: 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    },
  }),
  'preflight-free-plan': () => ({ accountPlan: 'free' }),
  'preflight-not-free-tier': (fine) => ({
    accountPlan: 'free',
    dryRuns: fine.dryRuns.map((run) =>
      run.action === 'RunInstances'
        ? {
            ...run,
            verdict: 'refused',
            problem: makeProblem('not-free-tier', {
              raw: 'InvalidParameterCombination: The specified instance type is not eligible for Free Tier.',
              actions: ['choose-size'],
            }),
          }
        : run,
    ),
  }),
  'preflight-subscription': (fine) => ({
    dryRuns: fine.dryRuns.map((run) =>
      run.action === 'RunInstances'
        ? {
            ...run,
            verdict: 'refused',
            problem: makeProblem('subscription-needed', {
              raw: 'OptInRequired: In order to use this AWS Marketplace product you need to accept terms and subscribe.',
              actions: ['open-subscription', 'choose-image'],
              link: 'https://aws.amazon.com/marketplace/pp?sku=dk0iipt4mr6n3jswfz8j6lh3d',
            }),
          }
        : run,
    ),
  }),
};

/** Nothing stands in the way of this plan. */
export function preflightOf(plan: LaunchPlan): Preflight {
  const { account, image, size, placements, access, key, storage, tags } = plan;
  const may = { verdict: 'may', problem: null } as const;
  return {
    readAt: Date.now(),
    about: {
      accountId: account.accountId,
      region: account.region,
      imageId: image.imageId,
      instanceType: size.name,
      subnetIds: placements.map(({ subnetId }) => subnetId),
      access: access.kind,
      ...askedOfAccess(access),
      key: key.kind,
      rootSizeGiB: storage.rootSizeGiB,
      tags,
    },
    dryRuns: [
      ...placements.map(({ zoneName }) => ({ ...may, action: 'RunInstances' as const, zoneName })),
      ...(access.kind === 'new-group'
        ? [{ ...may, action: 'CreateSecurityGroup' as const, zoneName: null }]
        : []),
      {
        ...may,
        action: key.kind === 'made-here' ? ('ImportKeyPair' as const) : ('CreateKeyPair' as const),
        zoneName: null,
      },
    ],
    quota: { kind: 'known', quotaCode: 'L-1216C47A', limit: 32, inUse: 4 },
    subnets: placements.map(({ subnetId, zoneName }) => ({ subnetId, zoneName, verdict: 'yes', steps: [] })),
    diskKey: { kind: 'aws-managed' },
    accountPlan: 'paid',
  };
}
