import {
  AuthorizeSecurityGroupIngressCommand,
  CreateKeyPairCommand,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeInstancesCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import type { AwsClients } from '../../../electron/aws/clients.ts';
import { problemFrom } from '../../../electron/aws/problem.ts';
import type { Problem, ProblemAction, ProblemCode } from '../../../shared/problem.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import { REQUEST_ID, ec2Error, startFakeAws } from '../../support/fake-aws.ts';

type Refusal = {
  readonly name: string;
  readonly status?: number;
  readonly message: string;
  readonly call?: (clients: AwsClients) => Promise<unknown>;
  readonly code: ProblemCode;
  readonly actions: readonly ProblemAction[];
  /** What the explanation must name. */
  readonly says?: readonly RegExp[];
  readonly link?: string;
};

const QUOTAS = 'https://us-east-1.console.aws.amazon.com/servicequotas/home/services';

// Texts as people have reported them, or as AWS's documentation has them.
const REFUSALS: readonly Refusal[] = [
  {
    name: 'Unsupported',
    message:
      'Your requested instance type (t3.micro) is not supported in your requested Availability Zone (us-east-1e). Please retry your request by not specifying an Availability Zone or choosing us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1f.',
    code: 'size-not-in-zone',
    actions: ['choose-zones', 'choose-size'],
    says: [/t3\.micro in us-east-1e/, /us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1f/],
  },
  {
    name: 'InsufficientInstanceCapacity',
    status: 500,
    message:
      'We currently do not have sufficient c6a.4xlarge capacity in the Availability Zone you requested (us-east-1a). Our system will be working on provisioning additional capacity. You can currently get c6a.4xlarge capacity by not specifying an Availability Zone in your request or choosing us-east-1b, us-east-1c.',
    code: 'no-capacity',
    actions: ['retry', 'choose-zones', 'choose-size'],
    says: [/not your fault/, /us-east-1a/, /room in us-east-1b, us-east-1c/],
  },
  {
    name: 'InsufficientInstanceCapacity',
    status: 500,
    message:
      'We currently do not have sufficient c6a.4xlarge capacity in the Availability Zone you requested',
    code: 'no-capacity',
    actions: ['retry', 'choose-zones', 'choose-size'],
    says: [/not your fault/, /nothing is charged/],
  },
  {
    name: 'VcpuLimitExceeded',
    message:
      'You have requested more vCPU capacity than your current vCPU limit of 1 allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.',
    code: 'vcpu-limit',
    actions: ['choose-size', 'choose-zones', 'request-quota'],
    says: [/may run 1 vCPU of/, /one more t3\.micro/],
    link: `${QUOTAS}/ec2/quotas/L-1216C47A`,
  },
  {
    name: 'InstanceLimitExceeded',
    message:
      'You have requested more instances (21) than your current instance limit of 20 allows for the specified instance type. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.',
    code: 'other-limit',
    actions: ['choose-size', 'choose-zones', 'request-quota'],
    says: [/20 instances/, /make 21/],
    link: `${QUOTAS}/ec2/quotas`,
  },
  {
    name: 'VolumeLimitExceeded',
    message: 'You have exceeded your maximum gp3 storage limit of 50 TiB in this region.',
    code: 'other-limit',
    actions: ['request-quota', 'choose-disk'],
    says: [/50 TiB/],
    link: `${QUOTAS}/ebs/quotas`,
  },
  {
    name: 'MaxSpotInstanceCountExceeded',
    message: 'Max spot instance count exceeded',
    code: 'other-limit',
    actions: ['choose-size', 'choose-zones', 'request-quota'],
    says: [/Spot/],
    link: `${QUOTAS}/ec2/quotas`,
  },
  {
    name: 'InvalidParameterCombination',
    message:
      "The specified instance type is not eligible for Free Tier. For a list of Free Tier instance types, run 'describe-instance-types' with the filter 'free-tier-eligible=true'.",
    code: 'not-free-tier',
    actions: ['choose-size'],
    says: [/this size/, /Free plan/],
  },
  {
    name: 'InvalidParameterCombination',
    message: 'The specified image is not eligible for Free Tier.',
    code: 'not-free-tier',
    actions: ['choose-image'],
    says: [/this image/, /Free plan/],
  },
  {
    name: 'InvalidParameterCombination',
    message: 'Network interfaces and an instance-level subnet ID may not be specified on the same request',
    code: 'refused-by-ec2',
    actions: ['copy-details'],
  },
  {
    name: 'PendingVerification',
    message:
      'Your account is currently being verified. Verification normally takes less than 2 hours. Until your account is verified, you may not be able to launch additional instances or create additional volumes.',
    code: 'account-being-verified',
    actions: ['retry', 'choose-account'],
    says: [/less than 2 hours/, /kept/],
  },
  {
    name: 'PendingVerification',
    message:
      'Your request for accessing resources in this region is being validated, and you will not be able to launch additional resources in this region until the validation is complete. We will notify you by email once your request has been validated. While normally resolved within minutes, please allow up to 4 hours for this process to complete.',
    code: 'account-being-verified',
    actions: ['retry', 'choose-account'],
    says: [/up to 4 hours/],
  },
  {
    name: 'Blocked',
    message: 'This account is currently blocked and not recognized as a valid account.',
    code: 'account-blocked',
    actions: ['ask-support', 'choose-account'],
    says: [/AWS Support/],
    link: 'https://console.aws.amazon.com/support/home#/case/create',
  },
  {
    name: 'OptInRequired',
    status: 401,
    message:
      'In order to use this AWS Marketplace product you need to accept terms and subscribe. To do so please visit https://aws.amazon.com/marketplace/pp?sku=aw0evgkw8e5c1q413zgy5pjce',
    code: 'subscription-needed',
    actions: ['open-subscription', 'retry', 'choose-image'],
    says: [/Marketplace/, /cost extra/],
    link: 'https://aws.amazon.com/marketplace/pp?sku=aw0evgkw8e5c1q413zgy5pjce',
  },
  {
    name: 'OptInRequired',
    status: 401,
    message: 'You are not subscribed to this service. Please go to http://aws.amazon.com to subscribe.',
    code: 'subscription-needed',
    actions: ['open-subscription', 'retry', 'choose-account'],
    says: [/region us-east-1/, /sign-up/],
    link: 'https://console.aws.amazon.com/billing/home#/account',
  },
  {
    name: 'OptInRequired',
    status: 401,
    message: 'Please visit https://aws.amazon.com.example.test/marketplace/pp?sku=1',
    code: 'subscription-needed',
    actions: ['open-subscription', 'retry', 'choose-account'],
    link: 'https://console.aws.amazon.com/billing/home#/account',
  },
  {
    name: 'AuthFailure',
    status: 401,
    message: 'AWS was not able to validate the provided access credentials',
    code: 'credentials-refused',
    actions: ['retry', 'choose-account'],
    says: [/kept/],
  },
  {
    name: 'AuthFailure',
    status: 401,
    message: 'Not authorized for images: [ami-0123456789abcdef0]',
    code: 'image-gone',
    actions: ['choose-image'],
    says: [/another account/],
  },
  {
    name: 'InvalidClientTokenId',
    status: 403,
    message: 'The security token included in the request is invalid.',
    call: ({ sts }) => sts.send(new GetCallerIdentityCommand({})),
    code: 'credentials-refused',
    actions: ['retry', 'choose-account'],
  },
  {
    name: 'SignatureDoesNotMatch',
    status: 403,
    message:
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
    call: ({ sts }) => sts.send(new GetCallerIdentityCommand({})),
    code: 'credentials-refused',
    actions: ['retry', 'choose-account'],
  },
  {
    name: 'ExpiredToken',
    status: 403,
    message: 'The security token included in the request is expired',
    call: ({ sts }) => sts.send(new GetCallerIdentityCommand({})),
    code: 'session-expired',
    actions: ['retry', 'choose-account'],
    says: [/kept/],
  },
  {
    name: 'RequestLimitExceeded',
    status: 503,
    message: 'Request limit exceeded.',
    code: 'throttled',
    actions: ['retry'],
  },
  {
    name: 'InvalidAMIID.NotFound',
    message: "The image id '[ami-0123456789abcdef0]' does not exist",
    code: 'image-gone',
    actions: ['choose-image'],
    says: [/ami-0123456789abcdef0/],
  },
  {
    name: 'InvalidAMIID.Malformed',
    message: 'Invalid id: "image"',
    code: 'image-gone',
    actions: ['choose-image'],
  },
  {
    name: 'InvalidAMIID.Unavailable',
    message: 'The image ID is currently unavailable',
    code: 'image-gone',
    actions: ['choose-image'],
  },
  {
    name: 'InvalidParameterValue',
    message:
      "The architecture 'arm64' of the specified instance type does not match the architecture 'x86_64' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again.",
    code: 'wrong-architecture',
    actions: ['choose-size', 'choose-image'],
    says: [/size are Arm \(arm64\)/, /made for Intel or AMD \(x86_64\)/],
  },
  {
    name: 'InvalidParameterValue',
    message: 'Invalid value "t9.micro" for InstanceType.',
    code: 'size-not-in-zone',
    actions: ['choose-size'],
    says: [/t3\.micro in this region/],
  },
  {
    name: 'InvalidBlockDeviceMapping',
    message: "Volume of size 1GB is smaller than snapshot 'snap-0123456789abcdef0', expect size &gt;= 8GB",
    code: 'disk-too-small',
    actions: ['choose-disk'],
    says: [/at least 8 GiB/],
  },
  {
    name: 'InvalidBlockDeviceMapping',
    message: 'Iops to volume size ratio of 900.000000 is too high',
    code: 'refused-by-ec2',
    actions: ['choose-disk', 'copy-details'],
    says: [/disk/],
  },
  {
    name: 'InvalidKeyPair.NotFound',
    message: "The key pair 'web' does not exist",
    code: 'key-pair-gone',
    actions: ['retry', 'choose-key'],
  },
  {
    name: 'InvalidKeyPair.Duplicate',
    message: "The keypair 'web' already exists.",
    call: ({ ec2Once }) => ec2Once.send(new CreateKeyPairCommand({ KeyName: 'web' })),
    code: 'key-name-taken',
    actions: ['rename'],
  },
  {
    name: 'InvalidKeyPair.Format',
    message: 'Key is not in valid OpenSSH public key format',
    code: 'key-kind-unsupported',
    actions: ['choose-key'],
  },
  {
    name: 'InvalidGroup.Duplicate',
    message: "The security group 'web' already exists for VPC 'vpc-1'",
    call: ({ ec2Once }) =>
      ec2Once.send(new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web' })),
    code: 'group-name-taken',
    actions: ['rename'],
  },
  {
    name: 'InvalidGroup.Reserved',
    message: "The security group 'default' is reserved",
    code: 'group-name-taken',
    actions: ['rename'],
    says: [/keeps this name for itself/],
  },
  {
    name: 'InvalidGroup.NotFound',
    message: "The security group 'sg-0123456789abcdef0' does not exist",
    code: 'group-gone',
    actions: ['retry', 'choose-access'],
  },
  {
    name: 'InvalidPermission.Duplicate',
    message:
      'the specified rule "peer: 203.0.113.9/32, TCP, from port: 22, to port: 22, ALLOW" already exists',
    call: ({ ec2Once }) => ec2Once.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: 'sg-1' })),
    code: 'rule-already-there',
    actions: ['look'],
  },
  {
    name: 'RulesPerSecurityGroupLimitExceeded',
    message: 'The maximum number of rules per security group has been reached.',
    code: 'too-many-rules',
    actions: ['choose-access', 'request-quota'],
    says: [/60/],
    link: `${QUOTAS}/vpc/quotas/L-0EA8095F`,
  },
  {
    name: 'SecurityGroupLimitExceeded',
    message: "The maximum number of security groups for VPC 'vpc-1' has been reached.",
    code: 'other-limit',
    actions: ['choose-access', 'request-quota'],
    says: [/2,500/],
    link: `${QUOTAS}/vpc/quotas/L-E79EC296`,
  },
  {
    name: 'SecurityGroupsPerInterfaceLimitExceeded',
    message: 'The maximum number of security groups per interface has been reached.',
    code: 'other-limit',
    actions: ['choose-access', 'request-quota'],
    says: [/usually 5/],
    link: `${QUOTAS}/vpc/quotas/L-2AFB9258`,
  },
  {
    name: 'AddressLimitExceeded',
    message: 'The maximum number of addresses has been reached.',
    code: 'other-limit',
    actions: ['request-quota', 'retry'],
    link: 'https://us-east-1.console.aws.amazon.com/servicequotas/home',
  },
  {
    name: 'InvalidSubnetID.NotFound',
    message: "The subnet ID 'subnet-0123456789abcdef0' does not exist",
    code: 'subnet-gone',
    actions: ['choose-zones'],
  },
  {
    name: 'InsufficientFreeAddressesInSubnet',
    message:
      "There are not enough free addresses in subnet 'subnet-0123456789abcdef0' to satisfy the requested number of instances.",
    code: 'subnet-full',
    actions: ['choose-zones'],
    says: [/subnet-0123456789abcdef0/],
  },
  {
    name: 'VPCIdNotSpecified',
    message: 'No default VPC for this user',
    code: 'no-default-network',
    actions: ['choose-account'],
    says: [/default VPC/],
  },
  {
    name: 'MissingInput',
    message: 'No default VPC for this user',
    code: 'no-default-network',
    actions: ['choose-account'],
  },
  {
    name: 'DefaultVpcDoesNotExist',
    message: 'No default VPC exists for this account in this region.',
    code: 'no-default-network',
    actions: ['choose-account'],
  },
  {
    name: 'DefaultVpcAlreadyExists',
    message: 'A Default VPC already exists for this account in this region.',
    code: 'network-there',
    actions: ['choose-zones'],
  },
  {
    name: 'VpcLimitExceeded',
    message: 'The maximum number of VPCs has been reached.',
    code: 'other-limit',
    actions: ['choose-zones', 'request-quota'],
    says: [/usually 5/],
    link: `${QUOTAS}/vpc/quotas/L-F678F1CE`,
  },
  {
    name: 'IdempotentParameterMismatch',
    message: 'Client token already used before.',
    code: 'token-reused',
    actions: ['look'],
  },
  {
    name: 'IdempotentInstanceTerminated',
    message: 'The client token you have provided is associated with a resource that is already deleted.',
    code: 'token-reused',
    actions: ['look'],
  },
  {
    name: 'InvalidInstanceID.NotFound',
    message: "The instance ID 'i-0123456789abcdef0' does not exist",
    code: 'instance-gone',
    actions: ['retry', 'look'],
  },
  {
    name: 'InvalidVolume.NotFound',
    message: "The volume 'vol-0123456789abcdef0' does not exist.",
    code: 'disk-gone',
    actions: ['retry', 'look'],
  },
  {
    name: 'IncorrectInstanceState',
    message: "The instance 'i-0123456789abcdef0' is not in a state from which it can be started.",
    code: 'cannot-now',
    actions: ['retry'],
    says: [/i-0123456789abcdef0/],
  },
  {
    name: 'OperationNotPermitted',
    message:
      "The instance 'i-0123456789abcdef0' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.",
    call: ({ ec2 }) => ec2.send(new TerminateInstancesCommand({ InstanceIds: ['i-0123456789abcdef0'] })),
    code: 'termination-protected',
    actions: ['unprotect'],
    says: [/i-0123456789abcdef0 is still there and costs money/],
  },
  {
    name: 'OperationNotPermitted',
    message:
      "The instance 'i-0123456789abcdef0' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.",
    code: 'cannot-now',
    actions: ['retry'],
  },
  {
    name: 'DependencyViolation',
    message: 'resource sg-0123456789abcdef0 has a dependent object',
    call: ({ ec2 }) => ec2.send(new DeleteSecurityGroupCommand({ GroupId: 'sg-0123456789abcdef0' })),
    code: 'still-in-use',
    actions: ['retry'],
  },
  {
    name: 'CannotDelete',
    message: "the specified group: 'sg-1' name: 'default' cannot be deleted by a user",
    call: ({ ec2 }) => ec2.send(new DeleteSecurityGroupCommand({ GroupId: 'sg-1' })),
    code: 'cannot-now',
    actions: ['copy-details'],
    says: [/default security group/],
  },
  {
    name: 'InternalError',
    status: 500,
    message: 'An internal error has occurred',
    code: 'aws-internal',
    actions: ['retry'],
    says: [/no second instance/],
  },
  {
    name: 'ServiceUnavailable',
    status: 503,
    message: 'The request has failed due to a temporary failure of the server',
    call: ({ ec2Once }) => ec2Once.send(new DescribeInstancesCommand({})),
    code: 'aws-internal',
    actions: ['retry'],
  },
  {
    name: 'SomethingOfNextYear',
    message: 'Something that is not known yet.',
    code: 'refused-by-ec2',
    actions: ['copy-details'],
  },
];

