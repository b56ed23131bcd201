import { openAwsCli, type AwsCli } from '../support/aws-cli.ts';
import { startPractice } from '../support/practice.ts';
import { atMost } from '../../electron/at-most.ts';
import type { LongTest } from './long-test.ts';

// What people type at an EC2 all day, beside the fleet's life in `npm test`: each command is a program of its own.

/** A command after `aws`, by its words; `{instance}` and the like are put in. What it prints has to fit `expected`. */
type Check = readonly [words: string, expected: Expected];
type Expected = ((printed: unknown) => boolean) | string;

export const longTest: LongTest = {
  title: "the AWS CLI's everyday commands on the practice account",
  needs: ['aws'],
  run: async () => {
    const practice = await startPractice();
    const aws = openAwsCli(practice.env);
    const failed: string[] = [];
    let passed = 0;
    const judge = async (title: string, isGood: () => Promise<boolean | string>): Promise<void> => {
      const found = await isGood().catch((error: unknown) => String(error).slice(0, 600));
      if (found === true) passed += 1;
      else failed.push(`${title}: ${String(found)}`);
    };
    try {
      const ids = await makeFleet(aws);
      const checks = READS.map(([words, expected]) => [withIds(words, ids), expected] as const);
      await atMost(2, checks, ([words, expected]) => judge(words, () => fits(aws, words, expected)));
      await atMost(2, PAGED, (words) => judge(`${words}, page by page`, () => isPaged(aws, words)));
    } finally {
      await practice.stop();
    }
    const all = READS.length + PAGED.length;
    return { lines: [`${String(passed)} of ${String(all)} commands answered as expected`], passed, failed };
  },
};

/** The length of the list that `--query` left. */
function has(least: number, most = least): Expected {
  return (printed) => Array.isArray(printed) && printed.length >= least && printed.length <= most;
}

const isTrue: Expected = (printed) => printed === true;

