import type { LaunchPlan } from '../../shared/launch-plan.ts';

/** The answers that a preflight depends on. Another name or start script, or another address that
 * may log in, needs no other one. */
export function askedBy({ account, image, size, placements, access, key, storage, tags }: LaunchPlan) {
  return {
    account,
    imageId: image.imageId,
    instanceType: size.name,
    placements: placements.map(({ zoneName, subnetId }) => `${zoneName} ${subnetId}`),
    network: access.vpcId,
    access: access.kind,
    groupIds: access.kind === 'existing-group' ? access.groups.map(({ groupId }) => groupId) : [],
    key: `${key.kind} ${key.type}`,
    storage,
    tags,
  };
}
