import { faultInJson } from '../../shared/json-fault.ts';
import { readWeather, type Weather } from '../../shared/practice/weather.ts';
import { words } from '../../shared/words/en.ts';

const said = words.practice.file;

type Read = { readonly ok: true; readonly weather: Weather } | { readonly ok: false; readonly wrong: string };

/** The weather as a weather file has it: a rule a line. */
export function weatherText(weather: Weather): string {
  if (weather.length === 0) return '[]';
  return `[\n${weather.map((rule) => `  ${JSON.stringify(rule)}`).join(',\n')}\n]`;
}

/** What was typed, or where it is wrong. */
export function readWeatherText(text: string): Read {
  const fault = faultInJson(text);
  if (fault !== null) return { ok: false, wrong: said.notJson(fault.line, fault.column) };
  const read = readWeather(JSON.parse(text));
  return read.ok ? read : { ok: false, wrong: `${said.wrong}\n${read.wrong}` };
}
