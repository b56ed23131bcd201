import { FAIR_WEATHER, isSameScope, type Weather, type WeatherRule } from '../../shared/practice/weather.ts';

/**
 * The weather with one more rule. One about the very same calls takes the place of the old one; and because the first rule that
 * fits counts, one about few calls stands before one of its kind about many.
 */
export function addRule(weather: Weather, rule: WeatherRule): Weather {
  const others = weather.filter((old) => !isSameScope(old, rule));
  const at = others.findIndex((old) => old.kind === rule.kind && narrowness(old) <= narrowness(rule));
  return at === -1 ? [...others, rule] : others.toSpliced(at, 0, rule);
}

/** How few calls a rule is about. */
function narrowness({ action, zone, nth, from }: WeatherRule): number {
  return (
    (nth === undefined && from === undefined ? 0 : 4) +
    (zone === undefined ? 0 : 2) +
    (action === '*' ? 0 : 1)
  );
}

export function removeRule(weather: Weather, index: number): Weather {
  return weather.toSpliced(index, 1);
}

/** What goes wrong, without how long things take. */
export function troublesOf(
  weather: Weather,
): readonly { readonly rule: WeatherRule; readonly index: number }[] {
  return weather.map((rule, index) => ({ rule, index })).filter(({ rule }) => rule.kind !== 'pace');
}

/** How long things take: one of three, or whatever the file says. */
export const PACES = { 'at-once': 0, quick: 0.1, 'like-ec2': 1 } as const;
export type Pace = keyof typeof PACES;

/** As it is where no rule says otherwise. */
const USUAL_PACE: Pace = 'like-ec2';

export function paceOf(weather: Weather): Pace | number {
  const rule = weather.find(({ kind }) => kind === 'pace');
  const factor = rule?.kind === 'pace' ? rule.value : PACES[USUAL_PACE];
  const named = (Object.keys(PACES) as Pace[]).find((pace) => PACES[pace] === factor);
  return named ?? factor;
}

export function setPace(weather: Weather, pace: Pace): Weather {
  const others = weather.filter(({ kind }) => kind !== 'pace');
  return pace === USUAL_PACE ? others : [...others, { action: '*', kind: 'pace', value: PACES[pace] }];
}

/** Nothing goes wrong any more; things take as long as they did. */
export function clearTroubles(weather: Weather): Weather {
  const pace = weather.filter(({ kind }) => kind === 'pace');
  return pace.length === 0 ? FAIR_WEATHER : pace;
}
