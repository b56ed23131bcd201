import {
  DescribeVpcBlockPublicAccessExclusionsCommand,
  DescribeVpcBlockPublicAccessOptionsCommand,
  type VpcBlockPublicAccessExclusion,
} from '@aws-sdk/client-ec2';
import type { BlockPublicAccess } from '../../shared/security-group/region-facts.ts';
import { presentText } from './answer.ts';
import { everyPage, type Asking } from './every-page.ts';

/** Whether the region's VPCs are cut off from the Internet whatever their groups say, and which of them are not. */
export async function readBlockPublicAccess(asking: Asking): Promise<BlockPublicAccess> {
  const { VpcBlockPublicAccessOptions } = await asking.patience.throttled(() =>
    asking.ec2.send(new DescribeVpcBlockPublicAccessOptionsCommand({}), { abortSignal: asking.signal }),
  );
  const mode = presentText(VpcBlockPublicAccessOptions?.InternetGatewayBlockMode, 'InternetGatewayBlockMode');
  const excluded = mode === 'off' ? [] : await listExcluded(asking);
  return {
    mode,
    excludedVpcIds: excluded.filter((id) => id.startsWith('vpc-')),
    excludedSubnetIds: excluded.filter((id) => id.startsWith('subnet-')),
  };
}

function listExcluded(asking: Asking): Promise<readonly string[]> {
  return everyPage(
    asking,
    (token, send) =>
      asking.ec2.send(
        new DescribeVpcBlockPublicAccessExclusionsCommand({ MaxResults: 1000, ...token }),
        send,
      ),
    (page) =>
      page.VpcBlockPublicAccessExclusions?.filter(mayLetIn).map(
        ({ ResourceArn }) => presentText(ResourceArn, 'ResourceArn').split('/').at(-1) ?? '',
      ),
  );
}

/** `allow-egress` lets nobody in. One that is being made or removed may be in force. */
function mayLetIn({ InternetGatewayExclusionMode, State }: VpcBlockPublicAccessExclusion): boolean {
  return InternetGatewayExclusionMode !== 'allow-egress' && !NOT_IN_FORCE.has(State ?? '');
}

const NOT_IN_FORCE: ReadonlySet<string> = new Set(['create-failed', 'delete-complete', 'disable-complete']);