test.each(REFUSALS)('$name is $code: $message', async (refusal) => {
  const problem = await problemOf(refusal);
  expect(problem).toMatchObject({
    code: refusal.code,
    actions: refusal.actions,
    link: refusal.link ?? null,
    requestId: REQUEST_ID,
    raw: expect.stringContaining(`${refusal.name}: `),
  });
  for (const part of refusal.says ?? []) expect(problem.explanation).toMatch(part);
  expect(lengthOf(problem)).toBeLessThan(300);
  expect(problem.retryable).toBe(refusal.actions.includes('retry'));
});

test.each(['InternalError', 'ServiceUnavailable'])(
  'after %s to RunInstances an instance may be running, and that is said',
  async (name) => {
    const problem = await problemOf({ name, status: 500, message: 'x' });
    expect(problem.whatIsRunning).toMatch(/may be running and cost money/);
    expect(problem.explanation).toMatch(/no second instance/);
  },
);

test('nothing may be running after a refusal, a look or a dry run', async () => {
  const look = ({ ec2Once }: AwsClients) => ec2Once.send(new DescribeInstancesCommand({}));
  const dry = ({ ec2Once }: AwsClients) => ec2Once.send(new RunInstancesCommand({ ...RUN, DryRun: true }));
  const problems = await Promise.all([
    problemOf({ name: 'Blocked', message: 'x' }),
    problemOf({ name: 'InternalError', status: 500, message: 'x', call: look }),
    problemOf({ name: 'InternalError', status: 500, message: 'x', call: dry }),
  ]);
  expect(problems.map(({ whatIsRunning }) => whatIsRunning)).toEqual([null, null, null]);
});

