import type { PermissionAction, PermissionCheck, Purpose, UnknownBecause } from '../../permissions.ts';

/** What will not work without each of them: short, for somebody who has never read a policy. */
const without: Readonly<Record<PermissionAction, string>> = {
  'ec2:RunInstances': 'No machine can be started.',
  'ec2:CreateTags':
    'Nothing can be made: Keyport marks everything it makes with a tag, and AWS refuses the whole call without this.',
  'ec2:CreateSecurityGroup': 'No new security group can be made; a launch must use one that exists.',
  'ec2:AuthorizeSecurityGroupIngress': 'No door can be opened: nobody could log in to a new machine.',
  'ec2:CreateKeyPair': 'AWS cannot make a key for you. A key made on this computer needs ImportKeyPair.',
  'ec2:TerminateInstances': 'Machines cannot be removed, and go on costing money.',
  'ec2:DeleteSecurityGroup': 'Security groups that Keyport made stay behind.',
  'ssm:GetParameters': 'Keyport cannot look up the newest images.',
  'ec2:DescribeImages': 'Images cannot be checked before a launch.',
  'ec2:DescribeInstanceTypes': 'There are no sizes to choose from.',
  'ec2:DescribeInstanceTypeOfferings': 'Keyport cannot tell which zone sells a size.',
  'ec2:DescribeAvailabilityZones': 'There are no zones to choose from.',
  'ec2:DescribeRegions': 'Keyport cannot tell which regions your account may use.',
  'ec2:DescribeVpcs': 'Your network is not found, and nothing can be launched into it.',
  'ec2:DescribeSubnets': 'The places for machines in your network are not found.',
  'ec2:DescribeRouteTables': 'Keyport cannot tell whether a machine can be reached from the internet.',
  'ec2:DescribeNetworkAcls': 'Keyport cannot tell whether the network itself blocks the way to a machine.',
  'ec2:DescribeVpcBlockPublicAccessOptions':
    'Keyport cannot tell whether your account blocks the internet for all networks.',
  'ec2:DescribeVpcBlockPublicAccessExclusions':
    'Keyport cannot tell which networks are left out of such a block.',
  'ec2:DescribeSecurityGroups': 'Security groups can be neither chosen nor reviewed.',
  'ec2:DescribeSecurityGroupRules': 'Rules cannot be read back, so that no change can be proved.',
  'ec2:DescribeInstances': 'Keyport does not see your machines: whether they run, and where.',
  'ec2:DescribeInstanceStatus': 'AWS’s own health checks of a machine are not shown.',
  'ec2:DescribeKeyPairs': 'Keyport cannot prove that AWS has the key that it keeps for you.',
  'ec2:ImportKeyPair': 'A key that was made on this computer cannot be given to AWS.',
  'ec2:DeleteKeyPair': 'Key pairs cannot be removed from AWS.',
  'ec2:StartInstances': 'A stopped machine cannot be started again.',
  'ec2:StopInstances': 'A machine cannot be stopped to save money.',
  'ec2:ModifyInstanceAttribute': 'The protection against removal cannot be switched off.',
  'ec2:GetConsoleOutput': 'What a machine said while it started is not shown when it dies.',
  'ec2:GetPasswordData': 'The password of a Windows machine cannot be read.',
  'ec2:DescribeVolumes': 'Disks that stay behind are not found.',
  'ec2:DeleteVolume': 'Disks that stay behind cannot be deleted, and go on costing money.',
  'ec2:CreateSnapshot': 'No copy of a disk can be kept before a machine is removed.',
  'ec2:DescribeSnapshots': 'Keyport cannot tell whether the copy of a disk is complete.',
  'ec2:DescribeNetworkInterfaces': 'Keyport cannot tell which machines a security group protects.',
  'ec2:DescribeManagedPrefixLists': 'Lists of addresses that a rule names are not found.',
  'ec2:GetManagedPrefixListEntries': 'Addresses on a list that a rule names are not judged.',
  'ec2:DescribeVpcPeeringConnections': 'Rules that name a group of another network are not judged.',
  'ec2:DescribeLaunchTemplateVersions': 'Keyport cannot tell whether a launch template uses a group.',
  'ec2:AuthorizeSecurityGroupEgress': 'Outbound rules cannot be put right, or put back.',
  'ec2:RevokeSecurityGroupIngress': 'A door that is open too wide cannot be closed.',
  'ec2:RevokeSecurityGroupEgress': 'Outbound rules cannot be closed.',
  'ec2:ModifyNetworkInterfaceAttribute': 'A machine cannot be moved to a mended copy of its group.',
  'ec2:CreateDefaultVpc': 'In a region without a default network, Keyport cannot have one made.',
  'ec2:CreateDefaultSubnet': 'In a zone without a default subnet, Keyport cannot have one made.',
  'iam:ListInstanceProfiles':
    'For Session Manager, the name of an instance profile has to be typed instead of chosen.',
  'iam:ListAttachedRolePolicies': 'Keyport cannot tell whether an instance profile allows Session Manager.',
  'sts:DecodeAuthorizationMessage': 'A refusal is explained with fewer details.',
  'pricing:GetProducts': 'Prices come from a dated table instead of AWS’s list of today.',
  'servicequotas:GetServiceQuota': 'Keyport cannot tell before a launch whether your limit is enough.',
  'servicequotas:GetAWSDefaultServiceQuota': 'The same, for limits that nobody has changed.',
  'freetier:GetAccountPlanState': 'Keyport cannot tell whether your account is on the free plan.',
  'ec2:DescribeVpcEndpoints':
    'Keyport cannot tell whether a network without internet lets machines call Session Manager.',
  'ec2:GetEbsDefaultKmsKeyId': 'Keyport cannot tell with which key your disks are encrypted.',
  'kms:DescribeKey': 'Keyport cannot tell whose key that is.',
  'ec2-instance-connect:SendSSHPublicKey':
    'Where a private key is lost, EC2 Instance Connect cannot let you in again.',
  'ssm:DescribeInstanceInformation': 'Keyport cannot tell whether Session Manager reaches a machine.',
};

