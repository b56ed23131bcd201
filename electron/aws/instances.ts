import {
  DescribeInstancesCommand,
  RunInstancesCommand,
  type DescribeInstancesCommandInput,
  type Instance,
  type RunInstancesCommandInput,
  type _InstanceType,
} from '@aws-sdk/client-ec2';
import type { METADATA, ROOT_DISK } from '../../shared/launch-plan.ts';
import { allPages, present, presentText } from './answer.ts';
import type { AwsClients } from './clients.ts';
import { attempted, EACH_ATTEMPT } from './each-attempt.ts';
import { tagSpecifications, type Tags } from './tags.ts';

export type RunInstanceInput = {
  /** At most 64 characters, one for each zone: EC2 does not compare the zone of a repeated request. */
  readonly clientToken: string;
  readonly imageId: string;
  readonly instanceType: string;
  /** Null for a request that is only tried: its key pair does not exist yet. */
  readonly keyName: string | null;
  readonly subnetId: string;
  readonly groupIds: readonly string[];
  readonly rootDisk: typeof ROOT_DISK & { readonly deviceName: string; readonly sizeGiB: number };
  readonly metadata: typeof METADATA;
  /** Null for sizes that earn no CPU credits: EC2 refuses the setting for them. */
  readonly cpuCredits: 'standard' | 'unlimited' | null;
  /** What lets the machine call AWS; null or missing for none. */
  readonly instanceProfile?: string | null;
  /** What the machine is told at its first start, in plain text; null for nothing. */
  readonly userData: string | null;
  /** For the instance, its disk and its network interface. */
  readonly tags: Tags;
};

export type InstanceView = {
  readonly instanceId: string;
  readonly instanceType: string;
  /** Of the RunInstances that started it; null where there was none. */
  readonly clientToken: string | null;
  /** Milliseconds since the epoch; null where EC2 does not say. */
  readonly launchedAt: number | null;
  /** The disk it starts from; null until EC2 has attached it. */
  readonly rootVolumeId: string | null;
  /** EC2's own word: pending, running, shutting-down, terminated, stopping, stopped. */
  readonly state: string;
  /** Why it is in this state: EC2's code, and EC2's words. Null where it does not say. */
  readonly stateCode: string | null;
  readonly stateReason: string | null;
  readonly zoneName: string;
  readonly publicAddress: string | null;
  readonly privateAddress: string | null;
};

/**
 * Starts exactly one instance. The same token again is the same instance, not a second one. `unanswered` is called for
 * each of the client's attempts that may have been carried out unseen: the error at the end speaks of the last only.
 */
export async function runInstance(
  clients: AwsClients,
  input: RunInstanceInput,
  unanswered: () => void = () => {},
): Promise<InstanceView> {
  const command = new RunInstancesCommand(runInstancesInput(input));
  command.middlewareStack.add((next) => (args) => attempted(next(args), unanswered), EACH_ATTEMPT);
  const { Instances } = await clients.ec2.send(command);
  const [instance] = present(Instances, 'Instances');
  return instanceView(present(instance, 'Instances[0]'));
}

/** These instances, asked for together. EC2 refuses the whole question while it does not know one of them. */
export async function readInstances(
  clients: AwsClients,
  instanceIds: readonly string[],
): Promise<readonly InstanceView[]> {
  if (instanceIds.length === 0) return [];
  return describeInstances(clients, { InstanceIds: [...instanceIds] });
}

/** The instances with this tag, ended ones too: what to ask after an answer was lost. */
export async function findInstancesByTag(
  clients: AwsClients,
  tagKey: string,
  value: string,
): Promise<readonly InstanceView[]> {
  return describeInstances(clients, { Filters: [{ Name: `tag:${tagKey}`, Values: [literal(value)] }] });
}

/** Those of these that EC2 knows; unlike `readInstances` it minds none that it has forgotten, or does not know yet. */
export async function findInstances(
  clients: AwsClients,
  instanceIds: readonly string[],
): Promise<readonly InstanceView[]> {
  if (instanceIds.length === 0) return [];
  return describeInstances(clients, { Filters: [{ Name: 'instance-id', Values: [...instanceIds] }] });
}

