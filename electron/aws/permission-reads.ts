import {
  DescribeAvailabilityZonesCommand,
  DescribeImagesCommand,
  DescribeInstanceStatusCommand,
  DescribeInstanceTypeOfferingsCommand,
  DescribeInstanceTypesCommand,
  DescribeInstancesCommand,
  DescribeKeyPairsCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeManagedPrefixListsCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSnapshotsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  DescribeVpcBlockPublicAccessExclusionsCommand,
  DescribeVpcBlockPublicAccessOptionsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  GetConsoleOutputCommand,
  GetPasswordDataCommand,
  GetEbsDefaultKmsKeyIdCommand,
  GetManagedPrefixListEntriesCommand,
} from '@aws-sdk/client-ec2';
import { ListAttachedRolePoliciesCommand, ListInstanceProfilesCommand } from '@aws-sdk/client-iam';
import { GetProductsCommand } from '@aws-sdk/client-pricing';
import { GetAWSDefaultServiceQuotaCommand, GetServiceQuotaCommand } from '@aws-sdk/client-service-quotas';
import { DescribeInstanceInformationCommand, GetParametersCommand } from '@aws-sdk/client-ssm';
import { DecodeAuthorizationMessageCommand } from '@aws-sdk/client-sts';
import type { PermissionAction } from '../../shared/permissions.ts';
import { vcpuQuotaCodeOf } from '../../shared/vcpu-quota.ts';
import type { DryCall } from './dry-run.ts';
import {
  AMAZON_LINUX,
  type AskingAll,
  type Found,
  type NothingFound,
  type Subjects,
} from './permission-subjects.ts';

/** A question that changes nothing. `permittedBy`: the error that only somebody meets who may ask. */
export type TryRead = { readonly send: DryCall; readonly permittedBy?: string };

type Read = (asking: AskingAll, subjects: Subjects) => TryRead | NothingFound;

