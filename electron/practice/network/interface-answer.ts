import type { ActionContext } from '../action.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { tagSetOf } from '../tags.ts';
import { privateDnsName, publicDnsName } from '../world/dns-names.ts';
import type { NetworkInterface } from '../world/state.ts';

/** A network interface as DescribeNetworkInterfaces tells it. */
export function interfaceAnswer(context: ActionContext, each: NetworkInterface): Answer {
  const { account, region } = context;
  const association = associationAnswer(context, each);
  const dnsName = privateDnsName(region.region, each.privateIp);
  return {
    networkInterfaceId: each.networkInterfaceId,
    subnetId: each.subnetId,
    vpcId: each.vpcId,
    availabilityZone: each.zone,
    availabilityZoneId: region.subnets.get(each.subnetId)?.zoneId,
    description: each.description,
    ownerId: account.accountId,
    requesterId: account.userId,
    requesterManaged: false,
    operator: { managed: false },
    status: each.attachment === null ? 'available' : 'in-use',
    macAddress: each.macAddress,
    privateIpAddress: each.privateIp,
    privateDnsName: dnsName,
    sourceDestCheck: each.checksSourceDest,
    groupSet: groupSetOf(context, each),
    attachment: attachmentAnswer(context, each),
    association,
    privateIpAddressesSet: [
      { privateIpAddress: each.privateIp, privateDnsName: dnsName, primary: true, association },
    ],
    ipv6AddressesSet: [],
    interfaceType: 'interface',
    tagSet: tagSetOf(each.tags),
  };
}

/** The groups of an interface by id and name, in the order in which they were given. */
export function groupSetOf({ region }: ActionContext, { groupIds }: NetworkInterface): readonly Answer[] {
  return groupIds.map((groupId) => ({ groupId, groupName: region.securityGroups.get(groupId)?.name }));
}

/** Null where it is attached to nothing. */
export function attachmentAnswer(
  { account }: ActionContext,
  { attachment }: NetworkInterface,
): Answer | null {
  if (attachment === null) return null;
  return {
    attachmentId: attachment.attachmentId,
    instanceId: attachment.instanceId,
    instanceOwnerId: account.accountId,
    deviceIndex: attachment.deviceIndex,
    networkCardIndex: 0,
    status: 'attached',
    attachTime: new Date(attachment.attachedAt),
    deleteOnTermination: attachment.deletesOnTermination,
  };
}

/** The public address, which is Amazon's: there are no Elastic IP addresses. */
function associationAnswer({ region }: ActionContext, { publicIp, vpcId }: NetworkInterface): Answer | null {
  if (publicIp === null) return null;
  const hasName = region.vpcs.get(vpcId)?.hasDnsHostnames === true;
  return {
    publicIp,
    publicDnsName: hasName ? publicDnsName(region.region, publicIp) : '',
    ipOwnerId: 'amazon',
  };
}
