import type { ActionContext } from '../action.ts';
import type { CatalogImage } from '../catalog.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { tagSetOf } from '../tags.ts';
import { privateDnsName, publicDnsName } from '../world/dns-names.ts';
import { profileOf } from '../world/instance-profiles.ts';
import type { Instance, InstanceStateName, NetworkInterface, Volume } from '../world/state.ts';

export const STATE_CODES: Readonly<Record<InstanceStateName, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

export function stateAnswer(state: InstanceStateName): Answer {
  return { code: STATE_CODES[state], name: state };
}

/** Instances of one reservation, as RunInstances answers them and DescribeInstances lists them. */
export function reservationAnswer(context: ActionContext, instances: readonly Instance[]): Answer {
  return {
    reservationId: instances[0]?.reservationId,
    ownerId: context.account.accountId,
    groupSet: [],
    instancesSet: instances.map((instance) => instanceAnswer(context, instance)),
  };
}

function profileAnswer(instance: Instance): Answer {
  const profile = profileOf(instance);
  return profile === undefined ? {} : { iamInstanceProfile: { arn: profile.arn, id: profile.id } };
}

/** All that EC2 says of an instance. A terminated one has no place in the network any more. */
function instanceAnswer(context: ActionContext, instance: Instance): Answer {
  const { region, catalog } = context;
  const image = catalog.image(region.region, instance.imageId);
  const isGone = instance.state === 'terminated';
  return {
    instanceId: instance.instanceId,
    imageId: instance.imageId,
    instanceState: stateAnswer(instance.state),
    ...(isGone ? { privateDnsName: '', dnsName: '' } : placeAnswer(context, instance)),
    reason: instance.stateTransitionReason,
    keyName: instance.keyName,
    ...profileAnswer(instance),
    amiLaunchIndex: instance.launchIndex,
    productCodes: [],
    instanceType: instance.instanceType,
    launchTime: new Date(instance.launchedAt),
    placement: placementAnswer(context, instance),
    ...(instance.platform === 'windows' ? { platform: 'windows' } : {}),
    monitoring: { state: instance.isMonitored ? 'enabled' : 'disabled' },
    stateReason: instance.stateReason,
    architecture: instance.architecture,
    rootDeviceType: 'ebs',
    rootDeviceName: instance.rootDeviceName,
    blockDeviceMapping: volumesOf(context, instance).map(deviceAnswer),
    virtualizationType: 'hvm',
    clientToken: instance.clientToken ?? '',
    tagSet: tagSetOf(instance.tags),
    hypervisor: 'xen',
    ebsOptimized: instance.isEbsOptimized,
    enaSupport: image?.isEnaSupported ?? true,
    cpuOptions: { coreCount: instance.cpu.cores, threadsPerCore: instance.cpu.threadsPerCore },
    capacityReservationSpecification: { capacityReservationPreference: 'open' },
    hibernationOptions: { configured: false },
    enclaveOptions: { enabled: false },
    metadataOptions: metadataAnswer(instance),
    maintenanceOptions: { autoRecovery: 'default' },
    ...imageAnswer(image, instance),
    ...(isGone ? {} : { privateDnsNameOptions: PRIVATE_DNS }),
  };
}

export function metadataAnswer({ metadata, state }: Instance): Answer {
  return {
    state: state === 'pending' ? 'pending' : 'applied',
    httpTokens: metadata.tokens,
    httpPutResponseHopLimit: metadata.hopLimit,
    httpEndpoint: enabled(metadata.isEndpointOn),
    httpProtocolIpv6: enabled(metadata.isIpv6On),
    instanceMetadataTags: enabled(metadata.hasTags),
  };
}

/** The volumes of an instance, in the order in which they were attached. */
export function volumesOf({ region }: ActionContext, { volumeIds }: Instance): readonly Volume[] {
  return volumeIds.flatMap((id) => region.volumes.get(id) ?? []);
}

/** The interfaces of an instance, the first one first. */
export function interfacesOf(
  { region }: ActionContext,
  { networkInterfaceIds }: Instance,
): readonly NetworkInterface[] {
  return networkInterfaceIds.flatMap((id) => region.networkInterfaces.get(id) ?? []);
}

export function deviceAnswer({ volumeId, attachment }: Volume): Answer {
  return {
    deviceName: attachment?.device,
    ebs: {
      volumeId,
      status: 'attached',
      attachTime: attachment === null ? null : new Date(attachment.attachedAt),
      deleteOnTermination: attachment?.deletesOnTermination,
    },
  };
}

