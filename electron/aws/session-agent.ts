import { DescribeInstanceInformationCommand } from '@aws-sdk/client-ssm';
import type { SessionAgent } from '../../shared/connect/other-ways.ts';
import { present } from './answer.ts';
import type { AwsClients } from './clients.ts';

/** Somebody waits for it, and does without it. */
const WITHIN_MS = 10_000;

/**
 * Whether the agent of Systems Manager on this machine has reported lately. `unknown` where that may not be asked, or nobody answers.
 * Never rejects.
 */
export async function readSessionAgent(
  { ssm }: Pick<AwsClients, 'ssm'>,
  instanceId: string,
  withinMs = WITHIN_MS,
): Promise<SessionAgent> {
  try {
    const { InstanceInformationList } = await ssm.send(
      new DescribeInstanceInformationCommand({ Filters: [{ Key: 'InstanceIds', Values: [instanceId] }] }),
      { abortSignal: AbortSignal.timeout(withinMs) },
    );
    const [agent] = present(InstanceInformationList, 'InstanceInformationList').filter(
      (each) => each.InstanceId === instanceId,
    );
    if (agent === undefined) return 'never';
    return agent.PingStatus === 'Online' ? 'online' : 'silent';
  } catch {
    return 'unknown';
  }
}
