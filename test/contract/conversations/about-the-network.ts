import {
  CreateDefaultSubnetCommand,
  CreateDefaultVpcCommand,
  DescribeAvailabilityZonesCommand,
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Conversation } from './talk.ts';

/** What a launch has to know of a region before it begins. */
export const aboutTheNetwork: Conversation = {
  title: 'about the network',
  hold: async ({ clients: { ec2, sts }, say }) => {
    await say('who am I', () => sts.send(new GetCallerIdentityCommand({})));

    await say('one region', () => ec2.send(new DescribeRegionsCommand({ RegionNames: ['us-west-2'] })));
    await say('a region nobody has', () => ec2.send(new DescribeRegionsCommand({ RegionNames: ['mars-1'] })));
    await say('zones of this region', () =>
      ec2.send(
        new DescribeAvailabilityZonesCommand({
          Filters: [{ Name: 'zone-name', Values: ['us-east-1a', 'us-east-1e'] }],
        }),
      ),
    );
    await say('a zone nobody has', () =>
      ec2.send(new DescribeAvailabilityZonesCommand({ ZoneNames: ['us-east-1z'] })),
    );
    await say('zones by a filter nobody has', () =>
      ec2.send(new DescribeAvailabilityZonesCommand({ Filters: [{ Name: 'colour', Values: ['red'] }] })),
    );

    const vpcs = await say('the default VPC', () =>
      ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] })),
    );
    const VpcId = vpcs?.Vpcs?.[0]?.VpcId ?? '';
    await say('a VPC nobody has', () =>
      ec2.send(new DescribeVpcsCommand({ VpcIds: ['vpc-0123456789abcdef0'] })),
    );
    await say('a VPC that is no id', () => ec2.send(new DescribeVpcsCommand({ VpcIds: ['web'] })));
    await say('VPCs by a filter nobody has', () =>
      ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'colour', Values: ['red'] }] })),
    );
    await say('names in the VPC', () =>
      ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' })),
    );

    await say('the subnet of a zone', () =>
      ec2.send(
        new DescribeSubnetsCommand({
          Filters: [
            { Name: 'default-for-az', Values: ['true'] },
            { Name: 'availability-zone', Values: ['us-east-1b'] },
          ],
        }),
      ),
    );
    await say('a subnet nobody has', () =>
      ec2.send(new DescribeSubnetsCommand({ SubnetIds: ['subnet-0123456789abcdef0'] })),
    );
    await say('a page too small', () => ec2.send(new DescribeSubnetsCommand({ MaxResults: 1 })));

    await say('the main route table', () =>
      ec2.send(
        new DescribeRouteTablesCommand({
          Filters: [
            { Name: 'vpc-id', Values: [VpcId] },
            { Name: 'association.main', Values: ['true'] },
          ],
        }),
      ),
    );
    await say('a route table nobody has', () =>
      ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: ['rtb-0123456789abcdef0'] })),
    );
    await say('the way to the internet', () =>
      ec2.send(
        new DescribeInternetGatewaysCommand({ Filters: [{ Name: 'attachment.vpc-id', Values: [VpcId] }] }),
      ),
    );
    await say('a gateway nobody has', () =>
      ec2.send(new DescribeInternetGatewaysCommand({ InternetGatewayIds: ['igw-0123456789abcdef0'] })),
    );
    await say('the network ACL', () =>
      ec2.send(new DescribeNetworkAclsCommand({ Filters: [{ Name: 'default', Values: ['true'] }] })),
    );
    await say('a network ACL nobody has', () =>
      ec2.send(new DescribeNetworkAclsCommand({ NetworkAclIds: ['acl-0123456789abcdef0'] })),
    );

    await say('a second default VPC', () => ec2.send(new CreateDefaultVpcCommand({})));
    await say('a second default subnet', () =>
      ec2.send(new CreateDefaultSubnetCommand({ AvailabilityZone: 'us-east-1a' })),
    );
  },
};
