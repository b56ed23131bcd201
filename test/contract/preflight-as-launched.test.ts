import { randomUUID } from 'node:crypto';
import { DescribeInstanceAttributeCommand, DescribeTagsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { valueOf } from '../support/aws-clients.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { defaultPlan, openMachine, type TestMachine } from '../support/machine.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { startProxy, type Proxy } from '../support/proxy.ts';

const SCRIPT = '#!/bin/sh\necho "Grüße" > /etc/motd\n';

// What is tried before a launch has to be what the launch asks for: else a yes says nothing.

let practice: ServedPractice;
let proxy: Proxy;
let machine: TestMachine;
const bodies: URLSearchParams[] = [];
beforeAll(async () => {
  practice = await startPractice();
  proxy = await startProxy(practice.endpoint, ({ params }) => {
    bodies.push(params);
    return 'pass';
  });
  machine = openMachine({ ...practice.env, AWS_ENDPOINT_URL: proxy.endpoint }, fakeKeychain());
});
afterAll(async () => {
  machine.remove();
  await proxy.stop();
  await practice.stop();
});

/** What differs because it does not exist yet, or is nobody's: ids, names of what is made first, and DryRun itself. */
const NOT_YET = /^(DryRun|ClientToken|GroupId|PublicKeyMaterial|.*\.SecurityGroupId\.\d+)$/u;

function comparable(params: URLSearchParams): readonly string[] {
  return [...params]
    .filter(([name]) => !NOT_YET.test(name) && !(name === 'KeyName' && params.has('MaxCount')))
    .map(
      ([name, value]) =>
        `${name}=${/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(value) ? 'an id' : value}`,
    )
    .toSorted();
}

test.each([
  ['as it comes', (plan: LaunchPlan) => plan],
  [
    'with a key made here, a log-in rule and both web ports',
    (plan: LaunchPlan): LaunchPlan => ({
      ...plan,
      name: 'other',
      key: { kind: 'made-here', type: 'rsa' },
      storage: { rootSizeGiB: plan.storage.rootSizeGiB + 2 },
      access: {
        kind: 'new-group',
        vpcId: plan.access.vpcId,
        purpose: 'web-site',
        httpsFromEveryone: true,
        httpFromEveryone: true,
        adminAddress: '203.0.113.7',
      },
    }),
  ],
  [
    'with a start script and tags of its own',
    (plan: LaunchPlan): LaunchPlan => ({
      ...plan,
      name: 'told',
      script: { kind: 'own', text: SCRIPT },
      tags: [
        { key: 'Team', value: 'Web shop' },
        { key: 'critical', value: '' },
      ],
    }),
  ],
])('every call of a launch was tried with the same words before: %s', async (_, change) => {
  const plan = change(await defaultPlan(machine.api));
  bodies.length = 0;
  const launchId = randomUUID();
  valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
  expect((await machine.ended(launchId, 'running', 'partly', 'failed')).state).toBe('running');

  const making = bodies.filter((params) =>
    /^(Run|Create|Import|Authorize)/u.test(params.get('Action') ?? ''),
  );
  const isTried = (params: URLSearchParams) => params.get('DryRun') === 'true';
  const tried = making.filter(isTried).map(comparable);
  const made = making.filter((params) => !isTried(params)).map(comparable);
  const byText = (one: readonly string[], other: readonly string[]) => (String(one) < String(other) ? -1 : 1);
  expect(made.length).toBe(3 + plan.placements.length);
  expect(tried.toSorted(byText)).toEqual(made.toSorted(byText));
});

/** Asked of the account by AWS's own client: Keyport's words are not believed. */
test('every machine has been told the script, word for word, and everything made has the tags', async () => {
  const ec2 = new EC2Client({
    endpoint: practice.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'practice', secretAccessKey: 'practice' },
  });
  const { Tags = [] } = await ec2.send(
    new DescribeTagsCommand({ Filters: [{ Name: 'tag:Team', Values: ['Web shop'] }] }),
  );
  const kinds = Tags.map(({ ResourceType }) => ResourceType ?? '');
  const machines = Tags.filter(({ ResourceType }) => ResourceType === 'instance');
  const told = await Promise.all(
    machines.map(async ({ ResourceId }) => {
      const Attribute = 'userData' as const;
      const asked = new DescribeInstanceAttributeCommand({ InstanceId: ResourceId, Attribute });
      return Buffer.from((await ec2.send(asked)).UserData?.Value ?? '', 'base64').toString();
    }),
  );

  expect(new Set(kinds)).toEqual(
    new Set(['instance', 'volume', 'network-interface', 'key-pair', 'security-group']),
  );
  expect(told.length).toBeGreaterThan(1);
  expect(new Set(told)).toEqual(new Set([SCRIPT]));
  ec2.destroy();
});
