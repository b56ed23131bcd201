import type { Weather, WeatherRule } from '../../../shared/practice/weather.ts';
import { actionNames } from '../actions/registry.ts';

/** The first action in these rules that the practice account does not have: such a rule would never fit a call. Null where it has all. */
export function unknownAction(weather: Weather): string | null {
  const known = new Set(['*', ...actionNames().map((name) => name.slice(name.indexOf(':') + 1))]);
  return weather.flatMap(namedIn).find((action) => !known.has(action)) ?? null;
}

function namedIn({ action, from }: WeatherRule): readonly string[] {
  return from === undefined ? [action] : [action, from.action];
}
