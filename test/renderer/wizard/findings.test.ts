import { describe, expect, test } from 'vitest';
import type { AnswerName, Finding, FindingId, Severity } from '../../../shared/finding.ts';
import { confirmedDangers } from '../../../renderer/wizard/confirmations.ts';
import { alertsOf, blockersOf } from '../../../renderer/wizard/step-findings.ts';

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

test('a step is held back by its own blockers only', () => {
  const findings = [
    oneZone,
    finding('no-zones', 'blocker', 'zones'),
    finding('size-unknown', 'blocker', 'size'),
  ];

  expect(blockersOf('zones', findings).map(({ id }) => id)).toEqual(['no-zones']);
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
