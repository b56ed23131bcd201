import {
  DescribeNetworkInterfacesCommand,
  type NetworkInterface as DescribedInterface,
} from '@aws-sdk/client-ec2';
import type { NetworkInterface } from '../../shared/security-group/region-facts.ts';
import { presentText } from './answer.ts';
import { everyPage, type Asking } from './every-page.ts';

/**
 * Every network interface of the region: those of instances, of load balancers and other services, and those of nobody. Or only those of
 * one instance.
 */
export function listInterfaces(asking: Asking, instanceId?: string): Promise<readonly NetworkInterface[]> {
  const question = {
    MaxResults: 1000,
    ...(instanceId === undefined
      ? {}
      : { Filters: [{ Name: 'attachment.instance-id', Values: [instanceId] }] }),
  };
  return everyPage(
    asking,
    (token, send) => asking.ec2.send(new DescribeNetworkInterfacesCommand({ ...question, ...token }), send),
    (page) => page.NetworkInterfaces?.map(interfaceFrom),
  );
}

function interfaceFrom(described: DescribedInterface): NetworkInterface {
  const { Attachment, Groups = [], Ipv6Addresses = [] } = described;
  return {
    interfaceId: presentText(described.NetworkInterfaceId, 'NetworkInterfaceId'),
    groupIds: Groups.map(({ GroupId }) => presentText(GroupId, 'GroupId')),
    interfaceType: described.InterfaceType ?? 'interface',
    isRequesterManaged: described.RequesterManaged ?? false,
    description: described.Description ?? '',
    instanceId: Attachment?.InstanceId || null,
    isAttached: Attachment !== undefined && Attachment.Status !== 'detached',
    vpcId: presentText(described.VpcId, 'VpcId'),
    subnetId: presentText(described.SubnetId, 'SubnetId'),
    privateIpv4: distinct([described, ...addressesOf(described)].map((each) => each.PrivateIpAddress)),
    publicIpv4: distinct([described, ...addressesOf(described)].map((each) => each.Association?.PublicIp)),
    ipv6: distinct([described.Ipv6Address, ...Ipv6Addresses.map(({ Ipv6Address }) => Ipv6Address)]),
  };
}

/** An interface has one address of its own, and may have more beside it. */
function addressesOf({ PrivateIpAddresses = [] }: DescribedInterface) {
  return PrivateIpAddresses;
}

function distinct(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.flatMap((text) => text || []))];
}
