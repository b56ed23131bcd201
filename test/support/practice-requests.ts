import { ok } from 'node:assert/strict';
import * as fc from 'fast-check';
import { actionNames } from '../../electron/practice/actions/registry.ts';
import { SIGNED, type OpenPractice } from './practice-account.ts';

const word = fc.constantFrom(
  'Filter',
  'Name',
  'Value',
  'GroupId',
  'InstanceId',
  'SubnetId',
  'IpPermissions',
  'MaxResults',
  'NextToken',
  'DryRun',
  'TagSpecification',
  'Tag',
  'Key',
  'ResourceType',
  'NetworkInterface',
  'KeyName',
  'ImageId',
  'InstanceType',
  'MinCount',
  'MaxCount',
  'BlockDeviceMapping',
  'Ebs',
  'VpcId',
  '__proto__',
  'constructor',
  'toString',
  '1',
  '2',
  '0',
  '-1',
  '1e9',
);
const value = fc.oneof(
  fc.constantFrom(
    '',
    'true',
    'vpc-id',
    '*',
    '-1',
    '5',
    'i-0123456789abcdef0',
    'sg-',
    'us-east-1a',
    '0.0.0.0/0',
    '\u0000',
    '\ud800',
    '__proto__',
  ),
  fc.string({ maxLength: 40 }),
);
const parameters = fc.array(fc.tuple(fc.array(word, { minLength: 1, maxLength: 5 }), value), {
  maxLength: 8,
});

/** Sends any parameters to any action. Throws where the answer is a fault: an action of its own answers, or refuses below 500. */
export async function sendAnything(
  practice: OpenPractice,
  { seed, runs }: { seed: number; runs: number },
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...actionNames()), parameters, async (name, given) => {
      const [service = '', action = ''] = name.split(':');
      const target = TARGETS[service];
      const query = new URLSearchParams(given.map(([path, text]) => [path.join('.'), text]));
      query.set('Action', action);
      query.set('Version', VERSIONS[service] ?? '2016-11-15');
      const answer =
        target === undefined
          ? await practice.send(query.toString())
          : await practice.send(JSON.stringify(Object.fromEntries(query)), {
              headers: { ...SIGNED, 'x-amz-target': `${target}.${action}` },
            });
      ok(answer.status < 500, `${name}: ${answer.text}`);
    }),
    { numRuns: runs, seed },
  );
}

const VERSIONS: Readonly<Record<string, string>> = { sts: '2011-06-15', iam: '2010-05-08' };

const TARGETS: Readonly<Record<string, string>> = {
  ssm: 'AmazonSSM',
  pricing: 'AWSPriceListService',
  servicequotas: 'ServiceQuotasV20190624',
  freetier: 'AWSFreeTierService',
  'ec2-instance-connect': 'AWSEC2InstanceConnectService',
};
