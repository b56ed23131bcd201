import type { CatalogImage, Facts, Network } from './facts.ts';
import type { AnswerName } from './finding.ts';
import { OTHER_IMAGE } from './image-catalog.ts';
import type { ExistingGroupAccess, LaunchPlan, Placement, PlanDraft } from './launch-plan.ts';
import { asChosen, chosenSubnets } from './network-choice.ts';
import { placementsIn, usableZones } from './placement.ts';
import { keyTypeFor } from './platform.ts';
import { freshAccess, imageAnswer, sizeAnswer } from './pre-answer.ts';
import { freeName } from './resource-name.ts';
import { words } from './words/en.ts';

/**
 * The answers of an earlier launch, or of a plan in a file, on their way into a new one: each is looked at once, as soon as what
 * judges it was read.
 */
export type Carried = {
  readonly plan: LaunchPlan;
  /** The name of the file it was in; null for that of an earlier launch. */
  readonly file: string | null;
  /** Not looked at yet. */
  readonly open: readonly CarriedAnswer[];
  /** What is otherwise than it was, in words. */
  readonly changed: readonly ChangedAnswer[];
};

export const CARRIED_ANSWERS = ['account', 'image', 'size', 'placements', 'access', 'name'] as const;
export type CarriedAnswer = (typeof CARRIED_ANSWERS)[number];
export type ChangedAnswer = { readonly answer: AnswerName; readonly sentence: string };

/** An earlier plan as the draft of a new one. Who it is for is read anew. */
export function carryOver(
  plan: LaunchPlan,
  file: string | null = null,
): { readonly draft: PlanDraft; readonly carried: Carried } {
  return { draft: { ...plan, account: null }, carried: { plan, file, open: CARRIED_ANSWERS, changed: [] } };
}

/**
 * Keeps of the earlier answers what still stands by these facts, and takes back the rest, so that it is pre-answered anew; says
 * what that was. `hasAllSizes`: the list of sizes is whole. Pure.
 */
export function lookAgain(
  draft: PlanDraft,
  carried: Carried,
  facts: Facts,
  hasAllSizes: boolean,
): { readonly draft: PlanDraft; readonly carried: Carried } {
  return CARRIED_ANSWERS.filter((answer) => carried.open.includes(answer)).reduce(
    (now, answer) => {
      const looked = LOOKS[answer]({ draft: now.draft, facts, ...carried, hasAllSizes });
      if (looked === null) return now;
      const { open, changed } = now.carried;
      return {
        draft: { ...now.draft, ...looked.edit },
        carried: {
          ...carried,
          open: open.filter((name) => name !== answer),
          changed: [...changed, ...looked.changed],
        },
      };
    },
    { draft, carried },
  );
}

/** An answer that the person has given is no longer the earlier one. */
export function answeredAnew(carried: Carried, edit: Partial<PlanDraft>): Carried {
  return { ...carried, open: carried.open.filter((answer) => edit[answer] === undefined) };
}

/** Whether the earlier size is none of those that were read so far, and the others are still to be read. */
export function missesSizes(draft: PlanDraft, carried: Carried, { instanceTypes }: Facts): boolean {
  if (!carried.open.includes('size') || carried.open.includes('image') || instanceTypes === null)
    return false;
  return instanceTypes.every(({ name }) => name !== draft.size?.name);
}

type Look = {
  readonly draft: PlanDraft;
  readonly facts: Facts;
  readonly plan: LaunchPlan;
  readonly file: string | null;
  readonly hasAllSizes: boolean;
};
type Looked = { readonly edit: Partial<PlanDraft>; readonly changed: readonly ChangedAnswer[] };

const said = words.wizard.again;

/** Each answers null while what it needs was not read. */
const LOOKS: Readonly<Record<CarriedAnswer, (look: Look) => Looked | null>> = {
  account: ({ facts: { account }, plan, file }) => {
    if (account === null) return null;
    const isSame = account.accountId === plan.account.accountId;
    const say = file === null ? said.account : said.accountOfFile;
    const sentence = say(account.accountId, plan.account.accountId);
    return { edit: {}, changed: isSame ? [] : [{ answer: 'account', sentence }] };
  },
  image: ({ facts: { images }, plan }) => (images === null ? null : lookAtImage(plan, images)),
  size: lookAtSize,
  placements: lookAtZones,
  access: lookAtAccess,
  name: ({ facts: { names }, plan }) => {
    if (names === null) return null;
    const taken = [...names.keyPairs, ...(plan.access.kind === 'existing-group' ? [] : names.securityGroups)];
    const name = freeName(plan.name, taken);
    if (name === plan.name) return kept({ name });
    return { edit: { name }, changed: [{ answer: 'key', sentence: said.name(plan.name, name) }] };
  },
};

function kept(edit: Partial<PlanDraft>): Looked {
  return { edit, changed: [] };
}

