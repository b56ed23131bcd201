import { expect, test } from 'vitest';
import { checkLaunchDryRuns } from '../../shared/check-dry-runs.ts';
import type { DryRun } from '../../shared/preflight.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import { dryRun, FACTS, PLAN, PREFLIGHT } from './plan-fixture.ts';

const judge = (...dryRuns: readonly DryRun[]) =>
  checkLaunchDryRuns(PLAN, { ...FACTS, preflight: { ...PREFLIGHT, dryRuns } });
const refused = (letter: string, code: ProblemCode) =>
  dryRun('RunInstances', `us-east-1${letter}`, 'refused', code);

test('zones that are refused for the same reason are said at once, each once', () => {
  const runs = [refused('a', 'subnet-full'), refused('c', 'subnet-full'), refused('a', 'subnet-full')];

  expect(judge(...runs).map(({ sentence }) => sentence)).toEqual([
    'The subnet in us-east-1a, us-east-1c has no free address left.',
  ]);
});

test('other reasons are other findings, each with what AWS says of it', () => {
  const runs = [refused('a', 'vcpu-limit'), refused('b', 'other-limit'), refused('c', 'subnet-gone')];
  const findings = judge(...runs);

  expect(findings.map(({ id, problem }) => [id, problem?.code])).toEqual([
    ['launch-refused', 'vcpu-limit'],
    ['launch-refused', 'other-limit'],
    ['subnet-gone', 'subnet-gone'],
  ]);
  expect(new Set(findings.map(({ why }) => why)).size).toBe(3);
});

test('zones that are refused can be left out, as long as others are left', () => {
  const left = (...runs: readonly DryRun[]) =>
    judge(...runs).map(({ fixes }) =>
      fixes.map(({ edit }) => edit.placements?.map(({ zoneName }) => zoneName)),
    );

  expect(left(refused('b', 'subnet-full'))).toEqual([[['us-east-1a', 'us-east-1c']]]);
  expect(left(...['a', 'b', 'c'].map((letter) => refused(letter, 'subnet-full')))).toEqual([[]]);
});
