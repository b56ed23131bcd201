import { describe, expect, test } from 'vitest';
import {
  asksForZone,
  firstSettings,
  PRESETS,
  ruleOf,
  unusable,
  type Preset,
  type PresetKind,
} from '../../../renderer/practice/presets.ts';
import { readWeather } from '../../../shared/practice/weather.ts';

function preset(kind: PresetKind): Preset {
  const found = PRESETS.find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`no preset: ${kind}`);
  return found;
}

describe.each(PRESETS)('the preset $kind', (each) => {
  const settings = firstSettings(each, null);

  test('is a rule as soon as it is opened', () => {
    expect(unusable(each, settings)).toEqual({ zone: false, nth: false });
    expect(readWeather([ruleOf(each, settings)])).toMatchObject({ ok: true });
  });

  test('is a rule of its kind with every call and every strength one can choose', () => {
    const strengths = each.strengths.length === 0 ? [0] : each.strengths.keys();
    for (const strength of strengths) {
      for (const action of each.actions) {
        const rule = ruleOf(each, { ...settings, action, strength, zone: 'us-east-1a', isOnce: true });
        expect(readWeather([rule])).toEqual({ ok: true, weather: [rule] });
        expect(rule.kind).toBe(each.kind);
      }
    }
  });
});

test('no kind is there twice, and each but the two that have no button is there', () => {
  const kinds = PRESETS.map(({ kind }) => kind).toSorted();

  expect(new Set(kinds).size).toBe(kinds.length);
  expect(kinds).toEqual([
    'elsewhere',
    'html-500',
    'latency',
    'lose-answer',
    'lose-request',
    'no-capacity',
    'not-found',
    'opt-in-required',
    'pending-verification',
    'throttle',
    'unauthorized',
  ]);
});

test('the zone and the time that were chosen are in the rule', () => {
  const noRoom = preset('no-capacity');

  expect(
    ruleOf(noRoom, { ...firstSettings(noRoom, null), zone: ' us-east-1b ', isOnce: true, nth: ' 2 ' }),
  ).toEqual({
    action: 'RunInstances',
    zone: 'us-east-1b',
    nth: 2,
    kind: 'no-capacity',
  });
});

test('what is not asked for is not in the rule, whatever was typed before', () => {
  const slow = preset('latency');
  const throttled = preset('throttle');
  const typed = { zone: 'us-east-1b', nth: '3' };

  expect(ruleOf(slow, { ...firstSettings(slow, null), ...typed })).toEqual({
    action: '*',
    kind: 'latency',
    value: 3_000,
  });
  expect(ruleOf(throttled, { ...firstSettings(throttled, null), ...typed, isOnce: true })).not.toHaveProperty(
    'nth',
  );
});

test('only a call that starts machines asks for a zone', () => {
  const slow = preset('latency');
  const hidden = preset('not-found');

  expect(asksForZone(slow, { ...firstSettings(slow, null), action: 'RunInstances' })).toBe(true);
  expect(asksForZone(slow, firstSettings(slow, null))).toBe(false);
  expect(asksForZone(hidden, { ...firstSettings(hidden, null), action: 'RunInstances' })).toBe(false);
});

test.each(['us-east-1', 'a', 'US-EAST-1A', 'us-east-1ab', 'us east 1a', '*', '__proto__'])(
  '%j is no zone',
  (zone) => {
    const noRoom = preset('no-capacity');

    expect(unusable(noRoom, { ...firstSettings(noRoom, null), zone }).zone).toBe(true);
  },
);

test.each(['us-east-1a', ' eu-central-1c ', 'ap-southeast-7b', 'us-gov-west-1a', ''])(
  '%j may be a zone',
  (zone) => {
    const noRoom = preset('no-capacity');

    expect(unusable(noRoom, { ...firstSettings(noRoom, null), zone }).zone).toBe(false);
  },
);

test.each(['', '0', '-1', '1.5', '1e3', 'two', '1000001', '99999999', '٣'])(
  '%j is no time of the call',
  (nth) => {
    const noRoom = preset('no-capacity');

    expect(unusable(noRoom, { ...firstSettings(noRoom, null), isOnce: true, nth }).nth).toBe(true);
    expect(unusable(noRoom, { ...firstSettings(noRoom, null), isOnce: false, nth }).nth).toBe(false);
  },
);

test('no room is in one zone of the region at first, and other troubles are everywhere', () => {
  const zones = PRESETS.map((each) => [each.kind, firstSettings(each, 'eu-west-1').zone]);
  expect(zones.filter(([, zone]) => zone !== '')).toEqual([['no-capacity', 'eu-west-1a']]);
});
