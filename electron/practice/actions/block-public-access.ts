import { changes, reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError, invalidValue } from '../aws-error.ts';
import { nothingFor } from '../describe-rows.ts';
import { filtered, readFilters } from '../filters.ts';
import { pageOf, UP_TO_1000 } from '../paging.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';

export const blockPublicAccessActions: Actions = {
  DescribeVpcBlockPublicAccessOptions: reads((context) => ({
    vpcBlockPublicAccessOptions: optionsAnswer(context, 'update-complete'),
  })),
  ModifyVpcBlockPublicAccessOptions: changes(modifyOptions),
  DescribeVpcBlockPublicAccessExclusions: reads(describeExclusions),
};

const MODES = ['off', 'block-bidirectional', 'block-ingress'] as const;

function modifyOptions(context: ActionContext, params: Params): Answer {
  const given = params.text('InternetGatewayBlockMode');
  const mode = MODES.find((each) => each === given);
  if (mode === undefined) {
    throw invalidValue(`Value (${shortened(given)}) for parameter InternetGatewayBlockMode is invalid.`);
  }
  context.region.blockPublicAccess = { mode, updatedAt: context.now };
  return { vpcBlockPublicAccessOptions: optionsAnswer(context, 'update-in-progress') };
}

function optionsAnswer({ account, region }: ActionContext, state: string): Answer {
  const { mode, updatedAt } = region.blockPublicAccess;
  const hasBeenSet = updatedAt > 0;
  return {
    awsAccountId: account.accountId,
    awsRegion: region.region,
    state: hasBeenSet ? state : 'default-state',
    internetGatewayBlockMode: mode,
    lastUpdateTimestamp: hasBeenSet ? new Date(updatedAt) : null,
    managedBy: 'account',
    exclusionsAllowed: 'allowed',
  };
}

/** There are none, and none can be made. */
function describeExclusions(_context: ActionContext, params: Params): Answer {
  const [unknown] = params.texts('ExclusionId');
  if (unknown !== undefined) {
    throw new AwsError(
      'InvalidVpcBlockPublicAccessExclusionId.NotFound',
      `The VPC Block Public Access exclusion ID '${shortened(unknown)}' does not exist`,
    );
  }
  const fields = nothingFor(['resource-arn', 'internet-gateway-exclusion-mode', 'state']);
  const rows = filtered([], readFilters(params), fields);
  const { nextToken } = pageOf(params, rows, UP_TO_1000);
  return { vpcBlockPublicAccessExclusionSet: [], nextToken };
}
