import {
  DescribeInstanceTypeOfferingsCommand,
  type EC2Client,
  type InstanceTypeOffering,
} from '@aws-sdk/client-ec2';
import type { SoldIn } from '../../shared/facts.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { allPages } from './answer.ts';
import type { AwsClients } from './clients.ts';
import { outcomeOf } from './problem.ts';

/** In which zones each of these sizes is sold, in the order in which they were named. At most 200: EC2's limit for one filter. */
export async function readZonesSelling(
  { ec2 }: Pick<AwsClients, 'ec2'>,
  instanceTypes: readonly string[],
): Promise<Outcome<readonly SoldIn[]>> {
  return outcomeOf(async () => {
    const offerings = instanceTypes.length === 0 ? [] : await readOfferings(ec2, instanceTypes);
    const found = new Map(soldIn(offerings).map((each) => [each.instanceType, each]));
    return instanceTypes.map((instanceType) => found.get(instanceType) ?? { instanceType, zoneNames: [] });
  });
}

/** In which zones sizes like this one are sold. Empty where that cannot be read: it only spares a person a search. */
export async function readSoldIn(
  { ec2 }: Pick<AwsClients, 'ec2'>,
  instanceType: string,
): Promise<readonly SoldIn[]> {
  const offerings = await readOfferings(ec2, likeOnes(instanceType)).catch(() => []);
  return soldIn(offerings).filter((each) => each.instanceType !== instanceType);
}

/** Without LocationType it would speak of regions; a name may have wildcards. */
async function readOfferings(
  ec2: EC2Client,
  names: readonly string[],
): Promise<readonly InstanceTypeOffering[]> {
  const Filters = [{ Name: 'instance-type', Values: [...names] }];
  return allPages(
    (token) =>
      ec2.send(
        new DescribeInstanceTypeOfferingsCommand({ LocationType: 'availability-zone', Filters, ...token }),
      ),
    (page) => page.InstanceTypeOfferings,
  );
}

function soldIn(offerings: readonly InstanceTypeOffering[]): readonly SoldIn[] {
  const byType = Map.groupBy(offerings, ({ InstanceType }): string => InstanceType ?? '');
  return [...byType].map(([instanceType, rows]) => ({
    instanceType,
    zoneNames: [...new Set(rows.flatMap(({ Location }) => Location ?? []))].toSorted(),
  }));
}

/** The whole family, and what is as big in families of the same letter: `t3.micro` is like `t3.small` and like `t2.micro`. */
function likeOnes(instanceType: string): string[] {
  const [family = '', size = ''] = instanceType.split('.');
  return [`${family}.*`, `${family.slice(0, 1)}*.${size}`];
}
