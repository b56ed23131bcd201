import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addRule,
  clearTroubles,
  paceOf,
  removeRule,
  setPace,
  troublesOf,
} from '../../../renderer/practice/change-weather.ts';
import { FAIR_WEATHER, type Weather, type WeatherRule } from '../../../shared/practice/weather.ts';

const slow = (rule: Partial<WeatherRule> = {}, value = 1_000): WeatherRule =>
  ({ action: '*', kind: 'latency', value, ...rule }) as WeatherRule;
const noRoom: WeatherRule = { action: 'RunInstances', zone: 'us-east-1a', kind: 'no-capacity' };

test('a rule about the very same calls takes the place of the old one', () => {
  expect(addRule([noRoom, slow()], slow({}, 3_000))).toEqual([noRoom, slow({}, 3_000)]);
});

test('a rule about few calls stands before one of its kind about many, whichever was added first', () => {
  const some = slow({ action: 'RunInstances' });
  const one = slow({ action: 'RunInstances', zone: 'us-east-1a' });
  const once = slow({ nth: 3 });

  for (const order of [
    [slow(), some, one, once],
    [once, one, some, slow()],
    [some, slow(), once, one],
  ]) {
    const weather = order.reduce<Weather>(addRule, [noRoom]);
    expect(weather).toEqual([noRoom, once, one, some, slow()]);
  }
});

test('added is there, and no other rule is lost by it', () => {
  const rule = fc.record({
    action: fc.constantFrom('*', 'RunInstances', 'CreateKeyPair'),
    kind: fc.constantFrom('no-capacity', 'lose-answer', 'html-500'),
  }) as fc.Arbitrary<WeatherRule>;
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 12 }), rule, (rules, added) => {
      const weather = rules.reduce<Weather>(addRule, []);
      const after = addRule(weather, added);
      expect(after).toContainEqual(added);
      for (const each of weather) expect(after).toContainEqual(each);
      expect(new Set(after.map((each) => JSON.stringify(each))).size).toBe(after.length);
    }),
    { seed: 5 },
  );
});

test('one rule is taken away, and no other', () => {
  expect(removeRule([slow(), noRoom, slow({ nth: 2 })], 1)).toEqual([slow(), slow({ nth: 2 })]);
});

test('how long things take is no trouble, and the troubles keep their places', () => {
  const weather: Weather = [slow(), { action: '*', kind: 'pace', value: 0 }, noRoom];

  expect(troublesOf(weather)).toEqual([
    { rule: slow(), index: 0 },
    { rule: noRoom, index: 2 },
  ]);
});

test('fair weather again leaves the pace as it is', () => {
  expect(clearTroubles(setPace([slow(), noRoom], 'quick'))).toEqual([
    { action: '*', kind: 'pace', value: 0.1 },
  ]);
  expect(clearTroubles([slow()])).toEqual(FAIR_WEATHER);
});

test('without a rule things take as long as in EC2, and choosing that needs none', () => {
  expect(paceOf(FAIR_WEATHER)).toBe('like-ec2');
  expect(setPace(setPace([slow()], 'quick'), 'like-ec2')).toEqual([slow()]);
});

test('a pace that was chosen is found again, and there is but one', () => {
  const once = setPace([slow()], 'quick');
  const twice = setPace(once, 'at-once');

  expect(paceOf(once)).toBe('quick');
  expect(paceOf(twice)).toBe('at-once');
  expect(twice).toEqual([slow(), { action: '*', kind: 'pace', value: 0 }]);
});

test('of two paces in a file the first counts, and one of its own is told as a number', () => {
  expect(
    paceOf([
      { action: '*', kind: 'pace', value: 7 },
      { action: '*', kind: 'pace', value: 0 },
    ]),
  ).toBe(7);
});
