import type { Facts } from './facts.ts';
import type { Finding, Fix } from './finding.ts';
import { MOST_GROUPS, type ExistingGroupAccess } from './launch-plan.ts';
import { found, say } from './make-finding.ts';
import { adminPortOf, type Platform } from './platform.ts';
import { freshAccess } from './pre-answer.ts';
import type { GroupFinding } from './security-group/group-finding.ts';
import type { LaunchGroups } from './security-group/launch-groups.ts';
import { listsNamedBy, openDoors } from './security-group/open-doors.ts';
import { pooledGroup, reviewForLaunch } from './security-group/review-for-launch.ts';
import type { PrefixLists, SecurityGroup } from './security-group/security-group.ts';
import { words } from './words/en.ts';

/**
 * What groups that are there already would let in to the machines of this plan. Their rules are judged together: on one
 * network interface they are one firewall, and two harmless groups may make a dangerous one.
 */
export function checkExistingGroups(
  access: ExistingGroupAccess,
  platform: Platform,
  { groups: known }: Pick<Facts, 'groups'>,
): readonly Finding[] {
  const { groups: chosen } = access;
  if (chosen.length === 0) {
    return [found('no-group-chosen', 'blocker', 'access', said['no-group-chosen'], [newGroupFix(access)])];
  }
  const tooMany = chosen.length > MOST_GROUPS ? [tooManyFinding(access)] : [];
  if (known === null) return tooMany;
  const there = chosen.flatMap(
    ({ groupId }) => known.groups.find(({ group }) => group.groupId === groupId)?.group ?? [],
  );
  return [
    ...tooMany,
    ...chosen
      .filter(({ groupId }) => !there.some((group) => group.groupId === groupId))
      .map((gone) => goneFinding(access, gone)),
    ...checkRules(access, there, known, platform),
  ];
}

/** `“web”` or `“web” and “office”`. */
function namesOf(groups: readonly Pick<SecurityGroup, 'name'>[]): string {
  return groups.map(({ name }) => `“${name}”`).reduce((names, name) => words.wizard.groups.both(names, name));
}

/** The danger of one finding of the catalogue, and what confirms it: this danger of these groups, and no other. */
export function dangerFinding(
  groups: readonly SecurityGroup[],
  { key, sentence, why, rules }: GroupFinding,
  fixes: readonly Fix[],
): Finding {
  const { 'group-danger': danger } = said;
  const ids = groups.map(({ groupId }) => groupId).toSorted();
  const text = danger.sentence(sentence, namesOf(ownersOf(groups, rules)));
  return {
    ...found('group-danger', 'danger', 'access', { sentence: text, why: `${why} ${danger.why}` }, fixes),
    danger: `group-danger ${ids.join(',')} ${key}`,
  };
}

export function cautionsFinding(
  groups: readonly SecurityGroup[],
  cautions: readonly GroupFinding[],
  fixes: readonly Fix[],
): readonly Finding[] {
  if (cautions.length === 0) return [];
  const { 'group-cautions': few } = said;
  const sentences = [...new Set(cautions.map((caution) => caution.sentence))];
  const sentence = few.sentence(namesOf(groups), sentences.length);
  const why = [...sentences, few.why].join(' ');
  return [found('group-cautions', 'caution', 'access', { sentence, why }, fixes)];
}

const said = words.findings;

function tooManyFinding(access: ExistingGroupAccess): Finding {
  const { 'too-many-groups': tooMany } = said;
  const sentence = tooMany.sentence(access.groups.length, access.groups.length - MOST_GROUPS, MOST_GROUPS);
  const chooseNone = { label: said.fixes.chooseNoGroup, edit: { access: { ...access, groups: [] } } };
  return found('too-many-groups', 'blocker', 'access', say(tooMany, sentence), [chooseNone]);
}

