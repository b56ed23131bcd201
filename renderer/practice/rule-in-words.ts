import { assertNever } from '../../shared/assert-never.ts';
import type { WeatherKind, WeatherRule } from '../../shared/practice/weather.ts';
import { words } from '../../shared/words/en.ts';

const said = words.practice.weatherOf;

export type SpokenRule = {
  readonly title: string;
  /** What happens, in one sentence. */
  readonly effect: string;
  /** To which calls, in one sentence. */
  readonly scope: string;
};

/** A rule as one says it. */
export function ruleInWords(rule: WeatherRule): SpokenRule {
  return {
    title: said.kinds[rule.kind].title,
    effect: effectOf(rule),
    scope: scopeOf(rule),
  };
}

function scopeOf({ kind, action, zone, nth, from }: WeatherRule): string {
  if (kind === 'zone-lost') return said.wholeZone(zone);
  if (kind === 'elsewhere') return said.untilTakenAway;
  const scope = said.scope(action === '*' ? null : callInWords(action, kind), zone ?? null, nth ?? null);
  if (from === undefined) return scope;
  const begins = from.action === '*' ? null : callInWords(from.action, kind);
  return `${scope} ${said.from(begins, from.nth)}`;
}

/** A call (or what it makes, where that is the matter) in plain words and by AWS's name; by the name alone else. */
export function callInWords(action: string, kind: WeatherKind): string {
  const names = kind === 'not-found' ? said.made : said.calls;
  const name = Object.hasOwn(names, action) ? names[action] : undefined;
  return name === undefined ? action : said.call(name, action);
}

/** What happens to a call. */
export function effectOf(rule: WeatherRule): string {
  switch (rule.kind) {
    case 'latency':
      return said.effect.latency(secondsOf(rule.value / 1_000));
    case 'throttle':
      return said.effect.throttle(rule.value.bucket, numberOf(rule.value.perSecond));
    case 'not-found':
      return 'calls' in rule.value
        ? said.effect.hiddenCalls(rule.value.calls)
        : said.effect.hiddenSeconds(secondsOf(rule.value.seconds));
    case 'error':
      return said.effect.error(rule.value.code, rule.value.status);
    case 'pace':
      return paceInWords(rule.value);
    case 'no-capacity':
    case 'zone-lost':
    case 'elsewhere':
    case 'unauthorized':
    case 'pending-verification':
    case 'opt-in-required':
    case 'lose-answer':
    case 'lose-request':
    case 'html-500':
      return said.effect[rule.kind];
    default:
      return assertNever(rule);
  }
}

function paceInWords(factor: number): string {
  if (factor === 0) return said.effect.paceAtOnce;
  return factor === 1 ? said.effect.paceLikeEc2 : said.effect.pace(numberOf(factor));
}

function secondsOf(seconds: number): string {
  return said.seconds(numberOf(seconds));
}

/** At most three places, and none that are nothing. */
function numberOf(value: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 3 }).format(value);
}
