import { checkAccess } from './check-access.ts';
import { checkZones } from './check-zones.ts';
import type { CatalogImage, Facts } from './facts.ts';
import { confirmationOf, type Finding } from './finding.ts';
import type { PlanDraft } from './launch-plan.ts';
import { found, say, unanswered } from './make-finding.ts';
import { keyTypeFor } from './platform.ts';
import { imageAnswer } from './pre-answer.ts';
import { fleetPrice } from './price.ts';
import { freeName, refusalOfName } from './resource-name.ts';
import { words } from './words/en.ts';

/**
 * The only judge of a plan: the wizard's steps, the review page and the engine's gate all ask it. Pure. What was
 * not read (a fact that is null) is not judged. Findings come in the order of the wizard's questions.
 */
export function checkPlan(draft: PlanDraft, facts: Facts): readonly Finding[] {
  return [
    ...checkAccount(draft, facts),
    ...checkImage(draft, facts),
    ...checkSize(draft, facts),
    ...checkZones(draft, facts),
    ...checkAccess(draft, facts),
    ...checkKey(draft, facts),
    ...checkReview(draft, facts),
  ];
}

/** What keeps this plan from being launched: blockers, and dangers that are not among the confirmed (see `confirmationOf`). */
export function obstacles(findings: readonly Finding[], confirmed: readonly string[]): readonly Finding[] {
  return findings.filter(
    (finding) =>
      finding.severity === 'blocker' ||
      (finding.severity === 'danger' && !confirmed.includes(confirmationOf(finding))),
  );
}

const said = words.findings;

function checkAccount(draft: PlanDraft, { account }: Facts): readonly Finding[] {
  if (draft.account === null) return [unanswered('account')];
  if (account === null) return [];
  if (account.isRoot) return [found('root-user', 'caution', 'account', said['root-user'])];
  return account.hasLongLivedKey
    ? [found('long-lived-key', 'caution', 'account', said['long-lived-key'])]
    : [];
}

function checkImage({ image, storage }: PlanDraft, facts: Facts): readonly Finding[] {
  if (image === null) return [unanswered('image')];
  const { 'image-not-available': gone, 'disk-too-small': small } = said;
  const known = facts.images?.find(({ imageId }) => imageId === image.imageId);
  return [
    ...(facts.images !== null && known?.isAvailable !== true
      ? [found('image-not-available', 'blocker', 'image', say(gone, gone.sentence(image.imageName)))]
      : []),
    ...(known?.isAvailable === true ? checkImageIsKnown(image, known) : []),
    ...(storage !== null && storage.rootSizeGiB < image.rootSizeGiB
      ? [
          found('disk-too-small', 'blocker', 'image', say(small, small.sentence(image.rootSizeGiB)), [
            {
              label: said.fixes.useDisk(image.rootSizeGiB),
              edit: { storage: { rootSizeGiB: image.rootSizeGiB } },
            },
          ]),
        ]
      : []),
  ];
}

/** A root device of another name, for one, would start with its own disk, unencrypted, and ours beside it. */
function checkImageIsKnown(image: NonNullable<PlanDraft['image']>, known: CatalogImage): readonly Finding[] {
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

function checkSize({ image, size }: PlanDraft, facts: Facts): readonly Finding[] {
  if (size === null) return [unanswered('size')];
  const { 'architecture-mismatch': mismatch, 'size-unknown': unknown } = said;
  const known = facts.instanceTypes?.find(({ name }) => name === size.name);
  const architectures = known?.architectures ?? size.architectures;
  if (image !== null && !architectures.includes(image.architecture)) {
    const sentence = mismatch.sentence(size.name, image.architecture);
    return [found('architecture-mismatch', 'blocker', 'size', say(mismatch, sentence))];
  }
  if (facts.instanceTypes !== null && known === undefined) {
    return [found('size-unknown', 'blocker', 'size', say(unknown, unknown.sentence(size.name)))];
  }
  return checkOfferings(size.name, facts);
}

/** A size that is sold in one zone only leads to `one-zone`, which is the danger that has to be confirmed. */
function checkOfferings(type: string, { network }: Facts): readonly Finding[] {
  if (network === null || network.instanceType !== type || network.vpcId === null) return [];
  const offering = network.zones.filter(({ offersType, isAvailable }) => offersType && isAvailable);
  const { 'type-nowhere': nowhere, 'type-in-one-zone-only': single } = said;
  const only = offering[0];
  if (only === undefined) {
    return [found('type-nowhere', 'blocker', 'size', say(nowhere, nowhere.sentence(type)))];
  }
  if (offering.length > 1) return [];
  const sentence = single.sentence(type, only.zoneName);
  return [found('type-in-one-zone-only', 'caution', 'size', say(single, sentence))];
}

function checkKey({ key, image }: PlanDraft, { keychain }: Facts): readonly Finding[] {
  if (key === null) return [unanswered('key')];
  const needsRsa = image !== null && keyTypeFor(image.platform) === 'rsa' && key.type !== 'rsa';
  return [
    ...(needsRsa
      ? [
          found('windows-needs-rsa', 'blocker', 'key', said['windows-needs-rsa'], [
            { label: said.fixes.useRsa, edit: { key: { ...key, type: 'rsa' } } },
          ]),
        ]
      : []),
    ...(keychain === null || keychain === 'ready'
      ? []
      : [found(`keychain-${keychain}`, 'blocker', 'key', said[`keychain-${keychain}`])]),
  ];
}

function checkReview(draft: PlanDraft, facts: Facts): readonly Finding[] {
  return [...checkName(draft, facts), ...checkPrice(draft, facts)];
}

function checkName({ name, access }: PlanDraft, { names }: Facts): readonly Finding[] {
  if (name === null) return [unanswered('key')];
  const refusal = refusalOfName(name);
  if (refusal !== null) {
    const { sentence, why } = said['name-refused'];
    return [found('name-refused', 'blocker', 'key', { sentence: sentence[refusal], why })];
  }
  if (names === null) return [];
  // A launch that uses groups which are there makes none of its own.
  const groupNames = access?.kind === 'existing-group' ? [] : names.securityGroups;
  const free = freeName(name, [...names.keyPairs, ...groupNames]);
  const fixes = [{ label: said.fixes.useName(free), edit: { name: free } }];
  const isTaken = (taken: readonly string[]) =>
    taken.some((used) => used.toLowerCase() === name.toLowerCase());
  const { 'key-name-taken': key, 'group-name-taken': group } = said;
  return [
    ...(isTaken(names.keyPairs)
      ? [found('key-name-taken', 'blocker', 'key', say(key, key.sentence(name)), fixes)]
      : []),
    ...(isTaken(groupNames)
      ? [found('group-name-taken', 'blocker', 'key', say(group, group.sentence(name)), fixes)]
      : []),
  ];
}

function checkPrice({ size, storage, placements }: PlanDraft, { prices }: Facts): readonly Finding[] {
  if (size === null || storage === null || prices === null || placements === null) return [];
  if (placements.length === 0) return [];
  const fleet = { instanceType: size.name, count: placements.length, rootSizeGiB: storage.rootSizeGiB };
  if (fleetPrice(prices, fleet) !== null) return [];
  return [found('price-unknown', 'note', 'review', said['price-unknown'])];
}
