import {
  DescribeInstancesCommand,
  DescribeManagedPrefixListsCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  type Filter,
} from '@aws-sdk/client-ec2';
import { GetParametersCommand } from '@aws-sdk/client-ssm';
import type { ConnectedAccount } from '../../shared/account.ts';
import { isAwsEndpoint } from '../../shared/endpoint.ts';
import { TAGS } from '../../shared/launch-plan.ts';
import type { UnknownBecause } from '../../shared/permissions.ts';
import { isServedPractice } from '../../shared/practice/practice-user.ts';
import type { Problem } from '../../shared/problem.ts';
import { present, presentText } from './answer.ts';
import type { AwsClients } from './clients.ts';
import type { Asking } from './every-page.ts';
import { readDefaultVpcId } from './network.ts';
import { problemFrom } from './problem.ts';
import { findDefaultGroupId } from './region-groups.ts';

export type AskingAll = Asking & AwsClients;

/** What a call can be tried on; or why there is nothing. */
export type Found<Value> = { readonly value: Value } | NothingFound;
export type NothingFound = { readonly because: UnknownBecause; readonly problem: Problem | null };

/**
 * What is in the account for calls to be tried on. Machines, volumes and groups are Keyport's own: the policies that it asks for allow
 * ending and changing no others, so that of any other a no would say nothing.
 */
export type Subjects = {
  /** AWS itself, or Keyport's own practice account. Whoever else answers may not know what a dry run is, and do it. */
  readonly knowsDryRuns: boolean;
  readonly network: Found<{
    readonly vpcId: string;
    readonly subnetId: string;
    readonly zoneName: string;
    readonly groupId: string;
  }>;
  readonly imageId: Found<string>;
  readonly machine: Found<{
    readonly instanceId: string;
    readonly interfaceId: string;
    readonly groupIds: readonly string[];
  }>;
  readonly volumeId: Found<string>;
  readonly groupId: Found<string>;
  /** Of the network's default group. */
  readonly inboundRuleId: Found<string>;
  readonly outboundRuleId: Found<string>;
  readonly prefixListId: Found<string>;
};

/** Reads only; never rejects. */
export async function findSubjects(
  asking: AskingAll,
  account: Pick<ConnectedAccount, 'accountId' | 'arn' | 'endpoint'>,
): Promise<Subjects> {
  const network = await look('no-network', () => findNetwork(asking));
  const [imageId, machine, volumeId, groupId, inboundRuleId, outboundRuleId, prefixListId] =
    await Promise.all([
      look('no-image', () => findImageId(asking)),
      look('no-machine', () => findMachine(asking)),
      look('no-volume', () => findVolumeId(asking)),
      look('no-group', () => findGroupId(asking)),
      inGroupOf(network, (id) => findRuleId(asking, id, false)),
      inGroupOf(network, (id) => findRuleId(asking, id, true)),
      look('no-list', () => findPrefixListId(asking)),
    ]);
  const { endpoint } = account;
  const knowsDryRuns = endpoint === null || isAwsEndpoint(endpoint) || isServedPractice(account);
  return {
    knowsDryRuns,
    network,
    imageId,
    machine,
    volumeId,
    groupId,
    inboundRuleId,
    outboundRuleId,
    prefixListId,
  };
}

async function look<Value>(
  because: UnknownBecause,
  find: () => Promise<Value | null>,
): Promise<Found<Value>> {
  try {
    const value = await find();
    return value === null ? { because, problem: null } : { value };
  } catch (error) {
    return { because: 'not-read', problem: problemFrom(error) };
  }
}

async function inGroupOf(
  network: Subjects['network'],
  find: (groupId: string) => Promise<string | null>,
): Promise<Found<string>> {
  return 'because' in network ? network : look('no-rule', () => find(network.value.groupId));
}

async function findNetwork(asking: AskingAll) {
  const vpcId = await readDefaultVpcId(asking);
  if (vpcId === null) return null;
  const Filters = [
    { Name: 'vpc-id', Values: [vpcId] },
    { Name: 'default-for-az', Values: ['true'] },
  ];
  const [{ Subnets }, groupId] = await Promise.all([
    asking.ec2.send(new DescribeSubnetsCommand({ Filters }), sendOf(asking)),
    findDefaultGroupId(asking, vpcId),
  ]);
  const [subnet] = present(Subnets, 'Subnets').toSorted((one, other) =>
    (one.AvailabilityZone ?? '') < (other.AvailabilityZone ?? '') ? -1 : 1,
  );
  if (subnet === undefined || groupId === null) return null;
  return {
    vpcId,
    subnetId: presentText(subnet.SubnetId, 'SubnetId'),
    zoneName: presentText(subnet.AvailabilityZone, 'AvailabilityZone'),
    groupId,
  };
}

/** The public parameter with the newest image of Amazon Linux: there is one in every region. */
export const AMAZON_LINUX = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';

async function findImageId(asking: AskingAll): Promise<string | null> {
  const { Parameters } = await asking.ssm.send(
    new GetParametersCommand({ Names: [AMAZON_LINUX] }),
    sendOf(asking),
  );
  return present(Parameters, 'Parameters')[0]?.Value ?? null;
}

const OURS: Filter = { Name: `tag:${TAGS.createdBy}`, Values: ['keyport'] };

async function findMachine(asking: AskingAll) {
  const states = { Name: 'instance-state-name', Values: ['pending', 'running', 'stopping', 'stopped'] };
  const { Reservations } = await asking.ec2.send(
    new DescribeInstancesCommand({ Filters: [OURS, states], MaxResults: 5 }),
    sendOf(asking),
  );
  const instances = present(Reservations, 'Reservations').flatMap(({ Instances = [] }) => Instances);
  const [machine] = instances.flatMap(({ InstanceId, NetworkInterfaces: [first] = [] }) => {
    if (InstanceId === undefined || first?.NetworkInterfaceId === undefined) return [];
    const groupIds = (first.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []);
    return { instanceId: InstanceId, interfaceId: first.NetworkInterfaceId, groupIds };
  });
  return machine ?? null;
}

async function findVolumeId(asking: AskingAll): Promise<string | null> {
  const { Volumes } = await asking.ec2.send(
    new DescribeVolumesCommand({ Filters: [OURS], MaxResults: 5 }),
    sendOf(asking),
  );
  return present(Volumes, 'Volumes')[0]?.VolumeId ?? null;
}

async function findGroupId(asking: AskingAll): Promise<string | null> {
  const { SecurityGroups } = await asking.ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: [OURS], MaxResults: 5 }),
    sendOf(asking),
  );
  return present(SecurityGroups, 'SecurityGroups')[0]?.GroupId ?? null;
}

async function findRuleId(asking: AskingAll, groupId: string, isEgress: boolean): Promise<string | null> {
  const { SecurityGroupRules } = await asking.ec2.send(
    new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [groupId] }] }),
    sendOf(asking),
  );
  const rule = present(SecurityGroupRules, 'SecurityGroupRules').find(
    ({ IsEgress }) => (IsEgress === true) === isEgress,
  );
  return rule?.SecurityGroupRuleId ?? null;
}

/** AWS's own ones are in every region. */
async function findPrefixListId(asking: AskingAll): Promise<string | null> {
  const { PrefixLists } = await asking.ec2.send(
    new DescribeManagedPrefixListsCommand({ MaxResults: 5 }),
    sendOf(asking),
  );
  return present(PrefixLists, 'PrefixLists')[0]?.PrefixListId ?? null;
}

function sendOf({ signal }: AskingAll): { readonly abortSignal: AbortSignal } {
  return { abortSignal: signal };
}
