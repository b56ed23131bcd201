import type { CatalogImage, Facts, InstanceType, Network } from './facts.ts';
import type { Finding, Fix } from './finding.ts';
import type { PlanDraft } from './launch-plan.ts';
import { found, say, unanswered } from './make-finding.ts';
import { nearNames } from './near-names.ts';
import { nearSizes, sizeFixes } from './near-sizes.ts';
import { usableZones } from './placement.ts';
import { imageAnswer } from './pre-answer.ts';
import { words } from './words/en.ts';

type Draft = Pick<PlanDraft, 'image' | 'size'>;
type Size = NonNullable<PlanDraft['size']>;

/** Whether the size runs this image, and is what AWS sells. */
export function checkSize(
  { image, size }: Draft,
  facts: Pick<Facts, 'images' | 'instanceTypes' | 'prices'>,
): readonly Finding[] {
  if (size === null) return [unanswered('size')];
  const known = facts.instanceTypes?.find(({ name }) => name === size.name);
  const architectures = known?.architectures ?? size.architectures;
  const near = nearSizes({ image, size }, facts);
  if (image !== null && !architectures.includes(image.architecture)) {
    const fixes = [...sizeFixes(near), ...imageFixes(image, architectures, facts.images)];
    return [mismatchFinding({ image, size }, fixes)];
  }
  if (facts.instanceTypes !== null && known === undefined) {
    const { 'size-unknown': unknown } = said;
    const sentence = unknown.sentence(size.name);
    return [found('size-unknown', 'blocker', 'size', say(unknown, sentence), sizeFixes(near))];
  }
  return [...checkMemory(image, known, near), ...checkCredits(size, known)];
}

/**
 * In how many zones AWS sells the size. One that is sold in one zone only leads to `one-zone`, which is the danger that has to be
 * confirmed.
 */
export function checkOfferings(
  { image, size }: Draft,
  { network, instanceTypes, prices }: Pick<Facts, 'network' | 'instanceTypes' | 'prices'>,
): readonly Finding[] {
  if (size === null || network === null || network.instanceType !== size.name || network.vpcId === null)
    return [];
  const offering = network.zones.filter(({ offersType, isAvailable }) => offersType && isAvailable);
  const [only] = offering;
  if (offering.length > 1) return [];
  const elsewhere = soldInTwoZones(network);
  const fixes = sizeFixes(
    nearSizes({ image, size }, { instanceTypes, prices }).filter(({ name }) => elsewhere.has(name)),
  );
  const { 'type-in-one-zone-only': single } = said;
  return only === undefined
    ? [found('type-nowhere', 'blocker', 'size', nowhereSaid(size.name, network, instanceTypes), fixes)]
    : [
        found(
          'type-in-one-zone-only',
          'caution',
          'size',
          say(single, single.sentence(size.name, only.zoneName)),
          fixes,
        ),
      ];
}

const said = words.findings;

/** A size that AWS lists, and no zone sells; else a name that is none here, with those that were probably meant. */
function nowhereSaid(
  name: string,
  { others = [] }: Network,
  instanceTypes: readonly InstanceType[] | null,
): ReturnType<typeof say> {
  const { 'type-nowhere': nowhere } = said;
  const listed = instanceTypes ?? [];
  if (listed.some((type) => type.name === name)) return say(nowhere, nowhere.sentence(name));
  const { sentence, why } = nowhere.noSuchName;
  const names = [...listed.map((type) => type.name), ...others.map(({ instanceType }) => instanceType)];
  return { sentence: sentence(name, nearNames(name, names)), why };
}

/** Sizes that can run in two zones at least. */
function soldInTwoZones({ others = [], zones }: Network): ReadonlySet<string> {
  const open = usableZones({ zones: zones.map((zone) => ({ ...zone, offersType: true })) });
  const names = new Set(open.map(({ zoneName }) => zoneName));
  const inTwo = others.filter(({ zoneNames }) => zoneNames.filter((name) => names.has(name)).length > 1);
  return new Set(inTwo.map(({ instanceType }) => instanceType));
}

export function mismatchFinding({ image, size }: Draft, fixes: readonly Fix[]): Finding {
  const { 'architecture-mismatch': mismatch } = said;
  const sentence = mismatch.sentence(size?.name ?? '', image?.architecture ?? '');
  return found('architecture-mismatch', 'blocker', 'size', say(mismatch, sentence), fixes);
}

/** The same system for the other kind of processor. */
function imageFixes(
  chosen: NonNullable<PlanDraft['image']>,
  architectures: readonly string[],
  images: readonly CatalogImage[] | null,
): readonly Fix[] {
  const title = images?.find(({ catalogId }) => catalogId === chosen.catalogId)?.title;
  const other = images?.find(
    (image) => image.isAvailable && image.title === title && architectures.includes(image.architecture),
  );
  if (other === undefined) return [];
  return [{ label: said.fixes.useImage(other.imageName), edit: { image: imageAnswer(other) } }];
}

/** Windows Server asks for 2 GiB with its desktop (learn.microsoft.com, hardware requirements of Windows Server). */
const WINDOWS_MEMORY_MIB = 2048;

function checkMemory(
  image: PlanDraft['image'],
  known: InstanceType | undefined,
  near: readonly InstanceType[],
): readonly Finding[] {
  if (image?.platform !== 'windows' || known === undefined || known.memoryMiB >= WINDOWS_MEMORY_MIB)
    return [];
  const { 'little-memory': little } = said;
  const fixes = sizeFixes(near.filter(({ memoryMiB }) => memoryMiB >= WINDOWS_MEMORY_MIB));
  const sentence = little.sentence(known.name, known.memoryMiB / 1024);
  return [found('little-memory', 'caution', 'size', say(little, sentence), fixes)];
}

/** AWS's own default for T3 and T4g is `unlimited`, so that saying nothing is the same. */
function checkCredits(size: Size, known: InstanceType | undefined): readonly Finding[] {
  const { 'credits-unlimited': unlimited, 'credits-not-for-size': misplaced } = said;
  const { name, cpuCredits } = size;
  if (known?.isBurstable === false) {
    if (cpuCredits === null) return [];
    const fixes = [{ label: said.fixes.noCredits, edit: { size: { ...size, cpuCredits: null } } }];
    return [
      found('credits-not-for-size', 'blocker', 'size', say(misplaced, misplaced.sentence(name)), fixes),
    ];
  }
  if (cpuCredits !== 'unlimited' && (cpuCredits !== null || known === undefined)) return [];
  const standard: Fix = {
    label: said.fixes.standardCredits,
    edit: { size: { ...size, cpuCredits: 'standard' } },
  };
  return [
    found('credits-unlimited', 'caution', 'size', say(unlimited, unlimited.sentence(name)), [standard]),
  ];
}
