import {
  CreateKeyPairCommand,
  CreateSecurityGroupCommand,
  DescribeInstancesCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  RunInstancesCommand,
  type EC2Client,
  type Instance,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2';
import type { Weather } from '../../shared/practice/weather.ts';
import { loadCatalog, type Catalog } from '../../electron/practice/catalog.ts';
import { openPractice, type OpenPractice } from './practice-account.ts';

/** Machines of a practice account whose clock the test holds. */
export type Fleet = {
  readonly practice: OpenPractice;
  readonly ec2: EC2Client;
  readonly catalog: Catalog;
  readonly now: () => number;
  readonly pass: (ms: number) => void;
  /** One of AWS's images: Amazon Linux 2023, or Windows. */
  readonly image: (kind: 'x86_64' | 'arm64' | 'windows') => string;
  readonly subnetIn: (zone: string) => Promise<string>;
  readonly vpcId: () => Promise<string>;
  readonly makeGroup: (name: string) => Promise<string>;
  readonly makeKey: (name: string, type?: 'rsa' | 'ed25519') => Promise<void>;
  /** A `t3.micro` with Linux, unless the input says otherwise. */
  readonly run: (input?: Partial<RunInstancesCommandInput>) => Promise<readonly Instance[]>;
  readonly runOne: (input?: Partial<RunInstancesCommandInput>) => Promise<string>;
  readonly describe: (...ids: readonly string[]) => Promise<readonly Instance[]>;
};

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** Things take as long as in EC2, by the test's own clock. */
export async function openFleet(weather: Weather = [], region = 'us-east-1'): Promise<Fleet> {
  let clock = Date.UTC(2026, 10, 23, 10);
  const catalog = await loadCatalog();
  const practice = await openPractice({ now: () => clock, weather });
  const ec2 = practice.ec2(region);
  const image = (kind: 'x86_64' | 'arm64' | 'windows'): string => {
    const found = catalog
      .images(region)
      .find(({ name, isWindows, architecture }) =>
        kind === 'windows' ? isWindows : name.startsWith('al2023-ami-2023') && architecture === kind,
      );
    return there(found).imageId;
  };
  const run: Fleet['run'] = async (input = {}) => {
    const usual = { ImageId: image('x86_64'), InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const;
    const { Instances = [] } = await ec2.send(new RunInstancesCommand({ ...usual, ...input }));
    return Instances;
  };
  return {
    practice,
    ec2,
    catalog,
    now: () => clock,
    pass: (ms) => {
      clock += ms;
    },
    image,
    subnetIn: async (zone) => {
      const Filters = [{ Name: 'availability-zone', Values: [zone] }];
      const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters }));
      return there(Subnets[0]?.SubnetId);
    },
    vpcId: async () => there((await ec2.send(new DescribeVpcsCommand({}))).Vpcs?.[0]?.VpcId),
    makeGroup: async (GroupName) =>
      there(
        (await ec2.send(new CreateSecurityGroupCommand({ GroupName, Description: 'made by a test' })))
          .GroupId,
      ),
    makeKey: async (KeyName, KeyType = 'ed25519') => {
      await ec2.send(new CreateKeyPairCommand({ KeyName, KeyType }));
    },
    run,
    runOne: async (input) => there((await run(input))[0]?.InstanceId),
    describe: async (...ids) => {
      const { Reservations = [] } = await ec2.send(
        new DescribeInstancesCommand(ids.length === 0 ? {} : { InstanceIds: [...ids] }),
      );
      return Reservations.flatMap(({ Instances = [] }) => Instances);
    },
  };
}

/** What has to be there. */
export function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('it is not there');
  return value;
}

/** AWS's refusal of a call, as its client tells it. */
export async function refusalOf(call: Promise<unknown>): Promise<{
  readonly code: string;
  readonly message: string;
  readonly status: number | undefined;
}> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const status = '$metadata' in error ? (error.$metadata as { httpStatusCode?: number }) : {};
    return { code: error.name, message: error.message, status: status.httpStatusCode };
  }
  throw new Error('the call was not refused');
}
