import type { RegionFacts } from '../../shared/security-group/region-facts.ts';
import type { GroupsReview } from '../../shared/security-group/reviewed-group.ts';

/** Every machine that was read, with the addresses of all its interfaces; null where one of the two could not be read. */
export function machinesIn({ instances, interfaces }: RegionFacts): GroupsReview['machines'] {
  if (instances === null || interfaces === null) return null;
  const byInstance = Map.groupBy(interfaces, ({ instanceId }) => instanceId);
  return instances.map(({ instanceId, name, state }) => {
    const own = byInstance.get(instanceId) ?? [];
    return {
      instanceId,
      name,
      state,
      publicIpv4: own.flatMap(({ publicIpv4 }) => publicIpv4),
      ipv6: own.flatMap(({ ipv6 }) => ipv6),
    };
  });
}
