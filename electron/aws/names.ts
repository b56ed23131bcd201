import { DescribeKeyPairsCommand, DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import type { TakenNames } from '../../shared/facts.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { allPages, present, presentText } from './answer.ts';
import type { AwsClients } from './clients.ts';
import { readDefaultVpcId } from './network.ts';
import { outcomeOf } from './problem.ts';

/** The names in use: of key pairs in the region, and of security groups in one network of it, else in its default one. */
export async function readTakenNames(
  clients: AwsClients,
  vpcId: string | null = null,
): Promise<Outcome<TakenNames>> {
  return outcomeOf(async () => {
    const [keyPairs, securityGroups] = await Promise.all([
      readKeyNames(clients),
      readGroupNames(clients, vpcId),
    ]);
    return { keyPairs, securityGroups };
  });
}

async function readKeyNames(clients: AwsClients): Promise<readonly string[]> {
  const { KeyPairs } = await clients.ec2.send(new DescribeKeyPairsCommand({}));
  return present(KeyPairs, 'KeyPairs').map(({ KeyName }) => presentText(KeyName, 'KeyName'));
}

async function readGroupNames(clients: AwsClients, wanted: string | null): Promise<readonly string[]> {
  const vpcId = wanted ?? (await readDefaultVpcId(clients));
  if (vpcId === null) return [];
  const groups = await allPages(
    (token) =>
      clients.ec2.send(
        new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }], ...token }),
      ),
    (page) => page.SecurityGroups,
  );
  return groups.map(({ GroupName }) => presentText(GroupName, 'GroupName'));
}
