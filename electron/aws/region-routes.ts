import {
  DescribeRouteTablesCommand,
  type Route as DescribedRoute,
  type RouteTable as DescribedTable,
} from '@aws-sdk/client-ec2';
import type { Route, RouteTable } from '../../shared/security-group/region-facts.ts';
import { presentText } from './answer.ts';
import { everyPage, onlyIn, type Asking } from './every-page.ts';

/** Every route table of the region, or of one network. EC2 gives at most 100 of them in one page. */
export function listRouteTables(asking: Asking, vpcId?: string): Promise<readonly RouteTable[]> {
  const question = { MaxResults: 100, ...onlyIn(vpcId) };
  return everyPage(
    asking,
    (token, send) => asking.ec2.send(new DescribeRouteTablesCommand({ ...question, ...token }), send),
    (page) => page.RouteTables?.map(tableFrom),
  );
}

function tableFrom({ RouteTableId, VpcId, Associations = [], Routes = [] }: DescribedTable): RouteTable {
  const associations = Associations.filter(({ AssociationState }) => isInForce(AssociationState?.State));
  return {
    routeTableId: presentText(RouteTableId, 'RouteTableId'),
    vpcId: presentText(VpcId, 'VpcId'),
    isMain: associations.some(({ Main }) => Main === true),
    subnetIds: associations.flatMap(({ SubnetId }) => SubnetId || []),
    routes: Routes.map(routeFrom),
  };
}

function isInForce(state: string | undefined): boolean {
  return state === undefined || state === 'associated' || state === 'associating';
}

function routeFrom(route: DescribedRoute): Route {
  return {
    cidr: route.DestinationCidrBlock || route.DestinationIpv6CidrBlock || null,
    prefixListId: route.DestinationPrefixListId || null,
    target: targetOf(route),
    state: route.State ?? 'active',
  };
}

/** EC2 has a field for each kind of target, of which one is filled; of a machine its interface is told as well. */
function targetOf(route: DescribedRoute): string | null {
  return (
    route.GatewayId ||
    route.EgressOnlyInternetGatewayId ||
    route.NatGatewayId ||
    route.VpcPeeringConnectionId ||
    route.TransitGatewayId ||
    route.InstanceId ||
    route.NetworkInterfaceId ||
    route.LocalGatewayId ||
    route.CarrierGatewayId ||
    route.CoreNetworkArn ||
    null
  );
}
