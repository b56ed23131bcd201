import type { CatalogImage, Facts, InstanceType, Network } from './facts.ts';
import type { AnswerName } from './finding.ts';
import type { NewGroupAccess, PlanDraft } from './launch-plan.ts';
import { operatingSystemOf } from './operating-system.ts';
import { keyTypeFor } from './platform.ts';
import { sizeCards } from './size-cards.ts';
import { placementsIn, usableZones } from './placement.ts';
import { FIRST_TEMPLATE, PLAN_TEMPLATES, type PlanTemplate, type TemplateId } from './plan-templates.ts';
import type { PriceList } from './price.ts';
import { withRequired } from './required-tags.ts';
import { freeName } from './resource-name.ts';
import { scriptFor } from './start-script.ts';

/** A plan in which nothing is answered yet. */
export function emptyDraft(): PlanDraft {
  return {
    version: 1,
    name: null,
    account: null,
    image: null,
    size: null,
    placements: null,
    access: null,
    key: null,
    storage: null,
    script: null,
    tags: [],
  };
}

/**
 * Fills what is not answered, safely, as far as the facts allow: Next-Next-Next gives what the template is for, with the cheapest
 * size, in more than one zone, closed to everyone but a web site's visitors. Answers already given stay as they are.
 */
export function preAnswer(draft: PlanDraft, facts: Facts, from: TemplateId = FIRST_TEMPLATE): PlanDraft {
  const template = PLAN_TEMPLATES[from];
  const image = draft.image ?? imageAnswer(firstImage(facts, template));
  const size = draft.size ?? sizeAnswer(defaultSize(facts, image));
  const access = draft.access ?? defaultAccess(facts.network, template);
  return {
    ...draft,
    name: draft.name ?? defaultName(facts, template),
    account: draft.account ?? accountAnswer(facts),
    image,
    size,
    placements: draft.placements ?? defaultPlacements({ size, access }, facts.network, template),
    access,
    key: draft.key ?? (image === null ? null : { kind: 'aws-makes-it', type: keyTypeFor(image.platform) }),
    storage: draft.storage ?? (image === null ? null : { rootSizeGiB: image.rootSizeGiB }),
    script: draft.script ?? (access === null ? null : scriptFor({ access })),
    tags: facts.requiredTags === null ? draft.tags : withRequired(draft.tags ?? [], facts.requiredTags),
  };
}

/**
 * Applies an edit. Only answers that can no longer stand are taken back (and pre-answered again where the facts
 * allow); they are named, so that the screen can say so.
 */
export function reanswer(
  draft: PlanDraft,
  edit: Partial<PlanDraft>,
  facts: Facts,
  from: TemplateId = FIRST_TEMPLATE,
): { readonly draft: PlanDraft; readonly invalidated: readonly AnswerName[] } {
  const edited = withDiskOfImage(draft, { ...draft, ...edit });
  const invalidated = invalidatedBy(draft, edited);
  const kept = invalidated.reduce((current, answer) => ({ ...current, ...TAKEN_BACK[answer] }), edited);
  return { draft: preAnswer(kept, facts, from), invalidated };
}

/**
 * The disk is not a question of its own: one that was as big as its image is as big as the next image, too. One that somebody has made
 * bigger stays, as long as the image fits on it.
 */
function withDiskOfImage(before: PlanDraft, draft: PlanDraft): PlanDraft {
  const { image, storage } = draft;
  if (image === null || storage === null) return draft;
  const isOfImage =
    storage === before.storage &&
    image.imageId !== before.image?.imageId &&
    storage.rootSizeGiB === before.image?.rootSizeGiB;
  return isOfImage || storage.rootSizeGiB < image.rootSizeGiB ? { ...draft, storage: null } : draft;
}

/**
 * An image's answer for the plan, or null when there is none. `loginUser`: what the person has said; else it is the image's own, and
 * empty where nobody knows, which is then asked.
 */
export function imageAnswer(
  image: CatalogImage | undefined,
  loginUser: string | null = image?.loginUser ?? null,
): PlanDraft['image'] {
  if (image === undefined) return null;
  const { catalogId, imageId, imageName, architecture, platform, rootDeviceName, rootSizeGiB } = image;
  const answer = {
    catalogId,
    imageId,
    imageName,
    architecture,
    platform,
    rootDeviceName,
    rootSizeGiB,
    loginUser: loginUser ?? image.loginUser ?? '',
  };
  const { operatingSystem } = image;
  return operatingSystemOf(answer) === operatingSystemOf(image) ? answer : { ...answer, operatingSystem };
}

