import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { part } from '../support/parts.ts';
import {
  DescribeInstancesCommand,
  DescribeKeyPairsCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  EC2Client,
  type Instance,
  type IpPermission,
} from '@aws-sdk/client-ec2';

/** Asks EC2 itself what is there, with a plain client: none of Keyport's code. */
export type Judge = {
  readonly instances: () => Promise<readonly Instance[]>;
  /** The zones of machines that are not terminated, each once for each machine. */
  readonly zonesWithMachine: () => Promise<readonly string[]>;
  /** The default subnet of a zone. */
  readonly subnetOf: (zoneName: string) => Promise<string>;
  readonly volumes: () => Promise<readonly VolumeFacts[]>;
  /** What this group admits, as `tcp 443 0.0.0.0/0`. */
  readonly admits: (groupName: string) => Promise<readonly string[]>;
  /** The same with what is written to each rule, as `tcp 443 0.0.0.0/0: website`. */
  readonly rules: (groupName: string) => Promise<readonly string[]>;
  readonly groupNames: () => Promise<readonly string[]>;
  readonly keyPairs: () => Promise<readonly { readonly name: string; readonly publicKey: string }[]>;
  readonly stop: () => void;
};

type VolumeFacts = { readonly isEncrypted: boolean; readonly type: string; readonly tags: readonly string[] };

export function openJudge(endpoint: string, region = 'us-east-1'): Judge {
  const credentials = { accessKeyId: 'judge', secretAccessKey: 'judge' };
  const ec2 = new EC2Client({ endpoint, region, credentials });
  const groups = async () => {
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
    return SecurityGroups;
  };
  const permissions = async (groupName: string) => {
    const group = (await groups()).find(({ GroupName }) => GroupName === groupName);
    return group?.IpPermissions ?? [];
  };
  const instances = async () => {
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
    return Reservations.flatMap(({ Instances = [] }) => Instances);
  };
  return {
    instances,
    zonesWithMachine: async () =>
      (await instances())
        .filter(({ State }) => State?.Name !== 'terminated')
        .map(({ Placement }) => Placement?.AvailabilityZone ?? '')
        .toSorted(inOrder),
    subnetOf: async (zoneName) => {
      const Filters = [{ Name: 'availability-zone', Values: [zoneName] }];
      const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters }));
      return Subnets[0]?.SubnetId ?? '';
    },
    volumes: async () => {
      const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({}));
      return Volumes.map(({ Encrypted, VolumeType, Tags = [] }) => ({
        isEncrypted: Encrypted === true,
        type: VolumeType ?? '',
        tags: Tags.map(({ Key }) => Key ?? ''),
      }));
    },
    admits: async (groupName) =>
      (await permissions(groupName))
        .flatMap(rulesOf)
        .map(({ text }) => text)
        .toSorted(inOrder),
    rules: async (groupName) =>
      (await permissions(groupName))
        .flatMap(rulesOf)
        .map(({ text, description }) => `${text}: ${description}`)
        .toSorted(inOrder),
    groupNames: async () => (await groups()).map(({ GroupName = '' }) => GroupName).toSorted(inOrder),
    keyPairs: async () => {
      const { KeyPairs = [] } = await ec2.send(new DescribeKeyPairsCommand({ IncludePublicKey: true }));
      return KeyPairs.map(({ KeyName = '', PublicKey = '' }) => ({
        name: KeyName,
        publicKey: PublicKey.trim().split(' ').slice(0, 2).join(' '),
      }));
    },
    stop: () => ec2.destroy(),
  };
}

export function inOrder(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function rulesOf({ IpProtocol, FromPort, ToPort, IpRanges = [], Ipv6Ranges = [] }: IpPermission) {
  const port = FromPort === ToPort ? String(FromPort) : `${FromPort}-${ToPort}`;
  const ranges = [
    ...IpRanges.map(({ CidrIp, Description = '' }) => ({ range: CidrIp, description: Description })),
    ...Ipv6Ranges.map(({ CidrIpv6, Description = '' }) => ({ range: CidrIpv6, description: Description })),
  ];
  return ranges.map(({ range, description }) => ({ text: `${IpProtocol} ${port} ${range}`, description }));
}

/** The private keys in this keychain, read by secret-tool, which knows nothing of Keyport but the item's name. */
export async function privateKeysIn(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const search = await promisify(execFile)('secret-tool', ['search', '--all', 'service', 'keyport'], { env });
  const accounts = [...`${search.stdout}${search.stderr}`.matchAll(/attribute\.username = (.*)/g)]
    .map(([, account = '']) => account)
    .filter((account) => account.includes('|') && !account.startsWith('sentinel|'));
  return Promise.all(
    accounts.map(async (account) => {
      const { stdout } = await promisify(execFile)(
        'secret-tool',
        ['lookup', 'service', 'keyport', 'username', account],
        { env },
      );
      return stdout;
    }),
  );
}

/** The AWS CLI's `aws ec2 …` against this endpoint; words are split at blanks. Answers what it prints, as JSON. */
export function awsCli(
  endpoint: string,
  env: Readonly<Record<string, string>>,
): (words: string) => Promise<unknown> {
  return async (words) => {
    const args = ['--endpoint-url', endpoint, '--region', 'us-east-1', '--output', 'json', 'ec2'];
    const { stdout } = await promisify(execFile)(part('aws') ?? 'aws', [...args, ...words.split(' ')], {
      env: { ...env, AWS_PROFILE: 'practice' },
    });
    return JSON.parse(stdout);
  };
}

/** What ssh-keygen derives from this private key, as `ssh-… base64`. */
export async function publicHalf(privateKey: string, folder: string): Promise<string> {
  const file = path.join(folder, 'judged-key');
  fs.writeFileSync(file, privateKey, { mode: 0o600 });
  try {
    const { stdout } = await promisify(execFile)('ssh-keygen', ['-y', '-f', file]);
    return stdout.trim().split(' ').slice(0, 2).join(' ');
  } finally {
    fs.rmSync(file);
  }
}

/** Files under this folder that hold any line of the private key, or its header. */
export function filesHolding(privateKey: string, folder: string): readonly string[] {
  const needles = ['PRIVATE KEY', ...privateKey.split('\n').filter((line) => line.length > 20)];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = fs.readFileSync(file);
      return needles.some((needle) => bytes.includes(needle));
    });
}
