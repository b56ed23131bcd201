import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  DescribeVpcsCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import type { Conversation } from './talk.ts';

const IMAGE = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';

/** Limits that moto does not have: what happens when something is full, or a region has no network. */
export const aboutFullThings: Conversation = {
  title: 'about full things',
  hold: async ({ clients: { ec2, elsewhere }, say }) => {
    const create = (GroupName: string) =>
      ec2.send(new CreateSecurityGroupCommand({ GroupName, Description: 'of the test' }));
    const { GroupId = '' } = await create('full');
    const doors = (from: number, count: number) =>
      ec2.send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId,
          IpPermissions: Array.from({ length: count }, (_, n) => ({
            IpProtocol: 'tcp',
            FromPort: from + n,
            ToPort: from + n,
            IpRanges: [{ CidrIp: '203.0.113.7/32' }],
          })),
        }),
      );
    await say('sixty doors', () => doors(1000, 60));
    await say('one more door', () => doors(2000, 1));

    const groups = await Promise.all(Array.from({ length: 6 }, (_, n) => create(`one-of-six-${String(n)}`)));
    const machine = { ImageId: IMAGE, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const;
    await say('six groups for one machine', () =>
      ec2.send(
        new RunInstancesCommand({
          ...machine,
          SecurityGroupIds: groups.map((group) => group.GroupId ?? ''),
        }),
      ),
    );

    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
    // A /28 has sixteen addresses, of which AWS keeps five.
    const small = await say('a small subnet', () =>
      ec2.send(new CreateSubnetCommand({ VpcId: Vpcs[0]?.VpcId, CidrBlock: '172.31.240.0/28' })),
    );
    const SubnetId = small?.Subnet?.SubnetId ?? '';
    await say('eleven machines in it', () =>
      ec2.send(
        new RunInstancesCommand({
          ...machine,
          InstanceType: 't3.nano',
          SubnetId,
          MinCount: 11,
          MaxCount: 11,
        }),
      ),
    );
    await say('a twelfth', () => ec2.send(new RunInstancesCommand({ ...machine, SubnetId })));

    await say('a machine where there is no network', () => elsewhere.send(new RunInstancesCommand(machine)));

    for (let made = 0; made < 2500; made += 50) {
      const names = Array.from({ length: 50 }, (_, n) => `many-${String(made + n)}`);
      const answers = await Promise.allSettled(names.map(create));
      if (answers.some(({ status }) => status === 'rejected')) break;
    }
    await say('one group more than there may be', () => create('too-many'));
  },
};
