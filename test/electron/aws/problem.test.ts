import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOutcomeUnknown, outcomeOf, problemFrom } from '../../../electron/aws/problem.ts';
import { PROBLEM_CODES, type Problem, type ProblemCode } from '../../../shared/problem.ts';

/** An error as the SDK throws it for an answer of AWS. */
function awsError(name: string, message = '', httpStatusCode = 400): Error {
  return Object.assign(new Error(message), {
    name,
    $fault: 'client',
    $metadata: { httpStatusCode, requestId: 'r-1' },
  });
}

/** An error as Node throws it for a connection. */
function systemError(code: string, name = 'Error', syscall?: string): Error {
  const error = Object.assign(new Error(`connect ${code} 192.0.2.1:443`), { code, name });
  return syscall === undefined ? error : Object.assign(error, { syscall });
}

/** On a connection that stood: the request may have arrived. */
function whileReading(code: string): Error {
  return systemError(code, 'Error', 'read');
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

/** Short enough to be read, and never without something to do. */
function expectUseful({ title, explanation, whatIsRunning, actions }: Problem): void {
  expect([title, explanation, whatIsRunning ?? ''].join(' ').trim().length).toBeLessThan(300);
  expect(actions).not.toHaveLength(0);
}

type Row = [name: string, code: ProblemCode, message?: string, status?: number];

const ROWS: Row[] = [
  // Texts as seen in public reports.
  [
    'Unsupported',
    'size-not-in-zone',
    'Your requested instance type (t3.micro) is not supported in your requested Availability Zone (us-east-1e). Please retry by choosing us-east-1a.',
  ],
  ['Unsupported', 'wrong-architecture', 'The requested architecture is not supported'],
  ['Unsupported', 'refused-by-ec2', 'The requested configuration is currently not supported.'],
  [
    'InsufficientInstanceCapacity',
    'no-capacity',
    'We currently do not have sufficient c6a.4xlarge capacity in the Availability Zone you requested',
    500,
  ],
  ['InsufficientHostCapacity', 'no-capacity', '', 500],
  [
    'VcpuLimitExceeded',
    'vcpu-limit',
    'You have requested more vCPU capacity than your current vCPU limit of 1 allows',
  ],
  ['InstanceLimitExceeded', 'other-limit'],
  ['VolumeLimitExceeded', 'other-limit'],
  ['MaxSpotInstanceCountExceeded', 'other-limit'],
  ['RulesPerSecurityGroupLimitExceeded', 'too-many-rules'],
  ['SecurityGroupLimitExceeded', 'other-limit'],
  ['SecurityGroupsPerInterfaceLimitExceeded', 'other-limit'],
  ['AddressLimitExceeded', 'other-limit'],
  ['KeyPairLimitExceeded', 'other-limit'],
  [
    'InvalidParameterCombination',
    'not-free-tier',
    'The specified instance type is not eligible for Free Tier. For a list of Free Tier instance types, run ...',
  ],
  ['InvalidParameterCombination', 'not-free-tier', 'The specified image is not eligible for free-tier'],
  [
    'InvalidParameterCombination',
    'refused-by-ec2',
    'Network interfaces and an instance-level subnet ID may not be specified',
  ],
  [
    'PendingVerification',
    'account-being-verified',
    'Your account is currently being verified. Verification normally takes less than 2 hours.',
  ],
  ['Blocked', 'account-blocked', 'This account is currently blocked'],
  [
    'OptInRequired',
    'subscription-needed',
    'In order to use this AWS Marketplace product you need to accept terms and subscribe.',
    401,
  ],
  ['UnauthorizedOperation', 'not-permitted', 'You are not authorized to perform this operation.', 403],
  ['AccessDenied', 'not-permitted', 'User is not authorized', 403],
  ['AccessDeniedException', 'not-permitted', 'User is not authorized to perform: ssm:GetParameters', 400],
  ['AuthFailure', 'credentials-refused', 'AWS was not able to validate the provided access credentials', 401],
  ['AuthFailure', 'image-gone', 'Not authorized for images: [ami-0123456789abcdef0]', 401],
  [
    'InvalidClientTokenId',
    'credentials-refused',
    'The security token included in the request is invalid.',
    403,
  ],
  [
    'UnrecognizedClientException',
    'credentials-refused',
    'The security token included in the request is invalid.',
  ],
  ['SignatureDoesNotMatch', 'credentials-refused', 'The request signature we calculated does not match', 403],
  [
    'SignatureDoesNotMatch',
    'clock-off',
    'Signature expired: 20261122T200000Z is now earlier than 20261122T210000Z',
    403,
  ],
  [
    'InvalidSignatureException',
    'clock-off',
    'Signature not yet current: 20261122T230000Z is still later than 20261122T210000Z',
  ],
  ['InvalidSignatureException', 'credentials-refused', 'The request signature we calculated does not match'],
  ['ExpiredToken', 'session-expired', 'The security token included in the request is expired', 403],
  ['ExpiredTokenException', 'session-expired', 'The security token included in the request is expired'],
  ['RequestExpired', 'clock-off', 'Request has expired.'],
  ['RequestTimeTooSkewed', 'clock-off', '', 403],
  ['MissingAuthenticationToken', 'no-credentials', '', 403],
  ['RequestLimitExceeded', 'throttled', 'Request limit exceeded.', 503],
  ['Throttling', 'throttled', 'Rate exceeded'],
  ['ThrottlingException', 'throttled', 'Rate exceeded'],
  ['TooManyRequestsException', 'throttled', '', 429],
  ['SomethingNew', 'throttled', '', 429],
  ['InvalidAMIID.NotFound', 'image-gone'],
  ['InvalidAMIID.Malformed', 'image-gone'],
  ['InvalidAMIID.Unavailable', 'image-gone'],
  [
    'InvalidParameterValue',
    'wrong-architecture',
    "The architecture 'arm64' of the specified instance type does not match the architecture 'x86_64' of the specified AMI.",
  ],
  [
    'InvalidParameterValue',
    'disk-too-small',
    "Volume of size 1GB is smaller than snapshot 'snap-1', expect size>= 8GB",
  ],
  ['InvalidParameterValue', 'refused-by-ec2', 'Value () for parameter groupId is invalid.'],
  [
    'InvalidBlockDeviceMapping',
    'disk-too-small',
    "Volume of size 1GB is smaller than snapshot 'snap-1', expect size >= 8GB",
  ],
  ['InvalidBlockDeviceMapping', 'refused-by-ec2', 'iops out of range'],
  ['InvalidKeyPair.NotFound', 'key-pair-gone', "The key pair 'web' does not exist"],
  ['InvalidKeyPair.Duplicate', 'key-name-taken'],
  ['InvalidGroup.Duplicate', 'group-name-taken'],
  ['InvalidGroup.NotFound', 'group-gone'],
  ['InvalidSubnetID.NotFound', 'subnet-gone'],
  ['InsufficientFreeAddressesInSubnet', 'subnet-full'],
  ['VPCIdNotSpecified', 'no-default-network', 'No default VPC for this user'],
  ['MissingInput', 'no-default-network', 'No default VPC for this user'],
  ['DefaultVpcDoesNotExist', 'no-default-network', 'No default VPC exists for this account in this region.'],
  [
    'DefaultVpcAlreadyExists',
    'network-there',
    'A Default VPC already exists for this account in this region.',
  ],
  [
    'DefaultSubnetAlreadyExistsInAvailabilityZone',
    'network-there',
    "'subnet-1' is already the default subnet in us-east-1a.",
  ],
  ['IdempotentParameterMismatch', 'token-reused'],
  ['IdempotentInstanceTerminated', 'token-reused'],
  ['InvalidInstanceID.NotFound', 'instance-gone'],
  ['InvalidVolume.NotFound', 'disk-gone', "The volume 'vol-0123456789abcdef0' does not exist."],
  ['InvalidSnapshot.NotFound', 'image-gone', "The snapshot 'snap-0123456789abcdef0' does not exist."],
  ['IncorrectInstanceState', 'cannot-now'],
  ['OperationNotPermitted', 'cannot-now'],
  ['InvalidKeyPair.Format', 'key-kind-unsupported'],
  ['InvalidKey.Format', 'key-kind-unsupported'],
  ['InvalidInstanceType', 'size-not-in-zone'],
  ['UnauthorizedException', 'session-expired', 'Session token not found or invalid', 401],
  ['DependencyViolation', 'still-in-use'],
  ['VolumeInUse', 'still-in-use'],
  ['CannotDelete', 'cannot-now'],
  ['InternalError', 'aws-internal', '', 500],
  ['ServiceUnavailable', 'aws-internal', '', 503],
  ['SomethingNew', 'aws-internal', '', 502],
  ['InvalidParameter', 'refused-by-ec2'],
  ['Error', 'not-an-aws-answer', 'XML parse error: unexpected end', 500],
  ['SyntaxError', 'not-an-aws-answer', `Unexpected token '<', "<!DOCTYPE "... is not valid JSON`, 200],
];

describe('every row of the table of errors', () => {
  test.each<Row>(ROWS)('%s is %s: %s', (name, code, message = '', status = 400) => {
    const problem = problemFrom(awsError(name, message, status));
    expect(problem).toMatchObject({ code, requestId: 'r-1' });
    expectUseful(problem);
  });
});

describe('errors that AWS did not send', () => {
  test.each<[string, Error, ProblemCode]>([
    ['no name server knows the host', systemError('ENOTFOUND'), 'no-network'],
    ['nobody listens', systemError('ECONNREFUSED', 'TimeoutError'), 'unreachable'],
    ['no network', systemError('ENETUNREACH'), 'no-network'],
    ['no name server answers', systemError('EAI_AGAIN'), 'no-network'],
    [
      'no name server knows an endpoint of one’s own',
      Object.assign(new Error('getaddrinfo ENOTFOUND ec2.example.test'), { code: 'ENOTFOUND' }),
      'unreachable',
    ],
    [
      'no name server knows the host of AWS',
      Object.assign(new Error('getaddrinfo ENOTFOUND ec2.us-east-1.amazonaws.com'), { code: 'ENOTFOUND' }),
      'no-network',
    ],
    ['the network goes while an answer comes', whileReading('ENETUNREACH'), 'answer-lost'],
    ['no way to the host while an answer comes', whileReading('EHOSTUNREACH'), 'answer-lost'],
    ['no connection in time', systemError('ETIMEDOUT', 'TimeoutError', 'connect'), 'unreachable'],
    [
      'none of several addresses answers',
      Object.assign(new AggregateError([systemError('ETIMEDOUT', 'Error', 'connect')]), {
        code: 'ETIMEDOUT',
      }),
      'unreachable',
    ],
    [
      'the connection is not made in time',
      named(
        'TimeoutError',
        '@smithy/node-http-handler - the request socket did not establish a connection with the server within the configured timeout of 5000 ms.',
      ),
      'unreachable',
    ],
    [
      'the answer does not come',
      named(
        'TimeoutError',
        '@smithy/node-http-handler - [ERROR] a request has exceeded the configured 60000 ms requestTimeout.',
      ),
      'answer-lost',
    ],
    ['the connection breaks', systemError('ECONNRESET', 'TimeoutError'), 'answer-lost'],
    ['a certificate is not of AWS', systemError('SELF_SIGNED_CERT_IN_CHAIN'), 'tls-intercepted'],
    ['a certificate is of another host', systemError('ERR_TLS_CERT_ALTNAME_INVALID'), 'captive-portal'],
    ['the cause has the reason', new Error('failed', { cause: systemError('ENOTFOUND') }), 'no-network'],
    [
      'there are no credentials',
      named('CredentialsProviderError', 'Could not resolve credentials using profile: [web]'),
      'no-credentials',
    ],
    [
      'there is no machine to give credentials',
      named('ProviderError', 'Error response received from instance metadata service'),
      'no-credentials',
    ],
    [
      'a sign-in cannot be gone to its end, for want of a network',
      named(
        'CredentialsProviderError',
        'Failed to refresh token: Error: getaddrinfo ENOTFOUND us-east-1.signin.aws.amazon.com. Please re-authenticate using aws login',
      ),
      'no-network',
    ],
    [
      'the single sign-on does not know the session any more',
      named('CredentialsProviderError', 'UnauthorizedException: Session token not found or invalid'),
      'session-expired',
    ],
    [
      'the single sign-on has no such role for this person',
      named('CredentialsProviderError', 'ForbiddenException: No access'),
      'not-permitted',
    ],
    [
      'the sign-in has ended',
      named('CredentialsProviderError', 'The SSO session associated with this profile has expired.'),
      'session-expired',
    ],
    [
      'the login has ended',
      named('CredentialsProviderError', 'Your session has expired. Please reauthenticate.'),
      'session-expired',
    ],
    [
      'the token is too old',
      named('TokenProviderError', 'Token is expired. To refresh this SSO session run `aws sso login`'),
      'session-expired',
    ],
    ['the person stopped it', named('AbortError', 'Request aborted'), 'cancelled'],
    ['a fault of our own', new TypeError('x is not a function'), 'unexpected'],
  ])('%s', (_, error, code) => {
    expect(problemFrom(error)).toMatchObject({ code, requestId: null });
    expectUseful(problemFrom(error));
  });
});

test.each([null, undefined, '', 'text', 42, {}, [], { name: 'InternalError' }, new Error('')])(
  'whatever is thrown is a problem: %j',
  (thrown) => {
    expect(problemFrom(thrown)).toMatchObject({ code: 'unexpected', title: expect.stringMatching(/./) });
  },
);

test('any name and message give a code of the catalogue', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.integer(), (name, message, status) => {
      expect(PROBLEM_CODES).toContain(problemFrom(awsError(name, message, status)).code);
    }),
  );
});

