import { DescribeInstancesCommand, type Instance } from '@aws-sdk/client-ec2';
import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  type ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import type { VcpuQuota } from '../../shared/preflight.ts';
import { vcpuQuotaCodeOf, vcpusInUse, type CountedInstance } from '../../shared/vcpu-quota.ts';
import { present, presentText } from './answer.ts';
import { everyPage, type Asking } from './every-page.ts';
import { problemFrom } from './problem.ts';
import { nameOf } from './raw-of.ts';

/** How many vCPUs of On-Demand instances of this type's kind the account may have here, and has. Never rejects. */
export async function readVcpuQuota(
  asking: Asking & { readonly serviceQuotas: ServiceQuotasClient },
  instanceType: string,
): Promise<VcpuQuota> {
  const quotaCode = vcpuQuotaCodeOf(instanceType);
  if (quotaCode === null) {
    return { kind: 'unknown', isForbidden: false, raw: `no vCPU quota is known for ${instanceType}` };
  }
  try {
    const [limit, instances] = await Promise.all([readLimit(asking, quotaCode), listCounted(asking)]);
    return { kind: 'known', quotaCode, limit, inUse: vcpusInUse(quotaCode, instances) };
  } catch (error) {
    const { code, raw } = problemFrom(error);
    return { kind: 'unknown', isForbidden: code === 'not-permitted', raw };
  }
}

type AskingQuotas = Asking & { readonly serviceQuotas: ServiceQuotasClient };

/** The account's own limit; AWS's default where the account has none of its own, which Service Quotas calls "no such resource". */
async function readLimit({ serviceQuotas, patience, signal }: AskingQuotas, code: string): Promise<number> {
  const question = { ServiceCode: 'ec2', QuotaCode: code };
  const send = { abortSignal: signal };
  const { Quota } = await patience
    .throttled(() => serviceQuotas.send(new GetServiceQuotaCommand(question), send))
    .catch((error: unknown) => {
      if (nameOf(error) !== 'NoSuchResourceException') throw error;
      return patience.throttled(() =>
        serviceQuotas.send(new GetAWSDefaultServiceQuotaCommand(question), send),
      );
    });
  return present(Quota?.Value, 'Quota.Value');
}

/** What runs or starts now: only that counts. */
function listCounted(asking: Asking): Promise<readonly CountedInstance[]> {
  const Filters = [{ Name: 'instance-state-name', Values: ['pending', 'running'] }];
  return everyPage(
    asking,
    (token, send) =>
      asking.ec2.send(new DescribeInstancesCommand({ Filters, MaxResults: 1000, ...token }), send),
    (page) => page.Reservations?.flatMap(({ Instances = [] }) => Instances).map(countedFrom),
  );
}

function countedFrom({ InstanceType, InstanceLifecycle, CpuOptions, Placement }: Instance): CountedInstance {
  const cores = present(CpuOptions?.CoreCount, 'CpuOptions.CoreCount');
  const threads = present(CpuOptions?.ThreadsPerCore, 'CpuOptions.ThreadsPerCore');
  return {
    instanceType: presentText(InstanceType, 'InstanceType'),
    vcpus: cores * threads,
    isOnDemand: InstanceLifecycle === undefined && Placement?.Tenancy !== 'host',
  };
}
