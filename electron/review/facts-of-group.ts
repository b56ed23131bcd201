import type { NetworkInterface, RegionFacts } from '../../shared/security-group/region-facts.ts';
import type { SecurityGroup } from '../../shared/security-group/security-group.ts';

/**
 * What of a region has to do with one group: the group; the groups that name it, that it names, or that are on an interface with
 * it; the interfaces of its VPC and those that have it, with their instances; and all of the network, which is little. What could
 * not be read stays unknown.
 */
export function factsOfGroup(facts: RegionFacts, groupId: string): RegionFacts {
  const group = facts.groups.find((each) => each.groupId === groupId);
  const interfaces = facts.interfaces?.filter(
    ({ vpcId, groupIds }) => vpcId === group?.vpcId || groupIds.includes(groupId),
  );
  const related = relatedTo(group, interfaces ?? []);
  const instanceIds = new Set(interfaces?.map(({ instanceId }) => instanceId));
  return {
    ...facts,
    groups: facts.groups.filter((each) => related.has(each.groupId) || namedBy(each).includes(groupId)),
    interfaces: interfaces ?? null,
    instances:
      interfaces === undefined
        ? facts.instances
        : (facts.instances?.filter(({ instanceId }) => instanceIds.has(instanceId)) ?? null),
  };
}

function relatedTo(
  group: SecurityGroup | undefined,
  interfaces: readonly NetworkInterface[],
): ReadonlySet<string> {
  if (group === undefined) return new Set();
  const beside = interfaces.filter(({ groupIds }) => groupIds.includes(group.groupId));
  return new Set([group.groupId, ...namedBy(group), ...beside.flatMap(({ groupIds }) => groupIds)]);
}

function namedBy({ rules }: SecurityGroup): readonly string[] {
  return rules.flatMap(({ source }) => (source.kind === 'group' ? source.groupId : []));
}
