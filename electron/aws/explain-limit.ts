import { words } from '../../shared/words/en.ts';
import type { Explained } from './explain-problem.ts';
import { failedCallOf } from './failed-call.ts';
import { messageOf, nameOf } from './raw-of.ts';

/** Which limit of the account it is, AWS's numbers, and the page on which a higher one is asked for. */
export function explainLimit(error: unknown): Explained {
  const name = nameOf(error);
  const message = messageOf(error);
  const call = failedCallOf(error);
  const page = (service: string, quota?: string) => quotaPage(call?.region ?? null, service, quota);
  switch (name) {
    case 'VcpuLimitExceeded': {
      const limit = /vCPU limit of (\d+)/i.exec(message)?.[1];
      return {
        ...(limit === undefined ? {} : { explanation: said.vcpus(limit, call?.instanceType ?? null) }),
        link: page('ec2', call?.instanceType ? vcpuQuotaOf(call.instanceType) : undefined),
      };
    }
    case 'InstanceLimitExceeded': {
      const [, asked, limit] = /more instances \((\d+)\) than your current instance limit of (\d+)/i.exec(
        message,
      ) ?? [null, null, null];
      return {
        explanation: said.instances(asked ?? null, limit ?? null),
        link: page('ec2'),
        actions: SMALLER,
      };
    }
    case 'MaxSpotInstanceCountExceeded':
      return { explanation: said.spot, link: page('ec2'), actions: SMALLER };
    case 'VolumeLimitExceeded': {
      const limit = /limit of (\d+(?:\.\d+)? ?[TG]i?B)/i.exec(message)?.[1] ?? null;
      return {
        explanation: said.volumes(limit),
        link: page('ebs'),
        actions: ['request-quota', 'choose-disk'],
      };
    }
    case 'RulesPerSecurityGroupLimitExceeded':
      return { link: page('vpc', 'L-0EA8095F') };
    case 'SecurityGroupLimitExceeded':
      return { explanation: said.groups, link: page('vpc', 'L-E79EC296'), actions: OTHER_GROUP };
    case 'SecurityGroupsPerInterfaceLimitExceeded':
      return { explanation: said.groupsPerInterface, link: page('vpc', 'L-2AFB9258'), actions: OTHER_GROUP };
    case 'VpcLimitExceeded':
      return { explanation: said.networks, link: page('vpc', 'L-F678F1CE'), actions: OTHER_NETWORK };
    default:
      return { link: page('') };
  }
}

const said = words.problemDetails.limits;
const SMALLER = ['choose-size', 'choose-zones', 'request-quota'] as const;
const OTHER_NETWORK = ['choose-zones', 'request-quota'] as const;
const OTHER_GROUP = ['choose-access', 'request-quota'] as const;

function quotaPage(region: string | null, service: string, quota?: string): string {
  const host = region === null ? 'console.aws.amazon.com' : `${region}.${consoleOf(region)}`;
  const list = service === '' ? '' : `/services/${service}/quotas${quota === undefined ? '' : `/${quota}`}`;
  return `https://${host}/servicequotas/home${list}`;
}

/** China and the United States government have consoles of their own. */
function consoleOf(region: string): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  return region.startsWith('us-gov-') ? 'console.amazonaws-us-gov.com' : 'console.aws.amazon.com';
}

/** The quota on the vCPUs of a size's family, as Service Quotas numbers it; undefined where the list of all has to do. */
function vcpuQuotaOf(instanceType: string): string | undefined {
  const family = /^[a-z]+/.exec(instanceType)?.[0] ?? '';
  return STANDARD.has(family) ? 'L-1216C47A' : undefined;
}

/** Standard: A, C, D, H, I, M, R, T, Z. */
const STANDARD = new Set(['a', 'c', 'd', 'h', 'i', 'im', 'is', 'm', 'r', 't', 'z']);