const READS: readonly Check[] = [
  ['ec2 describe-regions --query Regions[].RegionName', has(6, 40)],
  ['ec2 describe-regions --all-regions --query Regions[].OptInStatus', has(6, 60)],
  ['ec2 describe-regions --region-names eu-west-3 --query Regions[].Endpoint', has(1)],
  ['ec2 describe-availability-zones --query AvailabilityZones[].ZoneId', has(6)],
  ['ec2 describe-availability-zones --region us-west-1 --query AvailabilityZones[].ZoneName', has(2)],
  [
    'ec2 describe-availability-zones --filters Name=zone-type,Values=availability-zone Name=state,Values=available --query AvailabilityZones[].ZoneName',
    has(6),
  ],
  [
    'ec2 describe-instance-types --instance-types t3.micro t4g.nano --query InstanceTypes[].InstanceType',
    has(2),
  ],
  [
    'ec2 describe-instance-types --filters Name=free-tier-eligible,Values=true --query InstanceTypes[].InstanceType',
    has(2, 12),
  ],
  [
    'ec2 describe-instance-types --filters Name=processor-info.supported-architecture,Values=arm64 Name=current-generation,Values=true Name=instance-type,Values=t4g.* --query InstanceTypes[].VCpuInfo.DefaultVCpus',
    has(7),
  ],
  [
    'ec2 describe-instance-type-offerings --location-type availability-zone --filters Name=instance-type,Values=t3.micro --query InstanceTypeOfferings[].Location',
    has(5),
  ],
  ['ec2 describe-images --image-ids {image} --query Images[].RootDeviceName', has(1)],
  [
    'ec2 describe-images --owners amazon --filters Name=name,Values=al2023-ami-2023.* Name=architecture,Values=x86_64 --query Images[].CreationDate',
    has(1, 40),
  ],
  [
    'ec2 describe-images --owners 099720109477 --filters Name=name,Values=ubuntu/images/* --query Images[].Name',
    has(1, 20),
  ],
  ['ec2 describe-images --owners self --query Images', has(0)],
  ['ec2 describe-vpcs --filters Name=is-default,Values=true --query Vpcs[].VpcId', has(1)],
  ['ec2 describe-vpcs --region eu-north-1 --query Vpcs', has(0)],
  [
    'ec2 describe-vpc-attribute --vpc-id {vpc} --attribute enableDnsSupport --query EnableDnsSupport.Value',
    isTrue,
  ],
  [
    'ec2 describe-vpc-attribute --vpc-id {vpc} --attribute enableDnsHostnames --query EnableDnsHostnames.Value',
    isTrue,
  ],
  [
    'ec2 describe-subnets --filters Name=vpc-id,Values={vpc} Name=default-for-az,Values=true --query Subnets[].AvailableIpAddressCount',
    has(6),
  ],
  [
    'ec2 describe-subnets --filters Name=availability-zone,Values=us-east-1a --query Subnets[].MapPublicIpOnLaunch',
    has(1),
  ],
  [
    'ec2 describe-route-tables --filters Name=vpc-id,Values={vpc} Name=association.main,Values=true --query RouteTables[].Routes[]',
    has(2),
  ],
  [
    'ec2 describe-internet-gateways --filters Name=attachment.vpc-id,Values={vpc} --query InternetGateways[].InternetGatewayId',
    has(1),
  ],
  [
    'ec2 describe-network-acls --filters Name=vpc-id,Values={vpc} Name=default,Values=true --query NetworkAcls[].Entries[]',
    has(4),
  ],
  [
    'ec2 describe-network-interfaces --filters Name=attachment.instance-id,Values={instance} --query NetworkInterfaces[].Association.PublicIp',
    has(1),
  ],
  [
    'ec2 describe-network-interfaces --filters Name=group-id,Values={group} --query NetworkInterfaces[].PrivateIpAddress',
    has(2),
  ],
  ['ec2 describe-security-groups --group-names default --query SecurityGroups[].IpPermissions[]', has(1)],
  [
    'ec2 describe-security-groups --group-ids {group} --query SecurityGroups[].IpPermissions[].FromPort',
    has(2),
  ],
  [
    'ec2 describe-security-groups --filters Name=ip-permission.from-port,Values=22 Name=ip-permission.cidr,Values=203.0.113.0/24 --query SecurityGroups[].GroupName',
    has(1),
  ],
  ['ec2 describe-security-groups --filters Name=tag:Owner,Values=me --query SecurityGroups[].Tags[]', has(1)],
  [
    'ec2 describe-security-group-rules --filters Name=group-id,Values={group} --query SecurityGroupRules[?!IsEgress].SecurityGroupRuleId',
    has(2),
  ],
  ['ec2 describe-key-pairs --include-public-key --query KeyPairs[].PublicKey', has(1)],
  ['ec2 describe-key-pairs --filters Name=key-name,Values=ever* --query KeyPairs[].KeyType', has(1)],
  [
    'ec2 describe-instances --instance-ids {instance} --query Reservations[].Instances[].PublicDnsName',
    has(1),
  ],
  [
    'ec2 describe-instances --filters Name=instance-state-name,Values=running Name=instance-type,Values=t3.micro --query Reservations[].Instances[].InstanceId',
    has(2),
  ],
  [
    'ec2 describe-instances --filters Name=network-interface.group-id,Values={group} --query Reservations[].Instances[].PrivateDnsName',
    has(2),
  ],
  [
    'ec2 describe-instances --filters Name=tag:Name,Values=every* Name=key-name,Values=everyday --query Reservations[].Instances[].Tags[]',
    has(2),
  ],
  [
    'ec2 describe-instances --filters Name=availability-zone,Values=us-east-1a Name=vpc-id,Values={vpc} --query Reservations[]',
    has(1),
  ],
  [
    'ec2 describe-instance-status --include-all-instances --query InstanceStatuses[].InstanceStatus.Status',
    has(2),
  ],
  [
    'ec2 describe-instance-status --filters Name=instance-state-name,Values=stopped --query InstanceStatuses',
    has(0),
  ],
  [
    'ec2 describe-instance-attribute --instance-id {instance} --attribute disableApiTermination --query DisableApiTermination.Value',
    (printed) => printed === false,
  ],
  [
    'ec2 describe-instance-attribute --instance-id {instance} --attribute userData',
    (printed) => printed !== null,
  ],
  [
    'ec2 describe-instance-attribute --instance-id {instance} --attribute instanceInitiatedShutdownBehavior --query InstanceInitiatedShutdownBehavior.Value',
    (printed) => printed === 'stop',
  ],
  [
    'ec2 describe-instance-credit-specifications --instance-ids {instance} --query InstanceCreditSpecifications[].CpuCredits',
    has(1),
  ],
  [
    'ec2 describe-volumes --filters Name=attachment.instance-id,Values={instance} --query Volumes[].VolumeType',
    has(1),
  ],
  ['ec2 describe-tags --filters Name=resource-id,Values={instance} --query Tags[].Key', has(1)],
  ['ec2 describe-account-attributes --query AccountAttributes[].AttributeName', has(1, 10)],
  [
    'ec2 describe-vpc-block-public-access-options --query VpcBlockPublicAccessOptions.InternetGatewayBlockMode',
    (printed) => printed === 'off',
  ],
  ['ec2 get-ebs-encryption-by-default --query EbsEncryptionByDefault', (printed) => printed === false],
  [
    'ec2 get-console-output --instance-id {instance} --latest --query Output',
    (printed) => typeof printed === 'string',
  ],
  ['ec2 describe-managed-prefix-lists --query PrefixLists[].PrefixListName', has(1, 100)],
  ['ec2 run-instances --dry-run --image-id {image} --instance-type t3.micro', 'DryRunOperation'],
  ['ec2 run-instances --image-id {image} --instance-type t4g.micro', 'InvalidParameterValue'],
  [
    'ec2 run-instances --image-id {image} --instance-type t3.micro --placement AvailabilityZone=us-east-1e',
    'Unsupported',
  ],
  [
    'ec2 run-instances --image-id {image} --instance-type t3.micro --region eu-north-1',
    'InvalidAMIID.NotFound',
  ],
  ['ec2 describe-instances --instance-ids nonsense', 'InvalidInstanceID.Malformed'],
  ['ec2 describe-instances --filters Name=colour,Values=red', 'InvalidParameterValue'],
  [
    'ec2 authorize-security-group-ingress --group-id {group} --protocol tcp --port 22 --cidr 203.0.113.77/24',
    'InvalidPermission.Duplicate',
  ],
  [
    'ec2 authorize-security-group-ingress --group-id {group} --protocol tcp --port 70000 --cidr 0.0.0.0/0',
    'InvalidParameterValue',
  ],
  ['ec2 create-security-group --group-name sg-mine --description d', 'InvalidParameterValue'],
  ['ec2 create-key-pair --key-name everyday', 'InvalidKeyPair.Duplicate'],
  ['ec2 delete-key-pair --key-name nobody --query Return', isTrue],
  ['sts get-caller-identity --query Account', (printed) => printed === '111122223333'],
  ['sts decode-authorization-message --encoded-message nonsense', 'InvalidAuthorizationMessageException'],
  [
    'ssm get-parameters-by-path --path /aws/service/canonical --recursive --query Parameters[].Value',
    has(1, 60),
  ],
  ['ssm get-parameter --name /aws/service/no/such', 'ParameterNotFound'],
  ['service-quotas list-service-quotas --service-code ec2 --query Quotas[].QuotaCode', has(1, 20)],
  [
    'service-quotas get-aws-default-service-quota --service-code vpc --quota-code L-0EA8095F --query Quota.Value',
    (printed) => printed === 60,
  ],
  [
    'pricing describe-services --service-code AmazonEC2 --query Services[].AttributeNames[] --region us-east-1',
    has(3, 200),
  ],
  [
    'ec2-instance-connect send-ssh-public-key --instance-id {instance} --instance-os-user ec2-user --ssh-public-key ssh-rsa-but-not-really-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789',
    'InvalidArgsException',
  ],
  ['ec2 describe-flow-logs', 'InvalidAction'],
];

