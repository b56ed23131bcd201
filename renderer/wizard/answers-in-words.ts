import type { CatalogImage } from '../../shared/facts.ts';
import type { AnswerName } from '../../shared/finding.ts';
import type { ExistingGroupAccess, LaunchPlan, PlanDraft } from '../../shared/launch-plan.ts';
import type { StoreKind } from '../../shared/keys/vault.ts';
import type { LaunchGroups } from '../../shared/security-group/launch-groups.ts';
import { doorsOfChosen } from '../../shared/security-group/review-for-launch.ts';
import { profileOf } from '../../shared/session-manager.ts';
import { tagsInWords } from '../../shared/tags-in-words.ts';
import { zonesInWords } from '../../shared/zones-in-words.ts';
import { words } from '../../shared/words/en.ts';
import { inStore } from '../../shared/words/en/store-names.ts';
import { openDoorsInWords } from '../components/doors-in-words.ts';

const said = words.wizard.review;

type AnswerInWords = { readonly answer: AnswerName; readonly lines: readonly string[] };

/** The plan as a person would tell it, answer by answer. */
export function answersInWords(
  draft: PlanDraft,
  images: readonly CatalogImage[],
  groups: LaunchGroups | null = null,
  store: StoreKind = 'keychain',
): readonly AnswerInWords[] {
  return [
    { answer: 'account', lines: accountLines(draft) },
    { answer: 'image', lines: imageLines(draft, images) },
    { answer: 'size', lines: sizeLines(draft) },
    { answer: 'zones', lines: zoneLines(draft) },
    { answer: 'access', lines: accessLines(draft, groups) },
    { answer: 'key', lines: keyLines(draft, store) },
  ];
}

/** `Amazon Linux 2023, 64-bit x86`. */
export function nameOfImage({ title, architecture }: CatalogImage): string {
  return `${title}, ${words.wizard.image.architectureNames[architecture]}`;
}

function accountLines({ account }: PlanDraft): readonly string[] {
  return account === null ? [] : [said.account(account.accountId, account.region)];
}

function imageLines({ image }: PlanDraft, images: readonly CatalogImage[]): readonly string[] {
  if (image === null) return [];
  const listed = images.find(({ imageId }) => imageId === image.imageId);
  const name = listed === undefined ? image.imageName : nameOfImage(listed);
  return [said.image(name, image.imageId), said.imageMore(image.imageName, image.loginUser)];
}

function sizeLines({ size }: PlanDraft): readonly string[] {
  if (size === null) return [];
  return [said.size(size.name, size.vcpus), ...(size.cpuCredits === 'standard' ? [said.credits] : [])];
}

function zoneLines({ placements }: PlanDraft): readonly string[] {
  const chosen = placements ?? [];
  const zones = zonesInWords(chosen);
  const isOneEach = new Set(chosen.map(({ zoneId }) => zoneId)).size === chosen.length;
  if (chosen.length === 0) return [];
  return [isOneEach ? said.zones(chosen.length, zones) : said.countedZones(chosen.length, zones)];
}

function accessLines(draft: PlanDraft, groups: LaunchGroups | null): readonly string[] {
  const { access, script } = draft;
  if (access === null) return [];
  const first = script === null || script.kind === 'none' ? [] : [words.startScript.answers[script.kind]];
  return [...doorLines(draft, access, groups), ...first];
}

function doorLines(
  { image }: PlanDraft,
  access: LaunchPlan['access'],
  groups: LaunchGroups | null,
): readonly string[] {
  if (access.kind === 'existing-group') return existingLines(access, groups);
  const rule = words.wizard.access.ruleOf[image?.platform ?? 'linux'];
  return [
    ...(access.httpsFromEveryone ? [said.httpsOpen] : []),
    ...(access.httpFromEveryone ? [said.httpOpen] : []),
    ...(access.httpsFromEveryone || access.httpFromEveryone ? [] : [said.webClosed]),
    ...(access.adminAddress === null ? [] : [said.adminOpen(rule, access.adminAddress)]),
    ...(access.adminAddress === null && profileOf({ access }) === null ? [said.adminClosed(rule)] : []),
    ...sessionLines(access),
  ];
}

function existingLines(access: ExistingGroupAccess, known: LaunchGroups | null): readonly string[] {
  const doors = doorsOfChosen(access, known);
  return [
    ...access.groups.map(({ name, groupId }) => said.usedGroup(name, groupId)),
    ...(doors.length === 0 ? [] : openDoorsInWords(doors)),
    ...sessionLines(access),
  ];
}

function sessionLines(access: LaunchPlan['access']): readonly string[] {
  const profile = profileOf({ access });
  return profile === null ? [] : [words.sessionManager.review(profile)];
}

function keyLines({ key, name, tags }: PlanDraft, store: StoreKind): readonly string[] {
  if (key === null) return [];
  return [
    ...(name === null ? [] : [`${words.wizard.key.name}: ${name}`]),
    key.kind === 'made-here' ? said.keyHere : inStore(store, said.keyAws),
    ...(tags === null || tags.length === 0 ? [] : [words.tags.review(tagsInWords(tags))]),
  ];
}
