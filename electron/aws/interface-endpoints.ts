import { DescribeVpcEndpointsCommand } from '@aws-sdk/client-ec2';
import type { InterfaceEndpoint } from '../../shared/reach/way-out.ts';
import { presentText } from './answer.ts';
import { everyPage, type Asking } from './every-page.ts';

/** Doors of one network to services of AWS that machines in it can use by the service's own name. */
export function listInterfaceEndpoints(asking: Asking, vpcId: string): Promise<readonly InterfaceEndpoint[]> {
  const Filters = [
    { Name: 'vpc-id', Values: [vpcId] },
    { Name: 'vpc-endpoint-type', Values: ['Interface'] },
    { Name: 'vpc-endpoint-state', Values: ['available'] },
  ];
  return everyPage(
    asking,
    (token, send) =>
      asking.ec2.send(new DescribeVpcEndpointsCommand({ Filters, MaxResults: 1000, ...token }), send),
    (page) =>
      page.VpcEndpoints?.filter(({ PrivateDnsEnabled }) => PrivateDnsEnabled === true).map((endpoint) => ({
        endpointId: presentText(endpoint.VpcEndpointId, 'VpcEndpointId'),
        service: presentText(endpoint.ServiceName, 'ServiceName'),
      })),
  );
}
