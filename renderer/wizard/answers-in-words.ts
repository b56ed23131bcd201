import type { CatalogImage } from '../../shared/facts.ts';
import type { AnswerName } from '../../shared/finding.ts';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import { words } from '../../shared/words/en.ts';

const said = words.wizard.review;

type AnswerInWords = { readonly answer: AnswerName; readonly lines: readonly string[] };

/** The plan as a person would tell it, answer by answer. */
export function answersInWords(draft: PlanDraft, images: readonly CatalogImage[]): readonly AnswerInWords[] {
  return [
    { answer: 'account', lines: accountLines(draft) },
    { answer: 'image', lines: imageLines(draft, images) },
    { answer: 'size', lines: sizeLines(draft) },
    { answer: 'zones', lines: zoneLines(draft) },
    { answer: 'access', lines: accessLines(draft) },
    { answer: 'key', lines: keyLines(draft) },
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
  const name = listed === undefined ? image.catalogId : nameOfImage(listed);
  return [said.image(name, image.imageId), said.imageMore(image.imageName, image.loginUser)];
}

function sizeLines({ size }: PlanDraft): readonly string[] {
  if (size === null) return [];
  return [said.size(size.name, size.vcpus), ...(size.cpuCredits === 'standard' ? [said.credits] : [])];
}

function zoneLines({ placements }: PlanDraft): readonly string[] {
  const zones = (placements ?? []).map(({ zoneName }) => zoneName);
  return zones.length === 0 ? [] : [said.zones(zones.length, zones.join(', '))];
}

function accessLines({ access, image }: PlanDraft): readonly string[] {
  if (access === null) return [];
  if (access.kind === 'existing-group')
    return access.groups.map(({ name, groupId }) => said.usedGroup(name, groupId));
  const rule = words.wizard.access.ruleOf[image?.platform ?? 'linux'];
  return [
    ...(access.httpsFromEveryone ? [said.httpsOpen] : []),
    ...(access.httpFromEveryone ? [said.httpOpen] : []),
    ...(access.httpsFromEveryone || access.httpFromEveryone ? [] : [said.webClosed]),
    access.adminAddress === null ? said.adminClosed(rule) : said.adminOpen(rule, access.adminAddress),
  ];
}

function keyLines({ key, name }: PlanDraft): readonly string[] {
  if (key === null) return [];
  return [
    ...(name === null ? [] : [`${words.wizard.key.name}: ${name}`]),
    key.kind === 'made-here' ? said.keyHere : said.keyAws,
  ];
}
