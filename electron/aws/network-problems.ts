import type { ProblemCode } from '../../shared/problem.ts';
import { proxyCodeOf } from './proxy-problems.ts';
import { messageOf, nameOf } from './raw-of.ts';
import { FOREIGN_PAGE } from './refuse-pages.ts';

/** Errors of the network itself, and answers of somebody else: nothing that AWS said. Undefined for what is neither. */
export function networkCodeOf(error: unknown): ProblemCode | undefined {
  const systemCode = systemCodeOf(error);
  const name = nameOf(error);
  if (name === FOREIGN_PAGE) return 'captive-portal';
  const proxyCode = proxyCodeOf(error);
  if (proxyCode !== undefined) return proxyCode;
  if (DATED_CERTIFICATE.has(systemCode)) return 'clock-off';
  if (CERTIFICATE_OF_ANOTHER.has(systemCode) || isPlainAnswer(error)) return 'captive-portal';
  if (CERTIFICATE.test(systemCode)) return 'tls-intercepted';
  if (NOT_HTTP.test(systemCode) || isForeignBody(error)) return 'not-an-aws-answer';
  if (wasNeverSent(error)) {
    return NO_NETWORK.has(systemCode) && !isOwnHost(error) ? 'no-network' : 'unreachable';
  }
  if (ANSWER_LOST.has(systemCode) || name === 'TimeoutError') return 'answer-lost';
  return undefined;
}

/** True when no request has left this computer: nothing was carried out. */
export function wasNeverSent(error: unknown): boolean {
  const systemCode = systemCodeOf(error);
  if (SIGN_IN.has(nameOf(error)) || proxyCodeOf(error) !== undefined) return true;
  if (CERTIFICATE.test(systemCode) || NO_NAME.has(systemCode) || isConnectTimeout(error)) return true;
  // On a connection that stands, the same codes mean that it broke.
  if (WHILE_SENDING.has(systemCallOf(error))) return false;
  return NEVER_LEFT.has(systemCode) || (systemCode === 'ETIMEDOUT' && systemCallOf(error) === 'connect');
}

/** Node's own code of a failed connection, which may sit in the cause. */
export function systemCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return systemCodeOf(error.cause);
}

/** The host whose name nobody knew; null where it was something else. */
export function unknownHostOf(error: unknown): string | null {
  return /getaddrinfo \w+ ([\w.-]+)/.exec(messageOf(error))?.[1] ?? null;
}

/** The host that is somebody's own endpoint: that it is not found says nothing about the network. */
function isOwnHost(error: unknown): boolean {
  const host = unknownHostOf(error);
  return host !== null && !/\.(amazonaws\.com(\.cn)?|api\.aws|amazon\.com)$/.test(host);
}

/** What the operating system was asked when it failed: `connect`, `read`, … Of several addresses, the first. */
function systemCallOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if (error instanceof AggregateError) return systemCallOf(error.errors[0]);
  if ('syscall' in error && typeof error.syscall === 'string') return error.syscall;
  return systemCallOf(error.cause);
}

/** Without credentials nothing is signed, and nothing sent. */
const SIGN_IN = new Set(['CredentialsProviderError', 'ProviderError', 'TokenProviderError']);
const NO_NAME = new Set(['ENOTFOUND', 'EAI_AGAIN']);
const NO_NETWORK = new Set([...NO_NAME, 'ENETUNREACH', 'ENETDOWN']);
const NEVER_LEFT = new Set([...NO_NETWORK, 'ECONNREFUSED', 'EHOSTUNREACH']);
const WHILE_SENDING = new Set(['read', 'write']);
const ANSWER_LOST = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ECONNABORTED',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
]);

/** A certificate whose days are over, or still to come: as a rule it is this computer that is in another time. */
const DATED_CERTIFICATE = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
/** A good certificate for another name, or one that somebody has signed for himself: a log-in page does that. */
const CERTIFICATE_OF_ANOTHER = new Set(['ERR_TLS_CERT_ALTNAME_INVALID', 'DEPTH_ZERO_SELF_SIGNED_CERT']);
/** Any certificate that was refused: all of that is before the request leaves. */
const CERTIFICATE = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA)/;
const NOT_HTTP = /^(ERR_TLS_|ERR_SSL_|HPE_|EPROTO$)/;

/** Plain http where TLS was expected. */
function isPlainAnswer(error: unknown): boolean {
  return (
    systemCodeOf(error) === 'ERR_SSL_WRONG_VERSION_NUMBER' || /wrong version number/i.test(messageOf(error))
  );
}

/** A page instead of an answer: of a proxy, or of an emulator. */
function isForeignBody(error: unknown): boolean {
  return /xml parse error|deserialization error|unexpected token|is not valid json/i.test(messageOf(error));
}

function isConnectTimeout(error: unknown): boolean {
  return nameOf(error) === 'TimeoutError' && /establish|connect(ion)? timeout/i.test(messageOf(error));
}
