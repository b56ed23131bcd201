import type { ServiceName } from './read-call.ts';

/** Services that are asked by a Query and answer XML share one path: their version tells them apart. */
export const QUERY_VERSIONS: ReadonlyMap<string, ServiceName> = new Map([
  ['2016-11-15', 'ec2'],
  ['2011-06-15', 'sts'],
]);

/** Services that speak JSON name themselves before the action, in `X-Amz-Target`. */
export const JSON_TARGETS: ReadonlyMap<string, ServiceName> = new Map([
  ['AmazonSSM', 'ssm'],
  ['AWSPriceListService', 'pricing'],
  ['ServiceQuotasV20190624', 'servicequotas'],
  ['AWSFreeTierService', 'freetier'],
  ['AWSEC2InstanceConnectService', 'ec2-instance-connect'],
]);

export const XML_NAMESPACES = {
  ec2: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
} as const;
