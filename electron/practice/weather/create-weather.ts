import { setTimeout } from 'node:timers/promises';
import { assertNever } from '../../../shared/assert-never.ts';
import type { Weather, WeatherRule } from '../../../shared/practice/weather.ts';
import type { Pace, PracticePrincipal } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import { ConnectionLost } from '../http.ts';
import type { ServiceName } from '../protocol/read-call.ts';
import { createBucket, type Bucket } from './bucket.ts';
import { accessDenied, unauthorizedOperation } from './denial.ts';

/** What the weather has to know of a call. */
export type WeatherCall = {
  readonly service: ServiceName;
  readonly action: string;
  readonly region: string;
  /** The Availability Zone that the call is about, where it is about one. */
  readonly zone: string | null;
  /** Asked for and not carried out. */
  readonly isDryRun: boolean;
  readonly principal: PracticePrincipal;
};

/** Thrown where a page comes instead of an answer. */
export class HtmlInstead extends Error {
  override readonly name = 'HtmlInstead';
}

/** What the rules do to one call. */
export type CallWeather = {
  /** Waits as long as it takes; throws `AwsError`, `ConnectionLost` or `HtmlInstead` where the call never arrives. */
  readonly before: (signal?: AbortSignal) => Promise<void>;
  /** Whether there are machines left in this zone. */
  readonly hasCapacity: (zone: string) => boolean;
  /** For how long what this call makes stays hidden; null where it is there at once. */
  readonly hides: Hiding | null;
  readonly losesAnswer: boolean;
};

export type Hiding = { readonly calls: number } | { readonly seconds: number };

export type WeatherStation = {
  readonly weather: () => Weather;
  readonly set: (weather: Weather) => void;
  /** Counts the call, and says what it meets. */
  readonly meet: (call: WeatherCall) => CallWeather;
  readonly pace: () => Pace;
  /** Zones that have failed as a whole. */
  readonly isLost: (zone: string) => boolean;
  /** Whether this computer is in another network than usual. */
  readonly isElsewhere: () => boolean;
};

export function createWeather(first: Weather, now: () => number): WeatherStation {
  let rules = watched(first);
  return {
    weather: () => rules.map(({ rule }) => rule),
    set: (weather) => {
      rules = watched(weather);
    },
    meet: (call) => {
      const fitting = rules.filter((each) => fits(each, call));
      return callWeather(fitting, call, now);
    },
    pace: () => paceOf(rules.map(({ rule }) => rule)),
    isLost: (zone) => rules.some(({ rule }) => rule.kind === 'zone-lost' && rule.zone === zone),
    isElsewhere: () => rules.some(({ rule }) => rule.kind === 'elsewhere'),
  };
}

type Watched = {
  readonly rule: WeatherRule;
  readonly bucket: Bucket | null;
  seen: number;
  /** Calls of the action that it begins with. */
  begun: number;
};

function watched(weather: Weather): readonly Watched[] {
  return weather.map((rule) => ({
    rule,
    bucket: rule.kind === 'throttle' ? createBucket(rule.value) : null,
    seen: 0,
    begun: 0,
  }));
}

/** Counts the call where all but its place in the row fits. Capacity is asked for each zone, so that its zone is looked at later. */
function fits(each: Watched, call: WeatherCall): boolean {
  const { rule } = each;
  const { action, zone, isDryRun } = call;
  if (!hasBegun(each, call)) return false;
  if (rule.action !== '*' && rule.action !== action) return false;
  if (rule.zone !== undefined && rule.zone !== zone && rule.kind !== 'no-capacity') return false;
  // Who names a call by its number means one that does something.
  if (rule.nth !== undefined && isDryRun) return false;
  each.seen += 1;
  return rule.nth === undefined || rule.nth === each.seen;
}

/** Looked at for each call, whatever else of the rule fits: what it begins with may be another action than its own. */
function hasBegun(each: Watched, { action, isDryRun }: WeatherCall): boolean {
  const { from } = each.rule;
  if (from === undefined) return true;
  if (!isDryRun && (from.action === '*' || from.action === action)) each.begun += 1;
  return each.begun >= from.nth;
}

