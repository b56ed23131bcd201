import { PRACTICE_SOURCE } from './account.ts';
import type { LaunchCost } from './cost.ts';
import { mayBeThere, openZones } from './launch-acts.ts';
import type { CleanUp } from './launch-clean-up.ts';
import { builtOn, isoOf, logInsOf } from './launch-report-facts.ts';
import type { Launch, LaunchedInstance } from './launch.ts';
import { TAGS } from './launch-plan.ts';
import { block, bullets, code, markdownTable, plain, verbatim } from './markdown.ts';
import { costInWords, monthlyMoney } from './money.ts';
import { plannedRules, type PlannedRule } from './security-group/planned-rules.ts';
import { waysIn } from './ways-in.ts';
import { words } from './words/en.ts';

const said = words.launchReport;

/** The launch as a person reads it. */
export function launchReportText(launch: Launch, now: number, cost: LaunchCost, cleanUp: CleanUp): string {
  const isPractice = launch.account.sourceId === PRACTICE_SOURCE;
  const parts = [
    `# ${plain(said.title(launch.name))}`,
    said.intro,
    ...(isPractice ? [said.practice] : []),
    said.made(timeOf(now)),
    ...factsPart(launch),
    ...machinesPart(launch),
    ...scriptPart(launch),
    ...accessPart(launch),
    ...keyPart(launch),
    ...(isPractice ? [] : costPart(launch, cost)),
    ...snapshotsPart(launch),
    ...cleanUpPart(launch, cleanUp),
  ];
  return `${parts.join('\n\n')}\n`;
}

function factsPart({ launchId, state, account, region, startedAt, sight, plan }: Launch): readonly string[] {
  const { facts } = said;
  const { imageId, imageName } = plan.image;
  const built = builtOn(imageName);
  const image = [plain(imageName), ...(built === null ? [] : [facts.imageDate(built)])].join(', ');
  return [
    `## ${facts.heading}`,
    bullets([
      fact(facts.launchId, code(launchId)),
      fact(facts.state, plain(words.launches.standing[state])),
      fact(facts.account, code(account.accountId)),
      fact(facts.region, code(region)),
      ...(account.endpoint === null ? [] : [fact(facts.endpoint, code(account.endpoint))]),
      fact(facts.started, timeOf(startedAt)),
      fact(facts.seen, sight.at === null ? facts.never : timeOf(sight.at)),
      fact(facts.image, `${code(imageId)} (${image})`),
      fact(facts.size, code(plan.size.name)),
      fact(facts.disk, facts.diskFacts(plan.storage.rootSizeGiB)),
      ...(plan.tags.length === 0 ? [] : [fact(facts.tags, tagsOf(plan.tags))]),
    ]),
  ];
}

function tagsOf(tags: Launch['plan']['tags']): string {
  return tags.map(({ key, value }) => code(`${key}=${value}`)).join(', ');
}

function machinesPart(launch: Launch): readonly string[] {
  const { instances, zones, launchId } = launch;
  const { machines } = said;
  const { columns } = machines;
  const missing = zones.flatMap(({ zoneName, state, problem }) => {
    if (state === 'started' || state === 'gone') return [];
    const why = problem === null ? null : `${problem.title}. ${problem.explanation}`;
    const standing = machines.missing[state];
    return [fact(zoneName, why === null ? standing : plain(machines.why(standing, why)))];
  });
  const [open] = openZones(launch);
  const table = [
    [
      columns.zone,
      columns.id,
      columns.size,
      columns.state,
      columns.publicAddress,
      columns.privateAddress,
      columns.disks,
      columns.started,
      columns.ended,
    ],
    ...instances.map((machine) => [
      plain(machine.zoneName),
      code(machine.instanceId),
      code(machine.instanceType),
      plain(stateOf(machine)),
      codeOr(machine.publicAddress),
      codeOr(machine.privateAddress),
      plain(disksOf(machine)) || said.none,
      timeOf(machine.startedAt),
      machine.goneAt === null ? '' : timeOf(machine.goneAt),
    ]),
  ];
  return [
    `## ${machines.heading}`,
    instances.length === 0 ? machines.none : markdownTable(table),
    ...(missing.length === 0 ? [] : [`${machines.notStarted}:`, bullets(missing)]),
    ...(open === undefined
      ? []
      : [machines.decide(code(`keyport answer ${shortId(launchId)} ${open.zoneName}`))]),
  ];
}

/** As much of it as commands ask for. */
function shortId(launchId: string): string {
  return launchId.slice(0, 8);
}

/** With EC2's own checks, as it said them when it was last asked. */
function stateOf({ state, checks }: LaunchedInstance): string {
  return checks === null ? state : said.machines.checked(state, words.launch.checks[checks]);
}

function disksOf({ volumes }: LaunchedInstance): string {
  return volumes.map(({ volumeId, sizeGiB }) => said.machines.disk(volumeId, sizeGiB)).join(', ');
}

/** What the machines were told then: a later Keyport may write another first page. */
function scriptPart({ startScript, plan }: Launch): readonly string[] {
  if (startScript === null || plan.script.kind === 'none') return [];
  const { answers, reviewWhy, title } = words.startScript;
  return [`## ${title}`, `${answers[plan.script.kind]} ${reviewWhy}`, verbatim(startScript)];
}

function accessPart(launch: Launch): readonly string[] {
  const { access } = said;
  return [`## ${access.heading}`, ...rulesPart(launch), `### ${access.connect}`, ...connectPart(launch)];
}

