import type { LaunchPlan } from '../../shared/launch-plan.ts';
import type { Preflight } from '../../shared/preflight.ts';

/** Nothing stands in the way of this plan. */
export function preflightOf(plan: LaunchPlan): Preflight {
  const { account, image, size, placements, access, key, storage } = plan;
  const may = { verdict: 'may', problem: null } as const;
  return {
    readAt: Date.now(),
    about: {
      accountId: account.accountId,
      region: account.region,
      imageId: image.imageId,
      instanceType: size.name,
      subnetIds: placements.map(({ subnetId }) => subnetId),
      access: access.kind,
      key: key.kind,
      rootSizeGiB: storage.rootSizeGiB,
    },
    dryRuns: [
      ...placements.map(({ zoneName }) => ({ ...may, action: 'RunInstances' as const, zoneName })),
      { ...may, action: 'CreateSecurityGroup', zoneName: null },
      { ...may, action: 'CreateKeyPair', zoneName: null },
    ],
    quota: { kind: 'known', quotaCode: 'L-1216C47A', limit: 32, inUse: 0 },
    subnets: placements.map(({ subnetId, zoneName }) => ({ subnetId, zoneName, verdict: 'yes', steps: [] })),
    diskKey: { kind: 'aws-managed' },
    accountPlan: 'paid',
  };
}