/** The instances that requests with these tokens have started. An endpoint that is not AWS's may not know the question. */
export async function findInstancesByToken(
  clients: AwsClients,
  clientTokens: readonly string[],
): Promise<readonly InstanceView[]> {
  if (clientTokens.length === 0) return [];
  return describeInstances(clients, { Filters: [{ Name: 'client-token', Values: [...clientTokens] }] });
}

/** Network settings stand inside the interface: beside it EC2 refuses subnet and groups. Without groups it takes the default group. */
export function runInstancesInput(input: RunInstanceInput): RunInstancesCommandInput {
  return {
    ClientToken: input.clientToken,
    MinCount: 1,
    MaxCount: 1,
    ImageId: input.imageId,
    InstanceType: asInstanceType(input.instanceType),
    ...(input.keyName === null ? {} : { KeyName: input.keyName }),
    NetworkInterfaces: [
      {
        DeviceIndex: 0,
        AssociatePublicIpAddress: true,
        DeleteOnTermination: true,
        SubnetId: input.subnetId,
        Groups: [...input.groupIds],
      },
    ],
    MetadataOptions: {
      HttpTokens: input.metadata.httpTokens,
      HttpEndpoint: 'enabled',
      HttpPutResponseHopLimit: input.metadata.hopLimit,
    },
    BlockDeviceMappings: [
      {
        DeviceName: input.rootDisk.deviceName,
        Ebs: {
          VolumeType: input.rootDisk.volumeType,
          VolumeSize: input.rootDisk.sizeGiB,
          Encrypted: input.rootDisk.isEncrypted,
          DeleteOnTermination: input.rootDisk.deleteOnTermination,
        },
      },
    ],
    ...(input.cpuCredits === null ? {} : { CreditSpecification: { CpuCredits: input.cpuCredits } }),
    ...((input.instanceProfile ?? null) === null
      ? {}
      : { IamInstanceProfile: { Name: input.instanceProfile ?? '' } }),
    ...(input.userData === null ? {} : { UserData: Buffer.from(input.userData).toString('base64') }),
    TagSpecifications: tagSpecifications(input.tags, 'instance', 'volume', 'network-interface'),
  };
}

// The SDK lists the sizes of its day; EC2 judges the name, and newer ones are welcome.
function asInstanceType(name: string): _InstanceType {
  return name as _InstanceType;
}

async function describeInstances(
  clients: AwsClients,
  question: DescribeInstancesCommandInput,
): Promise<readonly InstanceView[]> {
  const reservations = await allPages(
    (token) => clients.ec2.send(new DescribeInstancesCommand({ ...question, ...token })),
    (page) => page.Reservations,
  );
  return reservations.flatMap(({ Instances }) => Instances ?? []).map(instanceView);
}

/** In a filter `*` and `?` stand for anything, unless a backslash goes before them. */
function literal(value: string): string {
  return value.replace(/[\\*?]/g, '\\$&');
}

function instanceView(instance: Instance): InstanceView {
  return {
    instanceId: presentText(instance.InstanceId, 'InstanceId'),
    state: presentText(instance.State?.Name, 'State.Name'),
    instanceType: instance.InstanceType ?? '',
    clientToken: instance.ClientToken || null,
    launchedAt: instance.LaunchTime?.getTime() ?? null,
    rootVolumeId: rootVolumeOf(instance),
    stateCode: instance.StateReason?.Code || null,
    stateReason: instance.StateReason?.Message?.slice(0, MOST_OF_REASON) || null,
    // Without it nothing can be said of its place; but it can be stopped and ended.
    zoneName: instance.Placement?.AvailabilityZone ?? '',
    publicAddress: instance.PublicIpAddress || null,
    privateAddress: instance.PrivateIpAddress || null,
  };
}

/** It goes into a journal; EC2's own are a sentence. */
const MOST_OF_REASON = 1_000;

function rootVolumeOf({ RootDeviceName, BlockDeviceMappings = [] }: Instance): string | null {
  const root = BlockDeviceMappings.find(({ DeviceName }) => DeviceName === RootDeviceName);
  return root?.Ebs?.VolumeId ?? null;
}
