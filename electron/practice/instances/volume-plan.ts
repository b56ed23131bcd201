import { AwsError, invalidCombination, invalidValue } from '../aws-error.ts';
import type { ActionContext } from '../action.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import { found, KINDS } from '../world/find.ts';
import type { Volume } from '../world/state.ts';

/** What a request says of a volume; null for what it leaves to EC2. */
export type VolumeRequest = {
  readonly sizeGiB: number | null;
  readonly type: string | null;
  readonly iops: number | null;
  readonly throughput: number | null;
  readonly isEncrypted: boolean | null;
  readonly kmsKeyId: string | null;
  readonly snapshotId: string | null;
};

export type VolumePlan = Pick<
  Volume,
  'sizeGiB' | 'type' | 'iops' | 'throughput' | 'isEncrypted' | 'kmsKeyId' | 'snapshotId'
>;

export type VolumeSource = { readonly snapshotId: string; readonly sizeGiB: number };

type Bounds = { readonly least: number; readonly most: number };

/** AWS's API model (EbsBlockDevice, CreateVolume). */
const SIZES: Readonly<Record<string, Bounds>> = {
  gp2: { least: 1, most: 16_384 },
  gp3: { least: 1, most: 65_536 },
  io1: { least: 4, most: 16_384 },
  io2: { least: 4, most: 65_536 },
  st1: { least: 125, most: 16_384 },
  sc1: { least: 125, most: 16_384 },
  standard: { least: 1, most: 1024 },
};

const IOPS: Readonly<Record<string, Bounds & { readonly perGiB: number }>> = {
  gp3: { least: 3000, most: 80_000, perGiB: 500 },
  io1: { least: 100, most: 64_000, perGiB: 50 },
  io2: { least: 100, most: 256_000, perGiB: 1000 },
};

const THROUGHPUT: Bounds = { least: 125, most: 2000 };
const MOST_THROUGHPUT_PER_IOPS = 0.25;

/** Reads what names a volume in RunInstances (`sizeName` `VolumeSize`) and in CreateVolume (`Size`). */
export function readVolumeRequest(params: Params, sizeName: 'VolumeSize' | 'Size'): VolumeRequest {
  return {
    sizeGiB: params.optionalInteger(sizeName),
    type: params.optionalText('VolumeType'),
    iops: params.optionalInteger('Iops'),
    throughput: params.optionalInteger('Throughput'),
    isEncrypted: params.boolean('Encrypted'),
    kmsKeyId: params.optionalText('KmsKeyId'),
    snapshotId: params.optionalText('SnapshotId'),
  };
}

/** The volume that comes of it, by EC2's limits and defaults. Throws EC2's refusals. */
export function planVolume(
  context: ActionContext,
  request: VolumeRequest,
  { snapshot, defaultType }: { readonly snapshot: VolumeSource | null; readonly defaultType: string },
): VolumePlan {
  const type = request.type ?? defaultType;
  const sizes = Object.hasOwn(SIZES, type) ? SIZES[type] : undefined;
  if (sizes === undefined) {
    throw invalidValue(
      `Value (${shortened(type)}) for parameter volumeType is invalid. Unknown volume type.`,
    );
  }
  const sizeGiB = sizeOf(request, snapshot, sizes, type);
  const iops = iopsOf(request, type, sizeGiB);
  return {
    sizeGiB,
    type,
    iops,
    throughput: throughputOf(request, type, iops),
    snapshotId: snapshot?.snapshotId ?? null,
    ...encryptionOf(context, request),
  };
}

/** One of the account's own, or of one of AWS's images; `InvalidSnapshot.NotFound` else. */
export function findSnapshot(context: ActionContext, snapshotId: string): VolumeSource {
  const { catalog, region } = context;
  const image = catalog.images(region.region).find((each) => each.snapshotId === snapshotId);
  if (image !== undefined) return { snapshotId, sizeGiB: image.rootSizeGiB };
  return found(context, region.snapshots, snapshotId, KINDS.snapshot);
}