function goneFinding(
  access: ExistingGroupAccess,
  { groupId, name }: ExistingGroupAccess['groups'][number],
): Finding {
  const rest = access.groups.filter((other) => other.groupId !== groupId);
  const leaveOut = { label: said.fixes.leaveOutGroup(name), edit: { access: { ...access, groups: rest } } };
  const { 'group-gone': gone } = said;
  return found('group-gone', 'blocker', 'access', say(gone, gone.sentence(name, groupId)), [
    ...(rest.length === 0 ? [] : [leaveOut]),
    newGroupFix(access),
  ]);
}

function checkRules(
  access: ExistingGroupAccess,
  groups: readonly SecurityGroup[],
  known: LaunchGroups,
  platform: Platform,
): readonly Finding[] {
  const pool = pooledGroup(groups);
  if (pool === null) return [];
  const lists: PrefixLists = new Map(known.prefixLists.map((list) => [list.prefixListId, list]));
  const unread = listsNamedBy(pool.rules).filter((id) => !lists.has(id));
  const findings = findingsOf(groups, known).filter(
    // Said by itself, whatever the port.
    ({ id }) => id !== 'SG-PLIST' || unread.length === 0,
  );
  const fixes = [newGroupFix(access)];
  const { 'group-list-unread': list } = said;
  return [
    ...findings
      .filter(({ severity }) => severity === 'danger')
      .map((finding) => dangerFinding(groups, finding, fixes)),
    ...cautionsFinding(
      groups,
      findings.filter(({ severity }) => severity === 'caution'),
      [],
    ),
    ...(unread.length === 0
      ? []
      : [
          found(
            'group-list-unread',
            'caution',
            'access',
            say(list, list.sentence(namesOf(groups), unread.join(', '))),
          ),
        ]),
    ...checkLogIn(pool, lists, known, platform, fixes),
  ];
}

/** Of ports: what all rules together bring about. Of what is not about ports: what is said of each group by itself. */
function findingsOf(
  groups: readonly SecurityGroup[],
  { prefixLists, planned, groups: known }: LaunchGroups,
): readonly GroupFinding[] {
  const pool = pooledGroup(groups);
  if (pool === null) return [];
  const [together = []] = reviewForLaunch([pool], prefixLists, planned);
  if (groups.length === 1) return together;
  const alone = groups.flatMap(({ groupId }, index) => {
    const findings = known.find(({ group }) => group.groupId === groupId)?.findings ?? [];
    const before = groups.slice(0, index).reduce((sum, { rules }) => sum + rules.length, 0);
    return findings.map((finding) => ({ ...finding, rules: finding.rules.map((place) => place + before) }));
  });
  const keys = new Set(together.map(({ key }) => key));
  return [...together, ...alone.filter(({ key, ports }) => ports.length === 0 && !keys.has(key))];
}

function checkLogIn(
  pool: SecurityGroup,
  lists: PrefixLists,
  { myAddresses }: LaunchGroups,
  platform: Platform,
  fixes: readonly Fix[],
): readonly Finding[] {
  const port = adminPortOf(platform);
  const door = openDoors(pool.rules, lists, myAddresses).find((each) => each.port === port);
  if (door?.admitsMe !== 'no') return [];
  const { 'not-let-in': notLetIn } = said;
  const rule = words.wizard.access.ruleOf[platform];
  const mine = [myAddresses.ipv4, myAddresses.ipv6].filter((address) => address !== null).join(', ');
  const sentence =
    door.opening === 'closed' ? notLetIn.sentence.nobody(rule) : notLetIn.sentence.me(rule, mine);
  return [found('not-let-in', 'caution', 'access', { sentence, why: notLetIn.why }, fixes)];
}

/** The groups that have these rules, by the rules' places in the pool; all of them where none is named. */
function ownersOf(groups: readonly SecurityGroup[], places: readonly number[]): readonly SecurityGroup[] {
  let start = 0;
  const owners = groups.filter(({ rules }) => {
    const from = start;
    start += rules.length;
    return places.some((place) => from <= place && place < start);
  });
  return owners.length === 0 ? groups : owners;
}

function newGroupFix({ vpcId }: ExistingGroupAccess): Fix {
  return { label: said.fixes.useNewGroup, edit: { access: freshAccess(vpcId) } };
}