/** A size's answer. CPU credits are set explicitly: AWS's own default for T3 and T4g may bill extra. */
export function sizeAnswer(type: InstanceType | undefined): PlanDraft['size'] {
  if (type === undefined) return null;
  const { name, vcpus, architectures, isBurstable } = type;
  return { name, vcpus, architectures: [...architectures], cpuCredits: isBurstable ? 'standard' : null };
}

/** Cheapest first; sizes of unknown price behind those of known price, the smaller first. */
export function cheapestFirst(
  types: readonly InstanceType[],
  prices: PriceList | null,
): readonly InstanceType[] {
  const hour = (type: InstanceType) => prices?.instanceHour[type.name] ?? Number.POSITIVE_INFINITY;
  return types.toSorted(
    (one, other) =>
      compare(hour(one), hour(other)) ||
      one.memoryMiB - other.memoryMiB ||
      one.vcpus - other.vcpus ||
      (one.name < other.name ? -1 : 1),
  );
}

function compare(one: number, other: number): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

const TAKEN_BACK: Readonly<Record<AnswerName, Partial<PlanDraft>>> = {
  account: { account: null },
  image: { image: null, storage: null },
  size: { size: null },
  zones: { placements: null },
  access: { access: null },
  key: { key: null },
  review: {},
};

/** Images, sizes, zones and networks belong to one account and region; zones to one size; sizes to an architecture. */
function invalidatedBy(before: PlanDraft, after: PlanDraft): readonly AnswerName[] {
  const isElsewhere =
    before.account !== null &&
    (before.account.region !== after.account?.region || before.account.accountId !== after.account.accountId);
  if (isElsewhere)
    return (['image', 'size', 'zones', 'access'] as const).filter((name) => isAnswered(after, name));
  const { image, size, key } = after;
  const sizeFits = image === null || size === null || size.architectures.includes(image.architecture);
  const sizeChanged = before.size !== null && (!sizeFits || before.size.name !== size?.name);
  const networkChanged =
    before.access !== null && after.access !== null && before.access.vpcId !== after.access.vpcId;
  const zonesStay = after.placements !== before.placements && after.placements !== null;
  const keyFits =
    image === null || key === null || keyTypeFor(image.platform) !== 'rsa' || key.type === 'rsa';
  return [
    ...(sizeFits ? [] : (['size'] as const)),
    ...((sizeChanged || (networkChanged && !zonesStay)) && isAnswered(after, 'zones')
      ? (['zones'] as const)
      : []),
    ...(keyFits ? [] : (['key'] as const)),
  ];
}

function isAnswered(draft: PlanDraft, answer: 'image' | 'size' | 'zones' | 'access'): boolean {
  return draft[answer === 'zones' ? 'placements' : answer] !== null;
}

function accountAnswer({ account }: Facts): PlanDraft['account'] {
  if (account === null) return null;
  const { sourceId, accountId, region } = account;
  return { sourceId, accountId, region };
}

/** In the catalogue's order. */
function firstImage({ images }: Facts, { platform }: PlanTemplate): CatalogImage | undefined {
  return images?.find((image) => image.isAvailable && (platform === null || image.platform === platform));
}

function defaultName({ names }: Facts, { name }: PlanTemplate): string | null {
  return names === null ? null : freeName(name, [...names.keyPairs, ...names.securityGroups]);
}

function defaultSize({ instanceTypes, prices }: Facts, image: PlanDraft['image']): InstanceType | undefined {
  if (instanceTypes === null || image === null || prices === null) return undefined;
  const [card] = sizeCards(instanceTypes, image, prices);
  if (card !== undefined) return card.type;
  const fitting = instanceTypes.filter(({ architectures }) => architectures.includes(image.architecture));
  return cheapestFirst(fitting, prices)[0];
}

/** In the network of the access, and in no other: while that is being read, there is no answer. */
function defaultPlacements(
  { size, access }: Pick<PlanDraft, 'size' | 'access'>,
  network: Network | null,
  { zones }: PlanTemplate,
): PlanDraft['placements'] {
  if (size === null || network === null || network.instanceType !== size.name) return null;
  if (network.vpcId === null || (access !== null && access.vpcId !== network.vpcId)) return null;
  const usable = usableZones(network);
  return placementsIn(zones === 'two' ? usable.slice(0, 2) : usable);
}

function defaultAccess(network: Network | null, { purpose }: PlanTemplate): PlanDraft['access'] {
  return network === null || network.vpcId === null ? null : freshAccess(network.vpcId, purpose);
}

/** A web site gets HTTPS from everyone. The address of the person is looked up by the screen, and edited in. */
export function freshAccess(vpcId: string, purpose: NewGroupAccess['purpose'] = 'web-site'): NewGroupAccess {
  return {
    kind: 'new-group',
    vpcId,
    purpose,
    httpsFromEveryone: purpose === 'web-site',
    httpFromEveryone: false,
    adminAddress: null,
  };
}
