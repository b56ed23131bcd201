import { changes, reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError, invalidValue } from '../aws-error.ts';
import { describeRows, none } from '../describe-rows.ts';
import type { FilterFields } from '../filters.ts';
import type { PageBounds } from '../paging.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { readTagSpecifications, tagSetOf } from '../tags.ts';
import { found, KINDS } from '../world/find.ts';
import { isActive } from '../world/routing.ts';
import type { RegionTables, Route, RouteTable } from '../world/state.ts';
import { makeOnce } from '../network/make-once.ts';
import { countIn, refuseMoreThan, refuseUnsupported } from '../network/network-input.ts';

export const routeTablesActions: Actions = {
  DescribeRouteTables: reads(describeRouteTables),
  CreateRouteTable: changes(createRouteTable),
  DeleteRouteTable: changes(deleteRouteTable),
  AssociateRouteTable: changes(associate),
  DisassociateRouteTable: changes(disassociate),
  ReplaceRouteTableAssociation: changes(replaceAssociation),
};

/** AWS's API model: fewer a page than of all other things of a network. */
const BOUNDS: PageBounds = { least: 5, most: 100 };

function describeRouteTables(context: ActionContext, params: Params): Answer {
  return describeRows(context, params, context.region.routeTables, {
    kind: KINDS.routeTable,
    idName: 'RouteTableId',
    fields: tableFields(context),
    setName: 'routeTableSet',
    answer: (table) => tableAnswer(context, table),
    bounds: BOUNDS,
  });
}

function tableFields({ account, region }: ActionContext): FilterFields<RouteTable> {
  return {
    'association.gateway-id': none,
    'association.main': ({ associations }) => associations.map(({ subnetId }) => String(subnetId === null)),
    'association.route-table-association-id': ({ associations }) =>
      associations.map(({ associationId }) => associationId),
    'association.route-table-id': ({ associations, routeTableId }) => associations.map(() => routeTableId),
    'association.subnet-id': ({ associations }) => associations.flatMap(({ subnetId }) => subnetId ?? []),
    'owner-id': () => account.accountId,
    'route-table-id': ({ routeTableId }) => routeTableId,
    'route.destination-cidr-block': ofRoutes(({ destination }) => (isIpv6(destination) ? null : destination)),
    'route.destination-ipv6-cidr-block': ofRoutes(({ destination }) =>
      isIpv6(destination) ? destination : null,
    ),
    'route.destination-prefix-list-id': none,
    'route.egress-only-internet-gateway-id': none,
    'route.gateway-id': ofRoutes(({ target }) => (isInterface(target) ? null : target)),
    'route.instance-id': ofRoutes((route) => instanceBehind(region, route)),
    'route.nat-gateway-id': none,
    'route.origin': ofRoutes(({ origin }) => origin),
    'route.state': ofRoutes((route, table) => stateOf(region, table, route)),
    'route.transit-gateway-id': none,
    'route.vpc-peering-connection-id': none,
    'vpc-id': ({ vpcId }) => vpcId,
  };
}

function ofRoutes(read: (route: Route, table: RouteTable) => string | null) {
  return (table: RouteTable) => table.routes.flatMap((route) => read(route, table) ?? []);
}

function tableAnswer({ account, region }: ActionContext, table: RouteTable): Answer {
  return {
    routeTableId: table.routeTableId,
    vpcId: table.vpcId,
    ownerId: account.accountId,
    routeSet: table.routes.map((route) => routeAnswer(region, account.accountId, table, route)),
    associationSet: table.associations.map(({ associationId, subnetId }) => ({
      routeTableAssociationId: associationId,
      routeTableId: table.routeTableId,
      subnetId,
      main: subnetId === null,
      associationState: ASSOCIATED,
    })),
    propagatingVgwSet: [],
    tagSet: tagSetOf(table.tags),
  };
}

const ASSOCIATED = { state: 'associated' };

function routeAnswer(region: RegionTables, accountId: string, table: RouteTable, route: Route): Answer {
  const { destination, target, origin } = route;
  const instanceId = instanceBehind(region, route);
  return {
    ...(isIpv6(destination)
      ? { destinationIpv6CidrBlock: destination }
      : { destinationCidrBlock: destination }),
    ...(isInterface(target)
      ? {
          networkInterfaceId: target,
          instanceId,
          instanceOwnerId: instanceId === null ? null : accountId,
        }
      : { gatewayId: target }),
    origin,
    state: stateOf(region, table, route),
  };
}

function stateOf(region: RegionTables, table: RouteTable, route: Route): 'active' | 'blackhole' {
  return isActive(region, table, route) ? 'active' : 'blackhole';
}

function isIpv6(destination: string): boolean {
  return destination.includes(':');
}

function isInterface(target: string): boolean {
  return target.startsWith('eni-');
}

function instanceBehind({ networkInterfaces }: RegionTables, { target }: Route): string | null {
  return networkInterfaces.get(target)?.attachment?.instanceId ?? null;
}

/** AWS's quota for a VPC. */
const MOST_TABLES = 200;

