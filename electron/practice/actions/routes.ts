import { readCidr } from '../../../shared/security-group/cidr.ts';
import { changes, type ActionContext, type Actions } from '../action.ts';
import { AwsError, invalidCombination, invalidValue } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { found, KINDS } from '../world/find.ts';
import type { RegionTables, Route, RouteTable } from '../world/state.ts';
import { readCidrBlock, refuseMoreThan } from '../network/network-input.ts';
import { differentNetworks, routeTablesActions } from './route-tables.ts';

export const routesActions: Actions = {
  ...routeTablesActions,
  CreateRoute: changes(createRoute),
  ReplaceRoute: changes(replaceRoute),
  DeleteRoute: changes(deleteRoute),
};

/** AWS's quota for one table. */
const MOST_ROUTES = 500;

/** The same route twice is one. */
function createRoute(context: ActionContext, params: Params): Answer {
  const { table, destination } = readRoute(context, params);
  const target = readTarget(context, params, table);
  refuseInsideVpc(context.region, table, destination, target);
  const there = table.routes.find((route) => route.destination === destination);
  if (there !== undefined && there.target !== target) {
    throw new AwsError('RouteAlreadyExists', `The route identified by ${destination} already exists.`);
  }
  if (there === undefined) {
    refuseMoreThan(context, MOST_ROUTES, {
      count: table.routes.length,
      code: 'RouteLimitExceeded',
      things: 'routes',
    });
    setRoutes(context.region, table, [...table.routes, { destination, target, origin: 'CreateRoute' }]);
  }
  return { return: true };
}

function replaceRoute(context: ActionContext, params: Params): Answer {
  const { table, destination } = readRoute(context, params);
  const there = table.routes.find((route) => route.destination === destination);
  if (there === undefined) {
    throw invalidValue(
      `There is no route defined for '${destination}' in the route table. Use CreateRoute instead.`,
    );
  }
  const isLocal = params.boolean('LocalTarget') === true;
  const target = isLocal ? 'local' : readTarget(context, params, table);
  refuseInsideVpc(context.region, table, destination, target);
  setRoutes(
    context.region,
    table,
    table.routes.map((route) => (route === there ? { ...route, target } : route)),
  );
  return { return: true };
}

function deleteRoute(context: ActionContext, params: Params): Answer {
  const { table, destination } = readRoute(context, params);
  const there = table.routes.find((route) => route.destination === destination);
  if (there === undefined) {
    const family = destination.includes(':') ? 'destination-ipv6-cidr-block' : 'destination-cidr-block';
    throw new AwsError(
      'InvalidRoute.NotFound',
      `no route with ${family} ${destination} in route table ${table.routeTableId}`,
    );
  }
  if (there.origin === 'CreateRouteTable') {
    throw invalidValue(`cannot remove local route ${destination} in route table ${table.routeTableId}`);
  }
  setRoutes(
    context.region,
    table,
    table.routes.filter((route) => route !== there),
  );
  return { return: true };
}

function setRoutes({ routeTables }: RegionTables, table: RouteTable, routes: Route[]): void {
  routeTables.set(table.routeTableId, { ...table, routes });
}

/** Which table and which destination the request is about. */
function readRoute(context: ActionContext, params: Params) {
  const table = found(context, context.region.routeTables, params.text('RouteTableId'), KINDS.routeTable);
  const ipv4 = params.optionalText('DestinationCidrBlock');
  const ipv6 = params.optionalText('DestinationIpv6CidrBlock');
  const list = params.optionalText('DestinationPrefixListId');
  if ([ipv4, ipv6, list].filter((each) => each !== null).length !== 1) {
    throw invalidCombination(
      'The request must contain exactly one of destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId',
    );
  }
  if (list !== null) {
    throw new AwsError(
      'InvalidPrefixListID.NotFound',
      `The prefix list ID '${shortened(list)}' does not exist`,
    );
  }
  const destination =
    ipv4 === null
      ? readCidrBlock(ipv6 ?? '', 'destinationIpv6CidrBlock', 'ipv6')
      : readCidrBlock(ipv4, 'destinationCidrBlock', 'ipv4');
  return { table, destination };
}

