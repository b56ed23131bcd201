import type { GroupInstance, NetworkInterface, RegionFacts, Subnet } from './region-facts.ts';
import type { Attached, AttachedInterface, AttachedMachine } from './reviewed-group.ts';

/** Where each group is attached, for group after group. */
export function indexAttached(facts: RegionFacts): (groupId: string) => Attached {
  const inTemplates = facts.launchTemplateGroupIds === null ? null : new Set(facts.launchTemplateGroupIds);
  const interfaces = facts.interfaces === null ? null : byGroup(facts.interfaces);
  const instances = new Map((facts.instances ?? []).map((instance) => [instance.instanceId, instance]));
  const subnets = new Map((facts.subnets ?? []).map((subnet) => [subnet.subnetId, subnet]));
  return (groupId) => {
    const here = interfaces === null ? null : (interfaces.get(groupId) ?? []);
    return {
      machines: here?.flatMap((each) => machineOf(each, instances, subnets) ?? []) ?? null,
      others: here?.filter(({ instanceId }) => instanceId === null).map(otherOf) ?? null,
      launchTemplates: inTemplates?.has(groupId) ?? null,
    };
  };
}

function byGroup(interfaces: readonly NetworkInterface[]): ReadonlyMap<string, readonly NetworkInterface[]> {
  const groups = new Map<string, NetworkInterface[]>();
  for (const each of interfaces) {
    for (const groupId of each.groupIds) {
      const known = groups.get(groupId);
      if (known === undefined) groups.set(groupId, [each]);
      else known.push(each);
    }
  }
  return groups;
}

function machineOf(
  each: NetworkInterface,
  instances: ReadonlyMap<string, GroupInstance>,
  subnets: ReadonlyMap<string, Subnet>,
): AttachedMachine | null {
  const { instanceId, interfaceId, subnetId, publicIpv4, ipv6, privateIpv4, groupIds } = each;
  if (instanceId === null) return null;
  const instance = instances.get(instanceId);
  return {
    instanceId,
    name: instance?.name ?? null,
    state: instance?.state ?? null,
    platform: instance?.platform ?? null,
    interfaceId,
    subnetId,
    zoneName: subnets.get(subnetId)?.zoneName ?? null,
    publicIpv4,
    ipv6,
    privateIpv4,
    groupIds,
  };
}

function otherOf({
  interfaceId,
  interfaceType,
  description,
  isAttached,
}: NetworkInterface): AttachedInterface {
  return { interfaceId, interfaceType, description, isAttached };
}
