import { readAccountPlan } from '../../aws/account-plan.ts';
import type { Connection } from '../../aws/connections.ts';
import { readDiskKey } from '../../aws/disk-key.ts';
import type { Environment } from '../../aws/environment.ts';
import type { Asking } from '../../aws/every-page.ts';
import { createPatience } from '../../aws/patience.ts';
import { readVcpuQuota } from '../../aws/quotas.ts';
import type { LaunchPlan } from '../../../shared/launch-plan.ts';
import type { Preflight, SubnetReach } from '../../../shared/preflight.ts';
import { plannedDoors, plannedReach } from '../../../shared/reach/planned-reach.ts';
import { readPlannedNetwork } from './read-planned-network.ts';
import { tryCalls } from './try-calls.ts';

export type PreflightOptions = {
  readonly env?: Environment;
  /** Milliseconds; what has not answered by then is unknown. */
  readonly withinMs?: number;
};

/** Somebody waits for it before every launch. */
const WITHIN_MS = 8_000;

/** All that can be known of a plan before anything is created. Creates nothing, never rejects; what fails is unknown. */
export async function readPreflight(
  { clients, account }: Connection,
  plan: LaunchPlan,
  { env = process.env, withinMs = WITHIN_MS }: PreflightOptions = {},
): Promise<Preflight> {
  const signal = AbortSignal.timeout(withinMs);
  const asking = { ...clients, patience: createPatience(env, { signal }), signal };
  const [dryRuns, quota, subnets, diskKey, accountPlan] = await Promise.all([
    tryCalls(asking, plan),
    readVcpuQuota(asking, plan.size.name),
    readSubnets(asking, plan, account),
    readDiskKey(clients, signal),
    readAccountPlan(clients.freeTier, signal),
  ]);
  return { readAt: Date.now(), about: aboutOf(plan, account), dryRuns, quota, subnets, diskKey, accountPlan };
}

function aboutOf(
  { image, size, placements, access, key, storage, tags }: LaunchPlan,
  { accountId, region }: Connection['account'],
): Preflight['about'] {
  return {
    accountId,
    region,
    imageId: image.imageId,
    instanceType: size.name,
    subnetIds: placements.map(({ subnetId }) => subnetId),
    access: access.kind,
    key: key.kind,
    rootSizeGiB: storage.rootSizeGiB,
    tags,
  };
}

async function readSubnets(
  asking: Asking,
  plan: LaunchPlan,
  account: Connection['account'],
): Promise<readonly SubnetReach[]> {
  const { vpcId } = plan.access;
  const facts = await readPlannedNetwork(asking, vpcId, account);
  const doors = plannedDoors(plan);
  return plan.placements.map(({ subnetId, zoneName }) =>
    plannedReach({ subnetId, zoneName, vpcId }, facts, doors),
  );
}