function sizeOf(
  { sizeGiB }: VolumeRequest,
  snapshot: VolumeSource | null,
  { least, most }: Bounds,
  type: string,
): number {
  const size = sizeGiB ?? snapshot?.sizeGiB;
  if (size === undefined) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter size or snapshotId');
  }
  if (snapshot !== null && size < snapshot.sizeGiB) {
    throw new AwsError(
      'InvalidBlockDeviceMapping',
      `Volume of size ${String(size)}GB is smaller than snapshot '${snapshot.snapshotId}', expect size >= ${String(snapshot.sizeGiB)}GB`,
    );
  }
  if (size >= least && size <= most) return size;
  throw invalidValue(
    size < least
      ? `Volume of ${String(size)}GiB is too small for volume type ${type}; minimum is ${String(least)}GiB.`
      : `Volume of ${String(size)}GiB is too large for volume type ${type}; maximum is ${String(most)}GiB.`,
  );
}

function iopsOf({ iops }: VolumeRequest, type: string, sizeGiB: number): number | null {
  const bounds = IOPS[type];
  if (bounds === undefined) {
    if (iops !== null) {
      throw invalidCombination(`The parameter iops is not supported for ${type} volumes.`);
    }
    return type === 'gp2' ? Math.min(16_000, Math.max(100, 3 * sizeGiB)) : null;
  }
  if (iops === null && type !== 'gp3') {
    throw invalidCombination(`The parameter iops must be specified for ${type} volumes.`);
  }
  const asked = iops ?? bounds.least;
  checkBounds('Volume iops', asked, bounds);
  const ratio = asked / sizeGiB;
  if (asked > bounds.least && ratio > bounds.perGiB) {
    throw invalidValue(
      `Iops to volume size ratio of ${ratio.toFixed(6)} is too high; maximum is ${String(bounds.perGiB)} iops per GiB`,
    );
  }
  return asked;
}

function throughputOf({ throughput }: VolumeRequest, type: string, iops: number | null): number | null {
  if (type !== 'gp3') {
    if (throughput === null) return null;
    throw invalidCombination(`The parameter throughput is not supported for ${type} volumes.`);
  }
  const asked = throughput ?? THROUGHPUT.least;
  checkBounds('Volume throughput', asked, THROUGHPUT);
  const ratio = asked / (iops ?? 1);
  if (ratio <= MOST_THROUGHPUT_PER_IOPS) return asked;
  throw invalidValue(
    `Throughput (MiBps) to iops ratio of ${ratio.toFixed(6)} is too high; maximum is ${MOST_THROUGHPUT_PER_IOPS.toFixed(6)} MiBps per iops.`,
  );
}

function checkBounds(what: string, value: number, { least, most }: Bounds): void {
  if (value < least) {
    throw invalidValue(`${what} of ${String(value)} is too low; minimum is ${String(least)}.`);
  }
  if (value > most) {
    throw invalidValue(`${what} of ${String(value)} is too high; maximum is ${String(most)}.`);
  }
}

/** The account's default cannot be refused by a request. There is one key: the one that AWS keeps for EBS in each account. */
function encryptionOf(
  { region, account }: ActionContext,
  { isEncrypted, kmsKeyId }: VolumeRequest,
): Pick<VolumePlan, 'isEncrypted' | 'kmsKeyId'> {
  const encrypts = isEncrypted === true || region.isEbsEncryptedByDefault;
  if (kmsKeyId !== null && !encrypts) {
    throw new AwsError(
      'InvalidParameterDependency',
      'The parameter KmsKeyId requires the parameter Encrypted to be set.',
    );
  }
  const key = ebsKeyArn(region.region, account.accountId);
  if (kmsKeyId !== null && kmsKeyId !== key && kmsKeyId !== 'alias/aws/ebs') {
    throw new AwsError(
      'InvalidKMSKey.InvalidState',
      'The KMS key provided is in an incorrect state, or it does not exist.',
    );
  }
  return { isEncrypted: encrypts, kmsKeyId: encrypts ? key : null };
}

/** The key that AWS keeps for disks. */
export function ebsKeyArn(region: string, accountId: string): string {
  return `arn:aws:kms:${region}:${accountId}:key/0ebc0de0-0000-4000-8000-${accountId}`;
}