const PAGED: readonly string[] = [
  'ec2 describe-instance-types --query InstanceTypes[].InstanceType --page-size 100',
  'ec2 describe-instance-type-offerings --query InstanceTypeOfferings[].InstanceType --page-size 50',
  'ec2 describe-subnets --query Subnets[].SubnetId --page-size 5',
  'ec2 describe-instances --query Reservations[].Instances[].InstanceId --page-size 5',
  'ec2 describe-images --owners amazon --query Images[].ImageId --page-size 5',
  'ssm get-parameters-by-path --path /aws/service --recursive --query Parameters[].Name --page-size 7',
  'pricing get-products --service-code AmazonEC2 --region us-east-1 --query PriceList[] --page-size 60',
];

type Ids = Readonly<Record<'image' | 'vpc' | 'group' | 'instance', string>>;

async function makeFleet(aws: AwsCli): Promise<Ids> {
  const text = (words: string) => aws.text(...words.split(' '));
  const name = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
  const image = await text(`ssm get-parameter --name ${name} --query Parameter.Value`);
  const vpc = await text('ec2 describe-vpcs --query Vpcs[0].VpcId');
  await text('ec2 create-key-pair --key-name everyday --query KeyPairId');
  const group = await text(
    'ec2 create-security-group --group-name everyday --description d --tag-specifications ResourceType=security-group,Tags=[{Key=Owner,Value=me}] --query GroupId',
  );
  const open = `ec2 authorize-security-group-ingress --group-id ${group} --query Return --protocol tcp`;
  await text(`${open} --port 22 --cidr 203.0.113.9/24`);
  await text(`${open} --port 443 --cidr 0.0.0.0/0`);
  const run = `ec2 run-instances --image-id ${image} --instance-type t3.micro --key-name everyday --security-group-ids ${group} --tag-specifications ResourceType=instance,Tags=[{Key=Name,Value=everyday}] --query Instances[0].InstanceId`;
  const instance = await text(`${run} --placement AvailabilityZone=us-east-1a`);
  await text(`${run} --placement AvailabilityZone=us-east-1b`);
  return { image, vpc, group, instance };
}

