import { completePlan, type LaunchPlan, type PlanDraft } from '../../shared/launch-plan.ts';
import { machineNames } from '../../shared/placement.ts';
import { plannedRules, type PlannedRule } from '../../shared/security-group/planned-rules.ts';
import { words } from '../../shared/words/en.ts';

const said = words.wizard.review;

export type PlannedThing = {
  readonly id: string;
  readonly what: string;
  readonly name: string;
  readonly how: string;
};

/** Everything a launch of this plan makes, in the order it is made. Empty while an answer is missing. */
export function plannedThings(draft: PlanDraft): readonly PlannedThing[] {
  const plan = completePlan(draft);
  if (plan === null) return [];
  const names = machineNames(plan.name, plan.placements);
  const { name, key, placements, size, storage, access, image } = plan;
  return [
    { id: 'key', what: said.what.key, name, how: said.how.key(key.type) },
    { id: 'keychain', what: said.what.keychain, name, how: said.how.keychain },
    ...(access.kind === 'new-group' ? newGroup(name, plannedRules(access, image.platform)) : []),
    ...placements.map(({ zoneName }, at) => ({
      id: `instance ${names[at] ?? at}`,
      what: said.what.instance,
      name: names[at] ?? name,
      how: said.how.instance(size.name, zoneName),
    })),
    {
      id: 'volumes',
      what: said.what.volume,
      name: said.volumesName(placements.length),
      how: said.how.volumes(storage.rootSizeGiB),
    },
  ];
}

/** The same in a few lines; of things alike only how many there are. */
export function madeInShort({ placements, size, storage, access, image }: LaunchPlan): readonly string[] {
  const { short } = said;
  const group =
    access.kind === 'new-group'
      ? [short.group(plannedRules(access, image.platform).length)]
      : [short.noGroup];
  return [short.machines(placements.length, size.name, storage.rootSizeGiB), ...group, short.key];
}

function newGroup(name: string, rules: readonly PlannedRule[]): readonly PlannedThing[] {
  return [
    { id: 'group', what: said.what.group, name, how: said.how.group },
    ...rules.map((rule) => ({
      id: `rule ${rule.port} ${rule.cidr}`,
      what: said.what.rule,
      name: rule.description,
      how: said.how.rule(rule.port, rule.cidr, whoOf(rule)),
    })),
  ];
}

function whoOf({ cidr }: PlannedRule): string {
  if (cidr === '0.0.0.0/0') return said.who.everyIpv4;
  return cidr === '::/0' ? said.who.everyIpv6 : said.who.one;
}