/** Actions that read, each with a question of it. EC2's own are dry runs as well: the answers would be long, and nobody wants them. */
export const READS = {
  'ssm:GetParameters': ({ ssm }) =>
    ask((send) => ssm.send(new GetParametersCommand({ Names: [AMAZON_LINUX] }), send)),
  'ec2:DescribeImages': ({ ec2 }) =>
    ask((send) => ec2.send(new DescribeImagesCommand({ Owners: ['amazon'], ...DRY }), send)),
  'ec2:DescribeInstanceTypes': ({ ec2 }) =>
    ask((send) => ec2.send(new DescribeInstanceTypesCommand(DRY), send)),
  'ec2:DescribeInstanceTypeOfferings': ({ ec2 }) =>
    ask((send) => ec2.send(new DescribeInstanceTypeOfferingsCommand(DRY), send)),
  'ec2:DescribeAvailabilityZones': ({ ec2 }) =>
    ask((send) => ec2.send(new DescribeAvailabilityZonesCommand(DRY), send)),
  'ec2:DescribeRegions': ({ ec2 }) => ask((send) => ec2.send(new DescribeRegionsCommand(DRY), send)),
  'ec2:DescribeVpcs': ({ ec2 }) => ask((send) => ec2.send(new DescribeVpcsCommand(DRY), send)),
  'ec2:DescribeSubnets': ({ ec2 }) => ask((send) => ec2.send(new DescribeSubnetsCommand(DRY), send)),
  'ec2:DescribeRouteTables': ({ ec2 }) => ask((send) => ec2.send(new DescribeRouteTablesCommand(DRY), send)),
  'ec2:DescribeNetworkAcls': ({ ec2 }) => ask((send) => ec2.send(new DescribeNetworkAclsCommand(DRY), send)),
  'ec2:DescribeVpcBlockPublicAccessOptions': ({ ec2 }) =>
    ask((send) => ec2.send(new DescribeVpcBlockPublicAccessOptionsCommand(DRY), send)),
  'ec2:DescribeVpcBlockPublicAccessExclusions': ({ ec2 }) =>
    ask((send) => ec2.send(new DescribeVpcBlockPublicAccessExclusionsCommand(DRY), send)),
  'ec2:DescribeSecurityGroups': ({ ec2 }) =>
    ask((send) => ec2.send(new DescribeSecurityGroupsCommand(DRY), send)),
  'ec2:DescribeSecurityGroupRules': ({ ec2 }) =>
    ask((send) => ec2.send(new DescribeSecurityGroupRulesCommand(DRY), send)),
  'ec2:DescribeInstances': ({ ec2 }) => ask((send) => ec2.send(new DescribeInstancesCommand(DRY), send)),
  'ec2:DescribeInstanceStatus': ({ ec2 }) =>
    ask((send) => ec2.send(new DescribeInstanceStatusCommand(DRY), send)),
  'ec2:DescribeKeyPairs': ({ ec2 }) => ask((send) => ec2.send(new DescribeKeyPairsCommand(DRY), send)),
  'ec2:GetConsoleOutput': ({ ec2 }, { machine }) =>
    askAbout(
      machine,
      ({ instanceId }) =>
        (send) =>
          ec2.send(new GetConsoleOutputCommand({ InstanceId: instanceId, ...DRY }), send),
    ),
  'ec2:GetPasswordData': ({ ec2 }, { machine }) =>
    askAbout(
      machine,
      ({ instanceId }) =>
        (send) =>
          ec2.send(new GetPasswordDataCommand({ InstanceId: instanceId, ...DRY }), send),
    ),
  'ec2:DescribeVolumes': ({ ec2 }) => ask((send) => ec2.send(new DescribeVolumesCommand(DRY), send)),
  'ec2:DescribeSnapshots': ({ ec2 }) =>
    ask((send) => ec2.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'], ...DRY }), send)),
  'ec2:DescribeNetworkInterfaces': ({ ec2 }) =>
    ask((send) => ec2.send(new DescribeNetworkInterfacesCommand(DRY), send)),
  'ec2:DescribeManagedPrefixLists': ({ ec2 }) =>
    ask((send) => ec2.send(new DescribeManagedPrefixListsCommand(DRY), send)),
  'ec2:GetManagedPrefixListEntries': ({ ec2 }, { prefixListId }) =>
    askAbout(
      prefixListId,
      (PrefixListId) => (send) =>
        ec2.send(new GetManagedPrefixListEntriesCommand({ PrefixListId, ...DRY }), send),
    ),
  'ec2:DescribeVpcPeeringConnections': ({ ec2 }) =>
    ask((send) => ec2.send(new DescribeVpcPeeringConnectionsCommand(DRY), send)),
  'ec2:DescribeLaunchTemplateVersions': ({ ec2 }) =>
    ask((send) =>
      ec2.send(new DescribeLaunchTemplateVersionsCommand({ Versions: ['$Default'], ...DRY }), send),
    ),
  'ec2:GetEbsDefaultKmsKeyId': ({ ec2 }) =>
    ask((send) => ec2.send(new GetEbsDefaultKmsKeyIdCommand(DRY), send)),
  'ec2:DescribeVpcEndpoints': ({ ec2 }) =>
    ask((send) => ec2.send(new DescribeVpcEndpointsCommand(DRY), send)),
  // Nothing was ever encoded in it: who may decode is told so, and who may not is told that first.
  'sts:DecodeAuthorizationMessage': ({ sts }) => ({
    send: (send) => sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: 'nothing' }), send),
    permittedBy: 'InvalidAuthorizationMessageException',
  }),
  'iam:ListInstanceProfiles': ({ iam }) =>
    ask((send) => iam.send(new ListInstanceProfilesCommand({ MaxItems: 1 }), send)),
  // Nobody has such a role: who may ask is told so.
  'iam:ListAttachedRolePolicies': ({ iam }) => ({
    send: (send) => iam.send(new ListAttachedRolePoliciesCommand({ RoleName: NO_ROLE }), send),
    permittedBy: 'NoSuchEntityException',
  }),
  'pricing:GetProducts': ({ pricing }) =>
    ask((send) => pricing.send(new GetProductsCommand({ ServiceCode: 'AmazonEC2', MaxResults: 1 }), send)),
  // An account that has no quota of its own is told so, and may ask.
  'servicequotas:GetServiceQuota': ({ serviceQuotas }) => ({
    send: (send) => serviceQuotas.send(new GetServiceQuotaCommand(VCPUS), send),
    permittedBy: 'NoSuchResourceException',
  }),
  'servicequotas:GetAWSDefaultServiceQuota': ({ serviceQuotas }) =>
    ask((send) => serviceQuotas.send(new GetAWSDefaultServiceQuotaCommand(VCPUS), send)),
  // An older account has no plan, and may ask.
  'freetier:GetAccountPlanState': ({ freeTier }) => ({
    send: ({ abortSignal }) => freeTier.ask('GetAccountPlanState', {}, abortSignal),
    permittedBy: 'ResourceNotFoundException',
  }),
  'kms:DescribeKey': ({ kms }) =>
    ask(({ abortSignal }) => kms.ask('DescribeKey', { KeyId: 'alias/aws/ebs' }, abortSignal)),
  'ssm:DescribeInstanceInformation': ({ ssm }) =>
    ask((send) => ssm.send(new DescribeInstanceInformationCommand({ MaxResults: 5 }), send)),
  // There is no such machine: who may lend a key is told so, and none is lent.
  'ec2-instance-connect:SendSSHPublicKey': ({ instanceConnect }) => ({
    send: ({ abortSignal }) => instanceConnect.lend(NO_LOAN, abortSignal),
    permittedBy: 'EC2InstanceNotFoundException',
  }),
} as const satisfies Partial<Record<PermissionAction, Read>>;

/** The key is one whose private half nobody keeps. */
const NO_LOAN = {
  instanceId: 'i-00000000000000000',
  zoneName: null,
  loginUser: 'ec2-user',
  publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHgQF0ZIxa7008w8kwEPoW0EcpsPefzXiXcrGWog1/pq',
} as const;
const NO_ROLE = 'keyport-asks-whether-it-may';
const DRY = { DryRun: true } as const;
const VCPUS = { ServiceCode: 'ec2', QuotaCode: vcpuQuotaCodeOf('t3.micro') ?? '' };

function ask(send: DryCall): TryRead {
  return { send };
}

function askAbout<Value>(found: Found<Value>, callOn: (value: Value) => DryCall): TryRead | NothingFound {
  return 'because' in found ? found : ask(callOn(found.value));
}
