import { DescribeInstanceTypesCommand, type Filter, type InstanceTypeInfo } from '@aws-sdk/client-ec2';
import type { InstanceType } from '../../shared/facts.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Architecture } from '../../shared/platform.ts';
import { allPages, present, presentText } from './answer.ts';
import type { AwsClients } from './clients.ts';
import { outcomeOf } from './problem.ts';

/** The sizes of one architecture, by name: those in this account's free tier, or all that are sold by the hour. */
export async function readInstanceTypes(
  clients: AwsClients,
  { architecture, which }: { readonly architecture: Architecture; readonly which: 'free-tier' | 'all' },
): Promise<Outcome<readonly InstanceType[]>> {
  const Filters = [filter('processor-info.supported-architecture', architecture), ...FILTERS[which]];
  return outcomeOf(async () => {
    const found = await allPages(
      (token) => clients.ec2.send(new DescribeInstanceTypesCommand({ Filters, MaxResults: 100, ...token })),
      (page) => page.InstanceTypes,
    );
    return byName(found.map(instanceType));
  });
}

/** Sizes of today with so many vCPUs, by name, and the one that is named. */
export async function readSizesLike(
  clients: AwsClients,
  like: { readonly name: string; readonly architecture: Architecture; readonly vcpus: number },
): Promise<readonly InstanceType[]> {
  const read = (filters: readonly Filter[]) =>
    allPages(
      (token) =>
        clients.ec2.send(
          new DescribeInstanceTypesCommand({ Filters: [...filters], MaxResults: 100, ...token }),
        ),
      (page) => page.InstanceTypes,
    );
  const [own, others] = await Promise.all([
    read([filter('instance-type', like.name)]),
    read([
      filter('processor-info.supported-architecture', like.architecture),
      filter('vcpu-info.default-vcpus', String(like.vcpus)),
      ...FILTERS.all,
    ]),
  ]);
  return byName([...own, ...others].map(instanceType));
}

const FILTERS = {
  'free-tier': [filter('free-tier-eligible', 'true')],
  all: [
    filter('current-generation', 'true'),
    filter('supported-usage-class', 'on-demand'),
    filter('bare-metal', 'false'),
  ],
};

function filter(name: string, value: string): Filter {
  return { Name: name, Values: [value] };
}

function instanceType(found: InstanceTypeInfo): InstanceType {
  return {
    name: presentText(found.InstanceType, 'InstanceType'),
    vcpus: present(found.VCpuInfo?.DefaultVCpus, 'DefaultVCpus'),
    memoryMiB: present(found.MemoryInfo?.SizeInMiB, 'SizeInMiB'),
    architectures: (found.ProcessorInfo?.SupportedArchitectures ?? []).filter(isOurs),
    isFreeTierEligible: found.FreeTierEligible === true,
    isCurrentGeneration: found.CurrentGeneration === true,
    isBurstable: found.BurstablePerformanceSupported === true,
  };
}

function isOurs(architecture: string): architecture is Architecture {
  return architecture === 'x86_64' || architecture === 'arm64';
}

/** Sorted, each name once: pages that overlap are known to happen while the list changes. */
function byName(types: readonly InstanceType[]): readonly InstanceType[] {
  const unique = new Map(types.map((type) => [type.name, type]));
  return [...unique.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
