import { expect, test } from 'vitest';
import { makeProblem } from '../../shared/make-problem.ts';
import {
  actionsFor,
  checksFor,
  PERMISSION_ACTIONS,
  policyFor,
  PURPOSES,
  standingOf,
  wholePolicy,
  type PermissionAction,
  type PermissionCheck,
} from '../../shared/permissions.ts';
import { words } from '../../shared/words/en.ts';

type Statement = {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

// The longest name of a region that there is.
const HERE = { region: 'ap-southeast-1', accountId: '123456789012' };

function statementsOf(purpose: (typeof PURPOSES)[number], place = HERE): readonly Statement[] {
  const { Statement }: { Statement: readonly Statement[] } = JSON.parse(policyFor(purpose, place));
  return Statement;
}

test.each(PURPOSES)('the policy for %s allows all that it needs, and nothing else', (purpose) => {
  const allowed = new Set(statementsOf(purpose).flatMap(({ Action }) => Action));
  expect(allowed).toEqual(new Set<string>(actionsFor(purpose)));
});

test.each(PURPOSES)('the policy for %s fits into one managed policy of IAM', (purpose) => {
  // (IAM quotas: 6,144 characters, blanks not counted.)
  expect(policyFor(purpose, { ...HERE, region: 'us-gov-west-1' }).replaceAll(/\s/gu, '').length).toBeLessThan(
    6_144,
  );
});

test.each(PURPOSES)('the policy for %s changes nothing but in this account and region', (purpose) => {
  for (const { Action, Resource, Condition } of statementsOf(purpose)) {
    const isHere = Condition?.['StringLike']?.['ec2:Region'] === 'ap-southeast-1';
    const isReading = Action.every((action) => /:(Describe|List|Get|Decode)/u.test(action));
    for (const resource of Resource) {
      if (resource === '*') expect([Action, isReading || isHere]).toEqual([Action, true]);
      else
        expect(resource).toMatch(
          /^arn:aws:(ec2|ssm):ap-southeast-1:(123456789012)?:[a-z-]+\/(aws\/service\/)?\*$/u,
        );
    }
  }
});

test.each([HERE, { region: '*', accountId: null }])('one policy for everything fits as well: %o', (place) => {
  const policy = wholePolicy(place);
  expect(policy.replaceAll(/\s/gu, '').length).toBeLessThan(6_144);
  const { Statement }: { Statement: readonly Statement[] } = JSON.parse(policy);
  expect(new Set(Statement.flatMap(({ Action }) => Action))).toEqual(new Set<string>(PERMISSION_ACTIONS));
});

test('tags are given to what is made, and to nothing that is there', () => {
  for (const { Action, Condition } of PURPOSES.flatMap((purpose) => statementsOf(purpose))) {
    if (Action.includes('ec2:CreateTags')) {
      expect(Condition).toMatchObject({ StringEquals: { 'ec2:CreateAction': expect.any(String) } });
    }
  }
});

test('whoever may only launch may not give AWS a key of theirs, nor remove one', () => {
  const isFor = (action: PermissionAction) =>
    PURPOSES.filter((purpose) => actionsFor(purpose).includes(action));
  expect(isFor('ec2:ImportKeyPair')).toEqual(['keys']);
  expect(isFor('ec2:DeleteKeyPair')).toEqual(['keys']);
});

test('whoever may review may change nothing', () => {
  expect(actionsFor('review').filter((action) => !/:(Describe|Get)/u.test(action))).toEqual([]);
});

test('what is launched can be removed again by the same policy', () => {
  expect(actionsFor('launch')).toEqual(
    expect.arrayContaining(['ec2:TerminateInstances', 'ec2:DeleteSecurityGroup']),
  );
});

test('no two sentences about an action are the same', () => {
  const sentences = PERMISSION_ACTIONS.map((action) => words.permissions.without[action]);
  expect(new Set(sentences).size).toBe(PERMISSION_ACTIONS.length);
});

test.each([
  ['all of them allowed', [may, may], 'may'],
  ['one unknown', [may, unknown], 'unknown'],
  ['one refused, whatever else is unknown', [mayNot, unknown], 'may-not'],
] as const)('%s decides: %s', (_, [first, second], state) => {
  const [one = 'ec2:CreateKeyPair', other = 'ec2:ImportKeyPair'] = actionsFor('keys');
  const checks = [first(one), second(other), mayNot('ec2:StartInstances')];
  expect(standingOf('keys', checks).state).toBe(state);
  expect(checksFor('keys', checks)).toHaveLength(2);
});

function may(action: PermissionAction): PermissionCheck {
  return { action, state: 'may' };
}
function mayNot(action: PermissionAction): PermissionCheck {
  return { action, state: 'may-not', problem: makeProblem('not-permitted') };
}
function unknown(action: PermissionAction): PermissionCheck {
  return { action, state: 'unknown', because: 'no-machine', problem: null };
}
