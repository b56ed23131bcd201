import type { ActionContext } from '../action.ts';
import { AwsError, invalidValue } from '../aws-error.ts';
import { makeOnce } from '../network/make-once.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { readTagSpecifications } from '../tags.ts';
import { found, KINDS } from '../world/find.ts';
import type { Instance, Volume } from '../world/state.ts';
import { attachmentAnswer, volumeAnswer } from './volume-answer.ts';
import { isDeviceName } from './block-devices.ts';
import { findSnapshot, planVolume, readVolumeRequest } from './volume-plan.ts';

/** A volume of its own, attached to nothing. A ClientToken counts once in each zone. */
export function createVolume(context: ActionContext, params: Params): Answer {
  const { region, now, newId } = context;
  const request = readVolumeRequest(params, 'Size');
  const zone = readZone(context, params);
  const { volume: tags } = readTagSpecifications(params, ['volume']);
  const { row } = makeOnce(context, params, {
    action: `CreateVolume ${zone}`,
    request: { request, tags },
    table: region.volumes,
    idOf: ({ volumeId }) => volumeId,
    make: () => {
      const snapshot = request.snapshotId === null ? null : findSnapshot(context, request.snapshotId);
      const plan = planVolume(context, request, { snapshot, defaultType: 'gp2' });
      return { ...plan, volumeId: newId('vol'), zone, createdAt: now, attachment: null, tags: [...tags] };
    },
  });
  return volumeAnswer(context, row);
}

export function attachVolume(context: ActionContext, params: Params): Answer {
  const { region, now } = context;
  const volume = namedVolume(context, params);
  const instance = found(context, region.instances, params.text('InstanceId'), KINDS.instance);
  const device = params.text('Device');
  if (!isDeviceName(device)) {
    throw invalidValue(
      `Value (${shortened(device)}) for parameter device is invalid. ${shortened(device)} is not a valid EBS device name.`,
    );
  }
  checkAttachable(volume, instance);
  const isTaken = instance.volumeIds.some((id) => region.volumes.get(id)?.attachment?.device === device);
  if (isTaken) {
    throw invalidValue(
      `Invalid value '${device}' for unixDevice. Attachment point ${device} is already in use`,
    );
  }
  const { instanceId } = instance;
  const attached: Volume = {
    ...volume,
    attachment: { instanceId, device, deletesOnTermination: false, attachedAt: now },
  };
  region.volumes.set(volume.volumeId, attached);
  region.instances.set(instanceId, {
    ...instance,
    volumeIds: [...instance.volumeIds, volume.volumeId],
  });
  return attachmentAnswer(attached, 'attaching') ?? {};
}

export function detachVolume(context: ActionContext, params: Params): Answer {
  const { region } = context;
  params.boolean('Force');
  const volume = namedVolume(context, params);
  const { attachment } = volume;
  if (attachment === null) {
    throw new AwsError('IncorrectState', `Volume '${volume.volumeId}' is in the 'available' state.`);
  }
  const instanceId = params.optionalText('InstanceId') ?? attachment.instanceId;
  const device = params.optionalText('Device') ?? attachment.device;
  const instance = found(context, region.instances, instanceId, KINDS.instance);
  if (instanceId !== attachment.instanceId || device !== attachment.device) {
    throw new AwsError(
      'InvalidAttachment.NotFound',
      `The volume '${volume.volumeId}' is not attached to instance '${instanceId}' as device ${shortened(device)}`,
    );
  }
  if (device === instance.rootDeviceName && instance.state !== 'stopped') {
    throw new AwsError(
      'OperationNotPermitted',
      `Unable to detach root volume '${volume.volumeId}' from instance '${instanceId}'`,
    );
  }
  region.volumes.set(volume.volumeId, { ...volume, attachment: null });
  region.instances.set(instanceId, {
    ...instance,
    volumeIds: instance.volumeIds.filter((id) => id !== volume.volumeId),
  });
  return attachmentAnswer(volume, 'detaching') ?? {};
}

function namedVolume(context: ActionContext, params: Params): Volume {
  return found(context, context.region.volumes, params.text('VolumeId'), KINDS.volume);
}

function readZone({ catalog, region }: ActionContext, params: Params): string {
  const named = params.text(params.nameOf('AvailabilityZone', 'AvailabilityZoneId'));
  const zone = catalog.zonesOf(region.region).find(({ name, zoneId }) => name === named || zoneId === named);
  if (zone !== undefined) return zone.name;
  throw new AwsError('InvalidZone.NotFound', `The zone '${shortened(named)}' does not exist.`);
}

function checkAttachable(volume: Volume, { instanceId, state, zone }: Instance): void {
  const { volumeId } = volume;
  if (volume.attachment !== null) {
    throw new AwsError('VolumeInUse', `${volumeId} is already attached to an instance`);
  }
  if (state !== 'running' && state !== 'stopped') {
    throw new AwsError('IncorrectState', `Instance '${instanceId}' is not 'running'.`);
  }
  if (volume.zone !== zone) {
    throw new AwsError(
      'InvalidVolume.ZoneMismatch',
      `The volume '${volumeId}' is not in the same availability zone as instance '${instanceId}'`,
    );
  }
}
