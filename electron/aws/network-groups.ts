import { DescribeSecurityGroupsCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { groupFrom } from '../../shared/security-group/described-group.ts';
import type { SecurityGroup } from '../../shared/security-group/security-group.ts';
import { presentText } from './answer.ts';
import { everyPage, type Asking } from './every-page.ts';

/** Every security group of one network, 50 a page: they are parsed on the main thread, which has to answer in between. The rules come without their ids. */
export function listGroupsIn(asking: Asking, vpcId: string): Promise<readonly SecurityGroup[]> {
  const Filters = [{ Name: 'vpc-id', Values: [vpcId] }];
  return everyPage(
    asking,
    (token, send) =>
      asking.ec2.send(new DescribeSecurityGroupsCommand({ Filters, MaxResults: 50, ...token }), send),
    (page) =>
      page.SecurityGroups?.map((described) => ({
        ...groupFrom(described),
        groupId: presentText(described.GroupId, 'GroupId'),
      })),
  );
}

/** Whether any of the network's default subnets gives its machines an IPv6 address, which is a public one. */
export async function doesGiveIpv6(asking: Asking, vpcId: string): Promise<boolean> {
  const Filters = [
    { Name: 'vpc-id', Values: [vpcId] },
    { Name: 'default-for-az', Values: ['true'] },
  ];
  const given = await everyPage(
    asking,
    (token, send) => asking.ec2.send(new DescribeSubnetsCommand({ Filters, ...token }), send),
    (page) =>
      page.Subnets?.map(
        ({ AssignIpv6AddressOnCreation, Ipv6Native }) =>
          AssignIpv6AddressOnCreation === true || Ipv6Native === true,
      ),
  );
  return given.includes(true);
}