function withIds(words: string, ids: Ids): string {
  return words.replaceAll(/\{(image|vpc|group|instance)\}/gu, (_, name: keyof Ids) => ids[name]);
}

async function fits(aws: AwsCli, words: string, expected: Expected): Promise<boolean | string> {
  if (typeof expected === 'string') {
    const { code, says } = await aws.refusal(...words.split(' '));
    return (code > 1 && says.includes(`An error occurred (${expected}) when calling the `)) || says;
  }
  const printed = await aws.json(...words.split(' '));
  return expected(printed) || JSON.stringify(printed).slice(0, 600);
}

/** Small pages together are what the pages of EC2's own size have; and what `--max-items` leaves is there at the token that it gives. */
async function isPaged(aws: AwsCli, words: string): Promise<boolean | string> {
  const query = / --query \S+/u;
  const name = /--query (\w+)/u.exec(words)?.[1] ?? '';
  const all = await aws.json(...words.split(' '));
  const once = await aws.json(...words.replace(/ --page-size \d+/u, '').split(' '));
  const first = (await aws.json(...`${words.replace(query, '')} --max-items 3`.split(' '))) as Cut;
  const rest = (await aws.json(
    ...`${words.replace(query, '')} --starting-token ${first.NextToken ?? ''}`.split(' '),
  )) as Cut;
  const counts = { all: lengthOf(all), first: lengthOf(first[name]), rest: lengthOf(rest[name]) };
  const isWhole = sorted(all) === sorted(once);
  const isUnique = new Set(all as unknown[]).size === counts.all || words.includes('offerings');
  const isCut = words.includes('Reservations') || counts.first + counts.rest === counts.all;
  return (isWhole && isUnique && isCut) || JSON.stringify(counts);
}

type Cut = { readonly NextToken?: string } & Readonly<Record<string, unknown>>;

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : -1;
}

function sorted(list: unknown): string {
  return JSON.stringify((list as string[]).toSorted());
}
