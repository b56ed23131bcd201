import { changes, reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import { alsoNamed, describeRows, none } from '../describe-rows.ts';
import type { FilterFields } from '../filters.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { readTagSpecifications, tagSetOf } from '../tags.ts';
import { makeDefaultVpc } from '../world/default-network.ts';
import { found, KINDS } from '../world/find.ts';
import { makeVpc } from '../world/new-vpc.ts';
import { isMain } from '../world/routing.ts';
import type { RegionTables, Vpc } from '../world/state.ts';
import { hexOf, readNetwork, refuseMoreThan, refuseUnsupported } from '../network/network-input.ts';
import { vpcAttributesActions } from './vpc-attributes.ts';
import { vpcNeighboursActions } from './vpc-neighbours.ts';

export const vpcsActions: Actions = {
  DescribeVpcs: reads(describeVpcs),
  CreateVpc: changes(createVpc),
  CreateDefaultVpc: changes(createDefaultVpc),
  DeleteVpc: changes(deleteVpc),
  ...vpcAttributesActions,
  ...vpcNeighboursActions,
};

function describeVpcs(context: ActionContext, params: Params): Answer {
  return describeRows(context, params, context.region.vpcs, {
    kind: KINDS.vpc,
    idName: 'VpcId',
    fields: vpcFields(context),
    setName: 'vpcSet',
    answer: (vpc) => vpcAnswer(context, vpc),
  });
}

function vpcFields({ account }: ActionContext): FilterFields<Vpc> {
  return alsoNamed(
    {
      cidr: ({ cidr }) => cidr,
      'cidr-block-association.association-id': cidrAssociationOf,
      'cidr-block-association.cidr-block': ({ cidr }) => cidr,
      'cidr-block-association.state': () => 'associated',
      'dhcp-options-id': ({ dhcpOptionsId }) => dhcpOptionsId,
      'ipv6-cidr-block-association.association-id': none,
      'ipv6-cidr-block-association.ipv6-cidr-block': none,
      'ipv6-cidr-block-association.ipv6-pool': none,
      'ipv6-cidr-block-association.state': none,
      'is-default': ({ isDefault }) => String(isDefault),
      'owner-id': () => account.accountId,
      state: () => 'available',
      'vpc-id': ({ vpcId }) => vpcId,
    },
    OTHER_NAMES,
  );
}

/** Terraform's provider asks by the first of them. */
const OTHER_NAMES = { isDefault: 'is-default', dhcpOptionsId: 'dhcp-options-id', vpcId: 'vpc-id' };

function vpcAnswer({ account, region }: ActionContext, vpc: Vpc, state = 'available'): Answer {
  return {
    vpcId: vpc.vpcId,
    ownerId: account.accountId,
    state,
    cidrBlock: vpc.cidr,
    cidrBlockAssociationSet: [
      {
        cidrBlock: vpc.cidr,
        associationId: cidrAssociationOf(vpc),
        cidrBlockState: { state: 'associated' },
      },
    ],
    dhcpOptionsId: vpc.dhcpOptionsId,
    instanceTenancy: 'default',
    isDefault: vpc.isDefault,
    blockPublicAccessStates: { internetGatewayBlockMode: region.blockPublicAccess.mode },
    tagSet: tagSetOf(vpc.tags),
  };
}

function cidrAssociationOf({ vpcId }: Vpc): string {
  return `vpc-cidr-assoc-${hexOf(vpcId)}`;
}

const MOST_VPCS = 5;

function createVpc(context: ActionContext, params: Params): Answer {
  const { vpc: tags } = readTagSpecifications(params, ['vpc']);
  const cidr = readNetwork(params, 'InvalidVpc.Range');
  refuseUnsupported(params, { InstanceTenancy: 'default', AmazonProvidedIpv6CidrBlock: 'false' });
  refuseTooMany(context);
  const vpc = makeVpc(context.region, context, { cidr, isDefault: false, tags });
  context.made(vpc.vpcId);
  return { vpc: vpcAnswer(context, vpc, 'pending') };
}

function refuseTooMany(context: ActionContext): void {
  const count = context.region.vpcs.size;
  refuseMoreThan(context, MOST_VPCS, { count, code: 'VpcLimitExceeded', things: 'VPCs' });
}

function createDefaultVpc(context: ActionContext): Answer {
  if ([...context.region.vpcs.values()].some(({ isDefault }) => isDefault)) {
    throw new AwsError(
      'DefaultVpcAlreadyExists',
      'A Default VPC already exists for this account in this region.',
    );
  }
  refuseTooMany(context);
  const vpc = makeDefaultVpc(context.region, context);
  context.made(vpc.vpcId);
  return { vpc: vpcAnswer(context, vpc, 'pending') };
}

/** What EC2 made along with the VPC goes with it; all else has to be gone before. The default VPC may be deleted as well. */
function deleteVpc(context: ActionContext, params: Params): Answer {
  const { region } = context;
  const { vpcId } = found(context, region.vpcs, params.text('VpcId'), KINDS.vpc);
  if (hasDependants(region, vpcId)) {
    throw new AwsError('DependencyViolation', `The vpc '${vpcId}' has dependencies and cannot be deleted.`);
  }
  for (const table of [region.routeTables, region.networkAcls, region.securityGroups]) {
    for (const [id, row] of table) if (row.vpcId === vpcId) table.delete(id);
  }
  region.vpcs.delete(vpcId);
  return { return: true };
}

function hasDependants(region: RegionTables, vpcId: string): boolean {
  const isIn = (row: { readonly vpcId: string | null }) => row.vpcId === vpcId;
  return (
    [region.subnets, region.internetGateways, region.networkInterfaces].some((table) =>
      [...table.values()].some(isIn),
    ) ||
    [...region.routeTables.values()].some((table) => isIn(table) && !isMain(table)) ||
    [...region.networkAcls.values()].some((acl) => isIn(acl) && !acl.isDefault) ||
    [...region.securityGroups.values()].some((group) => isIn(group) && group.name !== 'default')
  );
}
