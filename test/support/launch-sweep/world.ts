import {
  DeleteKeyPairCommand,
  DeleteSecurityGroupCommand,
  DescribeInstancesCommand,
  DescribeKeyPairsCommand,
  DescribeSecurityGroupsCommand,
  DescribeVolumesCommand,
  EC2Client,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';

/** What there is in an account that could cost money or let somebody in, as AWS's own client is told. Ids, sorted. */
export type World = {
  readonly instances: readonly LivingInstance[];
  readonly groupIds: readonly string[];
  readonly keyPairIds: readonly string[];
  readonly volumeIds: readonly string[];
};

/** One that has not ended, whatever it does. */
export type LivingInstance = {
  readonly instanceId: string;
  readonly subnetId: string;
  readonly groupIds: readonly string[];
  readonly keyName: string;
  readonly volumeIds: readonly string[];
};

export type Judge = {
  readonly look: () => Promise<World>;
  /** Removes all there is. */
  readonly clearUp: () => Promise<void>;
  readonly close: () => void;
};

/** AWS's own client at an emulator, past every proxy. */
export function openJudge(endpoint: string): Judge {
  const credentials = { accessKeyId: 'judge', secretAccessKey: 'judge' };
  const ec2 = new EC2Client({ endpoint, region: 'us-east-1', credentials });
  const look = () => lookAt(ec2);
  return {
    look,
    clearUp: async () => {
      const { instances } = await look();
      const InstanceIds = instances.map(({ instanceId }) => instanceId);
      if (InstanceIds.length > 0) await ec2.send(new TerminateInstancesCommand({ InstanceIds }));
      const { groupIds } = await look();
      for (const GroupId of groupIds) await ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
      // moto deletes none by its id.
      const { KeyPairs = [] } = await ec2.send(new DescribeKeyPairsCommand({}));
      for (const { KeyName } of KeyPairs) await ec2.send(new DeleteKeyPairCommand({ KeyName }));
      const left = await look();
      if (!isEmpty(left)) throw new Error(`the emulator removes nothing: ${JSON.stringify(left)}`);
    },
    close: () => ec2.destroy(),
  };
}

export function isEmpty({ instances, groupIds, keyPairIds, volumeIds }: World): boolean {
  return instances.length + groupIds.length + keyPairIds.length + volumeIds.length === 0;
}

async function lookAt(ec2: EC2Client): Promise<World> {
  const [{ Reservations = [] }, { SecurityGroups = [] }, { KeyPairs = [] }, { Volumes = [] }] =
    await Promise.all([
      ec2.send(new DescribeInstancesCommand({})),
      ec2.send(new DescribeSecurityGroupsCommand({})),
      ec2.send(new DescribeKeyPairsCommand({})),
      ec2.send(new DescribeVolumesCommand({})),
    ]);
  const instances = Reservations.flatMap(({ Instances = [] }) => Instances)
    .filter(({ State }) => State?.Name !== 'terminated')
    .map(({ InstanceId, SubnetId, NetworkInterfaces = [], KeyName, BlockDeviceMappings = [] }) => ({
      instanceId: InstanceId ?? '',
      subnetId: SubnetId ?? '',
      groupIds: NetworkInterfaces.flatMap(({ Groups = [] }) => Groups.map(({ GroupId }) => GroupId ?? '')),
      keyName: KeyName ?? '',
      volumeIds: BlockDeviceMappings.map(({ Ebs }) => Ebs?.VolumeId ?? ''),
    }));
  return {
    instances: instances.toSorted((one, other) => one.instanceId.localeCompare(other.instanceId)),
    groupIds: SecurityGroups.filter(({ GroupName }) => GroupName !== 'default')
      .map(({ GroupId }) => GroupId ?? '')
      .toSorted(),
    keyPairIds: KeyPairs.map(({ KeyPairId }) => KeyPairId ?? '').toSorted(),
    volumeIds: Volumes.map(({ VolumeId }) => VolumeId ?? '').toSorted(),
  };
}