/** Of these the practice account has none, whatever the id. */
const ABSENT = {
  CarrierGatewayId: ['InvalidCarrierGatewayID.NotFound', 'carrier gateway ID'],
  EgressOnlyInternetGatewayId: [
    'InvalidEgressOnlyInternetGatewayId.NotFound',
    'egressOnlyInternetGateway ID',
  ],
  LocalGatewayId: ['InvalidLocalGatewayID.NotFound', 'local gateway ID'],
  NatGatewayId: ['InvalidNatGatewayID.NotFound', 'natGateway ID'],
  TransitGatewayId: ['InvalidTransitGatewayID.NotFound', 'transitGateway ID'],
  VpcEndpointId: ['InvalidVpcEndpointId.NotFound', 'Vpc Endpoint Id'],
  VpcPeeringConnectionId: ['InvalidVpcPeeringConnectionID.NotFound', 'vpcPeeringConnection ID'],
} as const;

/** The gateway or the network interface that the route leads to. */
function readTarget(context: ActionContext, params: Params, table: RouteTable): string {
  const names = ['GatewayId', 'InstanceId', 'NetworkInterfaceId', ...Object.keys(ABSENT)];
  if (names.filter((name) => params.has(name)).length !== 1) {
    throw invalidCombination(
      'The request must contain exactly one of gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId, transitGatewayId',
    );
  }
  for (const [name, [code, called]] of Object.entries(ABSENT)) {
    const id = params.optionalText(name);
    if (id !== null) throw new AwsError(code, `The ${called} '${shortened(id)}' does not exist`);
  }
  const gatewayId = params.optionalText('GatewayId');
  return gatewayId === null ? readInterface(context, params, table) : readGateway(context, gatewayId, table);
}

function readGateway({ region, isVisible }: ActionContext, gatewayId: string, table: RouteTable): string {
  const gateway = region.internetGateways.get(gatewayId);
  if (gateway === undefined || !isVisible(gatewayId)) {
    throw new AwsError(
      'InvalidGatewayID.NotFound',
      `The gateway ID '${shortened(gatewayId)}' does not exist`,
    );
  }
  if (gateway.vpcId !== table.vpcId) throw differentNetworks(table, `network gateway ${gatewayId}`);
  return gatewayId;
}

function readInterface(context: ActionContext, params: Params, table: RouteTable): string {
  const { region } = context;
  const instanceId = params.optionalText('InstanceId');
  const id =
    instanceId === null
      ? params.text('NetworkInterfaceId')
      : onlyInterfaceOf(found(context, region.instances, instanceId, KINDS.instance));
  const { networkInterfaceId, vpcId } = found(context, region.networkInterfaces, id, KINDS.networkInterface);
  if (vpcId !== table.vpcId) throw differentNetworks(table, `interface ${networkInterfaceId}`);
  return networkInterfaceId;
}

function onlyInterfaceOf({
  instanceId,
  networkInterfaceIds,
}: {
  readonly instanceId: string;
  readonly networkInterfaceIds: readonly string[];
}): string {
  const [id, ...others] = networkInterfaceIds;
  if (id !== undefined && others.length === 0) return id;
  throw new AwsError(
    'InvalidInstanceID',
    `There are multiple interfaces attached to instance '${instanceId}'. Please specify an interface ID for the operation instead.`,
  );
}

/** What lies inside the VPC is reached inside the VPC: only an interface may stand in between. */
function refuseInsideVpc(
  { vpcs }: RegionTables,
  table: RouteTable,
  destination: string,
  target: string,
): void {
  const cidr = vpcs.get(table.vpcId)?.cidr;
  const vpc = cidr === undefined ? null : readCidr(cidr, 'ipv4');
  const range = readCidr(destination, 'ipv4');
  if (vpc === null || range === null || range.from < vpc.from || range.to > vpc.to) return;
  if (target === 'local' || target.startsWith('eni-')) return;
  throw invalidValue(
    `The destination CIDR block ${destination} is equal to or more specific than one of this VPC's CIDR blocks. ` +
      'This route can target only an interface or an instance.',
  );
}
