import fs from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { buildReport, type ReportInput } from '../../../../electron/review/report/build-report.ts';
import { GROUP_RULE_IDS } from '../../../../shared/security-group/group-finding.ts';
import {
  HOSTILE_NAMES,
  hostileInput,
  noteFinding,
  reportInput,
  reviewedGroup,
  sshFinding,
} from './report-fixture.ts';

type Message = { readonly text: string };
type Result = {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: Message;
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
    readonly logicalLocations: readonly { readonly name: string; readonly fullyQualifiedName: string }[];
  }[];
  readonly relatedLocations?: readonly {
    readonly message: Message;
    readonly logicalLocations: readonly { readonly name: string }[];
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
};
type Rule = { readonly id: string; readonly help: Message; readonly shortDescription: Message };
type Notification = { readonly level: string; readonly message: Message };
type Sarif = {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly Rule[] } };
      readonly invocations: readonly [
        {
          readonly executionSuccessful: boolean;
          readonly toolExecutionNotifications: readonly Notification[];
        },
      ];
      readonly results: readonly Result[];
    },
  ];
};

const isValid = officialSchema();

test.each([
  ['nothing at all', reportInput([])],
  ['groups without findings', reportInput([[reviewedGroup({})]])],
  ['findings in two regions', reportInput([[found()], [{ ...found(), region: 'eu-west-1' }]])],
  ['hostile names', hostileInput()],
  ['what could not be read', unreadInput()],
])('is valid by the schema that OASIS publishes: %s', (_, input) => {
  isValid(JSON.parse(buildReport('sarif', input)));

  expect(isValid.errors).toBeNull();
});

