import { z } from 'zod';
import { fetchOut } from './fetch-out.ts';
import { refuseUnsafe } from './refuse-plain-http.ts';

/** What a sign-in by IAM Identity Center asks for. (IAM Identity Center OIDC API reference, 2019-06-10.) */
export type SsoOidc = {
  readonly register: (scopes: readonly string[]) => Promise<Registration>;
  readonly startDevice: (client: Registration, startUrl: string) => Promise<Device>;
  readonly createToken: (client: Registration, deviceCode: string) => Promise<Token>;
};

export type Registration = Readonly<z.infer<typeof registrationSchema>>;
export type Device = Readonly<z.infer<typeof deviceSchema>>;
export type Token = Readonly<z.infer<typeof tokenSchema>>;

const text = z.string().min(1).max(16_384);
/** In seconds since the epoch. */
const registrationSchema = z.object({
  clientId: text,
  clientSecret: text,
  clientSecretExpiresAt: z.number().optional(),
});
/** `expiresIn` and `interval` in seconds. */
const deviceSchema = z.object({
  deviceCode: text,
  userCode: text,
  verificationUri: text,
  verificationUriComplete: text.optional(),
  expiresIn: z.number(),
  interval: z.number().optional(),
});
const tokenSchema = z.object({ accessToken: text, expiresIn: z.number(), refreshToken: text.optional() });

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/**
 * The service of one region, or what stands in for it. None of these requests is signed. Throws what an SDK client would: an error with
 * AWS's own code for its name, or the network's.
 */
export function createSsoOidc(region: string, endpoint: string | null, signal: AbortSignal): SsoOidc {
  const base = endpoint ?? `https://oidc.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  const ask = async <Schema extends z.ZodType>(path: string, input: object, schema: Schema) =>
    schema.parse(await post(`${base.replace(/\/$/, '')}${path}`, input, signal));
  return {
    register: (scopes) =>
      ask(
        '/client/register',
        { clientName: 'keyport', clientType: 'public', ...(scopes.length > 0 ? { scopes } : {}) },
        registrationSchema,
      ),
    startDevice: ({ clientId, clientSecret }, startUrl) =>
      ask('/device_authorization', { clientId, clientSecret, startUrl }, deviceSchema),
    createToken: ({ clientId, clientSecret }, deviceCode) =>
      ask('/token', { clientId, clientSecret, deviceCode, grantType: DEVICE_GRANT }, tokenSchema),
  };
}

const WITHIN_MS = 30_000;

async function post(address: string, input: object, signal: AbortSignal): Promise<unknown> {
  const { protocol, hostname } = new URL(address);
  refuseUnsafe({ protocol, hostname });
  const response = await send(address, input, signal);
  const answer = objectIn(await response.text());
  if (response.ok && answer !== null) return Object.fromEntries(answer);
  const said = answer?.get('error') ?? response.headers.get('x-amzn-errortype')?.split(':')[0];
  const about = answer?.get('error_description') ?? answer?.get('message');
  throw Object.assign(new Error(typeof about === 'string' ? about : ''), {
    name: typeof said === 'string' ? said : answer === null ? 'SyntaxError' : 'Unknown',
    $metadata: { httpStatusCode: response.status },
  });
}

/** A redirection would take the secret of the sign-in elsewhere. */
async function send(address: string, input: object, signal: AbortSignal): Promise<Response> {
  try {
    return await fetchOut(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
      signal: AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]),
    });
  } catch (error) {
    // What the network said stands behind what fetch says, and some of it in fetch's own words.
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = cause instanceof Error && 'code' in cause ? SYSTEM_CODES.get(cause.code) : undefined;
    throw code === undefined ? cause : Object.assign(new Error(code, { cause }), { code });
  }
}

const SYSTEM_CODES: ReadonlyMap<unknown, string> = new Map([
  ['UND_ERR_SOCKET', 'ECONNRESET'],
  ['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'],
  ['UND_ERR_HEADERS_TIMEOUT', 'ETIMEDOUT'],
]);

function objectIn(body: string): ReadonlyMap<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
  } catch {
    return null;
  }
}
