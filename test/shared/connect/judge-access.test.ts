import { describe, expect, test } from 'vitest';
import {
  answersAnyway,
  judgeChecks,
  judgeEnd,
  judgeKnock,
  judgeLogin,
  judgeMachine,
  judgeReach,
} from '../../../shared/connect/judge-access.ts';
import type { ConnectFacts } from '../../../shared/launch.ts';
import { PROBE_RESULTS } from '../../../shared/security-group/group-change.ts';
import { sketchLaunch } from '../../renderer/launch-fixtures.ts';

// What each thing that is found on the way means, and what is offered for it.

const kinds = (stop: { readonly fixes: readonly { readonly kind: string }[] } | null) =>
  stop?.fixes.map(({ kind }) => kind) ?? null;

test.each([
  ['running', 'ok', null],
  ['pending', 'wrong', ['wait']],
  ['stopping', 'wrong', ['wait']],
  ['stopped', 'wrong', ['start']],
  ['shutting-down', 'wrong', ['launch-again']],
  ['terminated', 'wrong', ['launch-again']],
  [null, 'wrong', ['launch-again']],
])('a machine that is %s', (state, mark, fixes) => {
  const { step, stop } = judgeMachine(state, 'i-1');
  expect([step.state, kinds(stop)]).toEqual([mark, fixes]);
});

test.each([
  ['ok', 'ok', false],
  ['initializing', 'note', false],
  ['impaired', 'wrong', true],
  ['unknown', 'unknown', false],
  ['unread', 'unknown', false],
] as const)('checks that are %s', (checks, mark, isOver) => {
  const { step, stop } = judgeChecks(checks);
  expect([step.state, stop !== null]).toEqual([mark, isOver]);
});

describe('one knock', () => {
  const AT = { port: 22, mayBeBooting: false, isPractice: false };

  test.each([
    ['answers', 'ok', 'ok', null, null],
    ['connects', 'ok', 'wrong', ['other-ways'], ['wait']],
    ['reset', 'wrong', null, ['other-ways'], ['wait']],
    ['refused', 'wrong', null, ['other-ways'], ['wait']],
    ['unreachable', 'wrong', null, [], []],
    ['no-answer', 'wrong', null, ['other-ways'], ['wait']],
    ['not-tried', 'skipped', 'skipped', null, null],
  ] as const)('%s', (result, connect, answer, fixes, whileBooting) => {
    const judged = judgeKnock(result, AT);
    expect([judged.connect.step.state, judged.answer?.step.state ?? null]).toEqual([connect, answer]);
    expect(kinds(judged.answer?.stop ?? judged.connect.stop)).toEqual(fixes);
    const booting = judgeKnock(result, { ...AT, mayBeBooting: true });
    expect(kinds(booting.answer?.stop ?? booting.connect.stop)).toEqual(whileBooting);
  });

  test('has a diagnosis of its own for each result', () => {
    const headlines = PROBE_RESULTS.flatMap((result) => {
      const { connect, answer } = judgeKnock(result, AT);
      return (answer?.stop ?? connect.stop)?.headline ?? [];
    });
    expect(new Set(headlines).size).toBe(headlines.length);
    expect(headlines).toHaveLength(5);
  });

  test('in practice is what the rules say, and nobody is said to have answered', () => {
    const { connect, answer } = judgeKnock('answers', { ...AT, isPractice: true });
    expect([connect.step.state, answer?.step.state]).toEqual(['ok', 'skipped']);
    expect(connect.step.sentence).toContain('rules of the practice account');
  });
});

test.each([
  [{ result: 'in' }, 'ok', null],
  [{ result: 'denied', rightUser: 'ubuntu' }, 'wrong', ['other-user']],
  [{ result: 'denied', rightUser: null }, 'wrong', ['lost-key']],
  [{ result: 'host-key-changed' }, 'wrong', ['host-keys']],
  [{ result: 'not-tried', why: 'no-key' }, 'skipped', null],
  [{ result: 'failed', raw: 'kex_exchange_identification' }, 'wrong', ['other-ways']],
] as const)('logging in: %j', (login, mark, fixes) => {
  const { step, stop } = judgeLogin(login, 'ec2-user');
  expect([step.state, kinds(stop)]).toEqual([mark, fixes]);
});

describe('a group that lets nobody in from here', () => {
  const step = { step: 'group', verdict: 'no', sentence: 'No rule.', because: ['sg-1'] } as const;
  const of = (change: Partial<ConnectFacts>) => {
    const launch = sketchLaunch({ name: 'web' });
    return (
      judgeReach(step, { ...launch, connect: { ...launch.connect, ...change } }, '203.0.113.99')?.stop ?? null
    );
  };

  test('is mended where it is the launch’s own', () => {
    expect(of({ adminAddress: '203.0.113.7' })?.fixes).toEqual([
      { kind: 'fix-access', before: '203.0.113.7', now: '203.0.113.99' },
    ]);
    expect(of({ adminAddress: null })?.headline).toBe('The firewall lets nobody log in');
  });

  test('is shown where it was there before', () => {
    expect(kinds(of({ existingGroups: { groups: [], doors: [] } }))).toEqual(['open-groups']);
  });
});

test('a rule that is wrong, and a machine that answers all the same, is a note and no end', () => {
  const { step, stop } = answersAnyway(judgeChecks('impaired'));
  expect([step.state, stop]).toEqual(['note', null]);
  expect(step.sentence).toContain('And yet it answers');
});

test('how far a walk came is said truly', () => {
  const steps = (login: 'ok' | 'skipped', connect: 'ok' | 'skipped') =>
    (
      [
        ['connect', connect],
        ['login', login],
      ] as const
    ).map(([step, state]) => ({ step, state, sentence: '', because: [] }));
  const real = { isPractice: false, isWindows: false };
  expect(judgeEnd(steps('ok', 'ok'), real).verdict).toBe('in');
  expect(judgeEnd(steps('skipped', 'ok'), real).headline).toBe('You get as far as the machine');
  expect(judgeEnd(steps('skipped', 'skipped'), real).headline).toBe('By AWS’s rules you would be let in');
  expect(judgeEnd(steps('skipped', 'ok'), { ...real, isPractice: true }).headline).toContain('For real');
  // A rule that nobody could judge is no yes, unless the machine itself has answered.
  for (const step of ['address', 'route', 'block-public-access', 'acl', 'group'] as const) {
    const unknown = { step, state: 'unknown', sentence: '', because: [] } as const;
    const withUnknown = (login: 'skipped', connect: 'ok' | 'skipped') => [unknown, ...steps(login, connect)];
    expect(judgeEnd(withUnknown('skipped', 'skipped'), real).verdict).toBe('unknown');
    expect(judgeEnd(withUnknown('skipped', 'ok'), { ...real, isPractice: true }).verdict).toBe('unknown');
    expect(judgeEnd(withUnknown('skipped', 'ok'), real).verdict).toBe('reached');
  }
});
