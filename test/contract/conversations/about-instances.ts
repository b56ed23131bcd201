import {
  CreateSecurityGroupCommand,
  CreateKeyPairCommand,
  DeleteSecurityGroupCommand,
  DescribeImagesCommand,
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  GetConsoleOutputCommand,
  GetPasswordDataCommand,
  ModifyInstanceAttributeCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2';
import { GetParametersCommand } from '@aws-sdk/client-ssm';
import type { Conversation, Talk } from './talk.ts';

const NOBODYS = 'i-0123456789abcdef0';

/** One instance as a launch starts it, from first to last; and what EC2 does not start. */
export const aboutInstances: Conversation = {
  title: 'about instances',
  hold: async (talk) => {
    const { clients, say } = talk;
    const { ec2 } = clients;
    const { ImageId, armImageId, SubnetId, groupId } = await prepare(talk);
    const plain = { ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const;
    const run = (label: string, input: Partial<RunInstancesCommandInput>) =>
      say(label, () => ec2.send(new RunInstancesCommand({ ...plain, ...input })));

    const launch = {
      KeyName: 'web',
      ClientToken: 'one-launch-in-one-zone',
      NetworkInterfaces: [
        {
          DeviceIndex: 0,
          SubnetId,
          Groups: [groupId],
          AssociatePublicIpAddress: true,
          DeleteOnTermination: true,
        },
      ],
      BlockDeviceMappings: [
        {
          DeviceName: '/dev/xvda',
          Ebs: { VolumeSize: 20, VolumeType: 'gp3', Encrypted: true, DeleteOnTermination: true },
        },
      ],
      MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled', HttpPutResponseHopLimit: 1 },
      TagSpecifications: [
        { ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web-1' }] },
        { ResourceType: 'volume', Tags: [{ Key: 'Name', Value: 'web-1' }] },
      ],
    } as const satisfies Partial<RunInstancesCommandInput>;
    const copy = structuredClone(launch) as unknown as Partial<RunInstancesCommandInput>;
    const started = await run('an instance', copy);
    const InstanceId = started?.Instances?.[0]?.InstanceId ?? '';
    await say('the same token again', async () => {
      const again = await ec2.send(new RunInstancesCommand({ ...plain, ...copy }));
      return {
        isSame:
          again.Instances?.[0]?.InstanceId === InstanceId && again.ReservationId === started?.ReservationId,
      };
    });
    await run('the same token for something else', { ...copy, InstanceType: 't3.small' });

    await run('a dry run', { SubnetId, DryRun: true });
    await run('an image nobody has', { SubnetId, ImageId: 'ami-0123456789abcdef0' });
    await run('an image that is no id', { SubnetId, ImageId: 'linux' });
    await run('a size nobody sells', { SubnetId, InstanceType: 't3.gigantic' as never });
    await run('a size the zone does not sell', { Placement: { AvailabilityZone: 'us-east-1e' } });
    await run('an Arm image on an Intel size', { SubnetId, ImageId: armImageId });
    await run('a key pair nobody has', { SubnetId, KeyName: 'nobody' });
    await run('a subnet nobody has', { SubnetId: 'subnet-0123456789abcdef0' });
    await run('a group nobody has', { SubnetId, SecurityGroupIds: ['sg-0123456789abcdef0'] });
    await run('groups beside an interface', { ...copy, ClientToken: 'x', SecurityGroupIds: [groupId] });
    await run('a disk smaller than the image', {
      SubnetId,
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 1 } }],
    });
    await run('more vCPUs than the account may have', { SubnetId, InstanceType: 'm5.24xlarge' });
    await run('a token of 65 characters', { SubnetId, ClientToken: 'x'.repeat(65) });

    await say('the instance', () => ec2.send(new DescribeInstancesCommand({ InstanceIds: [InstanceId] })));
    await say('an instance nobody has', () =>
      ec2.send(new DescribeInstancesCommand({ InstanceIds: [NOBODYS] })),
    );
    await say('an id that is none', () => ec2.send(new DescribeInstancesCommand({ InstanceIds: ['web'] })));
    await say('an id, and how many', () =>
      ec2.send(new DescribeInstancesCommand({ InstanceIds: [InstanceId], MaxResults: 5 })),
    );
    await say('instances by a filter nobody has', () =>
      ec2.send(new DescribeInstancesCommand({ Filters: [{ Name: 'colour', Values: ['red'] }] })),
    );
    await say('its checks', () => ec2.send(new DescribeInstanceStatusCommand({ InstanceIds: [InstanceId] })));
    await say('checks of nobody', () =>
      ec2.send(new DescribeInstanceStatusCommand({ InstanceIds: [NOBODYS] })),
    );
    await say('its disk', () =>
      ec2.send(
        new DescribeVolumesCommand({ Filters: [{ Name: 'attachment.instance-id', Values: [InstanceId] }] }),
      ),
    );
    await say('a disk nobody has', () =>
      ec2.send(new DescribeVolumesCommand({ VolumeIds: ['vol-0123456789abcdef0'] })),
    );
    await say('its console', async () => {
      const { InstanceId: of } = await ec2.send(new GetConsoleOutputCommand({ InstanceId }));
      return { of };
    });
    await say('the console of nobody', () => ec2.send(new GetConsoleOutputCommand({ InstanceId: NOBODYS })));
    await say('its password', () => ec2.send(new GetPasswordDataCommand({ InstanceId })));
    await say('the password of nobody', () => ec2.send(new GetPasswordDataCommand({ InstanceId: NOBODYS })));

    await say('its group deleted while it runs', () =>
      ec2.send(new DeleteSecurityGroupCommand({ GroupId: groupId })),
    );
    await say('it stopped', () => ec2.send(new StopInstancesCommand({ InstanceIds: [InstanceId] })));
    await say('it started again', () => ec2.send(new StartInstancesCommand({ InstanceIds: [InstanceId] })));
    await say('nobody started', () => ec2.send(new StartInstancesCommand({ InstanceIds: [NOBODYS] })));
    await say('nobody stopped', () => ec2.send(new StopInstancesCommand({ InstanceIds: [NOBODYS] })));
    await say('it protected', () =>
      ec2.send(new ModifyInstanceAttributeCommand({ InstanceId, DisableApiTermination: { Value: true } })),
    );
    await say('it terminated while it is protected', () =>
      ec2.send(new TerminateInstancesCommand({ InstanceIds: [InstanceId] })),
    );
    await say('it protected no more', () =>
      ec2.send(new ModifyInstanceAttributeCommand({ InstanceId, DisableApiTermination: { Value: false } })),
    );
    await say('it terminated, and nobody', () =>
      ec2.send(new TerminateInstancesCommand({ InstanceIds: [InstanceId, NOBODYS] })),
    );
    await say('it terminated', () => ec2.send(new TerminateInstancesCommand({ InstanceIds: [InstanceId] })));
    await say('it terminated again', () =>
      ec2.send(new TerminateInstancesCommand({ InstanceIds: [InstanceId] })),
    );
    await say('it, afterwards', () => ec2.send(new DescribeInstancesCommand({ InstanceIds: [InstanceId] })));
    await say('it started after its end', () =>
      ec2.send(new StartInstancesCommand({ InstanceIds: [InstanceId] })),
    );
  },
};

const PARAMETER = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-';

async function prepare({ clients: { ec2, ssm } }: Talk) {
  const { Parameters = [] } = await ssm.send(
    new GetParametersCommand({ Names: [`${PARAMETER}x86_64`, `${PARAMETER}arm64`] }),
  );
  const imageOf = (architecture: string) =>
    Parameters.find(({ Name }) => Name === `${PARAMETER}${architecture}`)?.Value ?? '';
  const { Subnets = [] } = await ec2.send(
    new DescribeSubnetsCommand({ Filters: [{ Name: 'availability-zone', Values: ['us-east-1a'] }] }),
  );
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'of-the-instance', Description: 'of the test' }),
  );
  await ec2.send(new CreateKeyPairCommand({ KeyName: 'web', KeyType: 'ed25519' }));
  await ec2.send(new DescribeImagesCommand({ ImageIds: [imageOf('x86_64')] }));
  return {
    ImageId: imageOf('x86_64'),
    armImageId: imageOf('arm64'),
    SubnetId: Subnets[0]?.SubnetId ?? '',
    groupId: GroupId,
  };
}