test('the schema refuses what is no SARIF', () => {
  const { runs } = sarif(reportInput([[found()]]));

  expect(isValid({ version: '2.1.0', runs: [{ ...runs[0], results: [{ level: 'fatal' }] }] })).toBe(false);
  expect(isValid({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
});

test('every rule of the catalogue is there with its help, and each result names its own', () => {
  const { runs } = sarif(reportInput([[reviewedGroup({}, [noteFinding(), sshFinding()])]]));
  const { rules } = runs[0].tool.driver;

  expect(rules.map(({ id }) => id)).toEqual(GROUP_RULE_IDS);
  for (const { help, shortDescription } of rules)
    expect([help.text, shortDescription.text]).not.toContain('');
  expect(rules.find(({ id }) => id === 'SG-ADMIN')?.help.text).toContain('EC2.13');
  expect(runs[0].results.map(({ ruleIndex }) => rules[ruleIndex]?.id)).toEqual(['SG-ADMIN', 'SG-UNUSED']);
});

test('danger, caution and note are error, warning and note, the worst first', () => {
  const caution = sshFinding({
    key: 'SG-RISK tcp 3306 ipv4',
    id: 'SG-RISK',
    level: 'medium',
    severity: 'caution',
  });
  const { runs } = sarif(reportInput([[reviewedGroup({}, [noteFinding(), caution, sshFinding()])]]));

  expect(runs[0].results.map(({ level }) => level)).toEqual(['error', 'warning', 'note']);
});

test('a result says where: the group, and each of its rules that brings it about', () => {
  const { runs } = sarif(reportInput([[reviewedGroup({}, [sshFinding({ rules: [0, 1] })])]]));
  const [result] = runs[0].results;

  expect(result?.locations[0]).toMatchObject({
    physicalLocation: {
      artifactLocation: { uri: 'security-groups/123456789012/us-east-1/sg-0123456789abcdef0' },
    },
    logicalLocations: [
      {
        name: 'web',
        fullyQualifiedName: 'arn:aws:ec2:us-east-1:123456789012:security-group/sg-0123456789abcdef0',
      },
    ],
  });
  expect(result?.relatedLocations?.map(({ logicalLocations }) => logicalLocations[0]?.name)).toEqual([
    'sgr-0123456789abcdef0',
    'rule 2',
  ]);
  expect(result?.relatedLocations?.[1]?.message.text).toContain('203.0.113.7');
});

test('the same finding has the same fingerprint at the next review, and no other has it', () => {
  const first = reviewedGroup({}, [sshFinding(), noteFinding()]);
  const later = reviewedGroup({ name: 'renamed', rules: [] }, [
    noteFinding(),
    sshFinding({ level: 'high', rules: [] }),
  ]);
  const other = reviewedGroup({ groupId: 'sg-fedcba98' }, [sshFinding()]);

  expect(fingerprints(reportInput([[later]]))).toEqual(fingerprints(reportInput([[first]])));
  const all = fingerprints(reportInput([[first, other], [{ ...first, region: 'eu-west-1' }]]));
  expect(new Set(all).size).toBe(5);
});

test('the order of what was read changes nothing', () => {
  const groups = ['c', 'a', 'b'].map((name) =>
    reviewedGroup({ name, groupId: `sg-${name}` }, [noteFinding(), sshFinding()]),
  );
  const backwards = groups.toReversed().map((group) => ({ ...group, findings: group.findings.toReversed() }));

  expect(sarif(reportInput([backwards])).runs[0].results).toEqual(
    sarif(reportInput([groups])).runs[0].results,
  );
});

test('what could not be read is told, and without a whole region the run was no success', () => {
  const [{ invocations }] = sarif(unreadInput()).runs;

  expect(invocations[0].executionSuccessful).toBe(false);
  expect(invocations[0].toolExecutionNotifications).toEqual([
    { level: 'error', message: { text: expect.stringContaining('eu-west-1') } },
    {
      level: 'warning',
      message: { text: expect.stringContaining('network interfaces') },
      properties: { raw: expect.any(String) },
    },
  ]);
  expect(sarif(reportInput([[found()]])).runs[0].invocations[0]).toMatchObject({
    executionSuccessful: true,
    toolExecutionNotifications: [],
  });
});

test('no name becomes a link or a placeholder of a message, or steers a terminal', () => {
  const text = buildReport('sarif', hostileInput());
  const messages = [...text.matchAll(/"text": ("(?:[^"\\]|\\.)*")/gu)].map(
    ([, json = '']) => JSON.parse(json) as string,
  );

  expect(text).toMatch(/^[\P{C}\n]*$/u);
  expect(messages.length).toBeGreaterThan(HOSTILE_NAMES.length);
  for (const message of messages) {
    expect(message.replaceAll(/\\[\\[\]]/gu, '')).not.toMatch(/[[\]]/u);
    expect(message.replaceAll(/\{\{|\}\}/gu, '')).not.toMatch(/[{}]/u);
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }
});

function found() {
  return reviewedGroup({}, [sshFinding(), noteFinding()]);
}

function unreadInput(): ReportInput {
  const { regions, ...input } = reportInput([[found()]]);
  return {
    ...input,
    regions: regions.map((region) => ({
      ...region,
      unread: [{ part: 'interfaces', isForbidden: true, raw: 'UnauthorizedOperation: no' }],
    })),
    unreadRegions: [{ region: 'eu-west-1', why: 'AWS cannot be reached.' }],
  };
}

function fingerprints(input: ReportInput): string[] {
  return sarif(input)
    .runs[0].results.flatMap(({ partialFingerprints }) => Object.values(partialFingerprints))
    .toSorted();
}

function sarif(input: ReportInput): Sarif {
  return JSON.parse(buildReport('sarif', input)) as Sarif;
}

/** Written for draft 4, of which it uses nothing that draft 7 reads differently but the name of its id. */
function officialSchema() {
  const file = createRequire(import.meta.url).resolve(
    '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
  );
  const { $schema, id, ...schema } = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect([$schema, id]).not.toContain(undefined);
  return new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false, allErrors: true }).compile(
    schema,
  );
}

describe('a result with much to name', () => {
  const rules = Array.from({ length: 60 }, (_, place) => place);
  const ports = rules.map((place) => ({ protocol: 'tcp', from: 2 * place + 1, to: 2 * place + 1 }));
  const rule = reviewedGroup({}).group.rules[0];
  const group = { rules: rules.flatMap(() => rule ?? []) };

  test('names some rules and ports, and says how many more there are', () => {
    const input = reportInput([[reviewedGroup(group, [sshFinding({ rules, ports })])]]);
    const [result] = sarif(input).runs[0].results;

    expect(result?.relatedLocations?.length).toBe(5);
    expect(result?.message.text).toContain('55 more rules');
    expect(result).toMatchObject({ properties: { ports: ports.slice(0, 20), portSpans: 60, rules: 60 } });
  });

  test('five thousand groups with twenty ranges each stay within what one text can hold', () => {
    // Such a group has 75 findings. A text of Node has 2^29 - 24 characters.
    const findings = Array.from({ length: 51_000 }, (_, at) =>
      sshFinding({
        key: `SG-ADMIN tcp ${String(at)} ipv4`,
        rules: rules.slice(0, 20),
        ports: ports.slice(0, 6),
      }),
    );
    const text = buildReport('sarif', reportInput([[reviewedGroup(group, findings)]]));

    expect((text.length / findings.length) * 75 * 5_000).toBeLessThan(2 ** 29 - 24);
  });
});

test('what is too large for one text is said to be, with the formats that are smaller', () => {
  const endless = { ...reviewedGroup({}), findings: new Proxy([], { get: tooLong }) };

  expect(() => buildReport('sarif', reportInput([[endless]]))).toThrow(/too large.*csv/u);
});

function tooLong(): never {
  throw new RangeError('Invalid string length');
}
