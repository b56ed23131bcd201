import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { askedOfAccess } from '../../shared/still-holds.ts';
import { placesOf } from '../../shared/placement.ts';

/** The answers that a preflight depends on. Another name or start script, or another address that
 * may log in, needs no other one. */
export function askedBy({ account, image, size, placements, access, key, storage, tags }: LaunchPlan) {
  return {
    account,
    imageId: image.imageId,
    instanceType: size.name,
    placements: placesOf(placements).map(({ placement }) => `${placement.zoneName} ${placement.subnetId}`),
    network: access.vpcId,
    access: access.kind,
    instanceProfile: access.instanceProfile,
    ...askedOfAccess(access),
    key: `${key.kind} ${key.type}`,
    storage,
    tags,
  };
}
