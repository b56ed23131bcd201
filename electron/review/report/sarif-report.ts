import { createHash } from 'node:crypto';
import { CATALOGUE } from '../../../shared/security-group/catalogue.ts';
import {
  GROUP_RULE_IDS,
  type GroupFinding,
  type GroupRuleId,
} from '../../../shared/security-group/group-finding.ts';
import { severityOf } from '../../../shared/security-group/levels.ts';
import type { UnreadPart } from '../../../shared/security-group/region-facts.ts';
import type { ReviewedGroup } from '../../../shared/security-group/reviewed-group.ts';
import { ruleInWords } from '../../../shared/security-group/rule-in-words.ts';
import { words } from '../../../shared/words/en.ts';
import type { ReportInput } from './build-report.ts';
import { whyUnread } from './in-words.ts';
import { compareTexts, groupsInOrder, listsOf, rankOf, type ReportSeverity } from './report-order.ts';
import { safeJson, visible } from './safe-text.ts';

const { sarif, unread: unreadWords, ruleNumber } = words.groupReport;

/** SARIF 2.1.0 (OASIS), for GitHub code scanning and whatever else collects findings. */
export function sarifReport(input: ReportInput): string {
  const results = resultsInOrder(input);
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Keyport',
            semanticVersion: input.keyportVersion,
            shortDescription: { text: sarif.description },
            rules: GROUP_RULE_IDS.map(ruleFacts),
          },
        },
        invocations: [invocation(input)],
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
  return safeJson(document, results.length > MANY_RESULTS ? 0 : 2);
}

/** With more, a result names no rules, and the lines are not indented: there is an end to how long a text can be. */
const MANY_RESULTS = 50_000;
const RULES_AT_MOST = 5;
const PORTS_AT_MOST = 20;

const LEVEL = {
  danger: 'error',
  caution: 'warning',
  note: 'note',
} as const satisfies Record<ReportSeverity, string>;

function ruleFacts(id: GroupRuleId) {
  const { title, why, base, references } = CATALOGUE[id];
  const help = references.length === 0 ? why : `${why}\n\n${sarif.references}: ${references.join('; ')}.`;
  return {
    id,
    name: id,
    shortDescription: { text: plain(title) },
    fullDescription: { text: plain(why) },
    help: { text: plain(help) },
    defaultConfiguration: { level: LEVEL[severityOf(base)] },
    properties: { tags: ['security', 'aws', 'security-group'], references },
  };
}

/** Whatever could not be read is told as SARIF wants it told; without a whole region the run was no success. */
function invocation({ regions, unreadRegions, savedFrom, madeAt }: ReportInput) {
  return {
    executionSuccessful: unreadRegions.length === 0,
    endTimeUtc: new Date(madeAt).toISOString(),
    toolExecutionNotifications: [
      ...unreadRegions.map(({ region, why, raw = null }) =>
        notification('error', unreadWords.region(region, why), raw),
      ),
      ...regions.flatMap(({ region, unread }) =>
        unread.map((part) => notification('warning', partInWords(region, part), part.raw)),
      ),
      ...(savedFrom === undefined ? [] : [notification('note', unreadWords.saved)]),
    ],
  };
}

function partInWords(region: string, part: UnreadPart): string {
  return unreadWords.part(region, unreadWords.parts[part.part], whyUnread(part));
}

function notification(level: 'error' | 'warning' | 'note', text: string, raw: string | null = null) {
  return { level, message: { text: plain(text) }, ...(raw === null ? {} : { properties: { raw } }) };
}

type Result = { readonly reviewed: ReviewedGroup; readonly finding: GroupFinding };

/** The worst first, and in the same order whenever the same is found. */
function resultsInOrder(input: ReportInput) {
  const results: Result[] = groupsInOrder(input).flatMap(({ reviewed, findings }) =>
    findings.map((finding) => ({ reviewed, finding })),
  );
  const rulesAtMost = results.length > MANY_RESULTS ? 0 : RULES_AT_MOST;
  return results
    .toSorted(
      (one, other) =>
        rankOf(one.finding.level) - rankOf(other.finding.level) ||
        compareTexts(one.reviewed.region, other.reviewed.region) ||
        compareTexts(one.reviewed.group.groupId, other.reviewed.group.groupId) ||
        compareTexts(one.finding.key, other.finding.key),
    )
    .map((result) => resultFacts(result, input, rulesAtMost));
}

function resultFacts({ reviewed, finding }: Result, { accountId }: ReportInput, rulesAtMost: number) {
  const { group, region } = reviewed;
  const { id, severity, level, key, sentence, notes, advice, rules, families, ports } = finding;
  const named = rules.slice(0, rulesAtMost);
  const unnamed = rules.length - named.length;
  const text = [
    sentence,
    ...notes.map((note) => note.sentence),
    advice,
    unnamed === 0 || named.length === 0 ? '' : sarif.moreRules(unnamed),
  ]
    .filter(Boolean)
    .join(' ');
  return {
    ruleId: id,
    ruleIndex: GROUP_RULE_IDS.indexOf(id),
    level: LEVEL[severity],
    message: { text: plain(sarif.message(group.name, group.groupId, text)) },
    locations: [groupLocation(reviewed, accountId)],
    ...(named.length === 0
      ? {}
      : { relatedLocations: named.map((place, index) => ruleLocation(reviewed, place, index + 1)) }),
    partialFingerprints: {
      // What makes it the same finding at the next review, whatever else has changed in the group.
      'keyportFinding/v1': sha256([accountId, region, group.groupId, key].join('\n')),
    },
    properties: {
      level,
      key,
      region,
      groupId: group.groupId,
      families,
      ports: ports.slice(0, PORTS_AT_MOST),
      portSpans: ports.length,
      rules: rules.length,
    },
  };
}

/** Code scanning wants a file: there is none, so the place is the path by which one would find the group. */
function groupLocation({ region, group }: ReviewedGroup, accountId: string) {
  const path = ['security-groups', accountId || group.ownerId, region, group.groupId].filter(
    (name) => name !== '',
  );
  return {
    physicalLocation: {
      artifactLocation: { uri: path.map(encodeURIComponent).join('/') },
      region: { startLine: 1 },
    },
    logicalLocations: [
      {
        name: visible(group.name),
        fullyQualifiedName: arnOf(region, group.ownerId, `security-group/${group.groupId}`),
        kind: 'resource',
      },
    ],
  };
}

function ruleLocation(reviewed: ReviewedGroup, place: number, id: number) {
  const { region, group } = reviewed;
  const rule = group.rules[place];
  const name = rule?.ruleId ?? ruleNumber(place);
  const parent = `security-group/${group.groupId}`;
  return {
    id,
    message: { text: plain(rule === undefined ? name : ruleInWords(rule, listsOf(reviewed))) },
    logicalLocations: [
      {
        name,
        fullyQualifiedName: arnOf(
          region,
          group.ownerId,
          rule?.ruleId ? `security-group-rule/${rule.ruleId}` : `${parent}#${place + 1}`,
        ),
        kind: 'member',
      },
    ],
  };
}

function arnOf(region: string, ownerId: string, resource: string): string {
  return visible(`arn:${partitionOf(region)}:ec2:${region}:${ownerId}:${resource}`);
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/**
 * A plain text message of SARIF (3.11.5 and 3.11.6) has placeholders in braces and links in brackets: a name with such signs must
 * become neither.
 */
function plain(text: string): string {
  return visible(text.replaceAll('\n\n', ' '))
    .replaceAll(/[\\[\]]/gu, (sign) => `\\${sign}`)
    .replaceAll(/[{}]/gu, (sign) => sign + sign);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
