import { expect, test } from 'vitest';
import { buildReport } from '../../../../electron/review/report/build-report.ts';
import {
  HOSTILE_NAMES,
  hostileInput,
  noteFinding,
  reportInput,
  reviewedGroup,
  sshFinding,
} from './report-fixture.ts';

test('the document says what was found, of whom, and what it stands on', () => {
  const input = reportInput([[reviewedGroup({ tags: { team: 'a' } }, [noteFinding(), sshFinding()])]], {
    unreadRegions: [{ region: 'eu-west-1', why: 'AWS cannot be reached.' }],
  });

  expect(JSON.parse(buildReport('json', input))).toMatchObject({
    format: 'keyport-review',
    formatVersion: 1,
    madeAt: '2026-11-23T03:20:00.000Z',
    keyportVersion: '0.1.0',
    accountId: '123456789012',
    savedFrom: null,
    summary: {
      groups: 1,
      groupsWithoutFindings: 0,
      findings: { danger: 1, caution: 0, note: 1 },
      worst: 'critical',
    },
    unreadRegions: [{ region: 'eu-west-1', why: 'AWS cannot be reached.' }],
    regions: [{ region: 'us-east-1', readAt: '2026-11-23T03:19:00.000Z', unread: [] }],
    groups: [
      {
        region: 'us-east-1',
        groupId: 'sg-0123456789abcdef0',
        name: 'web',
        tags: { team: 'a' },
        exposure: { ipv4: 'X4', ipv6: 'X3', isKnown: true },
        findings: [
          { id: 'SG-ADMIN', severity: 'danger', rules: [0], ruleIds: ['sgr-0123456789abcdef0'] },
          { id: 'SG-UNUSED', severity: 'note', rules: [], ruleIds: [] },
        ],
        rules: [
          { ruleId: 'sgr-0123456789abcdef0', words: expect.stringContaining('SSH') },
          { words: expect.stringContaining('203.0.113.7') },
        ],
      },
    ],
  });
});

test('names come back sign by sign, and the text itself steers no terminal', () => {
  const text = buildReport('json', hostileInput());
  const { groups } = JSON.parse(text) as {
    readonly groups: readonly { readonly groupId: string; readonly name: string }[];
  };

  expect(text).toMatch(/^[\P{C}\n]*$/u);
  expect(
    groups.toSorted((one, other) => (one.groupId < other.groupId ? -1 : 1)).map(({ name }) => name),
  ).toEqual(HOSTILE_NAMES);
});

test('the worst group stands first, and the same input gives the same text', () => {
  const groups = [
    reviewedGroup({ name: 'quiet', groupId: 'sg-1' }),
    reviewedGroup({ name: 'one', groupId: 'sg-2' }, [sshFinding()]),
    reviewedGroup({ name: 'noted', groupId: 'sg-3' }, [noteFinding()]),
    reviewedGroup({ name: 'two', groupId: 'sg-4' }, [
      sshFinding(),
      sshFinding({ key: 'SG-ADMIN tcp 3389 ipv4' }),
    ]),
  ];
  const text = buildReport('json', reportInput([groups]));

  expect(
    (JSON.parse(text) as { groups: readonly { name: string }[] }).groups.map(({ name }) => name),
  ).toEqual(['two', 'one', 'noted', 'quiet']);
  expect(buildReport('json', reportInput([groups.toReversed()]))).toBe(text);
});
