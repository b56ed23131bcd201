import type { Facts } from '../../shared/facts.ts';
import { confirmationOf, type Finding, type FindingId } from '../../shared/finding.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { hourlyMoney, monthlyMoney } from '../../shared/money.ts';
import { fleetPrice, type FleetPrice } from '../../shared/price.ts';
import { startScriptOf } from '../../shared/start-script.ts';
import type { StoreKind } from '../../shared/keys/vault.ts';
import { profileOf, usesSessionManager } from '../../shared/session-manager.ts';
import { zonesInWords } from '../../shared/zones-in-words.ts';
import { words } from '../../shared/words/en.ts';
import { inStore } from '../../shared/words/en/store-names.ts';

const { plan: says, severity, finding: line } = words.cliLaunch;

/** What would be made, in whose account, and what it would cost: for somebody who is asked about it. */
export function planLines(
  plan: LaunchPlan,
  facts: Facts,
  { store, wholeScript = false }: { readonly store: StoreKind } & ScriptFlags,
): readonly string[] {
  const { image, size, placements, storage, key, name } = plan;
  return [
    ...accountLines(facts),
    says.machines(placements.length, size.name, image.imageName),
    says.zones(zonesInWords(placements)),
    says.disk(storage.rootSizeGiB),
    ...accessLines(plan),
    inStore(store, says.key(name, key.kind)),
    ...tagLines(plan),
    ...scriptLines(plan, startScriptOf(plan), { wholeScript }),
    ...priceLines(priceOf(plan, facts)),
  ].map((text) => `  ${text}`);
}

/** The person's own. */
export function tagLines({ tags }: Pick<LaunchPlan, 'tags'>): readonly string[] {
  if (tags.length === 0) return [];
  return [words.tags.review(tags.map(({ key, value }) => `${key}=${value}`).join(', '))];
}

/** As commander gives it. */
export type ScriptFlags = { readonly wholeScript?: boolean };

/** Of Keyport's own page so many lines say what it is; the rest is for whoever asks. */
const FIRST_LINES = 4;

/** What each machine carries out as its administrator: a text of the person's own word for word, Keyport's own page by its first lines. */
export function scriptLines(
  { script }: Pick<LaunchPlan, 'script'>,
  text: string | null,
  { wholeScript = false }: ScriptFlags,
): readonly string[] {
  if (text === null || script.kind === 'none') return [];
  const { answers, reviewWhy } = words.startScript;
  const lines = text.trimEnd().replaceAll('\t', '    ').split(/\r?\n/u);
  const isWhole = wholeScript || script.kind === 'own' || lines.length <= FIRST_LINES + 1;
  const shown = isWhole ? lines : lines.slice(0, FIRST_LINES);
  return [
    answers[script.kind],
    reviewWhy,
    ...shown.map((each) => `| ${each}`.trimEnd()),
    ...(isWhole ? [] : [says.moreOfScript(shown.length, lines.length)]),
  ];
}

/** What it costs, until when, and what is not in it. */
export function priceLines(price: FleetPrice | null): readonly string[] {
  const sum =
    price === null ? says.priceUnknown : says.price(hourlyMoney(price.perHour), monthlyMoney(price.perMonth));
  return [sum, `  ${says.paidUntil}`, `  ${says.notInIt}`];
}

/** As it is typed for `--accept`; below it AWS's own sentence, where nothing else tells the reason. */
export function findingLines(found: Finding): readonly string[] {
  const { sentence, why } = found;
  const detail = detailOf(found);
  return [
    line(severity[found.severity], confirmationOf(found), `${sentence} ${why}`),
    ...(detail === null ? [] : [`  ${words.cliLaunch.awsSays(detail)}`]),
  ];
}

/** What AWS said, word for word, of a refusal that Keyport has no words for; null for anything else. */
export function detailOf({ id, problem }: Finding): string | null {
  return OF_AWS_ONLY.has(id) ? (problem?.raw ?? null) : null;
}

const OF_AWS_ONLY: ReadonlySet<FindingId> = new Set(['group-refused', 'key-refused', 'launch-refused']);

function accountLines({ account }: Facts): readonly string[] {
  if (account === null) return [];
  const { accountId, arn, region, endpoint } = account;
  return [says.account(accountId, arn, region), ...(endpoint === null ? [] : [says.notAws(endpoint)])];
}

function accessLines({ access, name }: LaunchPlan): readonly string[] {
  if (access.kind === 'existing-group') {
    const groups = access.groups.map((group) => `${group.name} (${group.groupId})`).join(', ');
    return [says.oldGroups(groups), ...(usesSessionManager(access) ? sessionLines(access) : [])];
  }
  const ports = [
    ...(access.httpsFromEveryone ? [words.cliLaunch.ports.https] : []),
    ...(access.httpFromEveryone ? [words.cliLaunch.ports.http] : []),
  ];
  return [
    says.newGroup(name),
    ...sessionLines(access),
    ...(ports.length === 0 ? [] : [says.web(ports.join(', '))]),
  ];
}

/** How one logs in. */
function sessionLines(access: LaunchPlan['access']): readonly string[] {
  const address = access.kind === 'new-group' ? access.adminAddress : null;
  const profile = profileOf({ access });
  if (profile === null) return [says.logIn(address)];
  return [...(address === null ? [] : [says.logIn(address)]), says.session(profile)];
}

function priceOf({ size, placements, storage }: LaunchPlan, { prices }: Facts): FleetPrice | null {
  const fleet = {
    instanceType: size.name,
    count: placements.length,
    rootSizeGiB: storage.rootSizeGiB,
  };
  return prices === null ? null : fleetPrice(prices, fleet);
}
