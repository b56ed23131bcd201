import {
  CreateKeyPairCommand,
  CreateSecurityGroupCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateTagsCommand,
  CreateVolumeCommand,
  DescribeInstancesCommand,
  DescribeKeyPairsCommand,
  DescribeSecurityGroupsCommand,
  DescribeVolumesCommand,
  EC2Client,
  RunInstancesCommand,
  type Tag,
} from '@aws-sdk/client-ec2';
import type { LaunchPlan } from '../../../shared/launch-plan.ts';

const OURS = 'keyport:launch-id';

/** What bears a launch's tag in an account, as AWS's own client is told; what has ended is not there any more. */
export type Tagged = {
  readonly instances: readonly {
    readonly instanceId: string;
    readonly clientToken: string;
    readonly subnetId: string;
    /** Its tag `Name`. */
    readonly name: string;
    readonly volumeIds: readonly string[];
  }[];
  readonly groupIds: readonly string[];
  readonly keyPairs: readonly { readonly keyPairId: string; readonly name: string }[];
  readonly volumeIds: readonly string[];
};

export type TestAccount = {
  readonly taggedWith: (launchId: string) => Promise<Tagged>;
  /** Things of somebody else in the same network, onto which the launch's tags were copied. Answers their ids. */
  readonly putForeign: (plan: LaunchPlan, launchId: string) => Promise<readonly string[]>;
  /** Of a person, for a launch to use; 22 from one address. */
  readonly makeGroup: (vpcId: string, name: string) => Promise<string>;
  readonly close: () => void;
};

export function openTestAccount(endpoint: string): TestAccount {
  const credentials = { accessKeyId: 'judge', secretAccessKey: 'judge' };
  const ec2 = new EC2Client({ endpoint, region: 'us-east-1', credentials });
  const makeGroup: TestAccount['makeGroup'] = async (VpcId, name) => {
    const input = { GroupName: name, Description: name, VpcId };
    const { GroupId = '' } = await ec2.send(new CreateSecurityGroupCommand(input));
    const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '203.0.113.7/32' }] };
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [ssh] }));
    return GroupId;
  };
  return {
    makeGroup,
    taggedWith: (launchId) => lookFor(ec2, launchId),
    putForeign: async ({ image, placements, access }, launchId) => {
      const [placement] = placements;
      const { Instances: [instance] = [] } = await ec2.send(
        new RunInstancesCommand({
          ImageId: image.imageId,
          InstanceType: 't3.micro',
          MinCount: 1,
          MaxCount: 1,
          ...(placement === undefined ? {} : { SubnetId: placement.subnetId }),
        }),
      );
      const { VolumeId = '' } = await ec2.send(
        new CreateVolumeCommand({ AvailabilityZone: placement?.zoneName, Size: 1 }),
      );
      const groupId = await makeGroup(access.vpcId, `foreign-${launchId}`);
      const { KeyPairId = '' } = await ec2.send(new CreateKeyPairCommand({ KeyName: `foreign-${launchId}` }));
      const ids = [instance?.InstanceId ?? '', VolumeId, groupId, KeyPairId];
      await ec2.send(new CreateTagsCommand({ Resources: ids, Tags: [{ Key: OURS, Value: launchId }] }));
      return ids;
    },
    close: () => ec2.destroy(),
  };
}

async function lookFor(ec2: EC2Client, launchId: string): Promise<Tagged> {
  const [{ Reservations = [] }, { SecurityGroups = [] }, { KeyPairs = [] }, { Volumes = [] }] =
    await Promise.all([
      ec2.send(new DescribeInstancesCommand({})),
      ec2.send(new DescribeSecurityGroupsCommand({})),
      ec2.send(new DescribeKeyPairsCommand({})),
      ec2.send(new DescribeVolumesCommand({})),
    ]);
  const isTagged = ({ Tags = [] }: { readonly Tags?: Tag[] | undefined }) =>
    Tags.some(({ Key, Value }) => Key === OURS && Value === launchId);
  return {
    instances: Reservations.flatMap(({ Instances = [] }) => Instances)
      .filter((instance) => isTagged(instance) && LIVES.has(instance.State?.Name ?? ''))
      .map(({ InstanceId = '', ClientToken = '', SubnetId = '', Tags = [], BlockDeviceMappings = [] }) => ({
        instanceId: InstanceId,
        clientToken: ClientToken,
        subnetId: SubnetId,
        name: Tags.find(({ Key }) => Key === 'Name')?.Value ?? '',
        volumeIds: BlockDeviceMappings.map(({ Ebs }) => Ebs?.VolumeId ?? ''),
      })),
    groupIds: SecurityGroups.filter(isTagged).map(({ GroupId = '' }) => GroupId),
    keyPairs: KeyPairs.filter(isTagged).map(({ KeyPairId = '', KeyName = '' }) => ({
      keyPairId: KeyPairId,
      name: KeyName,
    })),
    volumeIds: Volumes.filter(isTagged).map(({ VolumeId = '' }) => VolumeId),
  };
}

const LIVES = new Set(['pending', 'running', 'stopping', 'stopped']);
