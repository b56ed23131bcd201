/** Where moto does not say what EC2 says, and the page of AWS's that says so. */
export type KnownDifference = {
  /** As `Difference.at`, or what fits several of them. */
  readonly at: string | RegExp;
  /** What moto does. */
  readonly moto: string;
  readonly source: string;
};

const ec2 = (page: string): string => `https://docs.aws.amazon.com/AWSEC2/latest/APIReference/${page}.html`;
const guide = (page: string): string => `https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/${page}.html`;
const ERRORS = ec2('errors-overview');
const ANY_INSTANCE = String.raw`^(RunInstances|DescribeInstances Reservations\[\]\.) ?`;
const instance = (rest: string): RegExp => new RegExp(`${ANY_INSTANCE}Instances\\[\\]\\.${rest}`, 'u');

/** moto 5.2.1. One that does not come up any more fails the test: the list stays true. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    at: 'GetCallerIdentity UserId',
    moto: 'answers the access key in the place of the user',
    source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html',
  },
  { at: 'DescribeRegions: a region nobody has', moto: 'finds none', source: ec2('API_DescribeRegions') },
  {
    at: /^DescribeAvailabilityZones AvailabilityZones\[\]\.(OptInStatus|GroupName|NetworkBorderGroup)$/u,
    moto: 'leaves it out',
    source: ec2('API_AvailabilityZone'),
  },
  { at: 'DescribeAvailabilityZones: a zone nobody has', moto: 'finds none', source: ERRORS },
  {
    at: 'DescribeAvailabilityZones: zones by a filter nobody has',
    moto: 'does not look at it',
    source: guide('Using_Filtering'),
  },
  { at: 'DescribeVpcs Vpcs[].DhcpOptionsId', moto: 'says `default`', source: ec2('API_Vpc') },
  {
    at: /^Describe(Vpcs|Subnets) (Vpcs|Subnets)\[\]\.BlockPublicAccessStates$/u,
    moto: 'has no Block Public Access',
    source: ec2('API_BlockPublicAccessStates'),
  },
  { at: 'DescribeVpcs: a VPC that is no id', moto: 'looks for it', source: ERRORS },
  {
    at: /^Describe(Vpcs|SecurityGroups|Instances|InstanceTypeOfferings): .* by a filter nobody has$/u,
    moto: 'fails with a page of HTML, or does not look at it',
    source: guide('Using_Filtering'),
  },
  {
    at: /^DescribeSubnets Subnets\[\]\.(MapCustomerOwnedIpOnLaunch|EnableDns64)$/u,
    moto: 'leaves it out',
    source: ec2('API_Subnet'),
  },
  { at: 'DescribeSubnets: a page too small', moto: 'has no pages', source: ec2('API_DescribeSubnets') },
  {
    at: 'DescribeRouteTables RouteTables[].Routes[].length',
    moto: 'gives the default VPC no way to the internet',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html',
  },
  {
    at: 'DescribeInternetGateways InternetGateways[].length',
    moto: 'gives the default VPC no internet gateway',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html',
  },
  { at: 'DescribeNetworkAcls: a network ACL nobody has', moto: 'misses a route table', source: ERRORS },

  {
    at: /^DescribeInstanceTypes: (sizes, and how many|a page of sizes too large)$/u,
    moto: 'does not look at MaxResults',
    source: ec2('API_DescribeInstanceTypes'),
  },
  {
    at: 'GetParameters Parameters[].ARN',
    moto: 'names the caller as the owner of a public parameter',
    source:
      'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html',
  },
  {
    at: /^DescribeImages Images\[\]\.BlockDeviceMappings\[\]\.Ebs\./u,
    moto: 'gives every image the same magnetic disk of 15 GiB, which stays',
    source: 'https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html',
  },
  {
    at: /^DescribeImages Images\[\]\.(BootMode|PlatformDetails|UsageOperation|EnaSupport|SriovNetSupport|ImdsSupport|ImageAllowed|FreeTierEligible|ImageLocation)$/u,
    moto: 'leaves it out, or knows it for no image in particular',
    source: ec2('API_Image'),
  },

  {
    at: /^CreateSecurityGroup: (the same name in capitals|a name like an id|a name with an apostrophe|a name of 256 characters|a VPC nobody has)$/u,
    moto: 'makes it',
    source: ec2('API_CreateSecurityGroup'),
  },
  { at: 'CreateSecurityGroup Tags', moto: 'leaves them out', source: ec2('API_CreateSecurityGroup') },
  {
    at: /SecurityGroupRules\[\]\.(GroupOwnerId|SecurityGroupRuleArn)$/u,
    moto: 'leaves it out',
    source: ec2('API_SecurityGroupRule'),
  },
  {
    at: /CidrIpv4$/u,
    moto: 'keeps an address as it was written',
    source: ec2('API_IpRange'),
  },
  {
    at: /^AuthorizeSecurityGroupIngress: (the same network, written well|a port there is not)$/u,
    moto: 'makes the rule',
    source: ec2('API_AuthorizeSecurityGroupIngress'),
  },
  {
    at: /^DescribeSecurityGroups SecurityGroups\[\]\.IpPermissions\[\]\./u,
    moto: 'has the rules of calls that had to be refused, and those that were written loosely',
    source: ec2('API_AuthorizeSecurityGroupIngress'),
  },
  {
    at: 'DescribeSecurityGroups SecurityGroups[].IpPermissions[].length',
    moto: 'has the rules of calls that had to be refused',
    source: ec2('API_AuthorizeSecurityGroupIngress'),
  },
  {
    at: 'DescribeSecurityGroupRules SecurityGroupRules[].length',
    moto: 'has the rules of calls that had to be refused',
    source: ec2('API_AuthorizeSecurityGroupIngress'),
  },
  {
    at: /^RevokeSecurityGroup(In|E)gress RevokedSecurityGroupRules$/u,
    moto: 'leaves them out',
    source: ec2('API_RevokeSecurityGroupIngress'),
  },
  {
    at: 'RevokeSecurityGroupIngress: my door closed again',
    moto: 'refuses what the default VPC takes, naming what was not there',
    source: ec2('API_RevokeSecurityGroupIngress'),
  },
  {
    at: 'RevokeSecurityGroupIngress: a rule nobody has closed',
    moto: 'says it as of a rule that is given in full',
    source: ERRORS,
  },
  {
    at: /^DeleteSecurityGroup: /u,
    moto: 'deletes what is in use, and default groups',
    source: ec2('API_DeleteSecurityGroup'),
  },
  {
    at: /^DeleteSecurityGroup (Return|GroupId)$/u,
    moto: 'leaves it out',
    source: ec2('API_DeleteSecurityGroup'),
  },

  {
    at: /KeyFingerprint$/u,
    moto: 'hashes the public key, whatever the kind',
    source: guide('verify-keys'),
  },
  {
    at: /^CreateKeyPair: a name /u,
    moto: 'makes it',
    source: ec2('API_CreateKeyPair'),
  },
  {
    at: /^ImportKeyPair: /u,
    moto: 'has a name of its own for it',
    source: ERRORS,
  },
  {
    at: 'DescribeKeyPairs KeyPairs[].PublicKey',
    moto: 'gives it without the name of the pair',
    source: guide('describe-keys'),
  },
  {
    at: 'DeleteKeyPair: one without a name deleted',
    moto: 'deletes nothing',
    source: ec2('API_DeleteKeyPair'),
  },

  {
    at: /^RunInstances: (the same token for something else|a token of 65 characters)$/u,
    moto: 'has no idempotency',
    source: 'https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html',
  },
  {
    at: 'RunInstances isSame',
    moto: 'starts a second machine',
    source: 'https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html',
  },
  { at: 'RunInstances: a size nobody sells', moto: 'has a name of its own for it', source: ERRORS },
  {
    at: /^RunInstances: (a size the zone does not sell|an Arm image on an Intel size|groups beside an interface|a disk smaller than the image|more vCPUs than the account may have)$/u,
    moto: 'starts it',
    source: ERRORS,
  },
  {
    at: /^RunInstances Instances\[\]\.(PublicDnsName|PublicIpAddress|MetadataOptions\.State|StateReason\.(Code|Message)|NetworkInterfaces\[\]\.(Association|Attachment\.Status|PrivateIpAddresses\[\]\.Association))$/u,
    moto: 'has all of a running machine in the answer that starts it',
    source: guide('ec2-instance-lifecycle'),
  },
  {
    at: instance(String.raw`NetworkInterfaces\[\]\.(Description|PrivateIpAddresses\[\]\.PrivateDnsName)$`),
    moto: 'writes a description, and leaves out a name',
    source: ec2('API_InstanceNetworkInterface'),
  },
  {
    at: /^DescribeInstances Reservations\[\]\.Instances\[\]\.NetworkInterfaces\[\]\.(PrivateIpAddresses\[\]\.)?Association\.IpOwnerId$/u,
    moto: 'takes the public address for one of the account’s own',
    source: ec2('API_InstanceNetworkInterfaceAssociation'),
  },
  {
    at: instance(String.raw`SecurityGroups\[\]\.length$`),
    moto: 'names the groups at the interface only',
    source: ec2('API_Instance'),
  },
  {
    at: instance(
      '(SriovNetSupport|HibernationOptions\\.Configured|Placement\\.AvailabilityZoneId|EnaSupport|CpuOptions|CapacityReservationSpecification|EnclaveOptions|BootMode|PlatformDetails|UsageOperation|UsageOperationUpdateTime|PrivateDnsNameOptions|MaintenanceOptions|CurrentInstanceBootMode)$',
    ),
    moto: 'leaves it out, or says it of every size',
    source: ec2('API_Instance'),
  },
  {
    at: /^DescribeInstances Reservations\[\]\.Instances\[\]\.StateReason(\.Code|\.Message)?$/u,
    moto: 'has an empty reason for a running machine, and none for one that was ended',
    source: ec2('API_StateReason'),
  },
  { at: 'DescribeInstances: an id that is none', moto: 'looks for it', source: ERRORS },
  {
    at: /^DescribeInstances Reservations\[\]\.Instances\[\]\.(NetworkInterfaces|SourceDestCheck|PrivateDnsName|PublicDnsName|StateTransitionReason|SubnetId|VpcId|PrivateIpAddress|PublicIpAddress)$/u,
    moto: 'leaves a machine that was ended its network',
    source: guide('terminating-instances'),
  },
  {
    at: /^DescribeInstanceStatus InstanceStatuses\[\]\.(AvailabilityZoneId|AttachedEbsStatus)$/u,
    moto: 'leaves it out',
    source: ec2('API_InstanceStatus'),
  },
  {
    at: /^DescribeVolumes Volumes\[\]\.(Attachments\[\]\.DeleteOnTermination|AvailabilityZoneId|MultiAttachEnabled|Throughput|SnapshotId)$/u,
    moto: 'leaves it out',
    source: ec2('API_Volume'),
  },
  {
    at: 'DescribeVolumes Volumes[].KmsKeyId',
    moto: 'has another key of AWS’s: both ids are made up',
    source: 'https://docs.aws.amazon.com/ebs/latest/userguide/how-ebs-encryption-works.html',
  },
  {
    at: 'TerminateInstances: it terminated again',
    moto: 'misses the interface that went with it',
    source: ec2('API_TerminateInstances'),
  },
  {
    at: 'StartInstances: it started after its end',
    moto: 'starts what was ended',
    source: ec2('API_StartInstances'),
  },
];

/** Whether this is one of the differences that are known. */
export function isKnown(at: string, { at: known }: KnownDifference): boolean {
  return typeof known === 'string' ? known === at : known.test(at);
}
