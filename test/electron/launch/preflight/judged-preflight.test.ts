import { expect, test } from 'vitest';
import { readCatalogImages } from '../../../../electron/aws/images.ts';
import { readInstanceTypes } from '../../../../electron/aws/instance-types.ts';
import { readNetwork } from '../../../../electron/aws/network.ts';
import { readPreflight } from '../../../../electron/launch/preflight/read-preflight.ts';
import { checkPlan } from '../../../../shared/check-plan.ts';
import { NO_FACTS, type Facts } from '../../../../shared/facts.ts';
import type { Finding, FindingId } from '../../../../shared/finding.ts';
import type { LaunchPlan } from '../../../../shared/launch-plan.ts';
import type { WeatherRule } from '../../../../shared/practice/weather.ts';
import { valueOf } from '../../../support/aws-clients.ts';
import { openPractice } from '../../../support/practice-account.ts';
import { practiceClients } from '../../../support/practice-clients.ts';
import { connectionOf, planFor } from '../../../support/preflight-world.ts';

/** What the judge says of a good plan, by what EC2 answers when it is tried in this weather. */
async function judged(
  rules: readonly WeatherRule[],
  change: Partial<LaunchPlan> = {},
): Promise<readonly Finding[]> {
  const practice = await openPractice();
  const clients = practiceClients(practice.account);
  const plan = await planFor(clients, change);
  const connection = connectionOf(clients);
  const facts: Facts = {
    ...NO_FACTS,
    account: connection.account,
    images: valueOf(await readCatalogImages(clients)),
    network: valueOf(await readNetwork(clients, plan.size.name)),
    instanceTypes: valueOf(await readInstanceTypes(clients, { architecture: 'x86_64', which: 'free-tier' })),
  };
  practice.account.setWeather([{ action: '*', kind: 'pace', value: 0 }, ...rules]);
  const preflight = await readPreflight(connection, plan, { env: { KEYPORT_PATIENCE: '0.001' } });
  return checkPlan(plan, { ...facts, preflight });
}

const idsOf = (findings: readonly Finding[]) =>
  findings.map(({ id, severity }) => `${severity} ${id}`).filter((said) => said !== 'note free-tier-hours');
const error = (action: string, code: string, message: string, status = 400, zone?: string): WeatherRule => ({
  action,
  kind: 'error',
  value: { code, message, status },
  ...(zone === undefined ? {} : { zone }),
});

test('in an account in which everything is well the judge has nothing against the plan', async () => {
  expect(idsOf(await judged([]))).toEqual([]);
});

test.each<[string, readonly WeatherRule[], readonly string[]]>([
  [
    'no right to start machines',
    [{ action: 'RunInstances', kind: 'unauthorized' }],
    ['blocker launch-not-permitted'],
  ],
  [
    'no right to make a group',
    [{ action: 'CreateSecurityGroup', kind: 'unauthorized' }],
    ['blocker group-not-permitted'],
  ],
  [
    'no right to write rules',
    [{ action: 'AuthorizeSecurityGroupIngress', kind: 'unauthorized' }],
    ['caution rules-not-permitted'],
  ],
  [
    'no right to make a key',
    [{ action: 'CreateKeyPair', kind: 'unauthorized' }],
    ['blocker key-not-permitted'],
  ],
  [
    'a new account',
    [{ action: 'RunInstances', kind: 'pending-verification' }],
    ['blocker account-being-verified'],
  ],
  ['terms to accept', [{ action: 'RunInstances', kind: 'opt-in-required' }], ['blocker subscription-needed']],
  [
    'a blocked account',
    [error('RunInstances', 'Blocked', 'This account is currently blocked.')],
    ['blocker account-blocked'],
  ],
  [
    'a size that the Free plan does not include',
    [
      error(
        'RunInstances',
        'InvalidParameterCombination',
        'The specified instance type is not eligible for Free Tier.',
      ),
    ],
    ['blocker not-free-tier'],
  ],
  [
    'an image that the Free plan does not include',
    [
      error(
        'RunInstances',
        'InvalidParameterCombination',
        'The specified image is not eligible for Free Tier.',
      ),
    ],
    ['blocker image-not-free-tier'],
  ],
  [
    'a zone that does not sell the size',
    [
      error(
        'RunInstances',
        'Unsupported',
        'Your requested instance type (t3.micro) is not supported in your requested Availability Zone (us-east-1b).',
        400,
        'us-east-1b',
      ),
    ],
    ['blocker type-not-in-zone'],
  ],
  // As EC2: a dry run does not look at it.
  ['a zone without room', [{ action: 'RunInstances', kind: 'no-capacity', zone: 'us-east-1b' }], []],
  [
    'a zone without room that says so all the same',
    [error('RunInstances', 'InsufficientInstanceCapacity', 'We have no capacity.', 500, 'us-east-1b')],
    ['caution no-capacity-now'],
  ],
  [
    'a sign-in that has ended',
    [error('RunInstances', 'ExpiredToken', 'The security token included in the request is expired.')],
    ['blocker session-ended'],
  ],
  ['a wrong clock', [error('RunInstances', 'RequestExpired', 'Request has expired.')], ['blocker clock-off']],
  [
    'a subnet that is gone',
    [error('RunInstances', 'InvalidSubnetID.NotFound', 'The subnet ID does not exist', 400, 'us-east-1b')],
    ['blocker subnet-gone'],
  ],
  [
    'a disk that is too small',
    [
      error(
        'RunInstances',
        'InvalidBlockDeviceMapping',
        "Volume of size 1GB is smaller than snapshot 'snap-1'",
      ),
    ],
    ['blocker disk-too-small'],
  ],
  [
    'an image that is gone',
    [error('RunInstances', 'InvalidAMIID.NotFound', "The image id '[ami-1]' does not exist")],
    ['blocker image-not-available'],
  ],
  [
    'something that nobody has heard of',
    [error('RunInstances', 'InvalidSomethingNew', 'No.')],
    ['blocker launch-refused'],
  ],
  ['a page instead of an answer', [{ action: 'RunInstances', kind: 'html-500' }], ['caution not-checked']],
  [
    'no right to read the limit',
    [
      { action: 'GetServiceQuota', kind: 'unauthorized' },
      { action: 'GetAWSDefaultServiceQuota', kind: 'unauthorized' },
    ],
    ['note quota-unknown'],
  ],
  [
    'no right to read routes',
    [{ action: 'DescribeRouteTables', kind: 'unauthorized' }],
    ['note reach-unknown'],
  ],
])('%s', async (_what, rules, says) => {
  expect(idsOf(await judged(rules))).toEqual(says);
});

test('more vCPUs than the account may use, by AWS’s own count', async () => {
  const size = { name: 'c5.9xlarge', vcpus: 36, architectures: ['x86_64' as const], cpuCredits: null };
  const ids: readonly FindingId[] = (await judged([], { size })).map(({ id }) => id);

  expect(ids).toContain('too-many-vcpus');
});
