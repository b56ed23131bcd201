import { digestOf } from './dns-names.ts';

/** A list of addresses that AWS keeps for its customers: read-only, and the same in every account. */
export type AwsPrefixList = {
  readonly prefixListId: string;
  readonly name: string;
  readonly cidrs: readonly string[];
};

/**
 * AWS's own lists of a region, by name. Those of EC2 Instance Connect have AWS's published addresses; S3's and DynamoDB's lists hold
 * a few of RFC 5737 instead of the many that AWS changes every week.
 */
export function awsPrefixLists(region: string): readonly AwsPrefixList[] {
  const list = (service: string, cidrs: readonly string[]): AwsPrefixList => {
    const name = `com.amazonaws.${region}.${service}`;
    return { prefixListId: KNOWN_IDS.get(name) ?? `pl-0${digestOf(name)}`, name, cidrs };
  };
  const connect = INSTANCE_CONNECT[region];
  return [
    list('dynamodb', ['198.51.100.0/26', '198.51.100.64/28']),
    ...(connect === undefined ? [] : [list('ec2-instance-connect', [connect])]),
    list('s3', ['198.51.100.128/26', '198.51.100.192/27', '192.0.2.128/25']),
  ];
}

/** As AWS has them: guides name these two. */
const KNOWN_IDS: ReadonlyMap<string, string> = new Map([
  ['com.amazonaws.us-east-1.dynamodb', 'pl-02cd2c6b'],
  ['com.amazonaws.us-east-1.s3', 'pl-63a5400a'],
]);

/** The entries of EC2_INSTANCE_CONNECT in AWS's ip-ranges.json. */
const INSTANCE_CONNECT: Readonly<Record<string, string>> = {
  'ap-northeast-1': '3.112.23.0/29',
  'ap-northeast-2': '13.209.1.56/29',
  'ap-northeast-3': '15.168.105.160/29',
  'ap-south-1': '13.233.177.0/29',
  'ap-southeast-1': '3.0.5.32/29',
  'ap-southeast-2': '13.239.158.0/29',
  'ca-central-1': '35.183.92.176/29',
  'eu-central-1': '3.120.181.40/29',
  'eu-north-1': '13.48.4.200/30',
  'eu-west-1': '18.202.216.48/29',
  'eu-west-2': '3.8.37.24/29',
  'eu-west-3': '35.180.112.80/29',
  'sa-east-1': '18.228.70.32/29',
  'us-east-1': '18.206.107.24/29',
  'us-east-2': '3.16.146.0/29',
  'us-west-1': '13.52.6.112/29',
  'us-west-2': '18.237.140.160/29',
};
