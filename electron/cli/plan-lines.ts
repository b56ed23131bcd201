import type { Facts } from '../../shared/facts.ts';
import { confirmationOf, type Finding } from '../../shared/finding.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { hourlyMoney, monthlyMoney } from '../../shared/money.ts';
import { fleetPrice } from '../../shared/price.ts';
import type { StoreKind } from '../../shared/keys/vault.ts';
import { words } from '../../shared/words/en.ts';
import { inStore } from '../../shared/words/en/store-names.ts';

const { plan: says, severity, finding: line } = words.cliLaunch;

/** What would be made, in whose account, and what it would cost: for somebody who is asked about it. */
export function planLines(plan: LaunchPlan, facts: Facts, store: StoreKind): readonly string[] {
  const { image, size, placements, storage, key, name } = plan;
  const zones = placements.map(({ zoneName }) => zoneName).join(', ');
  return [
    ...accountLines(facts),
    says.machines(placements.length, size.name, image.imageName),
    says.zones(zones),
    says.disk(storage.rootSizeGiB),
    ...accessLines(plan),
    inStore(store, says.key(name, key.kind)),
    ...priceLines(plan, facts),
  ].map((text) => `  ${text}`);
}

/** As it is typed for `--accept`. */
export function findingLine(found: Finding): string {
  const { sentence, why } = found;
  return line(severity[found.severity], confirmationOf(found), `${sentence} ${why}`);
}

function accountLines({ account }: Facts): readonly string[] {
  if (account === null) return [];
  const { accountId, arn, region, endpoint } = account;
  return [says.account(accountId, arn, region), ...(endpoint === null ? [] : [says.notAws(endpoint)])];
}

function accessLines({ access, name }: LaunchPlan): readonly string[] {
  if (access.kind === 'existing-group') {
    return [says.oldGroups(access.groups.map((group) => `${group.name} (${group.groupId})`).join(', '))];
  }
  const ports = [
    ...(access.httpsFromEveryone ? [words.cliLaunch.ports.https] : []),
    ...(access.httpFromEveryone ? [words.cliLaunch.ports.http] : []),
  ];
  return [
    says.newGroup(name),
    says.logIn(access.adminAddress),
    ...(ports.length === 0 ? [] : [says.web(ports.join(', '))]),
  ];
}

/** What it costs, until when, and what is not in it. */
function priceLines({ size, placements, storage }: LaunchPlan, { prices }: Facts): readonly string[] {
  const fleet = {
    instanceType: size.name,
    count: placements.length,
    rootSizeGiB: storage.rootSizeGiB,
  };
  const price = prices === null ? null : fleetPrice(prices, fleet);
  const sum =
    price === null ? says.priceUnknown : says.price(hourlyMoney(price.perHour), monthlyMoney(price.perMonth));
  return [sum, `  ${says.paidUntil}`, `  ${says.notInIt}`];
}
