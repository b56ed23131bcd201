import { AwsError } from '../aws-error.ts';
import type { ActionContext } from '../action.ts';
import type { CatalogImage } from '../catalog.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import {
  findSnapshot,
  planVolume,
  readVolumeRequest,
  type VolumePlan,
  type VolumeRequest,
} from './volume-plan.ts';

/** One entry of `BlockDeviceMapping`; without a volume: nothing is to be there, or a disk of the host that no size here has. */
export type BlockDevice = {
  readonly deviceName: string;
  readonly volume: (VolumeRequest & { readonly deletesOnTermination: boolean | null }) | null;
};

export type DevicePlan = VolumePlan & {
  readonly deviceName: string;
  readonly deletesOnTermination: boolean;
};

export function readBlockDevices(params: Params): readonly BlockDevice[] {
  const devices = params.list('BlockDeviceMapping', (mapping): BlockDevice => {
    const deviceName = mapping.text('DeviceName');
    if (!isDeviceName(deviceName)) {
      throw invalidMapping(`Invalid device name ${shortened(deviceName)}`);
    }
    const isLeftOut = mapping.optionalText('NoDevice') !== null;
    const virtualName = mapping.optionalText('VirtualName');
    const ebs = mapping.child('Ebs');
    if (isLeftOut || virtualName !== null) return { deviceName, volume: null };
    if (ebs === null) throw invalidMapping(`The device '${deviceName}' has no volume.`);
    return {
      deviceName,
      volume: {
        ...readVolumeRequest(ebs, 'VolumeSize'),
        deletesOnTermination: ebs.boolean('DeleteOnTermination'),
      },
    };
  });
  const names = devices.map(({ deviceName }) => deviceName);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) {
    throw invalidMapping(`The device '${twice}' is used in more than one block-device mapping`);
  }
  return devices;
}

/** `/dev/sdf`, `/dev/xvda`, `xvdb`. */
export function isDeviceName(name: string): boolean {
  return /^(?:\/dev\/)?(?:sd|xvd|hd)[a-z]{1,2}[0-9]{0,2}$/u.test(name);
}

/** The volumes of a machine from this image: the root first, then what is asked for beside it. */
export function planDevices(
  context: ActionContext,
  image: CatalogImage,
  asked: readonly BlockDevice[],
): readonly DevicePlan[] {
  const root = asked.find(({ deviceName }) => deviceName === image.rootDeviceName);
  const others = asked.filter((device) => device !== root);
  if (root !== undefined && root.volume === null) {
    throw invalidMapping(`The root device '${image.rootDeviceName}' cannot be left out.`);
  }
  return [
    rootDevice(context, image, root),
    ...others.flatMap((device) => {
      const { deviceName, volume } = device;
      if (volume === null) return [];
      const snapshot = volume.snapshotId === null ? null : findSnapshot(context, volume.snapshotId);
      const plan = planVolume(context, volume, { snapshot, defaultType: 'gp2' });
      return [{ ...plan, deviceName, deletesOnTermination: volume.deletesOnTermination ?? false }];
    }),
  ];
}

function rootDevice(context: ActionContext, image: CatalogImage, root: BlockDevice | undefined): DevicePlan {
  const volume = root?.volume ?? null;
  const snapshot = { snapshotId: image.snapshotId, sizeGiB: image.rootSizeGiB };
  if (volume?.snapshotId != null && volume.snapshotId !== image.snapshotId) {
    throw invalidMapping(
      `snapshotId cannot be modified on root device; specify the snapshot of the image or none`,
    );
  }
  if (volume?.type === 'st1' || volume?.type === 'sc1') {
    throw invalidMapping(`Volume type ${volume.type} cannot be used as a boot volume`);
  }
  const plan = planVolume(context, volume ?? NOTHING_SAID, {
    snapshot,
    defaultType: image.rootVolumeType,
  });
  return {
    ...plan,
    deviceName: image.rootDeviceName,
    deletesOnTermination: volume?.deletesOnTermination ?? true,
  };
}

const NOTHING_SAID: VolumeRequest = {
  sizeGiB: null,
  type: null,
  iops: null,
  throughput: null,
  isEncrypted: null,
  kmsKeyId: null,
  snapshotId: null,
};

function invalidMapping(message: string): AwsError {
  return new AwsError('InvalidBlockDeviceMapping', message);
}
