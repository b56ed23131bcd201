import { expect, test } from 'vitest';
import { checkPlan, obstacles } from '../../shared/check-plan.ts';
import { FINDING_IDS } from '../../shared/finding.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { refusalFor } from '../../shared/refusal-for.ts';
import { PLAN_CASES } from './plan-cases.ts';
import { dryRun, FACTS, PLAN, PREFLIGHT } from './plan-fixture.ts';

const kept = FINDING_IDS.flatMap((id) =>
  PLAN_CASES[id].flatMap(({ plan, facts }, at) =>
    obstacles(checkPlan({ ...PLAN, ...plan }, { ...FACTS, ...facts }), [])
      .filter((finding) => finding.id === id)
      .map((finding) => ({ id, at, finding })),
  ),
);

test.each(kept)(
  'what is said of $id ($at) is short, and there is something to do about it',
  ({ id, finding }) => {
    const { code, explanation, actions, raw } = refusalFor(finding);

    expect(code).toBe('plan-refused');
    expect(explanation.length).toBeLessThanOrEqual(300);
    expect(explanation.startsWith(finding.sentence)).toBe(true);
    expect(raw?.startsWith(id)).toBe(true);
    expect(actions.some((action) => action !== 'copy-details')).toBe(true);
    expect(new Set(actions).size).toBe(actions.length);
  },
);

test('what AWS said goes with it: its policy, its page, its request', () => {
  const denied = {
    ...dryRun('RunInstances', 'us-east-1a', 'may-not'),
    problem: makeProblem('not-permitted', {
      raw: 'UnauthorizedOperation: no',
      policy: '{}',
      link: 'https://example.com/',
      requestId: 'r-1',
      actions: ['copy-policy'],
    }),
  };
  const facts = { ...FACTS, preflight: { ...PREFLIGHT, dryRuns: [denied, ...PREFLIGHT.dryRuns.slice(1)] } };
  const [obstacle] = obstacles(checkPlan(PLAN, facts), []);

  expect(obstacle === undefined ? null : refusalFor(obstacle)).toMatchObject({
    raw: 'launch-not-permitted: UnauthorizedOperation: no',
    policy: '{}',
    link: 'https://example.com/',
    requestId: 'r-1',
    actions: ['choose-account', 'copy-policy', 'copy-details'],
  });
});
