import { z } from './zod.ts';

/** How calls leave this computer, as a person has set it. Never a password: `refusalOfProxy` lets none in. */
export type WayOutSettings = Readonly<z.infer<typeof wayOutSettings>>;

export type ProxyChoice = WayOutSettings['proxy'];

/** An authority that is trusted beside those that Keyport knows by itself. */
export type CaCertificate = {
  readonly subject: string;
  readonly issuer: string;
  /** In milliseconds since the epoch. */
  readonly validTo: number;
  /** SHA-256, as openssl writes it. */
  readonly fingerprint: string;
};

/** What is set, and what follows from it now. */
export type WayOutReport = {
  readonly proxy: ProxyChoice;
  /** The one in use, without user or password; null where calls go straight out. */
  readonly inUse: string | null;
  /** Why the one that is named cannot be used, as a sentence: calls go straight out then. Null where it can, or none is named. */
  readonly unusable: string | null;
  readonly certificates: readonly CaCertificate[];
};

/** How far a file of certificates is read, in characters. */
export const LONGEST_CA_FILE = 1_000_000;

export const proxyChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('environment') }),
  z.strictObject({ kind: z.literal('system') }),
  z.strictObject({ kind: z.literal('typed'), address: z.string().min(1).max(300) }),
]);

export const wayOutSettings = z.strictObject({
  proxy: proxyChoice,
  /** The certificates as text (PEM); empty where there are none. */
  caText: z.string().max(LONGEST_CA_FILE),
});

export const FIRST_WAY_OUT: WayOutSettings = { proxy: { kind: 'environment' }, caText: '' };

export type ProxyRefusal = 'not-a-url' | 'other-scheme' | 'with-password' | 'with-path' | 'no-port';

/** Node and the browser both have it; declared here so that the types of neither come into this folder. */
declare const URL: {
  new (url: string): {
    readonly protocol: string;
    readonly host: string;
    readonly hostname: string;
    readonly password: string;
    readonly pathname: string;
    readonly search: string;
    readonly hash: string;
  };
  canParse(url: string): boolean;
};

/** `proxy.example.com:3128` is how many write it: http is meant. */
export function fullProxyAddress(typed: string): string {
  const trimmed = typed.trim();
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
}

/** Why this cannot be the address of a proxy that Keyport keeps; null when it can. */
export function refusalOfProxy(typed: string): ProxyRefusal | null {
  const refusal = refusalOfGivenProxy(typed);
  if (refusal !== null) return refusal;
  if (new URL(fullProxyAddress(typed)).password !== '') return 'with-password';
  // Without one it would be 80 or 443, which proxies hardly ever have: most likely a slip of the pen.
  return /:\d+\/?$/.test(typed.trim()) ? null : 'no-port';
}

/** The same for one that is not kept, which may hold a password. */
export function refusalOfGivenProxy(
  typed: string,
): Exclude<ProxyRefusal, 'with-password' | 'no-port'> | null {
  const address = fullProxyAddress(typed);
  if (/\s/.test(address) || !URL.canParse(address)) return 'not-a-url';
  const { protocol, hostname, pathname, search, hash } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return 'other-scheme';
  if (hostname === '') return 'not-a-url';
  return pathname !== '/' || search !== '' || hash !== '' ? 'with-path' : null;
}

/** Without user and password: what may be shown. */
export function shownProxy(address: string): string {
  const { protocol, host } = new URL(fullProxyAddress(address));
  return `${protocol}//${host}`;
}
