import type { ActionContext } from '../action.ts';
import type { FilterFields } from '../filters.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { tagSetOf } from '../tags.ts';
import type { Volume } from '../world/state.ts';
import { timeOf } from './instance-fields.ts';

export function volumeAnswer({ catalog, region }: ActionContext, volume: Volume): Answer {
  const zones = catalog.zonesOf(region.region);
  const attachment = attachmentAnswer(volume);
  return {
    volumeId: volume.volumeId,
    size: volume.sizeGiB,
    snapshotId: volume.snapshotId ?? '',
    availabilityZone: volume.zone,
    availabilityZoneId: zones.find(({ name }) => name === volume.zone)?.zoneId,
    status: statusOf(volume),
    createTime: new Date(volume.createdAt),
    attachmentSet: attachment === null ? [] : [attachment],
    tagSet: tagSetOf(volume.tags),
    volumeType: volume.type,
    iops: volume.iops,
    throughput: volume.throughput,
    encrypted: volume.isEncrypted,
    kmsKeyId: volume.kmsKeyId,
    multiAttachEnabled: false,
  };
}

/** Null where it is attached to nothing. */
export function attachmentAnswer(
  { volumeId, attachment }: Volume,
  status: 'attaching' | 'attached' | 'detaching' = 'attached',
): Answer | null {
  if (attachment === null) return null;
  return {
    volumeId,
    instanceId: attachment.instanceId,
    device: attachment.device,
    status,
    attachTime: new Date(attachment.attachedAt),
    deleteOnTermination: attachment.deletesOnTermination,
  };
}

const none = () => null;

/** The filters of DescribeVolumes, by AWS's API model. */
export function volumeFields({ catalog, region }: ActionContext): FilterFields<Volume> {
  const zones = catalog.zonesOf(region.region);
  return {
    'attachment.attach-time': ({ attachment }) =>
      attachment === null ? null : timeOf(attachment.attachedAt),
    'attachment.delete-on-termination': ({ attachment }) =>
      attachment === null ? null : String(attachment.deletesOnTermination),
    'attachment.device': ({ attachment }) => attachment?.device ?? null,
    'attachment.instance-id': ({ attachment }) => attachment?.instanceId ?? null,
    'attachment.status': ({ attachment }) => (attachment === null ? null : 'attached'),
    'availability-zone': ({ zone }) => zone,
    'availability-zone-id': ({ zone }) => zones.find(({ name }) => name === zone)?.zoneId ?? null,
    'create-time': ({ createdAt }) => timeOf(createdAt),
    encrypted: ({ isEncrypted }) => String(isEncrypted),
    'fast-restored': () => 'false',
    'multi-attach-enabled': () => 'false',
    'operator.managed': () => 'false',
    'operator.principal': none,
    size: ({ sizeGiB }) => String(sizeGiB),
    'snapshot-id': ({ snapshotId }) => snapshotId,
    status: statusOf,
    'volume-id': ({ volumeId }) => volumeId,
    'volume-type': ({ type }) => type,
  };
}

function statusOf({ attachment }: Volume): string {
  return attachment === null ? 'available' : 'in-use';
}
