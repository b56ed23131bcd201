import { z } from 'zod';
import type { ActionContext, JsonAction, JsonActions } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import { NETWORK_QUOTAS, VCPU_QUOTAS } from '../catalog-quotas.ts';
import { jsonPage } from '../json-page.ts';
import { shortened } from '../protocol/param-tree.ts';
import { readInput } from '../protocol/read-input.ts';

// Service Quotas: what the practice account may have at a time, of what it has at all.

type Quota = {
  readonly code: string;
  readonly name: string;
  readonly awsDefault: number;
  readonly applied: number;
};

const SERVICES: Readonly<Record<string, { readonly name: string; readonly quotas: readonly Quota[] }>> = {
  ec2: { name: 'Amazon Elastic Compute Cloud (Amazon EC2)', quotas: VCPU_QUOTAS },
  vpc: { name: 'Amazon Virtual Private Cloud (Amazon VPC)', quotas: NETWORK_QUOTAS },
};

const MOST_RESULTS = 100;

const code = z.string().min(1).max(128);
const one = z.strictObject({ ServiceCode: code, QuotaCode: code, ContextId: z.string().nullish() });
const list = z.strictObject({
  ServiceCode: code,
  MaxResults: z.number().int().min(1).max(MOST_RESULTS).nullish(),
  NextToken: z.string().nullish(),
  QuotaCode: code.nullish(),
  QuotaAppliedAtLevel: z.enum(['ACCOUNT', 'RESOURCE', 'ALL']).nullish(),
});

type Which = 'applied' | 'awsDefault';

function getQuota(which: Which): JsonAction {
  return (context, input) => {
    const { ServiceCode, QuotaCode } = readInput(one, input, 'IllegalArgumentException');
    const quota = quotasOf(ServiceCode).find((each) => each.code === QuotaCode);
    if (quota === undefined) throw noSuch('quota', QuotaCode);
    return { Quota: answerOf(context, ServiceCode, quota, which) };
  };
}

function listQuotas(which: Which): JsonAction {
  return (context, input) => {
    const asked = readInput(list, input, 'IllegalArgumentException');
    const quotas = quotasOf(asked.ServiceCode)
      .filter((quota) => quota.code === (asked.QuotaCode ?? quota.code))
      .filter(() => asked.QuotaAppliedAtLevel !== 'RESOURCE');
    const { rows, next } = jsonPage(quotas, asked, {
      most: MOST_RESULTS,
      wrongToken: 'InvalidPaginationTokenException',
    });
    return { Quotas: rows.map((quota) => answerOf(context, asked.ServiceCode, quota, which)), ...next };
  };
}

function quotasOf(service: string): readonly Quota[] {
  const found = Object.hasOwn(SERVICES, service) ? SERVICES[service] : undefined;
  if (found === undefined) throw noSuch('service', service);
  return found.quotas;
}

function noSuch(what: 'service' | 'quota', given: string): AwsError {
  return new AwsError(
    'NoSuchResourceException',
    `The request failed because the specified ${what} does not exist: ${shortened(given)}.`,
    404,
  );
}

function answerOf(
  { account, region: { region } }: ActionContext,
  service: string,
  quota: Quota,
  which: Which,
): object {
  // What is AWS's default belongs to no account.
  const owner = which === 'applied' ? account.accountId : '';
  return {
    Adjustable: true,
    GlobalQuota: false,
    QuotaAppliedAtLevel: 'ACCOUNT',
    QuotaArn: `arn:aws:servicequotas:${region}:${owner}:${service}/${quota.code}`,
    QuotaCode: quota.code,
    QuotaName: quota.name,
    ServiceCode: service,
    ServiceName: SERVICES[service]?.name,
    Unit: 'None',
    Value: quota[which],
  };
}

export const quotasActions: JsonActions = {
  GetServiceQuota: getQuota('applied'),
  GetAWSDefaultServiceQuota: getQuota('awsDefault'),
  ListServiceQuotas: listQuotas('applied'),
  ListAWSDefaultServiceQuotas: listQuotas('awsDefault'),
};
