import { DescribeInstanceStatusCommand } from '@aws-sdk/client-ec2';
import type { InstanceChecks } from '../../shared/launch.ts';
import { allPages } from './answer.ts';
import type { AwsClients } from './clients.ts';

/** Those of running machines; one that does not run is not in the answer. */
export async function readChecks(
  clients: AwsClients,
  instanceIds: readonly string[],
): Promise<ReadonlyMap<string, InstanceChecks>> {
  if (instanceIds.length === 0) return new Map();
  const statuses = await allPages(
    (token) =>
      clients.ec2.send(
        new DescribeInstanceStatusCommand({
          Filters: [{ Name: 'instance-state-name', Values: ['running'] }],
          ...token,
        }),
      ),
    (page) => page.InstanceStatuses,
  );
  const asked = new Set(instanceIds);
  return new Map(
    statuses.flatMap(({ InstanceId: id, InstanceStatus, SystemStatus }) =>
      id !== undefined && asked.has(id) ? [[id, worst(InstanceStatus?.Status, SystemStatus?.Status)]] : [],
    ),
  );
}

function worst(...statuses: readonly (string | undefined)[]): InstanceChecks {
  if (statuses.every((status) => status === 'ok')) return 'ok';
  if (statuses.includes('impaired')) return 'impaired';
  return statuses.includes('initializing') ? 'initializing' : 'unknown';
}
