import { changes, reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError, invalidValue } from '../aws-error.ts';
import { describeRows } from '../describe-rows.ts';
import { refuseMoreThan } from '../network/network-input.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { readTagSpecifications, tagSetOf } from '../tags.ts';
import { found, KINDS } from '../world/find.ts';
import type { InternetGateway, Vpc } from '../world/state.ts';

export const internetGatewaysActions: Actions = {
  DescribeInternetGateways: reads(describeGateways),
  CreateInternetGateway: changes(createGateway),
  AttachInternetGateway: changes(attach),
  DetachInternetGateway: changes(detach),
  DeleteInternetGateway: changes(deleteGateway),
};

function describeGateways(context: ActionContext, params: Params): Answer {
  return describeRows(context, params, context.region.internetGateways, {
    kind: KINDS.internetGateway,
    idName: 'InternetGatewayId',
    fields: {
      'attachment.state': ({ vpcId }) => (vpcId === null ? null : 'available'),
      'attachment.vpc-id': ({ vpcId }) => vpcId,
      'internet-gateway-id': ({ internetGatewayId }) => internetGatewayId,
      'owner-id': () => context.account.accountId,
    },
    setName: 'internetGatewaySet',
    answer: (gateway) => gatewayAnswer(context, gateway),
  });
}

/** For an internet gateway EC2 says `available`, which is not in its API model's list of states. */
function gatewayAnswer({ account }: ActionContext, gateway: InternetGateway): Answer {
  const { internetGatewayId, vpcId, tags } = gateway;
  return {
    internetGatewayId,
    ownerId: account.accountId,
    attachmentSet: vpcId === null ? [] : [{ vpcId, state: 'available' }],
    tagSet: tagSetOf(tags),
  };
}

const MOST_GATEWAYS = 5;

function createGateway(context: ActionContext, params: Params): Answer {
  const { internetGateways } = context.region;
  const { 'internet-gateway': tags } = readTagSpecifications(params, ['internet-gateway']);
  refuseMoreThan(context, MOST_GATEWAYS, {
    count: internetGateways.size,
    code: 'InternetGatewayLimitExceeded',
    things: 'internet gateways',
  });
  const internetGatewayId = context.newId('igw');
  const gateway: InternetGateway = { internetGatewayId, vpcId: null, tags: [...tags] };
  internetGateways.set(internetGatewayId, gateway);
  context.made(internetGatewayId);
  return { internetGateway: gatewayAnswer(context, gateway) };
}

function attach(context: ActionContext, params: Params): Answer {
  const { internetGateways } = context.region;
  const { gateway, vpc } = readBoth(context, params);
  if (gateway.vpcId !== null) {
    throw new AwsError(
      'Resource.AlreadyAssociated',
      `resource ${gateway.internetGatewayId} is already attached to network ${gateway.vpcId}`,
    );
  }
  if ([...internetGateways.values()].some(({ vpcId }) => vpcId === vpc.vpcId)) {
    throw invalidValue(`Network ${vpc.vpcId} already has an internet gateway attached`);
  }
  internetGateways.set(gateway.internetGatewayId, { ...gateway, vpcId: vpc.vpcId });
  return { return: true };
}

/** Routes to it stay, and lead nowhere from now on. */
function detach(context: ActionContext, params: Params): Answer {
  const { internetGateways, networkInterfaces } = context.region;
  const { gateway, vpc } = readBoth(context, params);
  if (gateway.vpcId !== vpc.vpcId) {
    throw new AwsError(
      'Gateway.NotAttached',
      `resource ${gateway.internetGatewayId} is not attached to network ${vpc.vpcId}`,
    );
  }
  const isMapped = [...networkInterfaces.values()].some(
    ({ vpcId, publicIp }) => vpcId === vpc.vpcId && publicIp !== null,
  );
  if (isMapped) {
    throw new AwsError(
      'DependencyViolation',
      `Network ${vpc.vpcId} has some mapped public address(es). ` +
        'Please unmap those public address(es) before detaching the gateway.',
    );
  }
  internetGateways.set(gateway.internetGatewayId, { ...gateway, vpcId: null });
  return { return: true };
}

function readBoth(
  context: ActionContext,
  params: Params,
): { readonly gateway: InternetGateway; readonly vpc: Vpc } {
  const { internetGateways, vpcs } = context.region;
  return {
    gateway: found(context, internetGateways, params.text('InternetGatewayId'), KINDS.internetGateway),
    vpc: found(context, vpcs, params.text('VpcId'), KINDS.vpc),
  };
}

function deleteGateway(context: ActionContext, params: Params): Answer {
  const { internetGateways } = context.region;
  const id = params.text('InternetGatewayId');
  const { internetGatewayId, vpcId } = found(context, internetGateways, id, KINDS.internetGateway);
  if (vpcId !== null) {
    throw new AwsError(
      'DependencyViolation',
      `The internetGateway '${internetGatewayId}' has dependencies and cannot be deleted.`,
    );
  }
  internetGateways.delete(internetGatewayId);
  return { return: true };
}