test('names that every object has are no codes', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    expect(problemFrom(awsError(name)).code).toBe('refused-by-ec2');
  }
});

test('what can be tried again says so, and what cannot does not', () => {
  expect(problemFrom(awsError('RequestLimitExceeded'))).toMatchObject({
    retryable: true,
    actions: ['retry'],
  });
  expect(problemFrom(awsError('InvalidKeyPair.Duplicate'))).toMatchObject({
    retryable: false,
    actions: ['rename'],
  });
});

describe('what is shown of an error', () => {
  test('is its code and its message', () => {
    expect(problemFrom(awsError('VcpuLimitExceeded', 'limit of 1')).raw).toBe(
      'VcpuLimitExceeded: limit of 1',
    );
  });

  test.each([
    ['an access key id keeps only its ends', 'key AKIAIOSFODNN7EXAMPLE is', 'key AKIA…MPLE is'],
    ['so does a temporary one', '(ASIAIOSFODNN7EXAMPLE)', '(ASIA…MPLE)'],
    [
      'a private key',
      `got\n-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz\n-----END OPENSSH PRIVATE KEY-----\nend`,
      'got\n[removed]\nend',
    ],
    ['half a private key', 'got -----BEGIN RSA PRIVATE KEY-----\nMIIE', 'got [removed]'],
    ['a secret key', 'secret wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY!', 'secret [40 characters removed]!'],
    [
      'an encoded message',
      `Encoded authorization failure message: ${'aB-_'.repeat(100)} end`,
      'Encoded authorization failure message: [400 characters removed] end',
    ],
    [
      'an ARN stays',
      'User: arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/me',
      'User: arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/me',
    ],
  ])('%s', (_, message, shown) => {
    expect(problemFrom(awsError('Some', message)).raw).toBe(`Some: ${shown}`);
  });

  test('no 40 characters of a key in a row, wherever they stand', () => {
    const base64 = fc.stringMatching(/^[A-Za-z0-9+/]{64}$/);
    fc.assert(
      fc.property(fc.string(), base64, fc.string(), (before, key, after) => {
        expect(problemFrom(awsError('Some', `${before}\n${key}\n${after}`)).raw).not.toContain(
          key.slice(0, 40),
        );
      }),
    );
  });

  test('is bounded', () => {
    expect(problemFrom(awsError('Some', 'word '.repeat(10_000))).raw).toHaveLength(2000);
  });
});

