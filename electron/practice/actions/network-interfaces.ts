import { reads, type ActionContext, type Actions } from '../action.ts';
import { describeRows, none } from '../describe-rows.ts';
import type { FilterFields } from '../filters.ts';
import { interfaceAnswer } from '../network/interface-answer.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { privateDnsName, publicDnsName } from '../world/dns-names.ts';
import { KINDS } from '../world/find.ts';
import type { NetworkInterface } from '../world/state.ts';
import { networkInterfaceAttributesActions } from './network-interface-attributes.ts';
import { ownInterfacesActions } from './own-interfaces.ts';

export const networkInterfacesActions: Actions = {
  DescribeNetworkInterfaces: reads(describeInterfaces),
  ...networkInterfaceAttributesActions,
  ...ownInterfacesActions,
};

function describeInterfaces(context: ActionContext, params: Params): Answer {
  params.boolean('IncludeManagedResources');
  return describeRows(context, params, context.region.networkInterfaces, {
    kind: KINDS.networkInterface,
    idName: 'NetworkInterfaceId',
    fields: interfaceFields(context),
    setName: 'networkInterfaceSet',
    answer: (networkInterface) => interfaceAnswer(context, networkInterface),
  });
}

function interfaceFields(context: ActionContext): FilterFields<NetworkInterface> {
  return { ...ownFields(context), ...addressFields(context), ...attachmentFields(context) };
}

function ownFields({ account, region }: ActionContext): FilterFields<NetworkInterface> {
  return {
    'availability-zone': ({ zone }) => zone,
    'availability-zone-id': ({ subnetId }) => region.subnets.get(subnetId)?.zoneId ?? null,
    description: ({ description }) => description,
    'group-id': ({ groupIds }) => groupIds,
    'group-name': ({ groupIds }) => groupIds.flatMap((id) => region.securityGroups.get(id)?.name ?? []),
    'interface-type': () => 'interface',
    'ipv6-addresses.ipv6-address': none,
    'mac-address': ({ macAddress }) => macAddress,
    'network-interface-id': ({ networkInterfaceId }) => networkInterfaceId,
    'operator.managed': () => 'false',
    'operator.principal': none,
    'owner-id': () => account.accountId,
    'requester-id': () => account.userId,
    'requester-managed': () => 'false',
    'source-dest-check': ({ checksSourceDest }) => String(checksSourceDest),
    status: ({ attachment }) => (attachment === null ? 'available' : 'in-use'),
    'subnet-id': ({ subnetId }) => subnetId,
    'vpc-id': ({ vpcId }) => vpcId,
  };
}

function addressFields({ region }: ActionContext): FilterFields<NetworkInterface> {
  return {
    'addresses.association.owner-id': ipOwner,
    'addresses.association.public-ip': ({ publicIp }) => publicIp,
    'addresses.primary': () => 'true',
    'addresses.private-ip-address': ({ privateIp }) => privateIp,
    'association.allocation-id': () => null,
    'association.association-id': () => null,
    'association.ip-owner-id': ipOwner,
    'association.public-dns-name': (each) =>
      each.publicIp === null ? null : publicDnsName(region.region, each.publicIp),
    'association.public-ip': ({ publicIp }) => publicIp,
    'private-dns-name': (each) => privateDnsName(region.region, each.privateIp),
    'private-ip-address': ({ privateIp }) => privateIp,
  };
}

function attachmentFields({ account }: ActionContext): FilterFields<NetworkInterface> {
  return {
    'attachment.attach-time': ofAttachment(({ attachedAt }) => new Date(attachedAt).toISOString()),
    'attachment.attachment-id': ofAttachment(({ attachmentId }) => attachmentId),
    'attachment.delete-on-termination': ofAttachment(({ deletesOnTermination }) =>
      String(deletesOnTermination),
    ),
    'attachment.device-index': ofAttachment(({ deviceIndex }) => String(deviceIndex)),
    'attachment.instance-id': ofAttachment(({ instanceId }) => instanceId),
    'attachment.instance-owner-id': ofAttachment(() => account.accountId),
    'attachment.status': ofAttachment(() => 'attached'),
  };
}

function ipOwner({ publicIp }: NetworkInterface): string | null {
  return publicIp === null ? null : 'amazon';
}

type Attachment = NonNullable<NetworkInterface['attachment']>;

function ofAttachment(read: (attachment: Attachment) => string) {
  return ({ attachment }: NetworkInterface) => (attachment === null ? null : read(attachment));
}