function callWeather(fitting: readonly Watched[], call: WeatherCall, now: () => number): CallWeather {
  const rules = fitting.map(({ rule }) => rule);
  const hiding = rules.find((rule) => rule.kind === 'not-found');
  return {
    before: async (signal) => {
      for (const each of fitting) await meetRule(each, call, now, signal);
    },
    hasCapacity: (zone) =>
      !rules.some((rule) => rule.kind === 'no-capacity' && (rule.zone === undefined || rule.zone === zone)),
    hides: hiding?.value ?? null,
    losesAnswer: rules.some(({ kind }) => kind === 'lose-answer'),
  };
}

async function meetRule(
  { rule, bucket }: Watched,
  call: WeatherCall,
  now: () => number,
  signal?: AbortSignal,
): Promise<void> {
  switch (rule.kind) {
    case 'latency':
      await setTimeout(rule.value, undefined, signal === undefined ? {} : { signal });
      return;
    case 'throttle':
      if (bucket?.take(now()) === false) throw throttled(call.service);
      return;
    case 'unauthorized':
      throw denied(call);
    case 'pending-verification':
      throw new AwsError(
        'PendingVerification',
        'Your account is currently being verified. Verification normally takes less than 2 hours. Until your account is verified, you may not be able to launch additional instances or create additional volumes.',
      );
    case 'opt-in-required':
      throw new AwsError(
        'OptInRequired',
        'In order to use this AWS Marketplace product you need to accept terms and subscribe. To do so please visit https://aws.amazon.com/marketplace/pp?sku=practice',
        401,
      );
    case 'lose-request':
      throw new ConnectionLost();
    case 'html-500':
      throw new HtmlInstead();
    case 'error':
      throw new AwsError(rule.value.code, rule.value.message, rule.value.status);
    case 'no-capacity':
    case 'zone-lost':
    case 'elsewhere':
    case 'not-found':
    case 'lose-answer':
    case 'pace':
      return;
    default:
      assertNever(rule);
  }
}

function throttled(service: ServiceName): AwsError {
  if (service === 'ec2') return new AwsError('RequestLimitExceeded', 'Request limit exceeded.', 503);
  return new AwsError(isByQuery(service) ? 'Throttling' : 'ThrottlingException', 'Rate exceeded');
}

function denied({ service, action, region, principal }: WeatherCall): AwsError {
  const about = {
    principal,
    action: `${service}:${action}`,
    resource:
      action.startsWith('Describe') || action.startsWith('Get')
        ? '*'
        : // IAM is one for all regions.
          `arn:aws:${service}:${service === 'iam' ? '' : region}:${principal.accountId}:*/*`,
  };
  if (service === 'ec2') return unauthorizedOperation(about);
  return accessDenied(about, isByQuery(service) ? 'AccessDenied' : 'AccessDeniedException');
}

function isByQuery(service: ServiceName): boolean {
  return service === 'sts' || service === 'iam';
}

/** About as long as EC2 takes, in milliseconds. */
const PACE_MS: Pace = {
  pendingMs: 7_000,
  initializingMs: 60_000,
  stoppingMs: 15_000,
  shuttingDownMs: 20_000,
  passwordMs: 120_000,
  consoleMs: 30_000,
};

function paceOf(rules: readonly WeatherRule[]): Pace {
  const factor = rules.find((rule) => rule.kind === 'pace')?.value ?? 1;
  return {
    pendingMs: PACE_MS.pendingMs * factor,
    initializingMs: PACE_MS.initializingMs * factor,
    stoppingMs: PACE_MS.stoppingMs * factor,
    shuttingDownMs: PACE_MS.shuttingDownMs * factor,
    passwordMs: PACE_MS.passwordMs * factor,
    consoleMs: PACE_MS.consoleMs * factor,
  };
}