describe('whether a failed request may have been carried out', () => {
  test.each<[boolean, string, unknown]>([
    [true, 'AWS had an internal error', awsError('InternalError', '', 500)],
    [true, 'the connection broke', systemError('ECONNRESET', 'TimeoutError')],
    [true, 'a page came instead of an answer', awsError('Error', 'XML parse error', 200)],
    [
      true,
      'somebody stopped it on the way',
      Object.assign(new Error('Request aborted'), { name: 'AbortError' }),
    ],
    [true, 'the answer could not be read', new TypeError('x is undefined')],
    [false, 'EC2 refused it', awsError('InvalidKeyPair.NotFound')],
    [false, 'EC2 is out of capacity, with status 500', awsError('InsufficientInstanceCapacity', '', 500)],
    [false, 'EC2 asked to slow down, with status 503', awsError('RequestLimitExceeded', '', 503)],
    [true, 'the network went while an answer came', whileReading('ENETUNREACH')],
    [false, 'there was no connection in time', systemError('ETIMEDOUT', 'TimeoutError', 'connect')],
    [false, 'the other side proved to be somebody else', systemError('SELF_SIGNED_CERT_IN_CHAIN')],
    [false, 'the other side has a certificate of another host', systemError('ERR_TLS_CERT_ALTNAME_INVALID')],
    [true, 'a log-in page came instead of an answer', named('ForeignPage', 'a web page came')],
    [
      false,
      'there were no credentials, for want of a network',
      named('CredentialsProviderError', 'Error: connect ECONNREFUSED 192.0.2.1:443'),
    ],
    [false, 'nobody listened', systemError('ECONNREFUSED', 'TimeoutError')],
    [false, 'the host is not known', systemError('ENOTFOUND')],
  ])('%s: %s', (isUnknown, _, error) => {
    expect(isOutcomeUnknown(error)).toBe(isUnknown);
  });
});

test('an outcome holds the value, or the problem', async () => {
  expect(await outcomeOf(() => Promise.resolve(1))).toEqual({ ok: true, value: 1 });
  expect(await outcomeOf(() => Promise.reject(awsError('Blocked')))).toMatchObject({
    ok: false,
    problem: { code: 'account-blocked' },
  });
});
