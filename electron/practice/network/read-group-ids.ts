import type { ActionContext } from '../action.ts';
import { AwsError, invalidValue, missingParameter } from '../aws-error.ts';
import { found, KINDS } from '../world/find.ts';

/** AWS's quota for one interface. */
const MOST_GROUPS = 5;

/** The groups that an interface of this VPC is given: there, of the same VPC, each once. */
export function readGroupIds(context: ActionContext, given: readonly string[], vpcId: string): string[] {
  const ids = [...new Set(given)];
  if (ids.length === 0) throw missingParameter('SecurityGroupId');
  for (const id of ids) {
    const group = found(context, context.region.securityGroups, id, KINDS.securityGroup);
    if (group.vpcId !== vpcId) {
      throw invalidValue('You have specified two resources that belong to different networks.');
    }
  }
  if (!context.isDryRun && ids.length > MOST_GROUPS) {
    throw new AwsError(
      'SecurityGroupsPerInterfaceLimitExceeded',
      'The maximum number of security groups per interface has been reached.',
    );
  }
  return ids;
}
