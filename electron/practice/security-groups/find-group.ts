import type { ActionContext } from '../action.ts';
import { AwsError, invalidCombination, missingParameter } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import { found, KINDS } from '../world/find.ts';
import type { SecurityGroup, Vpc } from '../world/state.ts';

/** The group that `GroupId` names or, in the default VPC only, `GroupName`. */
export function readGroup(context: ActionContext, params: Params): SecurityGroup {
  const groupId = params.optionalText('GroupId');
  const name = params.optionalText('GroupName');
  if (groupId !== null && name !== null) {
    throw invalidCombination('The parameter groupName cannot be used with the parameter groupId');
  }
  if (groupId !== null) return groupById(context, groupId);
  if (name !== null) return groupByName(context, name);
  throw missingParameter('groupName or groupId');
}

export function groupById(context: ActionContext, groupId: string): SecurityGroup {
  return found(context, context.region.securityGroups, groupId, KINDS.securityGroup);
}

/** Names are for groups of the default VPC. */
export function groupByName(context: ActionContext, name: string): SecurityGroup {
  const vpc = defaultVpc(context);
  if (vpc === undefined) {
    throw noDefaultVpc('. GroupName is only supported for EC2-Classic and default VPC.');
  }
  const group = [...context.region.securityGroups.values()].find(
    (each) => each.vpcId === vpc.vpcId && each.name === name && context.isVisible(each.groupId),
  );
  if (group !== undefined) return group;
  throw new AwsError(
    'InvalidGroup.NotFound',
    `The security group '${shortened(name)}' does not exist in default VPC '${vpc.vpcId}'`,
  );
}

export function defaultVpc({ region }: ActionContext): Vpc | undefined {
  return [...region.vpcs.values()].find(({ isDefault }) => isDefault);
}

export function noDefaultVpc(more = ''): AwsError {
  return new AwsError('VPCIdNotSpecified', `No default VPC for this user${more}`);
}
