import type { JsonServiceName, QueryService } from './read-call.ts';

/** Services that are asked by a Query and answer XML share one path: their version tells them apart. */
export const QUERY_VERSIONS: ReadonlyMap<string, QueryService> = new Map([
  ['2016-11-15', 'ec2'],
  ['2011-06-15', 'sts'],
  ['2010-05-08', 'iam'],
]);

/** Services that speak JSON name themselves before the action, in `X-Amz-Target`. */
export const JSON_TARGETS: ReadonlyMap<string, JsonServiceName> = new Map([
  ['AmazonSSM', 'ssm'],
  ['AWSPriceListService', 'pricing'],
  ['ServiceQuotasV20190624', 'servicequotas'],
  ['AWSFreeTierService', 'freetier'],
  ['TrentService', 'kms'],
  ['AWSEC2InstanceConnectService', 'ec2-instance-connect'],
]);

export const XML_NAMESPACES = {
  ec2: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
} as const;
