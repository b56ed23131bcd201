import type { ActionContext } from '../action.ts';
import type { FilterFields } from '../filters.ts';
import { privateDnsName } from '../world/dns-names.ts';
import type { Instance, NetworkInterface } from '../world/state.ts';
import { interfacesOf, publicNameOf } from './instance-answer.ts';

type Read = (each: NetworkInterface) => string | null | readonly string[];

/** The filters of DescribeInstances that look at the instance's interfaces: `network-interface.…`. */
export function interfaceFields(context: ActionContext): FilterFields<Instance> {
  const all: Readonly<Record<string, Read>> = {
    ...fieldsOf(context),
    ...addressFields(context),
    ...ATTACHMENT_FIELDS,
    ...UNUSED_FIELDS,
  };
  return Object.fromEntries(
    Object.entries(all).map(([name, read]) => [
      `network-interface.${name}`,
      (instance: Instance) => interfacesOf(context, instance).flatMap((each) => read(each) ?? []),
    ]),
  );
}

function fieldsOf(context: ActionContext): Readonly<Record<string, Read>> {
  const { region, account } = context;
  return {
    'attachment.instance-owner-id': ({ attachment }) => (attachment === null ? null : account.accountId),
    'availability-zone': ({ zone }) => zone,
    description: ({ description }) => description,
    'group-id': ({ groupIds }) => groupIds,
    'group-name': ({ groupIds }) => groupIds.flatMap((id) => region.securityGroups.get(id)?.name ?? []),
    'mac-address': ({ macAddress }) => macAddress,
    'network-interface-id': ({ networkInterfaceId }) => networkInterfaceId,
    'owner-id': () => account.accountId,
    'private-dns-name': ({ privateIp }) => privateDnsName(region.region, privateIp),
    'private-ip-address': ({ privateIp }) => privateIp,
    'requester-managed': () => 'false',
    'source-dest-check': ({ checksSourceDest }) => String(checksSourceDest),
    status: () => 'in-use',
    'subnet-id': ({ subnetId }) => subnetId,
    'tag-key': ({ tags }) => tags.map(({ key }) => key),
    'tag-value': ({ tags }) => tags.map(({ value }) => value),
    'vpc-id': ({ vpcId }) => vpcId,
  };
}

function addressFields(context: ActionContext): Readonly<Record<string, Read>> {
  const { region } = context;
  const publicName: Read = ({ vpcId, publicIp }) => publicNameOf(context, vpcId, publicIp) || null;
  return {
    'addresses.association.ip-owner-id': owner,
    'addresses.association.public-dns-name': publicName,
    'addresses.association.public-ip': ({ publicIp }) => publicIp,
    'addresses.primary': () => 'true',
    'addresses.private-dns-name': ({ privateIp }) => privateDnsName(region.region, privateIp),
    'addresses.private-ip-address': ({ privateIp }) => privateIp,
    'association.ip-owner-id': owner,
    'association.public-dns-name': publicName,
    'association.public-ip': ({ publicIp }) => publicIp,
    'public-dns-name': publicName,
  };
}

const owner: Read = ({ publicIp }) => (publicIp === null ? null : 'amazon');

const ATTACHMENT_FIELDS: Readonly<Record<string, Read>> = {
  'attachment.attach-time': ({ attachment }) =>
    attachment === null ? null : new Date(attachment.attachedAt).toISOString(),
  'attachment.attachment-id': ({ attachment }) => attachment?.attachmentId ?? null,
  'attachment.delete-on-termination': ({ attachment }) =>
    attachment === null ? null : String(attachment.deletesOnTermination),
  'attachment.device-index': ({ attachment }) =>
    attachment === null ? null : String(attachment.deviceIndex),
  'attachment.instance-id': ({ attachment }) => attachment?.instanceId ?? null,
  'attachment.network-card-index': ({ attachment }) => (attachment === null ? null : '0'),
  'attachment.status': ({ attachment }) => (attachment === null ? null : 'attached'),
};

const UNUSED_FIELDS: Readonly<Record<string, Read>> = Object.fromEntries(
  [
    'addresses.association.allocation-id',
    'addresses.association.association-id',
    'addresses.association.carrier-ip',
    'addresses.association.customer-owned-ip',
    'association.allocation-id',
    'association.association-id',
    'association.carrier-ip',
    'association.customer-owned-ip',
    'deny-all-igw-traffic',
    'ipv4-prefixes.ipv4-prefix',
    'ipv6-address',
    'ipv6-addresses.ipv6-address',
    'ipv6-addresses.is-primary-ipv6',
    'ipv6-native',
    'ipv6-prefixes.ipv6-prefix',
    'operator.managed',
    'operator.principal',
    'outpost-arn',
    'requester-id',
  ].map((name) => [name, () => null]),
);
