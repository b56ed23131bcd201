import type { ActionContext } from '../action.ts';
import { takeMacAddress, takePrivateIp, takePublicIp } from '../world/addresses.ts';
import type { Instance, NetworkInterface, SecurityGroup, Subnet } from '../world/state.ts';
import { encryptedPassword } from '../world/windows-password.ts';
import type { DevicePlan } from './block-devices.ts';
import type { Machine } from './choose-machine.ts';
import type { RunRequest } from './read-run-request.ts';

export type InstancePlan = {
  readonly request: RunRequest;
  readonly machine: Machine;
  readonly subnet: Subnet;
  readonly groups: readonly SecurityGroup[];
  readonly devices: readonly DevicePlan[];
  readonly reservationId: string;
  /** One that is there already; null where one is made. */
  readonly ownInterface: NetworkInterface | null;
};

/** Puts one machine with its interface and its volumes into the region: pending from now on. */
export function makeInstance(context: ActionContext, plan: InstancePlan, launchIndex: number): Instance {
  const { region, now, newId, random } = context;
  const { request, machine, subnet } = plan;
  const { image, type, key } = machine;
  const instanceId = newId('i');
  const asksForPublicIp = plan.ownInterface === null && (request.asksForPublicIp ?? subnet.givesPublicIp);
  const networkInterface = {
    ...(plan.ownInterface ?? newInterface(context, plan, asksForPublicIp)),
    attachment: attachmentOf(context, plan, instanceId),
  };
  region.networkInterfaces.set(networkInterface.networkInterfaceId, networkInterface);
  const isWindows = image.isWindows;
  const instance: Instance = {
    instanceId,
    reservationId: plan.reservationId,
    launchIndex,
    imageId: image.imageId,
    instanceType: type.name,
    architecture: image.architecture,
    platform: isWindows ? 'windows' : 'linux',
    keyName: key?.name ?? null,
    vpcId: subnet.vpcId,
    subnetId: subnet.subnetId,
    zone: subnet.zone,
    networkInterfaceIds: [networkInterface.networkInterfaceId],
    groupIds: networkInterface.groupIds,
    privateIp: networkInterface.privateIp,
    asksForPublicIp,
    volumeIds: makeVolumes(context, plan, instanceId),
    rootDeviceName: image.rootDeviceName,
    clientToken: request.clientToken,
    launchedAt: now,
    state: 'pending',
    stateSince: now,
    stateReason: { code: 'pending', message: 'pending' },
    stateTransitionReason: '',
    metadata: metadataOf(plan),
    userData: request.userData,
    isMonitored: request.isMonitored,
    isEbsOptimized: request.isEbsOptimized ?? false,
    isProtectedFromTermination: request.isProtectedFromTermination,
    isProtectedFromStop: request.isProtectedFromStop,
    shutdownBehavior: request.shutdownBehavior,
    cpuCredits: machine.cpuCredits,
    profileName: request.profileName,
    cpu: machine.cpu,
    passwordData: isWindows && key !== null ? encryptedPassword(key.publicKey, random) : null,
    tags: [...request.tags.instance],
  };
  region.instances.set(instanceId, instance);
  return instance;
}

function newInterface(
  { region, now, newId, catalog, random }: ActionContext,
  { request, subnet, groups }: InstancePlan,
  asksForPublicIp: boolean,
): NetworkInterface {
  const tools = { catalog, random };
  return {
    networkInterfaceId: newId('eni'),
    vpcId: subnet.vpcId,
    subnetId: subnet.subnetId,
    zone: subnet.zone,
    macAddress: takeMacAddress(region, tools),
    privateIp: request.privateIp ?? takePrivateIp(region, subnet, tools),
    publicIp: asksForPublicIp ? takePublicIp(region, tools) : null,
    groupIds: groups.map(({ groupId }) => groupId),
    description: request.interfaceDescription,
    attachment: null,
    checksSourceDest: true,
    createdAt: now,
    tags: [...request.tags['network-interface']],
  };
}

/** What is made with a machine goes with it, unless the request says otherwise; what was there before stays. */
function attachmentOf(
  { now, newId }: ActionContext,
  { request, ownInterface }: InstancePlan,
  instanceId: string,
): NetworkInterface['attachment'] {
  return {
    attachmentId: newId('eni-attach'),
    instanceId,
    deviceIndex: 0,
    deletesOnTermination: request.deletesInterface ?? ownInterface === null,
    attachedAt: now,
  };
}

function makeVolumes(
  { region, now, newId }: ActionContext,
  { request, subnet, devices }: InstancePlan,
  instanceId: string,
): string[] {
  return devices.map(({ deviceName, deletesOnTermination, ...volume }) => {
    const volumeId = newId('vol');
    region.volumes.set(volumeId, {
      ...volume,
      volumeId,
      zone: subnet.zone,
      createdAt: now,
      attachment: { instanceId, device: deviceName, deletesOnTermination, attachedAt: now },
      tags: [...request.tags.volume],
    });
    return volumeId;
  });
}

/** An image may ask for version 2 of the metadata service; the request has the last word. */
function metadataOf({ request, machine }: InstancePlan): Instance['metadata'] {
  const isVersion2 = machine.image.imdsSupport === 'v2.0';
  return {
    tokens: isVersion2 ? 'required' : 'optional',
    hopLimit: isVersion2 ? 2 : 1,
    isEndpointOn: true,
    isIpv6On: false,
    hasTags: false,
    ...request.metadata,
  };
}
