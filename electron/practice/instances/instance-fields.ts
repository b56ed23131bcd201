import type { ActionContext } from '../action.ts';
import type { FilterFields } from '../filters.ts';
import { privateDnsName } from '../world/dns-names.ts';
import { profileOf } from '../world/instance-profiles.ts';
import type { Instance } from '../world/state.ts';
import {
  imageAnswer,
  interfacesOf,
  publicIpOf,
  publicNameOf,
  STATE_CODES,
  volumesOf,
} from './instance-answer.ts';
import { interfaceFields } from './interface-fields.ts';

type Field = FilterFields<Instance>[string];

const none: Field = () => null;
const no: Field = () => 'false';

/** The filters of DescribeInstances, by AWS's API model. What no machine here has finds nothing. */
export function instanceFields(context: ActionContext): FilterFields<Instance> {
  return {
    ...ownFields(context),
    ...placeFields(context),
    ...diskFields(context),
    ...METADATA_FIELDS,
    ...interfaceFields(context),
    ...UNUSED_FIELDS,
  };
}

function ownFields(context: ActionContext): FilterFields<Instance> {
  const { region, catalog } = context;
  const imageOf = (instance: Instance) =>
    imageAnswer(catalog.image(region.region, instance.imageId), instance);
  return {
    architecture: ({ architecture }) => architecture,
    'boot-mode': (instance) => textOf(imageOf(instance)['bootMode']),
    'client-token': ({ clientToken }) => clientToken,
    'current-instance-boot-mode': (instance) => textOf(imageOf(instance)['currentInstanceBootMode']),
    'ebs-optimized': ({ isEbsOptimized }) => String(isEbsOptimized),
    'ena-support': ({ imageId }) => String(catalog.image(region.region, imageId)?.isEnaSupported ?? true),
    'image-id': ({ imageId }) => imageId,
    'instance-id': ({ instanceId }) => instanceId,
    'instance-state-code': ({ state }) => String(STATE_CODES[state]),
    'instance-state-name': ({ state }) => state,
    'instance-type': ({ instanceType }) => instanceType,
    'key-name': ({ keyName }) => keyName,
    'launch-index': ({ launchIndex }) => String(launchIndex),
    'launch-time': ({ launchedAt }) => timeOf(launchedAt),
    'monitoring-state': ({ isMonitored }) => (isMonitored ? 'enabled' : 'disabled'),
    'owner-id': () => context.account.accountId,
    platform: ({ platform }) => (platform === 'windows' ? platform : null),
    'platform-details': (instance) => textOf(imageOf(instance)['platformDetails']),
    reason: ({ stateTransitionReason }) => stateTransitionReason || null,
    'reservation-id': ({ reservationId }) => reservationId,
    'state-reason-code': ({ stateReason }) => stateReason?.code ?? null,
    'state-reason-message': ({ stateReason }) => stateReason?.message ?? null,
    'usage-operation': (instance) => textOf(imageOf(instance)['usageOperation']),
    'usage-operation-update-time': ({ launchedAt }) => timeOf(launchedAt),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function placeFields(context: ActionContext): FilterFields<Instance> {
  const { region, catalog } = context;
  const zones = catalog.zonesOf(region.region);
  return {
    'availability-zone': ({ zone }) => zone,
    'availability-zone-id': ({ zone }) => zones.find(({ name }) => name === zone)?.zoneId ?? null,
    'dns-name': (instance) => publicNameOf(context, instance.vpcId, publicIpOf(context, instance)) || null,
    'instance.group-id': whileThere(({ groupIds }) => groupIds),
    'instance.group-name': whileThere(({ groupIds }) =>
      groupIds.flatMap((id) => region.securityGroups.get(id)?.name ?? []),
    ),
    'ip-address': (instance) => publicIpOf(context, instance),
    'private-dns-name': whileThere(({ privateIp }) => privateDnsName(region.region, privateIp)),
    'private-ip-address': whileThere(({ privateIp }) => privateIp),
    'source-dest-check': (instance) =>
      interfacesOf(context, instance)
        .slice(0, 1)
        .map(({ checksSourceDest }) => String(checksSourceDest)),
    'subnet-id': whileThere(({ subnetId }) => subnetId),
    'vpc-id': whileThere(({ vpcId }) => vpcId),
  };
}

function diskFields(context: ActionContext): FilterFields<Instance> {
  const attached = (instance: Instance) =>
    volumesOf(context, instance).flatMap(({ attachment }) => attachment ?? []);
  return {
    'block-device-mapping.attach-time': (instance) =>
      attached(instance).map(({ attachedAt }) => timeOf(attachedAt)),
    'block-device-mapping.delete-on-termination': (instance) =>
      attached(instance).map(({ deletesOnTermination }) => String(deletesOnTermination)),
    'block-device-mapping.device-name': (instance) => attached(instance).map(({ device }) => device),
    'block-device-mapping.status': (instance) => attached(instance).map(() => 'attached'),
    'block-device-mapping.volume-id': (instance) =>
      volumesOf(context, instance).map(({ volumeId }) => volumeId),
    'root-device-name': ({ rootDeviceName }) => rootDeviceName,
    'root-device-type': () => 'ebs',
  };
}

/** A terminated instance has no place in the network any more. */
function whileThere(read: Field): Field {
  return (instance) => (instance.state === 'terminated' ? null : read(instance));
}

const METADATA_FIELDS: FilterFields<Instance> = {
  'metadata-options.http-endpoint': ({ metadata }) => enabled(metadata.isEndpointOn),
  'metadata-options.http-protocol-ipv4': ({ metadata }) => enabled(metadata.isEndpointOn),
  'metadata-options.http-protocol-ipv6': ({ metadata }) => enabled(metadata.isIpv6On),
  'metadata-options.http-put-response-hop-limit': ({ metadata }) => String(metadata.hopLimit),
  'metadata-options.http-tokens': ({ metadata }) => metadata.tokens,
  'metadata-options.instance-metadata-tags': ({ metadata }) => enabled(metadata.hasTags),
  'metadata-options.state': ({ state }) => (state === 'pending' ? 'pending' : 'applied'),
};

const UNUSED_FIELDS: FilterFields<Instance> = {
  affinity: none,
  'capacity-reservation-id': none,
  'capacity-reservation-specification.capacity-reservation-preference': () => 'open',
  'capacity-reservation-specification.capacity-reservation-target.capacity-reservation-id': none,
  'capacity-reservation-specification.capacity-reservation-target.capacity-reservation-resource-group-arn':
    none,
  'enclave-options.enabled': no,
  'hibernation-options.configured': no,
  'host-id': none,
  hypervisor: () => 'xen',
  'iam-instance-profile.arn': (instance) => profileOf(instance)?.arn ?? null,
  'iam-instance-profile.id': (instance) => profileOf(instance)?.id ?? null,
  'iam-instance-profile.name': ({ profileName }) => profileName,
  'instance-lifecycle': none,
  'ipv6-address': none,
  'kernel-id': none,
  'maintenance-options.auto-recovery': () => 'default',
  'network-performance-options.bandwidth-weighting': () => 'default',
  'operator.managed': no,
  'operator.principal': none,
  'outpost-arn': none,
  'placement-group-name': none,
  'placement-partition-number': none,
  'private-dns-name-options.enable-resource-name-dns-a-record': no,
  'private-dns-name-options.enable-resource-name-dns-aaaa-record': no,
  'private-dns-name-options.hostname-type': () => 'ip-name',
  'product-code': none,
  'product-code.type': none,
  'ramdisk-id': none,
  'requester-id': none,
  'spot-instance-request-id': none,
  tenancy: () => 'default',
  'tpm-support': none,
  'virtualization-type': () => 'hvm',
};

function enabled(isOn: boolean): string {
  return isOn ? 'enabled' : 'disabled';
}

export function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}
