import {
  AcceptVpcPeeringConnectionCommand,
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateLaunchTemplateCommand,
  CreateManagedPrefixListCommand,
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  DeleteSecurityGroupCommand,
  DescribeImagesCommand,
  DescribeSubnetsCommand,
  RunInstancesCommand,
  type EC2Client,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import { readDefaultVpcId } from '../../electron/aws/network.ts';
import { clientsAt } from './aws-clients.ts';

export type SeededGroups = {
  readonly vpcId: string;
  readonly otherVpcId: string;
  readonly webId: string;
  readonly appId: string;
  readonly otherId: string;
  /** Named by a rule of `web`, and deleted since. */
  readonly goneId: string;
  readonly templateOnlyId: string;
  readonly prefixListId: string;
  readonly instanceId: string;
  readonly peeringId: string;
};

/** What the tests look for: every kind of source, a running machine, a template, a list, a peering, and `filler` groups more. */
export async function seedGroups(endpoint: string, filler = 0, region = 'us-east-1'): Promise<SeededGroups> {
  const clients = clientsAt(endpoint, region);
  const { ec2 } = clients;
  const vpcId = (await readDefaultVpcId(clients)) ?? '';
  const other = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.77.0.0/16' }));
  const otherVpcId = other.Vpc?.VpcId ?? '';
  const group = (name: string, inVpc: string = vpcId) => createGroup(ec2, name, inVpc);
  const [webId, appId, goneId, templateOnlyId, otherId] = [
    await group('web'),
    await group('app'),
    await group('gone'),
    await group('template-only'),
    await group('other', otherVpcId),
  ];
  const prefixListId = await createList(ec2);
  await allow(ec2, webId, [
    {
      ...tcp(22),
      IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'from anywhere' }, { CidrIp: '198.51.100.0/24' }],
    },
    { ...tcp(22), Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
    { ...tcp(5432), UserIdGroupPairs: [{ GroupId: appId }, { GroupId: goneId }] },
    { ...tcp(8443), PrefixListIds: [{ PrefixListId: prefixListId }] },
    { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
    { IpProtocol: '-1', IpRanges: [{ CidrIp: '192.0.2.7/32' }] },
  ]);
  await ec2.send(
    new AuthorizeSecurityGroupEgressCommand({
      GroupId: webId,
      IpPermissions: [{ ...tcp(22), IpRanges: [{ CidrIp: '198.51.100.0/24' }] }],
    }),
  );
  await allow(ec2, appId, [{ ...tcp(443), IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]);
  await ec2.send(new CreateTagsCommand({ Resources: [appId], Tags: [{ Key: 'team', Value: 'shop' }] }));
  await ec2.send(new DeleteSecurityGroupCommand({ GroupId: goneId }));
  const instanceId = await runMachine(ec2, vpcId, [webId, appId]);
  await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: 'template',
      LaunchTemplateData: { SecurityGroupIds: [templateOnlyId], SecurityGroups: ['app'] },
    }),
  );
  const peeringId = await peer(ec2, vpcId, otherVpcId);
  for (let nth = 1; nth <= filler; nth += 1) {
    const id = await group(`filler-${String(nth).padStart(4, '0')}`);
    await allow(ec2, id, [{ ...tcp(3306), IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]);
  }
  return {
    vpcId,
    otherVpcId,
    webId,
    appId,
    otherId,
    goneId,
    templateOnlyId,
    prefixListId,
    instanceId,
    peeringId,
  };
}

function tcp(port: number): IpPermission {
  return { IpProtocol: 'tcp', FromPort: port, ToPort: port };
}

async function createGroup(ec2: EC2Client, GroupName: string, VpcId: string): Promise<string> {
  const made = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName, Description: `of ${GroupName}`, VpcId }),
  );
  return made.GroupId ?? '';
}

async function allow(ec2: EC2Client, GroupId: string, IpPermissions: IpPermission[]): Promise<void> {
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
}

async function createList(ec2: EC2Client): Promise<string> {
  const made = await ec2.send(
    new CreateManagedPrefixListCommand({
      PrefixListName: 'office',
      AddressFamily: 'IPv4',
      MaxEntries: 10,
      Entries: [1, 2, 3, 4, 5].map((nth) => ({ Cidr: `203.0.113.${String(nth)}/32` })),
    }),
  );
  return made.PrefixList?.PrefixListId ?? '';
}

async function runMachine(ec2: EC2Client, vpcId: string, SecurityGroupIds: string[]): Promise<string> {
  const subnets = await ec2.send(
    new DescribeSubnetsCommand({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }),
  );
  const images = await ec2.send(new DescribeImagesCommand({ Owners: ['amazon'] }));
  const run = await ec2.send(
    new RunInstancesCommand({
      ImageId: images.Images?.find(({ Architecture, Platform }) => Architecture === 'x86_64' && !Platform)
        ?.ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SubnetId: subnets.Subnets?.[0]?.SubnetId,
      SecurityGroupIds,
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web-1' }] }],
    }),
  );
  return run.Instances?.[0]?.InstanceId ?? '';
}

async function peer(ec2: EC2Client, VpcId: string, PeerVpcId: string): Promise<string> {
  const asked = await ec2.send(new CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId }));
  const VpcPeeringConnectionId = asked.VpcPeeringConnection?.VpcPeeringConnectionId ?? '';
  await ec2.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }));
  return VpcPeeringConnectionId;
}
