import { neededPolicy, type PolicyPlace } from './needed-policy.ts';
import type { Problem } from './problem.ts';

/** What a person wants to do. `optional`: Keyport does without, and knows less. */
export const PURPOSES = ['launch', 'keys', 'look-after', 'review', 'fix', 'optional'] as const;
export type Purpose = (typeof PURPOSES)[number];

type Needed = Readonly<Record<string, readonly [Purpose, ...Purpose[]]>>;

/**
 * Every action that Keyport asks of AWS, as a policy names it, and what for. One that several purposes need stands in the policy of
 * each: who gives a person only one of them gives a whole one. What undoes a launch belongs to launching.
 */
const NEEDED = {
  'ec2:RunInstances': ['launch'],
  'ec2:CreateTags': ['launch', 'keys', 'look-after', 'fix'],
  'ec2:CreateSecurityGroup': ['launch', 'fix'],
  'ec2:AuthorizeSecurityGroupIngress': ['launch', 'fix'],
  'ec2:CreateKeyPair': ['launch', 'keys'],
  'ec2:TerminateInstances': ['launch', 'look-after'],
  'ec2:DeleteSecurityGroup': ['launch', 'look-after', 'fix'],
  'ssm:GetParameters': ['launch'],
  'ec2:DescribeImages': ['launch'],
  'ec2:DescribeInstanceTypes': ['launch'],
  'ec2:DescribeInstanceTypeOfferings': ['launch'],
  'ec2:DescribeAvailabilityZones': ['launch'],
  'ec2:DescribeRegions': ['launch', 'keys', 'review'],
  'ec2:DescribeVpcs': ['launch', 'review'],
  'ec2:DescribeSubnets': ['launch', 'review'],
  'ec2:DescribeRouteTables': ['launch', 'review'],
  'ec2:DescribeNetworkAcls': ['launch', 'review'],
  'ec2:DescribeVpcBlockPublicAccessOptions': ['launch', 'review'],
  'ec2:DescribeVpcBlockPublicAccessExclusions': ['launch', 'review'],
  'ec2:DescribeSecurityGroups': ['launch', 'review', 'fix'],
  'ec2:DescribeSecurityGroupRules': ['launch', 'review', 'fix'],
  'ec2:DescribeInstances': ['launch', 'keys', 'look-after', 'review'],
  'ec2:DescribeInstanceStatus': ['launch', 'look-after'],
  'ec2:DescribeKeyPairs': ['launch', 'keys'],

  'ec2:ImportKeyPair': ['keys'],
  'ec2:DeleteKeyPair': ['keys'],

  'ec2:StartInstances': ['look-after'],
  'ec2:StopInstances': ['look-after'],
  'ec2:ModifyInstanceAttribute': ['look-after'],
  'ec2:GetConsoleOutput': ['look-after'],
  'ec2:GetPasswordData': ['look-after'],
  'ec2:DescribeVolumes': ['look-after'],
  'ec2:DeleteVolume': ['look-after'],
  'ec2:CreateSnapshot': ['look-after'],
  'ec2:DescribeSnapshots': ['look-after'],

  'ec2:DescribeNetworkInterfaces': ['review', 'fix'],
  'ec2:DescribeManagedPrefixLists': ['review'],
  'ec2:GetManagedPrefixListEntries': ['review'],
  'ec2:DescribeVpcPeeringConnections': ['review'],
  'ec2:DescribeLaunchTemplateVersions': ['review'],

  'ec2:AuthorizeSecurityGroupEgress': ['fix'],
  'ec2:RevokeSecurityGroupIngress': ['fix'],
  'ec2:RevokeSecurityGroupEgress': ['fix'],
  'ec2:ModifyNetworkInterfaceAttribute': ['fix'],

  'ec2:CreateDefaultVpc': ['optional'],
  'ec2:CreateDefaultSubnet': ['optional'],
  'iam:ListInstanceProfiles': ['optional'],
  'iam:ListAttachedRolePolicies': ['optional'],
  'sts:DecodeAuthorizationMessage': ['optional'],
  'pricing:GetProducts': ['optional'],
  'servicequotas:GetServiceQuota': ['optional'],
  'servicequotas:GetAWSDefaultServiceQuota': ['optional'],
  'freetier:GetAccountPlanState': ['optional'],
  'ec2:GetEbsDefaultKmsKeyId': ['optional'],
  'ec2:DescribeVpcEndpoints': ['optional'],
  'kms:DescribeKey': ['optional'],
  'ec2-instance-connect:SendSSHPublicKey': ['optional'],
  'ssm:DescribeInstanceInformation': ['optional'],
} as const satisfies Needed;

