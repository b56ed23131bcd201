import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { everyPage, type Asking } from './every-page.ts';

/** Whether any of the network's subnets gives its machines an IPv6 address, which is a public one. */
export async function doesGiveIpv6(asking: Asking, vpcId: string): Promise<boolean> {
  const Filters = [{ Name: 'vpc-id', Values: [vpcId] }];
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
