import { DescribeImagesCommand, type Image } from '@aws-sdk/client-ec2';
import type { CatalogImage, OwnImages } from '../../shared/facts.ts';
import { newestFirst } from '../../shared/image-catalog.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { allPages } from './answer.ts';
import type { AwsClients } from './clients.ts';
import { otherImage } from './image-answer.ts';
import { describeImages, readCatalogImages } from './images.ts';
import { outcomeOf } from './problem.ts';

/** The image with this id, whoever made it. `image-gone` where this account does not see one, or cannot start it. */
export async function readImage(
  clients: AwsClients,
  accountId: string,
  imageId: string,
): Promise<Outcome<CatalogImage>> {
  const described = await outcomeOf(() => describeImages(clients, [imageId]));
  if (!described.ok) return described;
  const image = described.value.get(imageId);
  if (image === undefined) return refused(words.wizard.image.other.notSeen(imageId));
  const answer = await outcomeOf(async () => otherImage(image, accountId, Date.now()));
  if (!answer.ok) return answer;
  return answer.value === null
    ? refused(words.wizard.image.other.notStartable(imageId))
    : succeeded(answer.value);
}

/** The images that this account has made, and those that others have shared with it by its number. */
export async function readOwnImages(clients: AwsClients, accountId: string): Promise<Outcome<OwnImages>> {
  return outcomeOf(async () => {
    const [own, shared] = await Promise.all([
      listImages(clients, { Owners: ['self'] }),
      listImages(clients, { ExecutableUsers: ['self'] }),
    ]);
    const all = [...new Map([...own, ...shared].map((image) => [image.ImageId, image])).values()];
    const read = all.flatMap((image) => otherImage(image, accountId, Date.now()) ?? []);
    const images = read.toSorted((one, other) => newestFirst(named(one), named(other)));
    return { images, leftOut: all.length - images.length };
  });
}

/** What a plan's image is judged by: the image itself, as it is now; where it cannot be had, the catalogue, for another one. */
export async function readPlannedImage(
  clients: AwsClients,
  accountId: string,
  { imageId }: Pick<LaunchPlan['image'], 'imageId'>,
): Promise<Outcome<readonly CatalogImage[]>> {
  const image = await readImage(clients, accountId, imageId);
  if (image.ok && image.value.isAvailable) return succeeded([image.value]);
  if (!image.ok && image.problem.code !== 'image-gone') return image;
  const listed = await readCatalogImages(clients);
  if (!listed.ok || !image.ok) return listed;
  return succeeded([image.value, ...listed.value.filter((each) => each.imageId !== imageId)]);
}

async function listImages(
  clients: AwsClients,
  whose: { readonly Owners: string[] } | { readonly ExecutableUsers: string[] },
): Promise<readonly Image[]> {
  return allPages(
    (token) =>
      clients.ec2.send(
        new DescribeImagesCommand({ ...whose, IncludeDeprecated: true, MaxResults: 1000, ...token }),
      ),
    ({ Images }) => Images,
  );
}

function named({ imageId, imageName: name, creationDate, architecture, ownerId }: CatalogImage) {
  return { imageId, name, creationDate, architecture, ownerId };
}

function refused(explanation: string): Outcome<never> {
  return failed(makeProblem('image-gone', { explanation, actions: ['choose-image'] }));
}
