import type { Connection } from '../../aws/connections.ts';
import type { LaunchPlan } from '../../../shared/launch-plan.ts';
import type { Preflight } from '../../../shared/preflight.ts';

/** All that can be known of a plan before anything is created. Creates nothing, never rejects; what fails is unknown. */
export async function readPreflight({ account }: Connection, plan: LaunchPlan): Promise<Preflight> {
  return {
    readAt: Date.now(),
    about: {
      accountId: account.accountId,
      region: account.region,
      imageId: plan.image.imageId,
      instanceType: plan.size.name,
      subnetIds: plan.placements.map(({ subnetId }) => subnetId),
      access: plan.access.kind,
      key: plan.key.kind,
      rootSizeGiB: plan.storage.rootSizeGiB,
    },
    dryRuns: [],
    quota: { kind: 'unknown', isForbidden: false, raw: null },
    subnets: [],
    diskKey: { kind: 'unknown', raw: null },
    accountPlan: 'unknown',
  };
}