function rulesPart({ plan, made, connect }: Launch): readonly string[] {
  const { access } = said;
  if (plan.access.kind === 'existing-group') {
    const doors = (connect.existingGroups?.doors ?? []).filter(({ opening }) => opening !== 'closed');
    return [
      access.existing,
      bullets(plan.access.groups.map(({ groupId, name }) => `${code(groupId)} ${plain(name)}`)),
      access.whenStarted,
      doors.length === 0
        ? access.noRules
        : bullets(
            doors.map(({ port, others, opening, cidr }) =>
              plain(
                access.door(
                  others === undefined ? String(port) : `${others.from}–${others.to}`,
                  cidr === null ? access.openings[opening] : access.only(cidr),
                ),
              ),
            ),
          ),
    ];
  }
  const { securityGroup } = made;
  const id = securityGroup === null ? access.removed : codeOr(securityGroup.groupId, access.asked);
  const rules = plannedRules(plan.access, plan.image.platform);
  return [
    fact(access.group, `${plain(plan.name)} (${id})`),
    rules.length === 0 ? access.noRules : bullets(rules.map((rule) => plain(ruleInWords(rule)))),
  ];
}

function ruleInWords({ protocol, port, cidr, description }: PlannedRule): string {
  const { access } = said;
  const isEveryone = cidr.endsWith('/0');
  const who = isEveryone ? `${access.everyone} (${cidr})` : access.only(cidr);
  return access.rule(protocol.toUpperCase(), port, who, description);
}

function connectPart(launch: Launch): readonly string[] {
  const { account, connect } = launch;
  const { access } = said;
  if (account.sourceId === PRACTICE_SOURCE) return [said.practice];
  if (account.endpoint !== null) return [plain(access.notAws(account.endpoint))];
  const commands = logInsOf(launch);
  if (commands.length === 0) return [access.notNow];
  return [
    plain(access.user(connect.loginUser, connect.port)),
    ...(launch.plan.image.platform === 'windows' ? [] : [access.connectWhy]),
    block(commands),
    ...pagesPart(launch),
  ];
}

function pagesPart(launch: Launch): readonly string[] {
  const pages = waysIn(launch).flatMap((way) => way.pages);
  return pages.length === 0 ? [] : [said.access.pages, bullets(pages.map((page) => `<${page}>`))];
}

function keyPart({ made, connect }: Launch): readonly string[] {
  const { key } = said;
  const { keyPair } = made;
  return [
    `## ${key.heading}`,
    bullets([
      ...(keyPair === null
        ? [fact(key.name, key.pairGone)]
        : [
            fact(key.name, plain(keyPair.name)),
            fact(key.id, code(keyPair.keyPairId)),
            fact(key.fingerprint, codeOr(keyPair.fingerprint)),
          ]),
      fact(
        key.where,
        connect.keychainAccount === null ? key.notKept : key.kept(code(connect.keychainAccount)),
      ),
    ]),
    key.warning,
  ];
}

function costPart({ prices }: Launch, cost: LaunchCost): readonly string[] {
  const { perHour, perMonth, notCounted } = costInWords(cost);
  return [
    `## ${said.cost.heading}`,
    bullets([
      fact(said.cost.soFar, monthlyMoney(cost.soFar)),
      fact(said.cost.now, perHour),
      fact(said.cost.perMonth, perMonth),
    ]),
    ...(notCounted === null ? [] : [notCounted]),
    prices === null
      ? said.cost.noPrices
      : said.cost.prices(plain(prices.asOf ?? said.unknown), said.cost.sources[prices.source]),
  ];
}

function snapshotsPart({ made: { snapshots } }: Launch): readonly string[] {
  if (snapshots.length === 0) return [];
  return [
    `## ${said.snapshots.heading}`,
    said.snapshots.why,
    bullets(
      snapshots.map(({ snapshotId, volumeId, sizeGiB }) =>
        said.snapshots.of(code(snapshotId), code(volumeId), sizeGiB),
      ),
    ),
  ];
}

function cleanUpPart({ launchId, account, zones }: Launch, found: CleanUp): readonly string[] {
  const { cleanUp } = said;
  const heading = `## ${cleanUp.heading}`;
  if (account.sourceId === PRACTICE_SOURCE) return [heading, cleanUp.practice];
  const mayBeMore = zones.some(mayBeThere);
  return [
    heading,
    ...(mayBeMore ? [cleanUp.unknown] : []),
    ...(found.commands.length === 0
      ? [cleanUp.nothing]
      : [
          cleanUp.inKeyport(code(`keyport undo ${shortId(launchId)}`)),
          plain(cleanUp.byCli(account.accountId)),
          block(found.commands),
        ]),
    ...(found.snapshotCommands.length === 0 ? [] : [cleanUp.snapshots, block(found.snapshotCommands)]),
    cleanUp.byTag(code(TAGS.launchId), code(launchId)),
    ...(found.consolePage === null ? [] : [cleanUp.byConsole(`<${found.consolePage}>`)]),
    cleanUp.byConsoleNote,
    ...(found.listCommand === null ? [] : [cleanUp.list, block([found.listCommand])]),
  ];
}

function fact(label: string, markdown: string): string {
  return `**${plain(label)}:** ${markdown}`;
}

function codeOr(text: string | null, otherwise: string = said.unknown): string {
  return text === null ? otherwise : code(text);
}

/** `2026-11-23 10:00 UTC`. */
function timeOf(ms: number): string {
  return `${isoOf(ms).slice(0, 16).replace('T', ' ')} UTC`;
}