/** Shown from the moment it runs: EC2 gives it on the way there. */
export function publicIpOf(context: ActionContext, instance: Instance): string | null {
  if (instance.state === 'pending') return null;
  return interfacesOf(context, instance)[0]?.publicIp ?? null;
}

export function groupAnswers({ region }: ActionContext, groupIds: readonly string[]): readonly Answer[] {
  return groupIds.map((groupId) => ({
    groupId,
    groupName: region.securityGroups.get(groupId)?.name ?? '',
  }));
}

const PRIVATE_DNS: Answer = {
  hostnameType: 'ip-name',
  enableResourceNameDnsARecord: false,
  enableResourceNameDnsAAAARecord: false,
};

function placeAnswer(context: ActionContext, instance: Instance): Answer {
  const { region } = context;
  const publicIp = publicIpOf(context, instance);
  const [first] = interfacesOf(context, instance);
  return {
    privateDnsName: privateDnsName(region.region, instance.privateIp),
    dnsName: publicNameOf(context, instance.vpcId, publicIp),
    subnetId: instance.subnetId,
    vpcId: instance.vpcId,
    privateIpAddress: instance.privateIp,
    ipAddress: publicIp,
    sourceDestCheck: first?.checksSourceDest ?? true,
    groupSet: groupAnswers(context, instance.groupIds),
    networkInterfaceSet: interfacesOf(context, instance).map((each) =>
      interfaceAnswer(context, each, instance),
    ),
  };
}

/** EC2 has it empty where the VPC has no DNS host names. */
export function publicNameOf({ region }: ActionContext, vpcId: string, publicIp: string | null): string {
  if (publicIp === null || region.vpcs.get(vpcId)?.hasDnsHostnames !== true) return '';
  return publicDnsName(region.region, publicIp);
}

function placementAnswer({ catalog, region }: ActionContext, { zone }: Instance): Answer {
  const zoneId = catalog.zonesOf(region.region).find(({ name }) => name === zone)?.zoneId;
  return { availabilityZone: zone, availabilityZoneId: zoneId, groupName: '', tenancy: 'default' };
}

function interfaceAnswer(context: ActionContext, each: NetworkInterface, instance: Instance): Answer {
  const { region, account } = context;
  const publicIp = instance.state === 'pending' ? null : each.publicIp;
  const association =
    publicIp === null
      ? null
      : {
          publicIp,
          publicDnsName: publicNameOf(context, each.vpcId, publicIp),
          ipOwnerId: 'amazon',
        };
  const dnsName = privateDnsName(region.region, each.privateIp);
  return {
    networkInterfaceId: each.networkInterfaceId,
    subnetId: each.subnetId,
    vpcId: each.vpcId,
    description: each.description,
    ownerId: account.accountId,
    status: 'in-use',
    macAddress: each.macAddress,
    privateIpAddress: each.privateIp,
    privateDnsName: dnsName,
    sourceDestCheck: each.checksSourceDest,
    groupSet: groupAnswers(context, each.groupIds),
    attachment: attachmentAnswer(each, instance),
    association,
    privateIpAddressesSet: [
      { privateIpAddress: each.privateIp, privateDnsName: dnsName, primary: true, association },
    ],
    ipv6AddressesSet: [],
    interfaceType: 'interface',
  };
}

function attachmentAnswer({ attachment }: NetworkInterface, { state }: Instance): Answer | null {
  if (attachment === null) return null;
  return {
    attachmentId: attachment.attachmentId,
    deviceIndex: attachment.deviceIndex,
    networkCardIndex: 0,
    status: state === 'pending' ? 'attaching' : 'attached',
    attachTime: new Date(attachment.attachedAt),
    deleteOnTermination: attachment.deletesOnTermination,
  };
}

/** What comes with the image; an image of an older catalogue is not there any more. */
export function imageAnswer(image: CatalogImage | undefined, instance: Instance): Answer {
  const isWindows = instance.platform === 'windows';
  return {
    platformDetails: image?.platformDetails ?? (isWindows ? 'Windows' : 'Linux/UNIX'),
    usageOperation: image?.usageOperation ?? (isWindows ? 'RunInstances:0002' : 'RunInstances'),
    usageOperationUpdateTime: new Date(instance.launchedAt),
    bootMode: image?.bootMode ?? null,
    currentInstanceBootMode: bootModeOf(image, instance),
  };
}

function bootModeOf(image: CatalogImage | undefined, { architecture }: Instance): string {
  if (architecture === 'arm64') return 'uefi';
  return image?.bootMode === 'uefi' || image?.bootMode === 'uefi-preferred' ? 'uefi' : 'legacy-bios';
}

function enabled(isOn: boolean): string {
  return isOn ? 'enabled' : 'disabled';
}