const because: Readonly<Record<UnknownBecause, string>> = {
  'no-network': 'This region has no default network to try it in.',
  'no-image': 'No image was found to try it with.',
  'no-machine': 'Keyport has no machine here to try it on. Look again after your first launch.',
  'no-volume': 'Keyport has no disk here to try it on. Look again after your first launch.',
  'no-group': 'Keyport has no security group here to try it on. Look again after your first launch.',
  'no-rule': 'The default group has no such rule to try it on.',
  'no-list': 'There is no list of addresses to try it on.',
  'not-read': 'What it would be tried on could not be looked up.',
  'not-aws': 'Not tried: these calls do not go to AWS itself, and another endpoint might really do it.',
  'with-launch': 'It is tried together with ec2:RunInstances.',
  'no-clear-answer': 'Whether it is allowed was not found out.',
};

const purposes: Readonly<Record<Purpose, { readonly title: string; readonly why: string }>> = {
  launch: {
    title: 'Launch machines',
    why: 'From the first question to running machines, and everything to remove them again.',
  },
  keys: { title: 'Keep keys', why: 'Make keys, bring your own, and remove them from AWS.' },
  'look-after': {
    title: 'Look after machines',
    why: 'Stop, start and remove what Keyport launched; keep copies of disks.',
  },
  review: { title: 'Review security groups', why: 'Only reads. It changes nothing in your account.' },
  fix: { title: 'Fix security groups', why: 'Close what is open too wide, and put it back.' },
  optional: { title: 'Know more', why: 'Everything works without these. Keyport knows less.' },
};

const states: Readonly<Record<PermissionCheck['state'], string>> = {
  may: 'Allowed',
  'may-not': 'Not allowed',
  unknown: 'Unknown',
};

/** What an account may do in AWS, and the text that allows it. */
export const permissionWords = {
  title: 'What this account may do',
  why: 'Keyport asks AWS about each action it needs. Everything that would change something is only asked as a dry run: AWS says whether it would be allowed, and does not do it.',
  open: 'See what this account may do',
  back: 'Back',
  again: 'Ask AWS again',
  asking: 'Asking AWS about each action. This takes a few seconds; nothing is made.',
  noAccount: 'No account is connected yet. Choose one first.',
  chooseAccount: 'Choose an account',
  who: (arn: string, accountId: string, region: string) => `${arn}, account ${accountId}, in ${region}`,
  asked: 'Asked',
  purposes,
  states,
  without,
  because,
  /** Something else came in between, so that the question was not answered. */
  unclear: (title: string) => `Whether it is allowed was not found out, because of something else: ${title}.`,
  columns: { state: 'Allowed?', action: 'Action', without: 'Without it' },
  tableOf: (purpose: string) => `Actions for: ${purpose}`,
  all: (count: number) => `All ${count} allowed`,
  some: (mayNot: number, unknown: number) =>
    [
      ...(mayNot === 0 ? [] : [`${mayNot} not allowed`]),
      ...(unknown === 0 ? [] : [`${unknown} unknown`]),
    ].join(', '),
  summary: {
    may: 'This account may do everything that Keyport needs.',
    'may-not':
      'Some of it is refused. Copy the policies below and give them to whoever manages your AWS account.',
    unknown:
      'Nothing was refused. That some of it is unknown is normal: AWS says whether you may change a machine only where there is one to change. The reason stands beside each.',
  },
  policy: {
    show: 'The policy that allows it',
    why: 'The least that is needed: this account, this region, and for stopping and removing only what Keyport itself made. In AWS: IAM, Policies, Create policy, JSON.',
    copy: 'Copy the policy',
    copyFor: (purpose: string) => `Copy the policy: ${purpose}`,
    copied: (purpose: string) => `Policy copied: ${purpose}`,
  },
  cli: {
    about: 'shows what the account may do of all that Keyport needs; makes nothing',
    policyFlag:
      'prints the least policy for one purpose instead: launch, keys, look-after, review, fix or optional',
    after:
      'Exit codes: 0 when nothing is refused, 1 when an action that Keyport needs is refused (optional ones do not count).',
  },
} as const;
