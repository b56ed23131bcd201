import { z } from 'zod';
import type { CatalogImage, CatalogParameter } from './catalog.ts';

const image = z.object({
  name: z.string(),
  description: z.string(),
  ownerId: z.string(),
  creationDate: z.iso.datetime(),
  deprecationTime: z.iso.datetime().nullable(),
  architecture: z.enum(['x86_64', 'arm64']),
  product: z.enum(['linux', 'windows', 'rhel', 'suse']),
  rootDeviceName: z.string(),
  rootSizeGiB: z.number().int(),
  rootVolumeType: z.enum(['gp2', 'gp3', 'standard']),
  bootMode: z.enum(['legacy-bios', 'uefi', 'uefi-preferred']).nullable(),
  imdsSupport: z.literal('v2.0').nullable(),
  parameters: z.array(z.object({ name: z.string(), version: z.number(), lastModified: z.number() })),
  /** By region: the image's id and its snapshot's. */
  ids: z.record(z.string(), z.tuple([z.string(), z.string()])),
});
const imagesFile = z.object({ images: z.array(image) });

/** How AWS names and bills what an image holds. */
const PRODUCTS = {
  linux: { platformDetails: 'Linux/UNIX', usageOperation: 'RunInstances' },
  windows: { platformDetails: 'Windows', usageOperation: 'RunInstances:0002' },
  rhel: { platformDetails: 'Red Hat Enterprise Linux', usageOperation: 'RunInstances:0010' },
  suse: { platformDetails: 'SUSE Linux', usageOperation: 'RunInstances:000g' },
};

export type RegionImages = {
  /** By image id. */
  readonly images: ReadonlyMap<string, CatalogImage>;
  readonly parameters: ReadonlyMap<string, CatalogParameter>;
};

/** Reads the images of these regions, and the public parameters that name them. */
export async function readImageFacts(regions: readonly string[]): Promise<ReadonlyMap<string, RegionImages>> {
  const file: { readonly default: unknown } = await import('./data/images.json', { with: { type: 'json' } });
  const { images } = imagesFile.parse(file.default);
  return new Map(
    regions.map((region) => {
      const here = images.flatMap((each) => {
        const [imageId, snapshotId] = each.ids[region] ?? [];
        return imageId === undefined || snapshotId === undefined
          ? []
          : [{ found: each, image: imageOf(each, imageId, snapshotId) }];
      });
      const parameters = here.flatMap(({ found, image: { imageId } }) =>
        found.parameters.map((parameter) => ({ ...parameter, value: imageId })),
      );
      return [
        region,
        {
          images: new Map(here.map(({ image: each }) => [each.imageId, each])),
          parameters: new Map(parameters.map((parameter) => [parameter.name, parameter])),
        },
      ];
    }),
  );
}

function imageOf(found: z.infer<typeof image>, imageId: string, snapshotId: string): CatalogImage {
  const { product, parameters, ids: _, ...same } = found;
  return {
    ...same,
    ...PRODUCTS[product],
    imageId,
    snapshotId,
    // Each of these vendors is a verified provider: EC2 counts their images among Amazon's own.
    ownerAlias: 'amazon',
    isWindows: product === 'windows',
    isEnaSupported: true,
    parameters: parameters.map(({ name }) => name),
  };
}
