import { once } from 'node:events';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { FAIR_WEATHER } from '../../shared/practice/weather.ts';
import { words } from '../../shared/words/en.ts';
import { createHomeLock } from '../journal/home-lock.ts';
import {
  openPracticeAccount,
  PRACTICE_ACCOUNT_ID,
  type OpenedPractice,
  type PracticeAccount,
} from '../practice/practice-account.ts';
import { servePractice, type ServedAccount } from '../practice/serve.ts';
import { behindLinks } from './behind-links.ts';
import type { Service } from './run-service.ts';
import { openWeatherFile, type WeatherFile } from './weather-file.ts';

/** As commander gives them. */
export type PracticeFlags = { readonly port?: string; readonly state?: string; readonly weather?: string };

/** Serves a practice account until the signal aborts; then all that was made stands in the state file. */
export async function practise(service: Service, flags: PracticeFlags): Promise<Outcome<null>> {
  if (flags.state === '' || flags.weather === '') return badRequest(words.cli.usage.emptyOption);
  const port = portFrom(flags.port);
  if (!port.ok) return port;
  const weatherFile = await weatherFileOf(service, flags);
  if (!weatherFile.ok) return weatherFile;
  const stateFile = flags.state === undefined ? null : await behindLinks(service.pathFrom(flags.state));
  const locked = await lockState(service, stateFile);
  if (!locked.ok) return locked;
  try {
    return await serveState(service, { port: port.value, stateFile, weatherFile: weatherFile.value });
  } finally {
    locked.value.release();
  }
}

type Wishes = {
  readonly port: number;
  readonly stateFile: string | null;
  readonly weatherFile: NamedWeather | null;
};

async function serveState(service: Service, wishes: Wishes): Promise<Outcome<null>> {
  const opened = await openState(wishes);
  if (!opened.ok) return opened;
  const { account, setAside } = opened.value;
  if (setAside !== null) service.warn(words.cli.practice.says.setAside(setAside));
  const served = await serveOn(wishes.port, underWeather(service, account, wishes.weatherFile));
  if (!served.ok) return served;
  const published = await service.publish(documentOf(service, served.value, wishes));
  if (published.ok) {
    tellHow(service, served.value, wishes);
    if (!service.signal.aborted) await once(service.signal, 'abort');
    service.say(words.cli.practice.says.stopping);
  }
  await served.value.stop();
  const saved = await save(service, account, wishes);
  return published.ok ? saved : published;
}

function portFrom(typed = '0'): Outcome<number> {
  const port = /^\d{1,5}$/u.test(typed) ? Number(typed) : NaN;
  return port <= 65_535 ? succeeded(port) : badRequest(words.cli.practice.usage.port(typed));
}

type NamedWeather = WeatherFile & { readonly name: string };

async function weatherFileOf(
  { pathFrom }: Service,
  { weather }: PracticeFlags,
): Promise<Outcome<NamedWeather | null>> {
  if (weather === undefined) return succeeded(null);
  const name = pathFrom(weather);
  const opened = await openWeatherFile(name);
  return opened.ok ? succeeded({ ...opened.value, name }) : opened;
}

/** Beside the file, so that two of them never write it in turn. */
async function lockState(
  { onExit }: Service,
  stateFile: string | null,
): Promise<Outcome<{ readonly release: () => void }>> {
  if (stateFile === null) return succeeded({ release: () => undefined });
  const lock = createHomeLock(`${stateFile}.lock`, 'keyport practice');
  onExit(lock.release);
  const taken = await lock.take();
  if (taken.ok) return succeeded(lock);
  const { usage } = words.cli.practice;
  const { problem } = taken;
  const isInUse = problem.code === 'home-in-use';
  const explanation = isInUse ? usage.stateInUse(stateFile) : usage.stateUnreadable(stateFile);
  return failed({ ...problem, explanation });
}

