import { expect, test } from 'vitest';
import { readWeatherText, weatherText } from '../../../renderer/practice/weather-text.ts';
import type { Weather } from '../../../shared/practice/weather.ts';

const WEATHER: Weather = [
  { action: 'RunInstances', zone: 'us-east-1a', nth: 2, kind: 'no-capacity' },
  { action: '*', kind: 'throttle', value: { bucket: 2, perSecond: 0.5 } },
];

test('the weather comes back from its text as it was, a rule a line', () => {
  expect(readWeatherText(weatherText(WEATHER))).toEqual({ ok: true, weather: WEATHER });
  expect(weatherText(WEATHER).split('\n')).toHaveLength(WEATHER.length + 2);
  expect(readWeatherText(weatherText([]))).toEqual({ ok: true, weather: [] });
});

test.each([
  ['[{]', 'This is no JSON: look at line 1, column 3.'],
  ['[{"action":"RunInstances","kind":"latncy"}]', '[0].kind'],
  ['[{"action":"*","kind":"latency","value":1,"often":2}]', 'often'],
  ['[{"action":"*","kind":"pace","value":1},{"action":"*","kind":"latency","value":-1}]', '[1].value'],
  ['{}', 'expected array'],
])('%s says where it is wrong', (text, where) => {
  const read = readWeatherText(text);

  expect(read).toMatchObject({ ok: false, wrong: expect.stringContaining(where) as string });
});
