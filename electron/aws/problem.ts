import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem, ProblemAction, ProblemCode } from '../../shared/problem.ts';
import { INCOMPLETE_ANSWER } from './answer.ts';
import { messageOf, nameOf, rawOf } from './raw-of.ts';
import { ENDPOINT_NOT_SECURE } from './refuse-plain-http.ts';

/** The one place where an SDK error becomes a problem. Takes whatever was thrown, and never throws itself. */
export function problemFrom(error: unknown): Problem {
  const code = codeOf(error);
  const actions = ACTIONS[code] ?? [];
  return makeProblem(code, {
    raw: rawOf(error),
    requestId: requestIdOf(error),
    actions,
    retryable: actions.includes('retry'),
  });
}

/** The call's value, or the problem it met. */
export async function outcomeOf<Value>(call: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return succeeded(await call());
  } catch (error) {
    return failed(problemFrom(error));
  }
}

/**
 * True when the request may have been carried out although it failed: it may have left, and EC2 did not refuse it.
 * After a RunInstances that means: look for the instance before anything else.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  if (NEVER_LEFT.has(systemCodeOf(error)) || isConnectTimeout(error)) return false;
  return OUTCOME_UNKNOWN.has(codeOf(error));
}

const OUTCOME_UNKNOWN: ReadonlySet<ProblemCode> = new Set([
  'answer-lost',
  'aws-internal',
  'cancelled',
  'not-an-aws-answer',
  'unexpected',
  'unreachable',
]);

function codeOf(error: unknown): ProblemCode {
  const name = nameOf(error);
  const message = messageOf(error);
  return (
    RULES.find((rule) => rule.name === name && rule.when.test(message))?.code ??
    CODES.get(name) ??
    networkCodeOf(error) ??
    familyCodeOf(name) ??
    statusCodeOf(error) ??
    'unexpected'
  );
}

/** Codes that say different things in different words. The first that fits counts; then the table below. */
const RULES: readonly { readonly name: string; readonly when: RegExp; readonly code: ProblemCode }[] = [
  { name: 'InvalidParameterCombination', when: /free.?tier/i, code: 'not-free-tier' },
  { name: 'InvalidParameterCombination', when: /architecture/i, code: 'wrong-architecture' },
  { name: 'InvalidParameterValue', when: /architecture/i, code: 'wrong-architecture' },
  { name: 'InvalidParameterValue', when: /smaller than (the )?snapshot/i, code: 'disk-too-small' },
  { name: 'InvalidBlockDeviceMapping', when: /smaller than (the )?snapshot/i, code: 'disk-too-small' },
  { name: 'Unsupported', when: /availability zone/i, code: 'size-not-in-zone' },
  { name: 'Unsupported', when: /architecture/i, code: 'wrong-architecture' },
  { name: 'AuthFailure', when: /not authorized for images/i, code: 'image-gone' },
  // The time is part of what is signed, so that a wrong clock may look like a wrong key.
  { name: 'AuthFailure', when: /system time|timestamp/i, code: 'clock-off' },
  { name: 'SignatureDoesNotMatch', when: /signature (expired|not yet current)/i, code: 'clock-off' },
  { name: 'InvalidSignatureException', when: /signature (expired|not yet current)/i, code: 'clock-off' },
  {
    name: 'CredentialsProviderError',
    when: /expired|reauthenticate|sso (session|login)/i,
    code: 'session-expired',
  },
  { name: 'CredentialsProviderError', when: /re-authenticate/i, code: 'session-expired' },
  { name: 'TokenProviderError', when: /expired|sso/i, code: 'session-expired' },
];

