import { faultInJson } from '../../shared/json-fault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { readWeather, type Weather } from '../../shared/practice/weather.ts';
import { words } from '../../shared/words/en.ts';
import { readAtMost } from '../journal/read-at-most.ts';
import { unknownAction } from '../practice/weather/unknown-action.ts';
import { oneAtATime } from '../keychain/one-at-a-time.ts';
import { textOf } from '../text-of.ts';

export type WeatherFile = {
  /** As it stood when the file was opened. */
  readonly weather: Weather;
  /** What stands in it now; null where nothing has changed since it was last looked at. Never twice the same complaint. */
  readonly look: () => Promise<Outcome<Weather> | null>;
};

const MOST_BYTES = 1024 * 1024;

/** A file that says what goes wrong in practice: `weather-unreadable`, with the place and the reason, where it does not. */
export async function openWeatherFile(file: string): Promise<Outcome<WeatherFile>> {
  const inTurn = oneAtATime();
  let last = await readText(file);
  const first = weatherIn(file, last);
  if (!first.ok) return first;
  const look = async (): Promise<Outcome<Weather> | null> => {
    const text = await readText(file);
    if (text === last) return null;
    last = text;
    return weatherIn(file, text);
  };
  return succeeded({ weather: first.value, look: () => inTurn(look) });
}

/** Null where it cannot be read. */
async function readText(file: string): Promise<string | null> {
  try {
    return textOf(await readAtMost(file, MOST_BYTES));
  } catch {
    return null;
  }
}

function weatherIn(file: string, text: string | null): Outcome<Weather> {
  const { usage } = words.cli.practice;
  if (text === null) return unreadable(usage.weatherGone(file));
  if (text.length > MOST_BYTES) return unreadable(usage.weatherTooLong(file));
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    // The parser's own message would show what stands in the file, whatever file it is.
    const { line, column } = faultInJson(text) ?? { line: 1, column: 1 };
    return unreadable(usage.weatherNotJson(file, line, column));
  }
  const read = readWeather(given);
  if (!read.ok) return unreadable(usage.weatherWrong(file, read.wrong));
  const unknown = unknownAction(read.weather);
  return unknown === null ? succeeded(read.weather) : unreadable(usage.weatherUnknown(file, unknown));
}

function unreadable(explanation: string) {
  return failed(makeProblem('weather-unreadable', { explanation }));
}
