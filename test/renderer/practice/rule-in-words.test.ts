import { expect, test } from 'vitest';
import { callInWords, ruleInWords } from '../../../renderer/practice/rule-in-words.ts';
import type { WeatherRule } from '../../../shared/practice/weather.ts';

const CASES: readonly (readonly [WeatherRule, string])[] = [
  [
    { action: '*', kind: 'latency', value: 1_000 },
    'AWS answers slowly | The answer comes one second late. For every call.',
  ],
  [
    { action: 'RunInstances', zone: 'us-east-1a', nth: 2, kind: 'latency', value: 250 },
    'AWS answers slowly | The answer comes 0.25 seconds late. For starting machines (RunInstances) in us-east-1a, only the 2nd time.',
  ],
  [
    { action: '*', kind: 'throttle', value: { bucket: 1, perSecond: 0.1 } },
    'AWS asks to slow down | One call at once, then 0.1 per second. For every call.',
  ],
  [
    { action: '*', kind: 'throttle', value: { bucket: 20, perSecond: 5 } },
    'AWS asks to slow down | 20 calls at once, then 5 per second. For every call.',
  ],
  [
    { action: 'CreateSecurityGroup', kind: 'not-found', value: { calls: 1 } },
    'What was just made is not visible yet | The first call that names it does not find it. For a new security group (CreateSecurityGroup).',
  ],
  [
    { action: 'CreateKeyPair', kind: 'not-found', value: { seconds: 120 } },
    'What was just made is not visible yet | It cannot be found for 120 seconds. For a key pair made by AWS (CreateKeyPair).',
  ],
  [
    { action: 'RunInstances', kind: 'error', value: { code: 'VcpuLimitExceeded', message: '', status: 400 } },
    'Another error of AWS | AWS answers VcpuLimitExceeded (HTTP 400). For starting machines (RunInstances).',
  ],
  [
    { action: 'DescribeTags', nth: 11, kind: 'html-500' },
    'AWS itself has a fault | AWS answers with a fault, and nothing is done. For DescribeTags, only the 11th time.',
  ],
  [
    { action: '*', kind: 'pace', value: 0.5 },
    'How long things take | Things take 0.5 times as long as in EC2. For every call.',
  ],
  [
    { action: '*', kind: 'pace', value: 0 },
    'How long things take | Things are done at once. For every call.',
  ],
];

test.each(CASES)('%j is said as one says it', (rule, expected) => {
  const { title, effect, scope } = ruleInWords(rule);

  expect(`${title} | ${effect} ${scope}`).toBe(expected);
});

test.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [11, '11th'],
  [12, '12th'],
  [13, '13th'],
  [21, '21st'],
  [112, '112th'],
  [123, '123rd'],
])('the %i. time is the %s', (nth, expected) => {
  expect(ruleInWords({ action: '*', nth, kind: 'html-500' }).scope).toBe(
    `Of all calls, only for the ${expected}.`,
  );
});

test.each(['toString', 'constructor', 'DescribeTags'])(
  '%s has no plain words and goes by its own name',
  (action) => {
    expect(callInWords(action, 'latency')).toBe(action);
  },
);

test('being in another network is said without any call', () => {
  expect(ruleInWords({ action: '*', kind: 'elsewhere' })).toEqual({
    title: 'You are in another network',
    effect: 'The firewall sees you come from another address.',
    scope: 'Until you take it away.',
  });
});

test('a whole zone, and a rule that begins with a call, are said in plain words', () => {
  expect(ruleInWords({ action: '*', zone: 'us-east-1b', kind: 'zone-lost' })).toEqual({
    title: 'A whole zone fails',
    effect: 'Its machines do not answer, and no machine can be started in it.',
    scope: 'All of us-east-1b.',
  });
  expect(
    ruleInWords({ action: '*', from: { action: 'RunInstances', nth: 2 }, kind: 'lose-request' }).scope,
  ).toBe('For every call. It begins with starting machines (RunInstances), the 2nd time.');
});
