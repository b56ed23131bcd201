import type { AwsClients } from '../../aws/clients.ts';
import type { Connection } from '../../aws/connections.ts';
import {
  authorizeRules,
  createGroupOnce,
  problemOfDryRun,
  readGroupNow,
  readGroupsNaming,
  readInterfaceGroups,
  revokeRules,
  setInterfaceGroups,
  type InterfaceGroups,
} from '../../aws/group-changes.ts';
import { outcomeOf } from '../../aws/problem.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { succeeded, type Outcome } from '../../../shared/outcome.ts';
import { refusalOfName } from '../../../shared/resource-name.ts';
import type { Problem } from '../../../shared/problem.ts';
import {
  RULE_QUOTA,
  lockOut,
  myAccessOf,
  refusalsOf,
  rulesAfter,
} from '../../../shared/security-group/change-rules.ts';
import type { ChangeAsk, ChangePreview } from '../../../shared/security-group/group-change.ts';
import type { MyAddresses } from '../../../shared/security-group/groups-api.ts';
import { isLive } from '../../../shared/security-group/rule-addresses.ts';
import type { RegionFacts } from '../../../shared/security-group/region-facts.ts';
import type { GroupRule, PrefixLists, SecurityGroup } from '../../../shared/security-group/security-group.ts';
import { words } from '../../../shared/words/en.ts';
import type { ChangeServices } from './change-services.ts';
import { dependantsAt, factsWith, findingsOf, openSessionsAt } from './judge-change.ts';
import { mayBeMine, newRulesOf, removedBy } from './may-revoke.ts';
import { probeTargets } from './probe-doors.ts';
import { missingFrom } from './same-rule.ts';

/** A preview, and what it was made from: what `startChange` compares and carries out. */
export type Previewed = {
  readonly preview: ChangePreview;
  readonly group: SecurityGroup;
  readonly facts: RegionFacts;
  readonly interfaces: readonly InterfaceGroups[];
};

/** Reads the group anew and says what the change would do. Every call that it would take is tried with DryRun; nothing changes. */
export async function previewChange(
  services: Pick<ChangeServices, 'factsFor' | 'myAddresses' | 'now' | 'patience'>,
  { account, clients }: Connection,
  ask: ChangeAsk,
  previewId: string,
): Promise<Outcome<Previewed>> {
  const choice = { sourceId: account.sourceId, region: account.region };
  const [group, interfaces, region, my] = await Promise.all([
    outcomeOf(() => services.patience.throttled(() => readGroupNow(clients, ask.groupId))),
    interfacesOf(clients, ask),
    services.factsFor(choice, ask.groupId),
    services.myAddresses(),
  ]);
  if (!group.ok) return group;
  if (!interfaces.ok) return interfaces;
  const place = { region: account.region, accountId: account.accountId, readAt: services.now() };
  const facts = factsWith(region, group.value, place);
  const about = { group: group.value, facts, interfaces: interfaces.value, my, ask };
  const preview: ChangePreview = {
    ...judged(about, previewId),
    obstacles: [
      ...obstaclesOf(about, account.accountId),
      ...(await obstaclesOfCopy(clients, about)),
      ...(await dryRuns(clients, about)),
    ],
    cautions: cautionsOf(about, region !== null),
  };
  return succeeded({ preview, group: group.value, facts, interfaces: interfaces.value });
}

/** Why what was previewed cannot be started any more with the group as it is now; null where it can. */
export function problemOfStart(
  { preview, facts }: Previewed,
  now: SecurityGroup,
  my: MyAddresses,
): Problem | null {
  const { ask } = preview;
  const lists = listsIn(facts);
  const [refusal] = [
    ...refusalsOf(ask, now.rules, { lists, quota: RULE_QUOTA }),
    ...lockOut(ask, now.rules, { my, lists }),
  ];
  if (refusal !== undefined) return makeProblem(refusal.code, { explanation: refusal.sentence });
  const [obstacle] = [
    ...preview.obstacles,
    ...(mayBeMine(removedBy({ ask, saved: now.rules }), my) ? [said.myAddressUnknown] : []),
  ];
  return obstacle === undefined ? null : makeProblem('change-refused', { explanation: obstacle });
}

function listsIn({ prefixLists }: RegionFacts): PrefixLists {
  return new Map(prefixLists.map((list) => [list.prefixListId, list]));
}

type About = {
  readonly group: SecurityGroup;
  readonly facts: RegionFacts;
  readonly interfaces: readonly InterfaceGroups[];
  readonly my: MyAddresses;
  readonly ask: ChangeAsk;
};

function judged(
  { group, facts, my, ask }: About,
  previewId: string,
): Omit<ChangePreview, 'obstacles' | 'cautions'> {
  const after = rulesAfter(group.rules, ask);
  const changed = {
    ...facts,
    groups: facts.groups.map((each) => (each === group ? { ...group, rules: after } : each)),
  };
  return {
    previewId,
    ask,
    before: group.rules,
    after,
    findingsBefore: findingsOf(facts, group.groupId, my),
    findingsAfter: findingsOf(changed, group.groupId, my),
    dependants: dependantsAt(facts, group, ask),
    sharedWith: sharedWith(facts, ask),
    openSessions: openSessionsAt(facts, group, ask),
    myAddresses: myAccessOf(group.rules, after, my, listsIn(facts)),
    probes: probeTargets(facts, ask, triedBy(group, ask), my, listsIn(facts)),
  };
}

