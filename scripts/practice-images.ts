import { createHash } from 'node:crypto';
import {
  bootModeOf,
  VENDORS,
  type Architecture,
  type Image,
  type Parameter,
  type Vendor,
} from './practice-vendors.ts';

// The images of the practice account. From moto: the ids of Amazon Linux in each region, its names, descriptions and
// parameters. By their vendors' patterns, as public reports of `aws ec2 describe-images` show them: names, descriptions,
// owners, root devices. MADE UP, the same in each run: the ids of all other images, all snapshot ids, the dates in the
// other vendors' names, times of day. No current image has a date of deprecation, as AWS's have: these facts must not age.

export type ImageSources = {
  readonly regions: readonly string[];
  /** What moto has of Amazon Linux in this region. */
  readonly amazon: (region: string) => unknown;
  readonly parameters: (region: string) => unknown;
};

type AmazonImage = {
  readonly ami_id: string;
  readonly name: string;
  readonly description: string;
  readonly owner_id: string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly root_device_name: string;
};
type AmazonParameter = {
  readonly Name: string;
  readonly Value: string;
  readonly Version: number;
  readonly LastModifiedDate: number;
};

/** All images, by name, and the day of the newest of Amazon's parameters. */
export function imageTable(sources: ImageSources): {
  readonly asOf: string;
  readonly images: readonly Image[];
} {
  const regions = sources.regions.map((region) => ({
    region,
    images: sources.amazon(region) as readonly AmazonImage[],
    parameters: sources.parameters(region) as readonly AmazonParameter[],
  }));
  const newest = Math.max(
    ...regions.flatMap(({ parameters }) => parameters.map((one) => one.LastModifiedDate)),
  );
  const images = [...amazonImages(regions), ...otherImages(sources.regions)];
  return {
    asOf: new Date(newest * 1_000).toISOString().slice(0, 10),
    images: images.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
  };
}

type AmazonRegion = {
  readonly region: string;
  readonly images: readonly AmazonImage[];
  readonly parameters: readonly AmazonParameter[];
};

/** Nobody starts from paravirtual images any more; those that run from an instance store have no root disk. */
function amazonImages(regions: readonly AmazonRegion[]): readonly Image[] {
  const names = new Set(regions.flatMap(({ images }) => images.map(({ name }) => name)));
  return [...names]
    .filter((name) => !name.includes('-pv-'))
    .map((name) => {
      const found = regions.flatMap(({ region, images, parameters }) => {
        const image = images.find((one) => one.name === name);
        return image === undefined ? [] : [{ region, image, parameters }];
      });
      const ids = found.map(
        ({ region, image }) => [region, [image.ami_id, madeUp('snap', name, region)]] as const,
      );
      const [fullest] = found
        .map(({ image, parameters }) => ({ image, parameters: parametersOf(image, parameters) }))
        .toSorted((one, other) => other.parameters.length - one.parameters.length);
      if (fullest === undefined) throw new Error(`no region has ${name}`);
      return { ...amazonImage(fullest.image), parameters: fullest.parameters, ids: Object.fromEntries(ids) };
    });
}

function amazonImage(image: AmazonImage): Omit<Image, 'parameters' | 'ids'> {
  const { name, description, architecture, owner_id: ownerId, root_device_name: rootDeviceName } = image;
  const isMinimal = name.includes('-minimal-');
  const isNewest = name.startsWith('al2023-');
  const creationDate = momentOf(/\.(20\d{6})\./u.exec(name)?.[1] ?? '', name);
  return {
    name,
    description,
    ownerId,
    creationDate,
    deprecationTime: name.startsWith('amzn-') ? yearsLater(creationDate, 2) : null,
    architecture,
    product: 'linux',
    rootDeviceName,
    rootSizeGiB: isMinimal ? 2 : 8,
    rootVolumeType: volumeTypeOf(name),
    bootMode: bootModeOf(architecture, isNewest),
    imdsSupport: isNewest ? 'v2.0' : null,
  };
}

function volumeTypeOf(name: string): Image['rootVolumeType'] {
  if (name.startsWith('al2023-')) return 'gp3';
  return name.endsWith('-gp2') ? 'gp2' : 'standard';
}

function parametersOf(image: AmazonImage, parameters: readonly AmazonParameter[]): readonly Parameter[] {
  return parameters
    .filter(({ Value }) => Value === image.ami_id)
    .map(({ Name, Version, LastModifiedDate }) => ({
      name: Name,
      version: Version,
      lastModified: LastModifiedDate,
    }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function otherImages(regions: readonly string[]): readonly Image[] {
  return VENDORS.flatMap((vendor) =>
    vendor.architectures.map((architecture) => madeUpImage(vendor, architecture, regions)),
  );
}

function madeUpImage(vendor: Vendor, architecture: Architecture, regions: readonly string[]): Image {
  const name = vendor.nameFor(architecture);
  const day = /20\d\d\.?\d\d\.?\d\d/u.exec(name)?.[0] ?? '';
  const creationDate = momentOf(day.replaceAll('.', ''), name);
  const { ownerId, product, rootDeviceName, rootSizeGiB, rootVolumeType, imdsSupport } = vendor;
  return {
    name,
    description: vendor.descriptionFor(architecture),
    ownerId,
    creationDate,
    deprecationTime: vendor.isDeprecated === true ? yearsLater(creationDate, 1) : null,
    architecture,
    product,
    rootDeviceName,
    rootSizeGiB,
    rootVolumeType,
    bootMode: vendor.bootModeFor(architecture),
    imdsSupport,
    parameters: vendor
      .parametersFor(architecture)
      .map((parameter) => ({ name: parameter, version: 1, lastModified: Date.parse(creationDate) / 1_000 })),
    ids: Object.fromEntries(
      regions.map((region) => [region, [madeUp('ami', name, region), madeUp('snap', name, region)]]),
    ),
  };
}

/** `20260427` as a moment of that day. */
function momentOf(day: string, name: string): string {
  const minute = Number.parseInt(digestOf(name).slice(0, 6), 16) % (24 * 60);
  const start = Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}T00:00:00.000Z`);
  return new Date(start + minute * 60_000).toISOString();
}

function yearsLater(moment: string, years: number): string {
  return `${String(Number(moment.slice(0, 4)) + years)}${moment.slice(4)}`;
}

/** `ami-0` and 16 more hexadecimal digits, always the same ones for this image in this region. */
function madeUp(prefix: 'ami' | 'snap', name: string, region: string): string {
  return `${prefix}-0${digestOf(`${prefix} ${name} ${region}`).slice(0, 16)}`;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