test('keys that no newer region knows may be good ones: the region has to be enabled', async () => {
  const refused = { name: 'AuthFailure', status: 401, message: 'not able to validate' };
  expect(await problemOf(refused, 'eu-south-2')).toMatchObject({
    code: 'credentials-refused',
    explanation: expect.stringContaining('eu-south-2 is not enabled'),
    link: expect.stringContaining('https://console.aws.amazon.com/'),
  });
  expect((await problemOf(refused, 'eu-west-1')).explanation).not.toContain('eu-west-1');
});

test('a limit of a size of a rare family leads to the list of all', async () => {
  const problem = await problemOf({
    name: 'VcpuLimitExceeded',
    message: 'vCPU limit of 0 allows',
    call: ({ ec2Once }) => ec2Once.send(new RunInstancesCommand({ ...RUN, InstanceType: 'p5.48xlarge' })),
  });
  expect(problem.link).toBe(`${QUOTAS}/ec2/quotas`);
});

test('however long the names are that AWS gives, the text stays short', async () => {
  const zones = Array.from({ length: 40 }, (_, index) => `us-east-1${'abcdefghij'[index % 10]}`).join(', ');
  const problem = await problemOf({
    name: 'Unsupported',
    message: `Your requested instance type (t3.micro) is not supported in your requested Availability Zone (us-east-1e). Please retry by choosing ${zones}.`,
  });
  expect(lengthOf(problem)).toBeLessThan(300);
});

const RUN = { ImageId: 'ami-1', InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const;

/** Through AWS's own client, which reads the answer and makes the error. */
async function problemOf(
  refusal: Pick<Refusal, 'name' | 'message' | 'status' | 'call'>,
  region = 'us-east-1',
): Promise<Problem> {
  const { name, message, status = 400 } = refusal;
  const call = refusal.call ?? (({ ec2Once }) => ec2Once.send(new RunInstancesCommand(RUN)));
  const fake = await startFakeAws(({ action }) =>
    action === 'GetCallerIdentity' ? stsError(name, message, status) : ec2Error(name, message, status),
  );
  try {
    return await call(clientsAt(fake.endpoint, region)).then(
      () => {
        throw new TypeError('it was not refused');
      },
      (error: unknown) => problemFrom(error),
    );
  } finally {
    await fake.stop();
  }
}

function stsError(code: string, message: string, status: number) {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, body: `<ErrorResponse>${error}<RequestId>${REQUEST_ID}</RequestId></ErrorResponse>` };
}

function lengthOf({ title, explanation, whatIsRunning }: Problem): number {
  return [title, explanation, whatIsRunning ?? ''].join(' ').trim().length;
}
