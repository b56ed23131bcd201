import { DescribeImagesCommand, type Image } from '@aws-sdk/client-ec2';
import { GetParametersCommand } from '@aws-sdk/client-ssm';
import type { CatalogImage, ImageFoundBy } from '../../shared/facts.ts';
import { IMAGE_CATALOG, MOST_PARAMETERS, newestOf, type CatalogEntry } from '../../shared/image-catalog.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { allPages, present, presentText } from './answer.ts';
import type { AwsClients } from './clients.ts';
import { piecesOf } from './every-page.ts';
import { catalogImage } from './image-answer.ts';
import { outcomeOf, problemFrom } from './problem.ts';
import { nameOf } from './raw-of.ts';

/**
 * The catalogue's images in this region, each pinned to one id and checked with EC2: by its maker's parameter, else the newest in its
 * maker's account. One that the region does not have is left out; one that EC2 describes otherwise than the catalogue is there, and
 * not available.
 */
export async function readCatalogImages(clients: AwsClients): Promise<Outcome<readonly CatalogImage[]>> {
  return outcomeOf(async () => {
    const [named, nameless] = await Promise.all([
      readParameters(clients),
      // Known beforehand to have no parameter, so that nobody waits for one.
      readNewest(
        clients,
        IMAGE_CATALOG.filter(({ parameter }) => parameter === null),
      ),
    ]);
    const unnamed = IMAGE_CATALOG.filter(({ parameter }) => parameter !== null && !named.has(parameter));
    const [described, newest] = await Promise.all([
      describeImages(clients, [...new Set(named.values())]),
      readNewest(clients, unnamed),
    ]);
    const now = Date.now();
    return IMAGE_CATALOG.flatMap((entry) => {
      const found = foundFor(entry, named, described, new Map([...nameless, ...newest]));
      return found === null ? [] : [catalogImage(entry, found.image, found.by, now)];
    });
  });
}

/** The images with these ids that there are, by id. EC2 refuses a whole list for one that is gone: then each is asked for alone. */
export async function describeImages(
  clients: AwsClients,
  imageIds: readonly string[],
): Promise<ReadonlyMap<string, Image>> {
  if (imageIds.length === 0) return new Map();
  try {
    return byId(await describe(clients, imageIds));
  } catch (error) {
    if (!nameOf(error).startsWith('InvalidAMIID.')) throw error;
    if (imageIds.length === 1) return new Map();
    const alone = await Promise.all(imageIds.map((imageId) => describeImages(clients, [imageId])));
    return new Map(alone.flatMap((one) => [...one]));
  }
}

function foundFor(
  { catalogId, parameter }: CatalogEntry,
  named: ReadonlyMap<string, string>,
  described: ReadonlyMap<string, Image>,
  newest: ReadonlyMap<string, Image>,
): { readonly image: Image; readonly by: ImageFoundBy } | null {
  const imageId = parameter === null ? undefined : named.get(parameter);
  const image = imageId === undefined ? newest.get(catalogId) : described.get(imageId);
  if (image === undefined) return null;
  return { image, by: imageId === undefined ? 'owner' : 'parameter' };
}

/** By parameter. One that is not there is left out; who may not read any gets none, and the makers' accounts are asked instead. */
async function readParameters(clients: AwsClients): Promise<ReadonlyMap<string, string>> {
  const names = IMAGE_CATALOG.flatMap(({ parameter }) => (parameter === null ? [] : [parameter]));
  try {
    const answers = await Promise.all(
      piecesOf(names, MOST_PARAMETERS).map((piece) =>
        clients.ssm.send(new GetParametersCommand({ Names: [...piece] })),
      ),
    );
    const parameters = answers.flatMap(({ Parameters }) => present(Parameters, 'Parameters'));
    return new Map(
      parameters.map(({ Name, Value }) => [presentText(Name, 'Name'), presentText(Value, 'Value')]),
    );
  } catch (error) {
    if (problemFrom(error).code !== 'not-permitted') throw error;
    return new Map();
  }
}

/** By catalogue id: the newest image that the entry's maker publishes here. One question for each maker. */
async function readNewest(
  clients: AwsClients,
  entries: readonly CatalogEntry[],
): Promise<ReadonlyMap<string, Image>> {
  const owners = [...new Set(entries.map(({ ownerId }) => ownerId))];
  const perOwner = await Promise.all(
    owners.map(async (ownerId) => {
      const wanted = entries.filter((entry) => entry.ownerId === ownerId);
      const listed = await listImagesOf(clients, ownerId, wanted);
      return wanted.flatMap((entry) => {
        const newest = newestOf(entry, listed);
        return newest === undefined ? [] : [[entry.catalogId, newest.image] as const];
      });
    }),
  );
  return new Map(perOwner.flat());
}

async function listImagesOf(clients: AwsClients, ownerId: string, entries: readonly CatalogEntry[]) {
  const images = await allPages(
    (token) =>
      clients.ec2.send(
        new DescribeImagesCommand({
          Owners: [ownerId],
          Filters: [
            { Name: 'name', Values: [...new Set(entries.map(({ namePattern }) => namePattern))] },
            { Name: 'state', Values: ['available'] },
          ],
          MaxResults: 1000,
          ...token,
        }),
      ),
    ({ Images }) => Images,
  );
  return images.map((image) => ({
    image,
    imageId: presentText(image.ImageId, 'ImageId'),
    name: image.Name ?? '',
    creationDate: image.CreationDate ?? '',
    architecture: image.Architecture ?? '',
    ownerId,
  }));
}

async function describe(clients: AwsClients, imageIds: readonly string[]): Promise<readonly Image[]> {
  const { Images } = await clients.ec2.send(
    new DescribeImagesCommand({ ImageIds: [...imageIds], IncludeDeprecated: true }),
  );
  return present(Images, 'Images');
}

function byId(images: readonly Image[]): ReadonlyMap<string, Image> {
  return new Map(images.map((image) => [presentText(image.ImageId, 'ImageId'), image]));
}
