import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SignInCode } from '../../shared/account.ts';
import { isSignInPage } from '../../shared/aws-page.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { problemOfDisk } from '../journal/disk-problem.ts';
import { endpointSettings, readFiles } from './account-sources.ts';
import { endpointsFrom, safeEndpoints } from './endpoints.ts';
import type { Environment } from './environment.ts';
import { factorFrom } from './patience.ts';
import { outcomeOf, problemFrom } from './problem.ts';
import { nameOf } from './raw-of.ts';
import { createSsoOidc, type Device, type Registration, type SsoOidc } from './sso-oidc.ts';
import { ssoSettingsOf, writeSsoToken, type SsoSettings } from './sso-token.ts';

/** Sign-ins by IAM Identity Center that are under way. Their secrets stay here, and in the file that AWS's own command keeps. */
export type SsoSignIns = {
  /** Asks for a code, and opens the page where a person confirms it. */
  readonly start: (sourceId: string) => Promise<Outcome<SignInCode>>;
  /** Resolves when it was confirmed and its token is written: `sign-in-refused`, `sign-in-late` and `cancelled` where it was not. */
  readonly finish: (signInId: string) => Promise<Outcome<null>>;
  readonly cancel: (signInId: string) => void;
  readonly openAgain: (signInId: string) => Promise<Outcome<null>>;
};

type Deps = {
  readonly env: Environment;
  readonly openExternal: (url: string) => Promise<void>;
  readonly now?: () => number;
};

type UnderWay = {
  readonly settings: SsoSettings;
  readonly oidc: SsoOidc;
  readonly client: Registration;
  readonly device: Device;
  readonly page: string;
  readonly endsAt: number;
  readonly stop: AbortController;
};

export function createSsoSignIns({ env, openExternal, now = Date.now }: Deps): SsoSignIns {
  const underWay = new Map<string, UnderWay>();
  const begin = async (settings: SsoSettings, endpoint: string | null): Promise<Outcome<SignInCode>> => {
    const stop = new AbortController();
    const oidc = createSsoOidc(settings.region, endpoint, stop.signal);
    const asked = await outcomeOf(async () => {
      const client = await oidc.register(settings.scopes);
      return { client, device: await oidc.startDevice(client, settings.startUrl) };
    });
    if (!asked.ok) return asked;
    const { device } = asked.value;
    const page = device.verificationUriComplete ?? device.verificationUri;
    if (!isSignInPage(page) || !isSignInPage(device.verificationUri)) return refusedPage(page);
    const signInId = randomUUID();
    const endsAt = now() + device.expiresIn * 1000;
    underWay.set(signInId, { settings, oidc, ...asked.value, page, endsAt, stop });
    // Where no browser opens, the address is there to be copied.
    await openExternal(page).catch(() => undefined);
    return succeeded({ signInId, userCode: device.userCode, address: device.verificationUri });
  };
  return {
    start: async (sourceId) => {
      const found = await settingsFor(sourceId, env);
      return found.ok ? begin(found.value.settings, found.value.endpoint) : found;
    },
    finish: async (signInId) => {
      const signIn = underWay.get(signInId);
      if (signIn === undefined) return failed(makeProblem('cancelled'));
      try {
        return await confirmed(signIn, { env, now });
      } finally {
        underWay.delete(signInId);
      }
    },
    cancel: (signInId) => {
      underWay.get(signInId)?.stop.abort();
      underWay.delete(signInId);
    },
    openAgain: async (signInId) => {
      const signIn = underWay.get(signInId);
      if (signIn === undefined) return failed(makeProblem('cancelled'));
      await openExternal(signIn.page);
      return succeeded(null);
    },
  };
}

async function settingsFor(
  sourceId: string,
  env: Environment,
): Promise<Outcome<{ readonly settings: SsoSettings; readonly endpoint: string | null }>> {
  const files = await readFiles(env);
  if (!files.ok) return files;
  const profile = sourceId.replace(/^profile:/, '');
  const settings = sourceId === profile ? null : ssoSettingsOf(files.value, profile);
  if (settings === null) {
    return failed(makeProblem('account-refused', { explanation: words.accounts.signIn.notSso }));
  }
  const endpoints = safeEndpoints(endpointsFrom(env, endpointSettings(files.value, profile)));
  return endpoints.ok ? succeeded({ settings, endpoint: endpoints.value.ssoOidc }) : endpoints;
}

/** Where AWS says nothing of it. (RFC 8628, 3.2.) */
const INTERVAL_S = 5;

/** Asks until a person has said yes or no, as often as AWS wants to be asked, or until the code is too old. */
async function confirmed(signIn: UnderWay, { env, now }: { env: Environment; now: () => number }) {
  const { settings, oidc, client, device, endsAt, stop } = signIn;
  let intervalS = device.interval ?? INTERVAL_S;
  while (now() < endsAt) {
    try {
      await sleep(intervalS * 1000 * factorFrom(env), undefined, { signal: stop.signal });
      const token = await oidc.createToken(client, device.deviceCode);
      await writeSsoToken(settings, client, token, { env, now: now() });
      return succeeded(null);
    } catch (error) {
      if (stop.signal.aborted) return failed(makeProblem('cancelled'));
      const said = SAID.get(nameOf(error));
      if (said === 'slow-down') intervalS += INTERVAL_S;
      else if (said !== 'pending') return notConfirmed(error, said);
    }
  }
  return failed(makeProblem('sign-in-late', { actions: ['sign-in', 'choose-account'] }));
}

type Said = 'pending' | 'slow-down' | Extract<ProblemCode, 'sign-in-refused' | 'sign-in-late'>;

/** In the words of OAuth, and in AWS's. (RFC 8628, 3.5; CreateToken.) */
const SAID: ReadonlyMap<string, Said> = new Map([
  ['authorization_pending', 'pending'],
  ['AuthorizationPendingException', 'pending'],
  ['slow_down', 'slow-down'],
  ['SlowDownException', 'slow-down'],
  ['expired_token', 'sign-in-late'],
  ['ExpiredTokenException', 'sign-in-late'],
  ['access_denied', 'sign-in-refused'],
  ['AccessDeniedException', 'sign-in-refused'],
]);

function notConfirmed(error: unknown, said: ProblemCode | undefined): Outcome<never> {
  if (said !== undefined) return failed(makeProblem(said, { actions: ['sign-in', 'choose-account'] }));
  const isDisk = error instanceof Error && 'syscall' in error && 'path' in error;
  if (!isDisk) return failed(problemFrom(error));
  return failed(problemOfDisk(error));
}

function refusedPage(page: string): Outcome<never> {
  const explanation = words.accounts.signIn.otherPage;
  return failed(makeProblem('sign-in-refused', { explanation, raw: page.slice(0, 200) }));
}
