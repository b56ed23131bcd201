import { describe, expect, test } from 'vitest';
import { dryRunVerdict } from '../../shared/dry-run-verdict.ts';
import { PROBLEM_CODES, type ProblemCode } from '../../shared/problem.ts';

describe('what a dry run that met a problem says of its call', () => {
  const table: readonly (readonly [ProblemCode, string])[] = [
    ['not-permitted', 'may-not'],
    ['rule-already-there', 'may'],
    ['network-there', 'may'],
    ['refused-by-ec2', 'refused'],
    ['image-gone', 'refused'],
    ['wrong-architecture', 'refused'],
    ['size-not-in-zone', 'refused'],
    ['account-being-verified', 'refused'],
    ['subscription-needed', 'refused'],
    ['group-name-taken', 'refused'],
    ['key-name-taken', 'refused'],
    ['not-free-tier', 'refused'],
    ['throttled', 'unknown'],
    ['aws-internal', 'unknown'],
    ['answer-lost', 'unknown'],
    ['unreachable', 'unknown'],
    ['not-an-aws-answer', 'unknown'],
    ['session-expired', 'unknown'],
    ['credentials-refused', 'unknown'],
    ['clock-off', 'unknown'],
    ['cancelled', 'unknown'],
    ['unexpected', 'unknown'],
  ];

  test.each(table)('%s: %s', (code, verdict) => {
    expect(dryRunVerdict(code)).toBe(verdict);
  });

  test('what is no answer of EC2’s to this call is never a no', () => {
    const nos = PROBLEM_CODES.filter((code) => ['refused', 'may-not'].includes(dryRunVerdict(code)));
    expect(
      nos.filter((code) => /key(chain)?-(missing|locked|absent)|clock|lost|reach|network|answer/u.test(code)),
    ).toEqual(['no-default-network']);
  });
});
