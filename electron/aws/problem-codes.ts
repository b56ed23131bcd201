import type { ProblemCode } from '../../shared/problem.ts';
import { INCOMPLETE_ANSWER } from './answer.ts';
import { clockDifferenceMs } from './clock-difference.ts';
import { statusOf } from './error-metadata.ts';
import { failedCallOf } from './failed-call.ts';
import { networkCodeOf } from './network-problems.ts';
import { CODE_REFUSED, MFA_CODE_NEEDED } from './mfa-sessions.ts';
import { proxyCodeOf } from './proxy-problems.ts';
import { messageOf, nameOf } from './raw-of.ts';
import { ENDPOINT_NOT_SECURE } from './refuse-plain-http.ts';

/** What kind of problem an error is: by the name that AWS, the SDK or this folder gave it, else by the network's code or the status. */
export function codeOf(error: unknown): ProblemCode {
  const name = nameOf(error);
  const message = messageOf(error);
  if (name === 'RequestExpired' && hasEnded(error)) return 'session-expired';
  return (
    proxyCodeOf(error) ??
    RULES.find((rule) => rule.name === name && rule.when.test(message))?.code ??
    CODES.get(name) ??
    networkCodeOf(error) ??
    familyCodeOf(name) ??
    statusCodeOf(error) ??
    'unexpected'
  );
}

/** As far apart as AWS lets a request's time be from its own. */
const APART_MS = 5 * 60_000;

/** EC2 says the same of a request from another time and of keys whose time is over. Where the clocks agree, it is the keys. */
function hasEnded(error: unknown): boolean {
  const differenceMs = clockDifferenceMs(error);
  if (differenceMs === null || Math.abs(differenceMs) > APART_MS) return false;
  const signIn = failedCallOf(error)?.signIn;
  return !(signIn && 'endsSometime' in signIn && !signIn.endsSometime);
}

