import { readAccountPlan } from '../../aws/account-plan.ts';
import type { Connection } from '../../aws/connections.ts';
import { readDiskKey } from '../../aws/disk-key.ts';
import type { Environment } from '../../aws/environment.ts';
import type { Asking } from '../../aws/every-page.ts';
import { listInterfaceEndpoints } from '../../aws/interface-endpoints.ts';
import { readSessionRight } from '../../aws/instance-profiles.ts';
import { createPatience } from '../../aws/patience.ts';
import { readVcpuQuota } from '../../aws/quotas.ts';
import type { LaunchPlan } from '../../../shared/launch-plan.ts';
import { placesOf } from '../../../shared/placement.ts';
import type { Preflight } from '../../../shared/preflight.ts';
import { askedOfAccess } from '../../../shared/still-holds.ts';
import { plannedDoors, plannedReach } from '../../../shared/reach/planned-reach.ts';
import { wayOut } from '../../../shared/reach/way-out.ts';
import { usesSessionManager } from '../../../shared/session-manager.ts';
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
  const [dryRuns, quota, ways, diskKey, accountPlan, session] = await Promise.all([
    tryCalls(asking, plan),
    readVcpuQuota(asking, plan.size.name),
    readSubnets(asking, plan, account),
    readDiskKey(clients, signal),
    readAccountPlan(clients.freeTier, signal),
    readSession(clients.iam, plan, signal),
  ]);
  const about = aboutOf(plan, account);
  return { readAt: Date.now(), about, dryRuns, quota, ...ways, diskKey, accountPlan, ...session };
}

async function readSession(
  iam: Connection['clients']['iam'],
  { access }: LaunchPlan,
  signal: AbortSignal,
): Promise<Pick<Preflight, 'session'>> {
  const { instanceProfile = null } = access;
  return instanceProfile === null
    ? {}
    : { session: await readSessionRight({ iam }, instanceProfile, signal) };
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
    subnetIds: placesOf(placements).map(({ placement }) => placement.subnetId),
    access: access.kind,
    ...(usesSessionManager(access) ? { instanceProfile: access.instanceProfile } : {}),
    ...askedOfAccess(access),
    key: key.kind,
    rootSizeGiB: storage.rootSizeGiB,
    tags,
  };
}

async function readSubnets(
  asking: Asking,
  plan: LaunchPlan,
  account: Connection['account'],
): Promise<Pick<Preflight, 'subnets' | 'waysOut'>> {
  const { vpcId } = plan.access;
  const isSession = usesSessionManager(plan.access);
  const [facts, endpoints] = await Promise.all([
    readPlannedNetwork(asking, vpcId, account),
    isSession ? listInterfaceEndpoints(asking, vpcId).catch(() => null) : null,
  ]);
  const doors = plannedDoors(plan);
  const places = placesOf(plan.placements).map(({ placement: { subnetId, zoneName } }) => ({
    subnetId,
    zoneName,
    vpcId,
  }));
  const subnets = places.map((place) => plannedReach(place, facts, doors));
  if (!isSession) return { subnets };
  return { subnets, waysOut: places.map((place) => wayOut(place, facts, endpoints)) };
}