function createRouteTable(context: ActionContext, params: Params): Answer {
  const { region } = context;
  const { 'route-table': tags } = readTagSpecifications(params, ['route-table']);
  const { vpcId, cidr } = found(context, region.vpcs, params.text('VpcId'), KINDS.vpc);
  refuseMoreThan(context, MOST_TABLES, {
    count: countIn(region.routeTables, vpcId),
    code: 'RouteTableLimitExceeded',
    things: 'route tables',
  });
  const { row, clientToken } = makeOnce(context, params, {
    action: 'CreateRouteTable',
    request: { vpcId, tags },
    table: region.routeTables,
    idOf: ({ routeTableId }) => routeTableId,
    make: () => ({
      routeTableId: context.newId('rtb'),
      vpcId,
      routes: [{ destination: cidr, target: 'local', origin: 'CreateRouteTable' as const }],
      associations: [],
      tags: [...tags],
    }),
  });
  return { routeTable: tableAnswer(context, row), clientToken };
}

function deleteRouteTable(context: ActionContext, params: Params): Answer {
  const { routeTables } = context.region;
  const table = found(context, routeTables, params.text('RouteTableId'), KINDS.routeTable);
  if (table.associations.length > 0) {
    throw new AwsError(
      'DependencyViolation',
      `The routeTable '${table.routeTableId}' has dependencies and cannot be deleted.`,
    );
  }
  routeTables.delete(table.routeTableId);
  return { return: true };
}

/** The same association twice is one: EC2 answers with that which is there. */
function associate(context: ActionContext, params: Params): Answer {
  const { region } = context;
  const table = found(context, region.routeTables, params.text('RouteTableId'), KINDS.routeTable);
  refuseUnsupported(params, { GatewayId: '', PublicIpv4Pool: '' });
  const subnet = found(context, region.subnets, params.text('SubnetId'), KINDS.subnet);
  if (subnet.vpcId !== table.vpcId) throw differentNetworks(table, `subnet ${subnet.subnetId}`);
  const there = associationWhere(region, ({ subnetId }) => subnetId === subnet.subnetId);
  if (there !== null && there.table.routeTableId !== table.routeTableId) {
    throw new AwsError(
      'Resource.AlreadyAssociated',
      `the specified association for route table ${table.routeTableId} conflicts with an existing association`,
    );
  }
  const associationId = there?.association.associationId ?? context.newId('rtbassoc');
  if (there === null) addAssociation(region, table, { associationId, subnetId: subnet.subnetId });
  return { associationId, associationState: ASSOCIATED };
}

/** EC2 calls a VPC a network. `other` is what lies in another one than the table: `subnet subnet-0…`. */
export function differentNetworks({ routeTableId }: RouteTable, other: string): AwsError {
  return invalidValue(`route table ${routeTableId} and ${other} belong to different networks`);
}

function disassociate(context: ActionContext, params: Params): Answer {
  const { table, association } = namedAssociation(context, params);
  if (association.subnetId === null) {
    throw invalidValue(`cannot disassociate the main route table association ${association.associationId}`);
  }
  removeAssociation(context.region, table, association.associationId);
  return { return: true };
}

/** For the association of a subnet as well as for that which makes a table the main one. */
function replaceAssociation(context: ActionContext, params: Params): Answer {
  const { region } = context;
  const { table: before, association } = namedAssociation(context, params);
  const after = found(context, region.routeTables, params.text('RouteTableId'), KINDS.routeTable);
  if (before.vpcId !== after.vpcId) throw differentNetworks(after, `route table ${before.routeTableId}`);
  const newAssociationId = context.newId('rtbassoc');
  removeAssociation(region, before, association.associationId);
  addAssociation(region, region.routeTables.get(after.routeTableId) ?? after, {
    associationId: newAssociationId,
    subnetId: association.subnetId,
  });
  return { newAssociationId, associationState: ASSOCIATED };
}

type Association = RouteTable['associations'][number];

function namedAssociation(context: ActionContext, params: Params) {
  const id = params.text('AssociationId');
  const named = associationWhere(context.region, ({ associationId }) => associationId === id);
  if (named !== null) return named;
  throw new AwsError('InvalidAssociationID.NotFound', `The association ID '${shortened(id)}' does not exist`);
}

function associationWhere(
  { routeTables }: RegionTables,
  fits: (association: Association) => boolean,
): { readonly table: RouteTable; readonly association: Association } | null {
  for (const table of routeTables.values()) {
    const association = table.associations.find(fits);
    if (association !== undefined) return { table, association };
  }
  return null;
}

function addAssociation({ routeTables }: RegionTables, table: RouteTable, association: Association): void {
  const associations = [...table.associations, association];
  routeTables.set(table.routeTableId, { ...table, associations });
}

function removeAssociation({ routeTables }: RegionTables, table: RouteTable, associationId: string): void {
  const associations = table.associations.filter((each) => each.associationId !== associationId);
  routeTables.set(table.routeTableId, { ...table, associations });
}
