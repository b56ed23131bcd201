import { describe, expect, test } from 'vitest';
import { checkPlan } from '../../../shared/check-plan.ts';
import {
  ANSWER_NAMES,
  type AnswerName,
  type Finding,
  type FindingId,
  type Severity,
} from '../../../shared/finding.ts';
import type { PlanDraft } from '../../../shared/launch-plan.ts';
import type { Preflight } from '../../../shared/preflight.ts';
import { FACTS, PLAN, PREFLIGHT, dryRun } from '../../shared/plan-fixture.ts';
import { confirmedDangers } from '../../../renderer/wizard/confirmations.ts';
import { alertsOf, badgeOf, badgeOfStep, holdsBack } from '../../../renderer/wizard/step-findings.ts';

const oneZone = finding('one-zone', 'danger', 'zones');

describe('a danger counts as confirmed', () => {
  test.each([
    ['one zone', true],
    [' One Zone ', true],
    ['', false],
    ['one', false],
    ['one zone only', false],
    [undefined, false],
  ])('when %j was typed: %s', (text, isConfirmed) => {
    const typed = text === undefined ? {} : { 'one-zone': text };

    expect(confirmedDangers([oneZone], typed)).toEqual(isConfirmed ? ['one-zone'] : []);
  });

  test('only if it is a danger', () => {
    expect(confirmedDangers([{ ...oneZone, severity: 'blocker' }], { 'one-zone': 'one zone' })).toEqual([]);
  });
});

test('of two dangers with one name each is confirmed by itself', () => {
  const open = (port: number): Finding => ({
    ...finding('group-danger', 'danger', 'access'),
    danger: `group-danger sg-1 SG-ADMIN tcp ${port}`,
  });
  const typed = {
    'group-danger sg-1 SG-ADMIN tcp 22': 'open to strangers',
    'group-danger': 'open to strangers',
  };

  expect(confirmedDangers([open(22), open(3389)], typed)).toEqual(['group-danger sg-1 SG-ADMIN tcp 22']);
});

describe('a step is held back', () => {
  const held = (answer: AnswerName, draft: Partial<PlanDraft>, preflight: Preflight | null = null) =>
    holdsBack(answer, { draft: { ...PLAN, ...draft }, facts: { ...FACTS, preflight } }).map(({ id }) => id);

  test('by its own blockers only', () => {
    expect(held('zones', { placements: [], size: null })).toEqual(['no-zones']);
    expect(held('size', { placements: [], size: null })).toEqual(['unanswered']);
    expect(held('key', { placements: [] })).toEqual([]);
  });

  test('not by what a trial of the whole plan has said: that keeps from launching', () => {
    const denied = {
      ...PREFLIGHT,
      dryRuns: [dryRun('CreateKeyPair', null, 'may-not', 'not-permitted')],
      quota: { kind: 'known', quotaCode: 'L-1216C47A', limit: 1, inUse: 1 },
    } as const;
    const blockers = checkPlan(PLAN, { ...FACTS, preflight: denied }).filter(
      ({ severity }) => severity === 'blocker',
    );

    expect(blockers.map(({ answer }) => answer)).toEqual(expect.arrayContaining(['zones', 'key']));
    for (const answer of ANSWER_NAMES) expect(held(answer, {}, denied), answer).toEqual([]);
  });
});

test.each([
  [['note'], 'fine'],
  [['caution', 'note'], 'look'],
  [['danger'], 'look'],
  [['caution', 'blocker'], 'stop'],
  [[], 'fine'],
] as const)('the badge of an answer with %j is %s', (severities, badge) => {
  const findings = severities.map((severity) => finding('one-zone', severity, 'zones'));

  expect(badgeOf('zones', [...findings, finding('unanswered', 'blocker', 'size')])).toBe(badge);
});

describe('the list of steps', () => {
  const unanswered = finding('unanswered', 'blocker', 'account');
  const open = { stepIndex: 0, furthestIndex: 2, hasTriedToLeave: false };

  test('does not scold a question that nobody has had the time to answer', () => {
    expect(badgeOfStep(0, open, [unanswered])).toBe('fine');
    expect(badgeOfStep(0, { ...open, hasTriedToLeave: true }, [unanswered])).toBe('stop');
    expect(badgeOfStep(0, { ...open, stepIndex: 1 }, [unanswered])).toBe('stop');
  });

  test('says at once what is wrong with an answer, but nothing of a step nobody has come to', () => {
    const wrong = finding('size-unknown', 'blocker', 'size');

    expect(badgeOfStep(2, { ...open, stepIndex: 2 }, [wrong])).toBe('stop');
    expect(badgeOfStep(2, { ...open, furthestIndex: 1 }, [wrong])).toBe('fine');
    expect(badgeOfStep(ANSWER_NAMES.length - 1, { ...open, furthestIndex: 9 }, [wrong])).toBe('fine');
  });
});

test('what stands at a field is not said twice', () => {
  const findings = [
    finding('name-refused', 'blocker', 'key'),
    finding('keychain-locked', 'blocker', 'key'),
    finding('windows-needs-rsa', 'blocker', 'key'),
    oneZone,
  ];

  expect(alertsOf('key', findings).map(({ id }) => id)).toEqual(['windows-needs-rsa']);
});

function finding(id: FindingId, severity: Severity, answer: AnswerName): Finding {
  return { id, severity, answer, sentence: id, why: '', fixes: [] };
}
