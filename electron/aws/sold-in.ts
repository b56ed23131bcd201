import { DescribeInstanceTypeOfferingsCommand } from '@aws-sdk/client-ec2';
import type { SoldIn } from '../../shared/facts.ts';
import { allPages } from './answer.ts';
import type { AwsClients } from './clients.ts';

/** In which zones sizes like this one are sold. Empty where that cannot be read: it only spares a person a search. */
export async function readSoldIn(
  { ec2 }: Pick<AwsClients, 'ec2'>,
  instanceType: string,
): Promise<readonly SoldIn[]> {
  const offerings = await allPages(
    (token) =>
      ec2.send(
        new DescribeInstanceTypeOfferingsCommand({
          LocationType: 'availability-zone',
          Filters: [{ Name: 'instance-type', Values: likeOnes(instanceType) }],
          ...token,
        }),
      ),
    (page) => page.InstanceTypeOfferings,
  ).catch(() => []);
  const byType = Map.groupBy(offerings, ({ InstanceType }): string => InstanceType ?? '');
  byType.delete(instanceType);
  return [...byType].map(([name, rows]) => ({
    instanceType: name,
    zoneNames: [...new Set(rows.flatMap(({ Location }) => Location ?? []))].toSorted(),
  }));
}

/** The whole family, and what is as big in families of the same letter: `t3.micro` is like `t3.small` and like `t2.micro`. */
function likeOnes(instanceType: string): string[] {
  const [family = '', size = ''] = instanceType.split('.');
  return [`${family}.*`, `${family.slice(0, 1)}*.${size}`];
}
