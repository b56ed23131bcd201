import {
  CreateKeyPairCommand,
  CreateSecurityGroupCommand,
  DescribeInstancesCommand,
  DescribeRegionsCommand,
  DescribeSecurityGroupsCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { DecodeAuthorizationMessageCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Weather } from '../../../shared/practice/weather.ts';
import type { Conversation, Talk } from './talk.ts';

type SetWeather = (weather: Weather) => void;

/** What moto has no weather for: refusals that come from the account, the zone, or the way there. */
export function aboutBadWeather(set: SetWeather): Conversation {
  return {
    title: 'about bad weather',
    hold: async (talk) => {
      for (const { label, rule } of REFUSALS) {
        set([{ action: '*', ...rule }]);
        await talk.say(label, () => run(talk));
      }
      await askWhy(talk, set);
      await askTooSoon(talk, set);
      set([]);
    },
  };
}

const said = (code: string, status: number) => ({
  kind: 'error' as const,
  value: { code, message: `what ${code} says`, status },
});

const REFUSALS = [
  { label: 'no machines left', rule: { kind: 'no-capacity' } },
  { label: 'an account that is being verified', rule: { kind: 'pending-verification' } },
  { label: 'an image one has not subscribed to', rule: { kind: 'opt-in-required' } },
  {
    label: 'too many requests',
    rule: { kind: 'error', value: { code: 'RequestLimitExceeded', message: '', status: 503 } },
  },
  { label: 'not permitted', rule: { kind: 'unauthorized' } },
  ...[
    'Blocked',
    'InstanceLimitExceeded',
    'VolumeLimitExceeded',
    'MaxSpotInstanceCountExceeded',
    'RequestExpired',
  ].map((code) => ({ label: code, rule: said(code, 400) })),
  { label: 'AuthFailure', rule: said('AuthFailure', 401) },
  { label: 'InternalError', rule: said('InternalError', 500) },
  { label: 'ServiceUnavailable', rule: said('ServiceUnavailable', 503) },
] as const;

async function askWhy({ clients: { ec2, sts }, say }: Talk, set: SetWeather): Promise<void> {
  set([{ action: 'DescribeRegions', kind: 'unauthorized' }]);
  let message = '';
  await say('may not list regions', async () => {
    try {
      return await ec2.send(new DescribeRegionsCommand({}));
    } catch (error) {
      message = error instanceof Error ? error.message : '';
      throw error;
    }
  });
  const EncodedMessage = /message: (\S+)$/u.exec(message)?.[1] ?? '';
  await say('why not', () => sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage })));
  await say('why not, in nobody’s words', () =>
    sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: 'nonsense' })),
  );
  for (const code of ['InvalidClientTokenId', 'SignatureDoesNotMatch', 'ExpiredToken']) {
    set([{ action: 'GetCallerIdentity', ...said(code, 403) }]);
    await say(`${code} of STS`, () => sts.send(new GetCallerIdentityCommand({})));
  }
}

async function askTooSoon({ clients: { ec2 }, say }: Talk, set: SetWeather): Promise<void> {
  set([
    { action: 'CreateSecurityGroup', kind: 'not-found', value: { calls: 1 } },
    { action: 'CreateKeyPair', kind: 'not-found', value: { calls: 1 } },
    { action: 'RunInstances', kind: 'not-found', value: { calls: 1 } },
  ]);
  const made = await say('a group, just made', () =>
    ec2.send(new CreateSecurityGroupCommand({ GroupName: 'soon', Description: 'of the test' })),
  );
  const GroupIds = [made?.GroupId ?? ''];
  await say('the group, too soon', () => ec2.send(new DescribeSecurityGroupsCommand({ GroupIds })));
  await say('the group, a moment later', () => ec2.send(new DescribeSecurityGroupsCommand({ GroupIds })));
  await say('a key pair, just made', () =>
    ec2.send(new CreateKeyPairCommand({ KeyName: 'soon', KeyType: 'ed25519' })),
  );
  const input = {
    ImageId: IMAGE,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    KeyName: 'soon',
  } as const;
  await say('started with it, too soon', () => ec2.send(new RunInstancesCommand(input)));
  const started = await say('started with it, a moment later', () =>
    ec2.send(new RunInstancesCommand(input)),
  );
  const InstanceIds = [started?.Instances?.[0]?.InstanceId ?? ''];
  await say('the machine, too soon', () => ec2.send(new DescribeInstancesCommand({ InstanceIds })));
  await say('the machine, a moment later', () => ec2.send(new DescribeInstancesCommand({ InstanceIds })));
}

/** Amazon Linux 2023 by the name of its public parameter. */
const IMAGE = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';

function run({ clients: { ec2 } }: Talk) {
  return ec2.send(
    new RunInstancesCommand({ ImageId: IMAGE, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 }),
  );
}