async function openState({ stateFile, weatherFile }: Wishes): Promise<Outcome<OpenedPractice>> {
  try {
    const weather = weatherFile?.weather ?? FAIR_WEATHER;
    return succeeded(await openPracticeAccount({ stateFile, weather }));
  } catch (error) {
    if (stateFile === null || codeOf(error) === null) throw error;
    const explanation = words.cli.practice.usage.stateUnreadable(stateFile);
    return failed(makeProblem('file-unreadable', { explanation, raw: codeOf(error) }));
  }
}

async function serveOn(
  port: number,
  account: Pick<PracticeAccount, 'answer'>,
): Promise<Outcome<ServedAccount>> {
  try {
    return succeeded(await servePractice(account, { port }));
  } catch (error) {
    const raw = codeOf(error);
    const { usage } = words.cli.practice;
    const explanation = raw === 'EADDRINUSE' ? usage.portTaken(port) : usage.portForbidden(port);
    if (raw === 'EADDRINUSE' || raw === 'EACCES')
      return failed(makeProblem('port-taken', { explanation, raw }));
    throw error;
  }
}

/** Before each call the file is looked at: what it says counts for the very next call, and a wrong one changes nothing. */
function underWeather(
  { warn }: Service,
  account: PracticeAccount,
  file: WeatherFile | null,
): Pick<PracticeAccount, 'answer'> {
  if (file === null) return account;
  const { says } = words.cli.practice;
  return {
    answer: async (request, signal) => {
      const seen = await file.look();
      if (seen?.ok === true) {
        account.setWeather(seen.value);
        warn(says.weatherChanged(seen.value.length));
      } else if (seen !== null) warn(says.weatherKept(seen.problem.explanation));
      return account.answer(request, signal);
    },
  };
}

/** A program that has these in its environment takes the practice account for AWS. Any key does: nobody is asked who they are. */
function environmentFor({ globals }: Service, { endpoint }: ServedAccount) {
  const region = globals.region ?? 'us-east-1';
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'practice',
    AWS_SECRET_ACCESS_KEY: 'practice',
    AWS_REGION: region,
    // The AWS CLI's version 1, and boto3, look at no other name.
    AWS_DEFAULT_REGION: region,
  };
}

function documentOf(service: Service, served: ServedAccount, { stateFile }: Wishes): string {
  if (!service.globals.json) return `${served.endpoint}\n`;
  const result = {
    endpoint: served.endpoint,
    accountId: PRACTICE_ACCOUNT_ID,
    pid: process.pid,
    stateFile,
    environment: environmentFor(service, served),
  };
  return `${JSON.stringify({ ok: true, result }, null, 2)}\n`;
}

function tellHow(service: Service, served: ServedAccount, { stateFile, weatherFile }: Wishes): void {
  const { says } = words.cli.practice;
  service.say(says.what(PRACTICE_ACCOUNT_ID));
  service.say(stateFile === null ? says.keptNowhere : says.kept(stateFile));
  if (weatherFile !== null) service.say(says.weather(weatherFile.name, weatherFile.weather.length));
  service.say(says.environment);
  service.say(assignmentsOf(environmentFor(service, served)));
  service.say(says.end);
}

/** A line that a shell takes as it is, so that what is started in it afterwards has these. */
export function assignmentsOf(
  environment: Readonly<Record<string, string>>,
  platform: NodeJS.Platform = process.platform,
): string {
  const all = Object.entries(environment);
  return platform === 'win32'
    ? all.map(([name, value]) => `$env:${name}='${value}'`).join('; ')
    : `export ${all.map(([name, value]) => `${name}=${value}`).join(' ')}`;
}

async function save(
  { say }: Service,
  account: PracticeAccount,
  { stateFile }: Wishes,
): Promise<Outcome<null>> {
  if (stateFile === null) return succeeded(null);
  const { says, usage } = words.cli.practice;
  try {
    await account.saved();
    say(says.saved(stateFile));
    return succeeded(null);
  } catch (error) {
    return failed(
      makeProblem('disk-failed', { explanation: usage.stateUnsaved(stateFile), raw: codeOf(error) }),
    );
  }
}

function badRequest(explanation: string) {
  return failed(makeProblem('bad-request', { explanation }));
}

/** Node's own, as `EACCES`. */
function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
