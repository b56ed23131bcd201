import { expect, test } from 'vitest';
import { makeProblem } from '../../shared/make-problem.ts';
import { whyUnknown } from '../../shared/why-unknown.ts';

const action = 'kms:DescribeKey';
const state = 'unknown';

test('what answered something else does not count as an answer, and is told as what came in between', () => {
  const problem = makeProblem('refused-by-ec2');

  expect(whyUnknown({ action, state, because: 'no-clear-answer', problem })).toBe(
    'Whether it is allowed was not found out, because of something else: AWS refused this request.',
  );
});

test.each([
  ['no-machine', null, /^Keyport has no machine here/u],
  ['no-clear-answer', null, /^Whether it is allowed was not found out\.$/u],
  ['not-read', makeProblem('not-permitted'), /^What it would be tried on could not be looked up\. \S/u],
] as const)(
  'otherwise the reason is told, with what kept it from being found out: %s',
  (because, problem, said) => {
    expect(whyUnknown({ action, state, because, problem })).toMatch(said);
  },
);