/** Codes that say different things in different words. The first that fits counts; then the table below. */
const RULES: readonly { readonly name: string; readonly when: RegExp; readonly code: ProblemCode }[] = [
  { name: 'InvalidParameterCombination', when: /free.?tier/i, code: 'not-free-tier' },
  { name: 'InvalidParameterCombination', when: /architecture/i, code: 'wrong-architecture' },
  { name: 'InvalidParameterValue', when: /architecture/i, code: 'wrong-architecture' },
  { name: 'InvalidParameterValue', when: /smaller than (the )?snapshot/i, code: 'disk-too-small' },
  { name: 'InvalidParameterValue', when: /for (parameter )?instanceType/i, code: 'size-not-in-zone' },
  { name: 'InvalidParameterValue', when: /iam ?instance ?profile/i, code: 'profile-gone' },
  { name: 'InvalidBlockDeviceMapping', when: /smaller than (the )?snapshot/i, code: 'disk-too-small' },
  { name: 'Unsupported', when: /availability zone/i, code: 'size-not-in-zone' },
  { name: 'Unsupported', when: /architecture/i, code: 'wrong-architecture' },
  { name: 'AuthFailure', when: /not authorized for images/i, code: 'image-gone' },
  {
    name: 'OperationNotPermitted',
    when: /disableApiTermination|may not be terminated/i,
    code: 'termination-protected',
  },
  { name: 'AccessDenied', when: CODE_REFUSED, code: 'mfa-wrong' },
  // The time is part of what is signed, so that a wrong clock may look like a wrong key.
  { name: 'AuthFailure', when: /system time|timestamp/i, code: 'clock-off' },
  { name: 'SignatureDoesNotMatch', when: /signature (expired|not yet current)/i, code: 'clock-off' },
  { name: 'InvalidSignatureException', when: /signature (expired|not yet current)/i, code: 'clock-off' },
  // A way of signing in that could not be gone to its end, for want of a network.
  { name: 'CredentialsProviderError', when: /getaddrinfo|ENETUNREACH|ENETDOWN/, code: 'no-network' },
  { name: 'CredentialsProviderError', when: /ECONNREFUSED|EHOSTUNREACH|ETIMEDOUT/, code: 'unreachable' },
  { name: 'CredentialsProviderError', when: /a web page came instead/, code: 'captive-portal' },
  {
    name: 'CredentialsProviderError',
    when: /self-signed certificate in|local issuer|verify the first certificate/,
    code: 'tls-intercepted',
  },
  { name: 'CredentialsProviderError', when: /ForbiddenException|AccessDenied/, code: 'not-permitted' },
  {
    name: 'CredentialsProviderError',
    when: /expired|reauthenticate|sso (session|login)|session token not found/i,
    code: 'session-expired',
  },
  // The second is the log-in of AWS's own command, where nobody has logged in yet.
  {
    name: 'CredentialsProviderError',
    when: /re-authenticate|failed to load token/i,
    code: 'session-expired',
  },
  { name: 'TokenProviderError', when: /expired|sso/i, code: 'session-expired' },
  { name: 'UnauthorizedException', when: /session token not found/i, code: 'session-expired' },
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
    [MFA_CODE_NEEDED]: 'mfa-needed',
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
    'InvalidInstanceType.NotFound': 'size-not-in-zone',
    InvalidInstanceType: 'size-not-in-zone',

    'InvalidAMIID.NotFound': 'image-gone',
    'InvalidAMIID.Malformed': 'image-gone',
    'InvalidAMIID.Unavailable': 'image-gone',
    'InvalidKeyPair.NotFound': 'key-pair-gone',
    'InvalidKeyPair.Duplicate': 'key-name-taken',
    'InvalidKeyPair.Format': 'key-kind-unsupported',
    'InvalidKey.Format': 'key-kind-unsupported',
    'InvalidPermission.Duplicate': 'rule-already-there',
    'InvalidPermission.NotFound': 'group-changed',
    'InvalidSecurityGroupRuleId.NotFound': 'group-changed',
    RulesPerSecurityGroupLimitExceeded: 'too-many-rules',
    'InvalidGroup.NotFound': 'group-gone',
    'InvalidGroupId.NotFound': 'group-gone',
    'InvalidSecurityGroupID.NotFound': 'group-gone',
    'InvalidGroupId.Malformed': 'group-gone',
    'InvalidGroup.Duplicate': 'group-name-taken',
    'InvalidGroup.Reserved': 'group-name-taken',
    'InvalidSubnetID.NotFound': 'subnet-gone',
    'InvalidVpcID.NotFound': 'subnet-gone',
    VPCIdNotSpecified: 'no-default-network',
    MissingInput: 'no-default-network',
    DefaultVpcDoesNotExist: 'no-default-network',
    DefaultVpcAlreadyExists: 'network-there',
    DefaultSubnetAlreadyExistsInAvailabilityZone: 'network-there',
    'InvalidInstanceID.NotFound': 'instance-gone',
    'InvalidInstanceID.Malformed': 'instance-gone',
    'InvalidVolume.NotFound': 'disk-gone',
    'InvalidVolumeID.Malformed': 'disk-gone',
    // An image is made of copies of disks; of no other copy is anything asked by its id.
    'InvalidSnapshot.NotFound': 'image-gone',
    IdempotentParameterMismatch: 'token-reused',
    IdempotentInstanceTerminated: 'token-reused',
    IncorrectInstanceState: 'cannot-now',
    IncorrectState: 'cannot-now',
    OperationNotPermitted: 'cannot-now',
    CannotDelete: 'cannot-now',
    EC2InstanceNotFoundException: 'instance-gone',
    EC2InstanceStateInvalidException: 'cannot-now',
    EC2InstanceUnavailableException: 'cannot-now',
    EC2InstanceTypeInvalidException: 'refused-by-ec2',
    InvalidArgsException: 'refused-by-ec2',
    AuthException: 'not-permitted',
    ServiceException: 'aws-internal',
    DependencyViolation: 'still-in-use',
    'InvalidGroup.InUse': 'still-in-use',
    VolumeInUse: 'still-in-use',
  }),
);

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
