import { DescribeImagesCommand, type Image } from '@aws-sdk/client-ec2';
import { GetParametersCommand } from '@aws-sdk/client-ssm';
import type { CatalogImage } from '../../shared/facts.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Architecture, Platform } from '../../shared/platform.ts';
import { present, presentText } from './answer.ts';
import type { AwsClients } from './clients.ts';
import { outcomeOf } from './problem.ts';
import { nameOf } from './raw-of.ts';

type CatalogEntry = {
  readonly catalogId: string;
  readonly title: string;
  readonly architecture: Architecture;
  readonly platform: Platform;
  readonly loginUser: string;
  /** The public SSM parameter that holds the newest image's id in each region. */
  readonly parameter: string;
};

/** The images Keyport knows. SSM answers for at most ten parameters at once. */
const CATALOG: readonly CatalogEntry[] = (['x86_64', 'arm64'] as const).map((architecture) => ({
  catalogId: `al2023-${architecture}`,
  title: 'Amazon Linux 2023',
  architecture,
  platform: 'linux',
  loginUser: 'ec2-user',
  parameter: `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
}));

/**
 * The catalogue's images in this region, each pinned to one id and checked with EC2. One that the region does not
 * have is left out; one that EC2 describes otherwise than the catalogue is there, and not available.
 */
export async function readCatalogImages(clients: AwsClients): Promise<Outcome<readonly CatalogImage[]>> {
  return outcomeOf(async () => {
    const ids = await readParameters(clients);
    const images = await Promise.all(
      CATALOG.map((entry) => readImage(clients, entry, ids.get(entry.parameter))),
    );
    return images.filter((image) => image !== null);
  });
}

async function readImage(
  clients: AwsClients,
  entry: CatalogEntry,
  imageId: string | undefined,
): Promise<CatalogImage | null> {
  const image = imageId === undefined ? null : await describeImage(clients, imageId);
  return image === null ? null : catalogImage(entry, image);
}

async function readParameters(clients: AwsClients): Promise<ReadonlyMap<string, string>> {
  const names = CATALOG.map(({ parameter }) => parameter);
  const { Parameters } = await clients.ssm.send(new GetParametersCommand({ Names: names }));
  return new Map(
    present(Parameters, 'Parameters').map(({ Name, Value }) => [
      presentText(Name, 'Name'),
      presentText(Value, 'Value'),
    ]),
  );
}

/** One question for each image: EC2 refuses a whole list for one id that is gone. Null is gone. */
async function describeImage(clients: AwsClients, imageId: string): Promise<Image | null> {
  try {
    const { Images } = await clients.ec2.send(
      new DescribeImagesCommand({ ImageIds: [imageId], IncludeDeprecated: true }),
    );
    return present(Images, 'Images')[0] ?? null;
  } catch (error) {
    if (nameOf(error).startsWith('InvalidAMIID.')) return null;
    throw error;
  }
}

function catalogImage(entry: CatalogEntry, image: Image): CatalogImage {
  const rootDeviceName = presentText(image.RootDeviceName, 'RootDeviceName');
  const root = image.BlockDeviceMappings?.find(({ DeviceName }) => DeviceName === rootDeviceName);
  return {
    catalogId: entry.catalogId,
    title: entry.title,
    imageId: presentText(image.ImageId, 'ImageId'),
    imageName: presentText(image.Name, 'Name'),
    creationDate: presentText(image.CreationDate, 'CreationDate'),
    architecture: entry.architecture,
    platform: entry.platform,
    rootDeviceName,
    rootSizeGiB: present(root?.Ebs?.VolumeSize, 'VolumeSize'),
    loginUser: entry.loginUser,
    isAvailable: isAsPromised(entry, image),
  };
}

/** EC2 leaves the platform out for Linux, and writes `windows` for Windows. */
function isAsPromised(entry: CatalogEntry, image: Image): boolean {
  return (
    image.State === 'available' &&
    image.Architecture === entry.architecture &&
    (image.Platform === undefined ? 'linux' : 'windows') === entry.platform &&
    image.ImageAllowed !== false
  );
}