/** The same image, else the newest of its kind; a disk that is large enough for it. */
function lookAtImage({ image, storage, key }: LaunchPlan, images: readonly CatalogImage[]): Looked {
  const usable = images.filter(({ isAvailable }) => isAvailable);
  const same = usable.find(({ imageId }) => imageId === image.imageId);
  const newer =
    same ?? usable.find(({ catalogId }) => catalogId !== OTHER_IMAGE && catalogId === image.catalogId);
  if (newer === undefined) {
    const changed: ChangedAnswer = { answer: 'image', sentence: said.imageGone(image.imageName) };
    return { edit: { image: null, storage: null, key: null }, changed: [changed] };
  }
  const edit = {
    image: imageAnswer(newer, newer.publisher === 'catalogue' ? null : image.loginUser),
    storage: { rootSizeGiB: Math.max(storage.rootSizeGiB, newer.rootSizeGiB) },
    key: { ...key, type: keyTypeFor(newer.platform) === 'rsa' ? ('rsa' as const) : key.type },
  };
  if (same !== undefined) return kept(edit);
  return { edit, changed: [{ answer: 'image', sentence: said.image(newer.imageId, image.imageId) }] };
}

function lookAtSize({ draft, facts: { instanceTypes }, plan: { size }, hasAllSizes }: Look): Looked | null {
  const { image } = draft;
  if (image === null || instanceTypes === null) return null;
  const known = instanceTypes.find(({ name }) => name === size.name);
  if (known !== undefined && known.architectures.includes(image.architecture)) {
    const answer = sizeAnswer(known);
    return kept({
      size: answer === null || !known.isBurstable ? answer : { ...answer, cpuCredits: size.cpuCredits },
    });
  }
  if (known === undefined && !hasAllSizes) return null;
  return { edit: { size: null }, changed: [{ answer: 'size', sentence: said.size(size.name) }] };
}

/** Zones by their ids: these are the same in every account. A subnet that is gone gives way to the one that the zone has now. */
function lookAtZones({ draft, facts: { network }, plan: { placements } }: Look): Looked | null {
  if (network === null || draft.size === null || network.instanceType !== draft.size.name) return null;
  const usable = placementsIn(usableZones(asChosen(network, chosenSubnets(placements))));
  const still = usable.flatMap((zone) =>
    placements.filter(({ zoneId }) => zoneId === zone.zoneId).map(() => zone),
  );
  const gone = placements.filter(({ zoneId }) => still.every((now) => now.zoneId !== zoneId));
  if (still.length === 0) {
    return { edit: { placements: null }, changed: [{ answer: 'zones', sentence: said.noZone }] };
  }
  return {
    edit: { placements: still },
    changed: [
      ...(gone.length === 0 ? [] : [zonesChanged(said.zones(namesOf(gone)))]),
      ...movedSubnets(still, placements),
    ],
  };
}

function movedSubnets(now: readonly Placement[], earlier: readonly Placement[]): readonly ChangedAnswer[] {
  const moved = now.filter(({ zoneId, subnetId }) =>
    earlier.some((before) => before.zoneId === zoneId && before.subnetId !== subnetId),
  );
  return moved.length === 0 ? [] : [zonesChanged(said.subnets(namesOf(moved)))];
}

function zonesChanged(sentence: string): ChangedAnswer {
  return { answer: 'zones', sentence };
}

function namesOf(placements: readonly Placement[]): string {
  return [...new Set(placements.map(({ zoneName }) => zoneName))].join(', ');
}

/** A new group belongs to the network there is now; groups that are there must still be there. */
function lookAtAccess({ facts: { network, groups }, plan: { access } }: Look): Looked | null {
  if (access.kind === 'existing-group') return lookAtGroups(access, network, groups);
  if (network === null || network.vpcId === null) return null;
  return kept({ access: { ...access, vpcId: network.vpcId } });
}

function lookAtGroups(
  access: ExistingGroupAccess,
  network: Network | null,
  known: Facts['groups'],
): Looked | null {
  if (known === null || network === null || network.vpcId === null) return null;
  const still = known.groups
    .map(({ group: { groupId, name } }) => ({ groupId, name }))
    .filter(({ groupId }) => access.groups.some((earlier) => earlier.groupId === groupId));
  const gone = access.groups.filter(({ groupId }) => still.every((now) => now.groupId !== groupId));
  const { vpcId } = network;
  const edit = still.length === 0 ? freshAccess(vpcId) : { ...access, vpcId, groups: still };
  if (gone.length === 0) return kept({ access: edit });
  const names = gone.map(({ name, groupId }) => `${name} (${groupId})`).join(', ');
  const sentence = still.length === 0 ? said.noGroup(names) : said.groups(names);
  return { edit: { access: edit }, changed: [{ answer: 'access', sentence }] };
}