/** What goes may shut somebody out; for a new address of one's own it is to be seen that what comes lets it in. */
function triedBy(group: SecurityGroup, ask: ChangeAsk): readonly GroupRule[] {
  return ask.kind === 'my-address' ? newRulesOf({ ask, saved: group.rules }) : goneIn(group, ask);
}

function goneIn({ rules }: SecurityGroup, ask: ChangeAsk): readonly GroupRule[] {
  return removedBy({ ask, saved: rules });
}

/** A copy changes nothing for the machines that stay behind. One machine alone is the one that is meant. */
function sharedWith({ instances, interfaces }: RegionFacts, ask: ChangeAsk): ChangePreview['sharedWith'] {
  if (ask.target.kind === 'copy') return [];
  const behind = new Set(
    interfaces?.flatMap(({ groupIds, instanceId }) =>
      groupIds.includes(ask.groupId) ? (instanceId ?? []) : [],
    ),
  );
  const machines = (instances ?? []).filter(
    ({ instanceId, state }) => state === 'running' && behind.has(instanceId),
  );
  return machines.length < 2 ? [] : machines.map(({ instanceId, name }) => ({ instanceId, name }));
}

function obstaclesOf({ group, facts, my, ask }: About, accountId: string): readonly string[] {
  const lists = listsIn(facts);
  return [
    ...(group.ownerId === accountId ? [] : [said.isShared]),
    ...refusalsOf(ask, group.rules, { lists, quota: RULE_QUOTA }).map(({ sentence }) => sentence),
    ...lockOut(ask, group.rules, { my, lists }).map(({ sentence }) => sentence),
    ...(mayBeMine(goneIn(group, ask), my) ? [said.myAddressUnknown] : []),
  ];
}

function cautionsOf({ group, interfaces, facts, ask }: About, isRead: boolean): readonly string[] {
  const shared = sharedWith(facts, ask).length;
  const hasStale =
    ask.target.kind === 'copy' &&
    group.rules.some(({ source }) => source.kind === 'group' && !isLive(source));
  return [
    ...(shared === 0 ? [] : [said.outsideGone(shared)]),
    ...(isRead ? [] : [said.factsUnread]),
    ...(hasStale && interfaces.length > 0 ? [said.staleLeftOut] : []),
  ];
}

async function interfacesOf(
  clients: AwsClients,
  { target }: ChangeAsk,
): Promise<Outcome<readonly InterfaceGroups[]>> {
  if (target.kind !== 'copy') return succeeded([]);
  return outcomeOf(() => readInterfaceGroups(clients, target.interfaceIds));
}

async function obstaclesOfCopy(
  clients: AwsClients,
  { group, interfaces, ask }: About,
): Promise<readonly string[]> {
  if (ask.target.kind !== 'copy') return [];
  const naming = await outcomeOf(() => readGroupsNaming(clients, ask.groupId));
  return [
    ...(group.vpcId === null ? [said.noNetwork] : []),
    ...(refusalOfName(ask.target.name) === null ? [] : [said.nameRefused]),
    ...interfaces.flatMap(({ interfaceId, groupIds, isRequesterManaged }) => {
      if (isRequesterManaged) return [said.interfaceManaged(interfaceId)];
      return groupIds.includes(ask.groupId) ? [] : [said.interfaceWithout(interfaceId)];
    }),
    ...(naming.ok ? [] : [said.namingUnknown]),
    ...(naming.ok && naming.value.length > 0 ? [said.namedByOthers(naming.value.join(', '))] : []),
  ];
}

/** Every kind of call that it would take. The copy is not there yet, so its rules are tried at the group. */
async function dryRuns(clients: AwsClients, { group, interfaces, ask }: About): Promise<readonly string[]> {
  const { groupId } = group;
  const add = missingFrom(newRulesOf({ ask, saved: group.rules }), group.rules);
  const goes = goneIn(group, ask);
  const [first] = interfaces;
  const { target } = ask;
  const tried = [
    ...(add.length === 0
      ? []
      : [tryDry(said.calls.authorize, () => authorizeRules(clients, groupId, add, true))]),
    ...(goes.length === 0
      ? []
      : [tryDry(said.calls.revoke, () => revokeRules(clients, groupId, goes, true))]),
    ...(target.kind !== 'copy' || first === undefined
      ? []
      : [
          tryDry(said.calls.create, () => {
            const description = said.copyDescription(group.name).slice(0, 255);
            const copy = { name: target.name, description, vpcId: group.vpcId ?? '', tags: {} };
            return createGroupOnce(clients, copy, true);
          }),
          tryDry(said.calls.modify, () =>
            setInterfaceGroups(clients, first.interfaceId, first.groupIds, true),
          ),
        ]),
  ];
  return (await Promise.all(tried)).flat();
}

async function tryDry(what: string, call: () => Promise<unknown>): Promise<readonly string[]> {
  const problem = await problemOfDryRun(call);
  if (problem === null) return [];
  return [problem.code === 'not-permitted' ? said.notPermitted(what) : said.refusedDry(what, problem.title)];
}

const said = words.groupChanges;
