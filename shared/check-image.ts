import type { CatalogImage, Facts } from './facts.ts';
import type { Finding, Fix } from './finding.ts';
import type { PlanDraft } from './launch-plan.ts';
import { found, say, unanswered } from './make-finding.ts';
import { operatingSystemOf } from './operating-system.ts';
import { imageAnswer } from './pre-answer.ts';
import { words } from './words/en.ts';

/** Whether the image is there, is what the person was shown, fits its disk, and costs nothing that nobody sees. */
export function checkImage(
  { image, storage }: Pick<PlanDraft, 'image' | 'storage'>,
  { images }: Pick<Facts, 'images'>,
): readonly Finding[] {
  if (image === null) return [unanswered('image')];
  const known = images?.find(({ imageId }) => imageId === image.imageId);
  const isGone = images !== null && known?.isAvailable !== true;
  return [
    ...(isGone ? [goneFinding(image.imageName, newestFixes({ image, storage }, images))] : []),
    ...(known?.isAvailable === true ? checkImageIsKnown(image, known) : []),
    ...(storage !== null && storage.rootSizeGiB < image.rootSizeGiB ? [diskFinding(image)] : []),
    ...(hasLicence(image)
      ? [
          found(
            'licence-surcharge',
            'caution',
            'image',
            say(said['licence-surcharge'], said['licence-surcharge'].sentence(image.imageName)),
          ),
        ]
      : []),
  ];
}

type Image = NonNullable<PlanDraft['image']>;

const said = words.findings;

export function goneFinding(imageName: string, fixes: readonly Fix[]): Finding {
  const { 'image-not-available': gone } = said;
  return found('image-not-available', 'blocker', 'image', say(gone, gone.sentence(imageName)), fixes);
}

/** The image that stands in the catalogue under the same name now, with a disk that it fits on. */
export function newestFixes(
  { image, storage }: Pick<PlanDraft, 'image' | 'storage'>,
  images: readonly CatalogImage[] | null,
): readonly Fix[] {
  const newest = images?.find(
    ({ catalogId, isAvailable, imageId }) =>
      isAvailable && catalogId === image?.catalogId && imageId !== image.imageId,
  );
  if (newest === undefined) return [];
  const { rootSizeGiB } = newest;
  const isTooSmall = storage !== null && storage.rootSizeGiB < rootSizeGiB;
  const edit = { image: imageAnswer(newest), ...(isTooSmall ? { storage: { rootSizeGiB } } : {}) };
  return [{ label: said.fixes.useImage(newest.imageName), edit }];
}

/** A root device of another name, for one, would start with its own disk, unencrypted, and ours beside it. */
function checkImageIsKnown(image: Image, known: CatalogImage): readonly Finding[] {
  const isSame = (['architecture', 'platform', 'rootDeviceName', 'rootSizeGiB', 'loginUser'] as const).every(
    (name) => image[name] === known[name],
  );
  if (isSame) return [];
  const { 'image-differs': differs } = said;
  return [
    found('image-differs', 'blocker', 'image', say(differs, differs.sentence(image.imageName)), [
      { label: said.fixes.takeWhatAwsShows, edit: { image: imageAnswer(known) } },
    ]),
  ];
}

function diskFinding({ rootSizeGiB }: Image): Finding {
  const { 'disk-too-small': small } = said;
  return found('disk-too-small', 'blocker', 'image', say(small, small.sentence.atLeast(rootSizeGiB)), [
    { label: said.fixes.useDisk(rootSizeGiB), edit: { storage: { rootSizeGiB } } },
  ]);
}

/** Windows, Red Hat and SUSE are billed with their licence by the hour (aws.amazon.com/ec2/pricing/on-demand). */
function hasLicence(image: Image): boolean {
  return operatingSystemOf(image) !== 'Linux';
}