export type PermissionAction = keyof typeof NEEDED;

export const PERMISSION_ACTIONS = Object.keys(NEEDED) as readonly PermissionAction[];

/** Asked as well, and AWS answers it to everybody: even an explicit deny does not count. (STS API reference, GetCallerIdentity.) */
export const NEEDS_NO_PERMISSION: ReadonlySet<string> = new Set(['sts:GetCallerIdentity']);

/** In the order in which they are shown: what matters most for it first. */
export function actionsFor(purpose: Purpose): readonly PermissionAction[] {
  const needed: Needed = NEEDED;
  return PERMISSION_ACTIONS.filter((action) => needed[action]?.includes(purpose));
}

/**
 * The least policy with which Keyport can do this, as JSON to be read and copied. IAM takes 6,144 characters in a managed policy,
 * blanks not counted.
 */
export function policyFor(purpose: Purpose, place: PolicyPlace): string {
  return policyOf(actionsFor(purpose), place);
}

/** The same for everything that Keyport can do: it fits into one managed policy as well. */
export function wholePolicy(place: PolicyPlace): string {
  return policyOf(PERMISSION_ACTIONS, place);
}

function policyOf(actions: readonly PermissionAction[], place: PolicyPlace): string {
  const rights = actions
    // Tags are allowed together with what is made with them, and not by themselves.
    .filter((action) => action !== 'ec2:CreateTags')
    .map((action) => ({ action, resource: null }));
  return neededPolicy(rights, place);
}

/** Whether the account may do one of them, in its region. Only what AWS itself has said counts as a yes or a no. */
export type PermissionCheck =
  | { readonly action: PermissionAction; readonly state: 'may' }
  | { readonly action: PermissionAction; readonly state: 'may-not'; readonly problem: Problem }
  | {
      readonly action: PermissionAction;
      readonly state: 'unknown';
      readonly because: UnknownBecause;
      /** What was met instead of a clear answer. */
      readonly problem: Problem | null;
    };

/**
 * Why nobody knows. `no-…`: there was nothing to try it on. `not-read`: what it would be tried on could not be looked up. `not-aws`:
 * whoever answers at another endpoint may carry out what AWS would only try. `with-launch`: it is tried together with RunInstances.
 * `no-clear-answer`: neither a yes nor a no came back.
 */
export type UnknownBecause =
  | 'no-network'
  | 'no-image'
  | 'no-machine'
  | 'no-volume'
  | 'no-group'
  | 'no-rule'
  | 'no-list'
  | 'not-read'
  | 'not-aws'
  | 'with-launch'
  | 'no-clear-answer';

export type PermissionReport = {
  readonly accountId: string;
  readonly region: string;
  readonly arn: string;
  /** Milliseconds since the epoch. */
  readonly readAt: number;
  /** One for each of `PERMISSION_ACTIONS`, in that order. */
  readonly checks: readonly PermissionCheck[];
};

/** How it stands with everything that one purpose needs: a single no, or else a single unknown, decides. */
export type PurposeStanding = {
  readonly state: PermissionCheck['state'];
  readonly may: number;
  readonly mayNot: number;
  readonly unknown: number;
};

export function standingOf(purpose: Purpose, checks: readonly PermissionCheck[]): PurposeStanding {
  const count = (state: PermissionCheck['state']) =>
    checksFor(purpose, checks).filter((check) => check.state === state).length;
  const [may, mayNot, unknown] = [count('may'), count('may-not'), count('unknown')];
  return { state: mayNot > 0 ? 'may-not' : unknown > 0 ? 'unknown' : 'may', may, mayNot, unknown };
}

export function checksFor(purpose: Purpose, checks: readonly PermissionCheck[]): readonly PermissionCheck[] {
  const actions = new Set(actionsFor(purpose));
  return checks.filter(({ action }) => actions.has(action));
}