/** Error names as AWS, the SDK and this folder give them. EC2, the JSON services and STS each have their own. */
const CODES: ReadonlyMap<string, ProblemCode> = new Map(
  Object.entries<ProblemCode>({
    [ENDPOINT_NOT_SECURE]: 'endpoint-not-secure',
    [INCOMPLETE_ANSWER]: 'not-an-aws-answer',
    AbortError: 'cancelled',
    SyntaxError: 'not-an-aws-answer',

    CredentialsProviderError: 'no-credentials',
    ProviderError: 'no-credentials',
    TokenProviderError: 'no-credentials',
    MissingAuthenticationToken: 'no-credentials',
    MissingAuthenticationTokenException: 'no-credentials',
    AuthFailure: 'credentials-refused',
    InvalidClientTokenId: 'credentials-refused',
    InvalidAccessKeyId: 'credentials-refused',
    UnrecognizedClientException: 'credentials-refused',
    SignatureDoesNotMatch: 'credentials-refused',
    InvalidSignatureException: 'credentials-refused',
    IncompleteSignature: 'credentials-refused',
    ExpiredToken: 'session-expired',
    ExpiredTokenException: 'session-expired',
    InvalidGrantException: 'session-expired',
    RequestExpired: 'clock-off',
    RequestTimeTooSkewed: 'clock-off',
    RequestInTheFuture: 'clock-off',

    UnauthorizedOperation: 'not-permitted',
    AccessDenied: 'not-permitted',
    AccessDeniedException: 'not-permitted',
    UnauthorizedException: 'not-permitted',
    PendingVerification: 'account-being-verified',
    Blocked: 'account-blocked',
    OptInRequired: 'subscription-needed',

    RequestLimitExceeded: 'throttled',
    Throttling: 'throttled',
    ThrottlingException: 'throttled',
    ThrottledException: 'throttled',
    TooManyRequestsException: 'throttled',
    RequestThrottled: 'throttled',
    RequestThrottledException: 'throttled',
    EC2ThrottledException: 'throttled',
    BandwidthLimitExceeded: 'throttled',
    InternalError: 'aws-internal',
    InternalFailure: 'aws-internal',
    InternalServerError: 'aws-internal',
    InternalErrorException: 'aws-internal',
    ServiceUnavailable: 'aws-internal',
    ServiceUnavailableException: 'aws-internal',
    Unavailable: 'aws-internal',

    InsufficientInstanceCapacity: 'no-capacity',
    InsufficientCapacity: 'no-capacity',
    InsufficientHostCapacity: 'no-capacity',
    InsufficientFreeAddressesInSubnet: 'subnet-full',
    VcpuLimitExceeded: 'vcpu-limit',
    LimitExceededException: 'other-limit',

    'InvalidAMIID.NotFound': 'image-gone',
    'InvalidAMIID.Malformed': 'image-gone',
    'InvalidAMIID.Unavailable': 'image-gone',
    'InvalidKeyPair.NotFound': 'key-pair-gone',
    'InvalidKeyPair.Duplicate': 'key-name-taken',
    'InvalidPermission.Duplicate': 'rule-already-there',
    'InvalidPermission.NotFound': 'group-changed',
    'InvalidSecurityGroupRuleId.NotFound': 'group-changed',
    RulesPerSecurityGroupLimitExceeded: 'too-many-rules',
    'InvalidGroup.NotFound': 'group-gone',
    'InvalidGroupId.NotFound': 'group-gone',
    'InvalidSecurityGroupID.NotFound': 'group-gone',
    'InvalidGroup.Duplicate': 'group-name-taken',
    'InvalidSubnetID.NotFound': 'subnet-gone',
    'InvalidVpcID.NotFound': 'subnet-gone',
    VPCIdNotSpecified: 'no-default-network',
    MissingInput: 'no-default-network',
    'InvalidInstanceID.NotFound': 'instance-gone',
    IdempotentParameterMismatch: 'token-reused',
    IdempotentInstanceTerminated: 'token-reused',
    IncorrectInstanceState: 'cannot-now',
    IncorrectState: 'cannot-now',
    OperationNotPermitted: 'cannot-now',
    CannotDelete: 'cannot-now',
    DependencyViolation: 'still-in-use',
    'InvalidGroup.InUse': 'still-in-use',
  }),
);

