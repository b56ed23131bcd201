import { DescribeInstanceTypesCommand, type Filter, type InstanceTypeInfo } from '@aws-sdk/client-ec2';
import type { InstanceType } from '../../shared/facts.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Architecture } from '../../shared/platform.ts';
import { CARD_SIZES } from '../../shared/size-cards.ts';
import { allPages, present, presentText } from './answer.ts';
import type { AwsClients } from './clients.ts';
import { outcomeOf } from './problem.ts';
import { SIZE_PARTS } from './size-parts.ts';

/** Which sizes: those in this account's free tier, those that cards are made of, all that are sold by the hour, or those of before. */
export type WhichSizes = 'free-tier' | 'cards' | 'all' | 'previous';

/**
 * The sizes of one architecture, by name, from AWS as it is now. All of them are asked for in parts that go out together, since the
 * pages of one list come only one after the other. Throws nothing: half a list is a problem.
 */
export async function readInstanceTypes(
  clients: Pick<AwsClients, 'ec2'>,
  { architecture, which }: { readonly architecture: Architecture; readonly which: WhichSizes },
): Promise<Outcome<readonly InstanceType[]>> {
  const common = [filter('processor-info.supported-architecture', architecture), ...FILTERS[which]];
  const parts = which === 'all' ? SIZE_PARTS[architecture] : [null];
  return outcomeOf(async () => {
    const found = await Promise.all(
      parts.map((names) =>
        readTypes(clients, names === null ? common : [...common, filter('instance-type', ...names)]),
      ),
    );
    return byName(found.flat().map(instanceType));
  });
}

/** Sizes of today with so many vCPUs, by name, and the one that is named. */
export async function readSizesLike(
  clients: Pick<AwsClients, 'ec2'>,
  like: { readonly name: string; readonly architecture: Architecture; readonly vcpus: number },
): Promise<readonly InstanceType[]> {
  const [own, others] = await Promise.all([
    readTypes(clients, [filter('instance-type', like.name)]),
    readTypes(clients, [
      filter('processor-info.supported-architecture', like.architecture),
      filter('vcpu-info.default-vcpus', String(like.vcpus)),
      ...FILTERS.all,
    ]),
  ]);
  return byName([...own, ...others].map(instanceType));
}

async function readTypes(
  { ec2 }: Pick<AwsClients, 'ec2'>,
  filters: readonly Filter[],
): Promise<readonly InstanceTypeInfo[]> {
  const Filters = [...filters];
  return allPages(
    (token) => ec2.send(new DescribeInstanceTypesCommand({ Filters, MaxResults: 100, ...token })),
    (page) => page.InstanceTypes,
  );
}

const BY_THE_HOUR = [filter('supported-usage-class', 'on-demand'), filter('bare-metal', 'false')];
const TODAY = [filter('current-generation', 'true'), ...BY_THE_HOUR];

const FILTERS: Readonly<Record<WhichSizes, readonly Filter[]>> = {
  'free-tier': [filter('free-tier-eligible', 'true')],
  cards: [
    ...TODAY,
    filter('vcpu-info.default-vcpus', String(CARD_SIZES.vcpus)),
    filter('memory-info.size-in-mib', ...CARD_SIZES.memoryMiB.map(String)),
  ],
  all: TODAY,
  previous: [filter('current-generation', 'false'), ...BY_THE_HOUR],
};

function filter(name: string, ...values: readonly string[]): Filter {
  return { Name: name, Values: [...values] };
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
    ...networkOf(found),
  };
}

function networkOf({ NetworkInfo }: InstanceTypeInfo): Pick<InstanceType, 'networkPerformance'> {
  const networkPerformance = NetworkInfo?.NetworkPerformance;
  return networkPerformance === undefined || networkPerformance === '' ? {} : { networkPerformance };
}

function isOurs(architecture: string): architecture is Architecture {
  return architecture === 'x86_64' || architecture === 'arm64';
}

/** Sorted, each name once: pages that overlap are known to happen while the list changes. */
function byName(types: readonly InstanceType[]): readonly InstanceType[] {
  const unique = new Map(types.map((type) => [type.name, type]));
  return [...unique.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
