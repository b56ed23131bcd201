import type { CatalogImage, Facts } from './facts.ts';
import type { Finding, FindingId, Fix } from './finding.ts';
import { OTHER_IMAGE } from './image-catalog.ts';
import { isLoginUser } from './image-login.ts';
import type { PlanDraft } from './launch-plan.ts';
import { found, say, unanswered } from './make-finding.ts';
import { operatingSystemOf } from './operating-system.ts';
import { imageAnswer } from './pre-answer.ts';
import { words } from './words/en.ts';

/** Whether the image is there, is what the person was shown, comes from where one would think, and fits its disk. */
export function checkImage(
  { image, storage }: Pick<PlanDraft, 'image' | 'storage'>,
  { images }: Pick<Facts, 'images'>,
): readonly Finding[] {
  if (image === null) return [unanswered('image')];
  const known = images?.find(({ imageId }) => imageId === image.imageId);
  const newest = newestFixes({ image, storage }, images);
  return [
    ...(images === null ? [] : checkIsThere(image, known, newest)),
    ...(known?.isAvailable === true ? checkImageIsKnown(image, known) : []),
    ...(known === undefined ? [] : [...checkOrigin(known), ...checkAge(known, newest)]),
    ...(isLoginUser(image) ? [] : [loginFinding(image)]),
    ...(storage !== null && storage.rootSizeGiB < image.rootSizeGiB ? [diskFinding(image)] : []),
    // Windows, Red Hat and SUSE are billed with their licence by the hour (aws.amazon.com/ec2/pricing/on-demand).
    ...(operatingSystemOf(image) === 'Linux' ? [] : [about('licence-surcharge', image.imageName)]),
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
      isAvailable && catalogId !== OTHER_IMAGE && catalogId === image?.catalogId && imageId !== image.imageId,
  );
  if (newest === undefined) return [];
  const { rootSizeGiB } = newest;
  const isTooSmall = storage !== null && storage.rootSizeGiB < rootSizeGiB;
  const edit = { image: imageAnswer(newest), ...(isTooSmall ? { storage: { rootSizeGiB } } : {}) };
  return [{ label: said.fixes.useImage(newest.imageName), edit }];
}

/** What EC2 would refuse because of the image alone. */
function checkIsThere(
  { imageName }: Image,
  known: CatalogImage | undefined,
  newest: readonly Fix[],
): readonly Finding[] {
  if (known?.isAllowed === false) {
    const { 'image-not-allowed': forbidden } = said;
    return [
      found('image-not-allowed', 'blocker', 'image', say(forbidden, forbidden.sentence(imageName)), newest),
    ];
  }
  return known?.isAvailable === true ? [] : [goneFinding(imageName, newest)];
}

/** A root device of another name, for one, would start with its own disk, unencrypted, and ours beside it. */
function checkImageIsKnown(image: Image, known: CatalogImage): readonly Finding[] {
  const isSame =
    (['architecture', 'platform', 'rootDeviceName', 'rootSizeGiB'] as const).every(
      (name) => image[name] === known[name],
    ) &&
    (known.publisher !== 'catalogue' || image.loginUser === known.loginUser) &&
    operatingSystemOf(image) === operatingSystemOf(known);
  if (isSame) return [];
  const { 'image-differs': differs } = said;
  const asShown = imageAnswer(known, known.publisher === 'catalogue' ? null : image.loginUser);
  return [
    found('image-differs', 'blocker', 'image', say(differs, differs.sentence(image.imageName)), [
      { label: said.fixes.takeWhatAwsShows, edit: { image: asShown } },
    ]),
  ];
}

/** Whoever makes an image decides what runs in it. */
function checkOrigin({ publisher, isOfMarketplace, imageName, ownerId }: CatalogImage): readonly Finding[] {
  const { 'image-of-unknown-owner': unknown } = said;
  return [
    ...(publisher === 'unknown'
      ? [
          found(
            'image-of-unknown-owner',
            'caution',
            'image',
            say(unknown, unknown.sentence(imageName, ownerId)),
          ),
        ]
      : []),
    ...(isOfMarketplace ? [about('image-of-marketplace', imageName)] : []),
  ];
}

function checkAge(known: CatalogImage, newest: readonly Fix[]): readonly Finding[] {
  const { title, imageName, deprecatedSince, supportedUntil, isSupportOver } = known;
  const { 'image-deprecated': deprecated, 'image-unsupported': unsupported } = said;
  return [
    ...(deprecatedSince === null
      ? []
      : [
          found(
            'image-deprecated',
            'caution',
            'image',
            say(deprecated, deprecated.sentence(imageName, deprecatedSince.slice(0, 10))),
            newest,
          ),
        ]),
    ...(isSupportOver && supportedUntil !== null
      ? [
          found(
            'image-unsupported',
            'caution',
            'image',
            say(unsupported, unsupported.sentence(title, supportedUntil)),
          ),
        ]
      : []),
  ];
}

function loginFinding({ imageName, loginUser }: Image): Finding {
  const { 'login-user-unknown': unknown } = said;
  const sentence =
    loginUser === '' ? unknown.sentence.missing(imageName) : unknown.sentence.malformed(loginUser);
  return found('login-user-unknown', 'blocker', 'image', say(unknown, sentence));
}

function diskFinding({ rootSizeGiB }: Image): Finding {
  const { 'disk-too-small': small } = said;
  return found('disk-too-small', 'blocker', 'image', say(small, small.sentence.atLeast(rootSizeGiB)), [
    { label: said.fixes.useDisk(rootSizeGiB), edit: { storage: { rootSizeGiB } } },
  ]);
}

function about(id: FindingId & ('licence-surcharge' | 'image-of-marketplace'), imageName: string): Finding {
  return found(id, 'caution', 'image', say(said[id], said[id].sentence(imageName)));
}