/** What a screen may offer beside a problem. `retry` stands where the same request may succeed later. */
const ACTIONS: Partial<Record<ProblemCode, readonly ProblemAction[]>> = {
  'no-credentials': ['retry', 'choose-account'],
  'credentials-refused': ['retry', 'choose-account'],
  'session-expired': ['retry', 'choose-account'],
  'clock-off': ['retry'],
  'endpoint-not-secure': ['choose-account'],
  unreachable: ['retry'],
  'not-an-aws-answer': ['retry'],
  throttled: ['retry'],
  'aws-internal': ['retry'],
  'not-permitted': ['retry', 'choose-account'],
  'account-being-verified': ['retry'],
  'subscription-needed': ['retry'],
  'size-not-in-zone': ['choose-zones', 'choose-size'],
  'no-capacity': ['retry', 'choose-zones', 'choose-size'],
  'vcpu-limit': ['choose-size', 'choose-zones'],
  'not-free-tier': ['choose-size'],
  'wrong-architecture': ['choose-size'],
  'key-name-taken': ['rename'],
  'group-name-taken': ['rename'],
  'subnet-gone': ['choose-zones'],
  'subnet-full': ['choose-zones'],
  'no-default-network': ['choose-account'],
  'key-pair-gone': ['retry'],
  'group-gone': ['retry'],
  'instance-gone': ['retry'],
  'still-in-use': ['retry'],
  'cannot-now': ['retry'],
  'answer-lost': ['retry'],
};

/** Errors of the network itself: nothing that AWS said. */
function networkCodeOf(error: unknown): ProblemCode | undefined {
  const systemCode = systemCodeOf(error);
  if (NOT_AWS.test(systemCode) || isForeignBody(error)) return 'not-an-aws-answer';
  if (NEVER_LEFT.has(systemCode) || isConnectTimeout(error)) return 'unreachable';
  if (ANSWER_LOST.has(systemCode) || nameOf(error) === 'TimeoutError') return 'answer-lost';
  return undefined;
}

const NEVER_LEFT = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
]);
const ANSWER_LOST = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED']);
// Certificates that are not AWS's, and answers that are not HTTP.
const NOT_AWS = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HPE_|EPROTO$)/;

/** A page instead of an answer: of a proxy, of a network that wants a log-in, or of an emulator. */
function isForeignBody(error: unknown): boolean {
  return /xml parse error|deserialization error|unexpected token|is not valid json/i.test(messageOf(error));
}

function isConnectTimeout(error: unknown): boolean {
  return nameOf(error) === 'TimeoutError' && /establish|connect(ion)? timeout/i.test(messageOf(error));
}

/** Whole families of names that AWS adds to over time. */
function familyCodeOf(name: string): ProblemCode | undefined {
  return /(Limit|Count|Quota)Exceeded(Exception)?$/.test(name) ? 'other-limit' : undefined;
}

/** What AWS said in a code that is not known here; `Unknown` is the SDK's name for an answer without a code. */
function statusCodeOf(error: unknown): ProblemCode | undefined {
  const status = statusOf(error);
  if (status === undefined) return undefined;
  if (status === 429) return 'throttled';
  if (status >= 500) return 'aws-internal';
  if (nameOf(error) === 'Unknown') return 'not-an-aws-answer';
  return status >= 400 ? 'refused-by-ec2' : undefined;
}

function statusOf(error: unknown): number | undefined {
  const status = metadataOf(error)?.['httpStatusCode'];
  return typeof status === 'number' ? status : undefined;
}

function requestIdOf(error: unknown): string | null {
  const requestId = metadataOf(error)?.['requestId'];
  return typeof requestId === 'string' && requestId !== '' ? requestId : null;
}

function metadataOf(error: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  return typeof metadata === 'object' && metadata !== null ? { ...metadata } : undefined;
}

/** Node's own code of a failed connection, which may sit in the cause. */
function systemCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return systemCodeOf(error.cause);
}
