import type { Image } from '@aws-sdk/client-ec2';
import { DAY_MS } from '../../shared/day.ts';
import type { CatalogImage, ImageFoundBy, ImagePublisher } from '../../shared/facts.ts';
import { entryOfImage, OTHER_IMAGE, type CatalogEntry } from '../../shared/image-catalog.ts';
import { guessLoginUser } from '../../shared/image-login.ts';
import type { Architecture, Platform } from '../../shared/platform.ts';
import type { OperatingSystem } from '../../shared/price.ts';
import { present, presentText } from './answer.ts';

/** What EC2 says of an image of the catalogue. Throws where the answer lacks what EC2 always gives. `now`: ms since the epoch. */
export function catalogImage(
  entry: CatalogEntry,
  image: Image,
  foundBy: ImageFoundBy,
  now: number,
): CatalogImage {
  const { catalogId, title, architecture, platform, loginUser, operatingSystem, supportedUntil } = entry;
  const isAsPromised = image.Architecture === architecture && platformOf(image) === platform;
  return {
    ...said(image, now),
    catalogId,
    title,
    architecture,
    platform,
    rootSizeGiB: present(rootSizeOf(image), 'VolumeSize'),
    loginUser,
    isAvailable: isStartable(image) && isAsPromised,
    operatingSystem,
    foundBy,
    ownerId: image.OwnerId ?? entry.ownerId,
    publisher: 'catalogue',
    supportedUntil,
    isSupportOver: isOver(supportedUntil, now),
  };
}

/**
 * What EC2 says of an image that somebody has named, or null where Keyport cannot start it: it is for other processors, or has no
 * root disk of EBS. `accountId` is who asks.
 */
export function otherImage(image: Image, accountId: string, now: number): CatalogImage | null {
  const architecture = architectureOf(image);
  const rootSizeGiB = rootSizeOf(image);
  if (architecture === null || rootSizeGiB === undefined) return null;
  const answer = said(image, now);
  const { imageId, imageName: name, creationDate } = answer;
  const ownerId = presentText(image.OwnerId, 'OwnerId');
  const platform = platformOf(image);
  const entry = entryOfImage({ imageId, name, creationDate, architecture, ownerId });
  const supportedUntil = entry?.supportedUntil ?? null;
  return {
    ...answer,
    catalogId: OTHER_IMAGE,
    title: entry?.title ?? name,
    architecture,
    platform,
    rootSizeGiB,
    loginUser: entry?.loginUser ?? guessLoginUser({ name, platform }),
    isAvailable: isStartable(image),
    operatingSystem: entry?.operatingSystem ?? operatingSystemIn(image),
    foundBy: 'id',
    ownerId,
    publisher: entry === undefined ? publisherOf(image, accountId) : 'catalogue',
    supportedUntil,
    isSupportOver: supportedUntil !== null && isOver(supportedUntil, now),
  };
}

function said(image: Image, now: number) {
  const imageId = presentText(image.ImageId, 'ImageId');
  const { DeprecationTime: deprecation } = image;
  return {
    imageId,
    imageName: image.Name === undefined || image.Name === '' ? imageId : image.Name,
    creationDate: presentText(image.CreationDate, 'CreationDate'),
    rootDeviceName: presentText(image.RootDeviceName, 'RootDeviceName'),
    isAllowed: image.ImageAllowed !== false,
    isOfMarketplace: (image.ProductCodes ?? []).some(
      ({ ProductCodeType }) => ProductCodeType === 'marketplace',
    ),
    deprecatedSince: deprecation !== undefined && Date.parse(deprecation) <= now ? deprecation : null,
  };
}

function rootSizeOf({ RootDeviceName, BlockDeviceMappings = [] }: Image): number | undefined {
  return BlockDeviceMappings.find(({ DeviceName }) => DeviceName === RootDeviceName)?.Ebs?.VolumeSize;
}

function isStartable({ State, ImageAllowed }: Image): boolean {
  return State === 'available' && ImageAllowed !== false;
}

/** EC2 leaves the platform out for Linux, and writes `windows` for Windows. */
function platformOf({ Platform: platform }: Image): Platform {
  return platform === undefined ? 'linux' : 'windows';
}

function architectureOf({ Architecture: architecture }: Image): Architecture | null {
  return architecture === 'x86_64' || architecture === 'arm64' ? architecture : null;
}

/** Licences of one's own ("BYOL") are not in the price of the hour. */
function operatingSystemIn(image: Image): OperatingSystem {
  const { PlatformDetails: details = '' } = image;
  if (platformOf(image) === 'windows') return 'Windows';
  if (details.startsWith('Red Hat Enterprise Linux')) return 'RHEL';
  return details.startsWith('SUSE Linux') ? 'SUSE' : 'Linux';
}

/** AWS gives verified providers an alias. An image that is not public is visible to its owner and to those it was shared with. */
function publisherOf({ OwnerId, ImageOwnerAlias, Public }: Image, accountId: string): ImagePublisher {
  if (OwnerId === accountId || ImageOwnerAlias === 'self') return 'own';
  if (ImageOwnerAlias !== undefined && ImageOwnerAlias !== '') return 'verified';
  return Public === false ? 'shared' : 'unknown';
}

/** The day itself still counts, wherever on earth it is. */
function isOver(day: string, now: number): boolean {
  return now >= Date.parse(day) + 2 * DAY_MS;
}
