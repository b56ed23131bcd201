import { changes, reads, type ActionContext, type Actions } from '../action.ts';
import { invalidValue } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { found, KINDS } from '../world/find.ts';
import { booleanValue, refuseUnsupported, theOneAttribute } from '../network/network-input.ts';

export const vpcAttributesActions: Actions = {
  DescribeVpcAttribute: reads(describeVpcAttribute),
  ModifyVpcAttribute: changes(modifyVpcAttribute),
};

function describeVpcAttribute(context: ActionContext, params: Params): Answer {
  const vpc = found(context, context.region.vpcs, params.text('VpcId'), KINDS.vpc);
  const attribute = params.text('Attribute');
  const values: Readonly<Record<string, boolean>> = {
    enableDnsSupport: vpc.hasDnsSupport,
    enableDnsHostnames: vpc.hasDnsHostnames,
    enableNetworkAddressUsageMetrics: false,
  };
  if (!Object.hasOwn(values, attribute)) {
    throw invalidValue(
      `Value (${shortened(attribute)}) for parameter attribute is invalid. Unknown attribute.`,
    );
  }
  return { vpcId: vpc.vpcId, [attribute]: { value: values[attribute] } };
}

const ATTRIBUTES = ['EnableDnsSupport', 'EnableDnsHostnames', 'EnableNetworkAddressUsageMetrics'] as const;

function modifyVpcAttribute(context: ActionContext, params: Params): Answer {
  const { vpcs } = context.region;
  const vpc = found(context, vpcs, params.text('VpcId'), KINDS.vpc);
  const attribute = theOneAttribute(params, ATTRIBUTES);
  const value = booleanValue(params, attribute);
  switch (attribute) {
    case 'EnableDnsSupport':
      vpcs.set(vpc.vpcId, { ...vpc, hasDnsSupport: value });
      break;
    case 'EnableDnsHostnames':
      vpcs.set(vpc.vpcId, { ...vpc, hasDnsHostnames: value });
      break;
    case 'EnableNetworkAddressUsageMetrics':
      refuseMetrics(params);
  }
  return { return: true };
}

function refuseMetrics(params: Params): void {
  const metrics = params.child('EnableNetworkAddressUsageMetrics');
  if (metrics !== null) refuseUnsupported(metrics, { Value: 'false' });
}
