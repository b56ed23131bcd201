import { reads, type Action, type ActionContext, type Actions } from '../action.ts';
import { AwsError, invalidValue } from '../aws-error.ts';
import type { CatalogImage } from '../catalog.ts';
import { filtered, readFilters, type FilterFields } from '../filters.ts';
import { pageOf, UP_TO_1000 } from '../paging.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Answer } from '../protocol/write-xml.ts';

/** Every image here is public and belongs to somebody else: the practice account makes none of its own. */
const describeImages: Action['run'] = (context, params) => {
  const { catalog, region, now } = context;
  const ids = params.texts('ImageId');
  const owners = params.texts('Owner');
  const executableBy = params.texts('ExecutableBy');
  const withDeprecated = params.boolean('IncludeDeprecated') === true || ids.length > 0;
  params.boolean('IncludeDisabled');
  const images = (ids.length === 0 ? catalog.images(region.region) : findImages(context, ids))
    .filter((image) => owners.length === 0 || owners.some((owner) => isOwner(image, owner)))
    .filter(() => executableBy.length === 0 || executableBy.includes('all'))
    .filter((image) => withDeprecated || !isDeprecated(image, now));
  const { rows, nextToken } = pageOf(params, filtered(images, readFilters(params), FIELDS), UP_TO_1000);
  return { imagesSet: rows.map((image) => imageAnswer(image)), nextToken };
};

/** The images of these ids. Throws `InvalidAMIID.Malformed` and `.NotFound`, for all where one is missing. */
function findImages(
  { catalog, region: { region } }: ActionContext,
  ids: readonly string[],
): readonly CatalogImage[] {
  const malformed = ids.find((id) => !/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/u.test(id));
  if (malformed !== undefined) {
    throw new AwsError(
      'InvalidAMIID.Malformed',
      `Invalid id: "${shortened(malformed)}" (expecting "ami-...")`,
    );
  }
  const missing = [...new Set(ids)].filter((id) => catalog.image(region, id) === undefined);
  if (missing.length > 0) {
    const [what, does] = missing.length === 1 ? ['id', 'does'] : ['ids', 'do'];
    throw new AwsError(
      'InvalidAMIID.NotFound',
      `The image ${what} '[${missing.join(', ')}]' ${does} not exist`,
    );
  }
  return catalog.images(region).filter(({ imageId }) => ids.includes(imageId));
}

function isOwner(image: CatalogImage, owner: string): boolean {
  return image.ownerId === owner || image.ownerAlias === owner;
}

function isDeprecated({ deprecationTime }: CatalogImage, now: number): boolean {
  return deprecationTime !== null && Date.parse(deprecationTime) <= now;
}

/** By AWS's API model. What no image here has is null. */
const FIELDS: FilterFields<CatalogImage> = {
  architecture: (image) => image.architecture,
  'block-device-mapping.delete-on-termination': () => 'true',
  'block-device-mapping.device-name': (image) => image.rootDeviceName,
  'block-device-mapping.encrypted': () => 'false',
  'block-device-mapping.snapshot-id': (image) => image.snapshotId,
  'block-device-mapping.volume-size': (image) => String(image.rootSizeGiB),
  'block-device-mapping.volume-type': (image) => image.rootVolumeType,
  'creation-date': (image) => image.creationDate,
  description: (image) => image.description,
  'ena-support': (image) => String(image.isEnaSupported),
  'free-tier-eligible': (image) => String(isFreeTierEligible(image)),
  hypervisor: () => 'xen',
  'image-allowed': () => 'true',
  'image-id': (image) => image.imageId,
  'image-type': () => 'machine',
  'is-public': () => 'true',
  'kernel-id': () => null,
  'manifest-location': (image) => locationOf(image),
  name: (image) => image.name,
  'owner-alias': (image) => image.ownerAlias,
  'owner-id': (image) => image.ownerId,
  platform: (image) => (image.isWindows ? 'windows' : null),
  'platform-details': (image) => image.platformDetails,
  'product-code': () => null,
  'product-code.type': () => null,
  'ramdisk-id': () => null,
  'root-device-name': (image) => image.rootDeviceName,
  'root-device-type': () => 'ebs',
  'source-image-id': () => null,
  'source-image-region': () => null,
  'source-instance-id': () => null,
  'sriov-net-support': () => 'simple',
  state: () => 'available',
  'state-reason-code': () => null,
  'state-reason-message': () => null,
  'virtualization-type': () => 'hvm',
};

function imageAnswer(image: CatalogImage): Answer {
  return {
    imageId: image.imageId,
    imageLocation: locationOf(image),
    imageState: 'available',
    imageOwnerId: image.ownerId,
    creationDate: image.creationDate,
    isPublic: true,
    architecture: image.architecture,
    imageType: 'machine',
    platform: image.isWindows ? 'windows' : null,
    platformDetails: image.platformDetails,
    usageOperation: image.usageOperation,
    sriovNetSupport: 'simple',
    imageOwnerAlias: image.ownerAlias,
    name: image.name,
    description: image.description,
    rootDeviceType: 'ebs',
    rootDeviceName: image.rootDeviceName,
    blockDeviceMapping: [
      {
        deviceName: image.rootDeviceName,
        ebs: {
          snapshotId: image.snapshotId,
          volumeSize: image.rootSizeGiB,
          deleteOnTermination: true,
          volumeType: image.rootVolumeType,
          ...(image.rootVolumeType === 'gp3' ? { iops: 3000, throughput: 125 } : {}),
          encrypted: false,
        },
      },
    ],
    virtualizationType: 'hvm',
    hypervisor: 'xen',
    enaSupport: image.isEnaSupported,
    bootMode: image.bootMode,
    deprecationTime: image.deprecationTime,
    imdsSupport: image.imdsSupport,
    imageAllowed: true,
    freeTierEligible: isFreeTierEligible(image),
  };
}

/** As the images that EC2's console offers first are: no source tells it of each. */
function isFreeTierEligible({ deprecationTime }: CatalogImage): boolean {
  return deprecationTime === null;
}

function locationOf({ name, ownerAlias }: CatalogImage): string {
  return `${ownerAlias}/${name}`;
}

const ATTRIBUTES = [
  'description',
  'kernel',
  'ramdisk',
  'launchPermission',
  'productCodes',
  'blockDeviceMapping',
  'sriovNetSupport',
  'bootMode',
  'tpmSupport',
  'uefiData',
  'lastLaunchedTime',
  'imdsSupport',
  'deregistrationProtection',
];

/** EC2 tells an image's attributes to its owner only. */
const describeImageAttribute: Action['run'] = (context, params) => {
  const attribute = params.text('Attribute');
  const imageId = params.text('ImageId');
  if (!ATTRIBUTES.includes(attribute)) {
    throw invalidValue(
      `Value (${shortened(attribute)}) for parameter attribute is invalid. Unknown attribute.`,
    );
  }
  findImages(context, [imageId]);
  throw new AwsError('AuthFailure', `Not authorized for image:${imageId}`);
};

export const imagesActions: Actions = {
  DescribeImages: reads(describeImages),
  DescribeImageAttribute: reads(describeImageAttribute),
};
