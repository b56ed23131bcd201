import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeImagesCommand,
  DescribeSubnetsCommand,
  EC2Client,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { expect, type Locator, type Page } from '@playwright/test';

/** A group that somebody opened to the world beside their office, and one machine behind it. */
export const OFFICE_GROUP = 'office-ssh';
export const MACHINE = 'web-1';

/** Opens the Groups screen. */
export async function openGroups(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Groups' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Security groups' })).toBeVisible();
}

export function groupsTable(page: Page): Locator {
  return page.getByRole('table', { name: 'Groups' });
}

/** From the list to the page of this group, with what was found in it. */
export async function openGroup(page: Page, name: string): Promise<void> {
  await groupsTable(page)
    .getByRole('link', { name: `Show ${name}` })
    .click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: /What Keyport found/ })).toBeVisible();
}

/** Makes them with a plain client, in the default network. */
export async function seedOpenGroup(endpoint: string, region = 'us-east-1'): Promise<void> {
  const ec2 = new EC2Client({
    endpoint,
    region,
    credentials: { accessKeyId: 'seed', secretAccessKey: 'seed' },
  });
  try {
    const { Subnets = [] } = await ec2.send(
      new DescribeSubnetsCommand({ Filters: [{ Name: 'default-for-az', Values: ['true'] }] }),
    );
    const made = await ec2.send(
      new CreateSecurityGroupCommand({
        GroupName: OFFICE_GROUP,
        Description: 'ssh of the office',
        VpcId: Subnets[0]?.VpcId,
      }),
    );
    const GroupId = made.GroupId ?? '';
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId,
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: 22,
            ToPort: 22,
            IpRanges: [
              { CidrIp: '0.0.0.0/0', Description: 'for a moment' },
              { CidrIp: '192.0.2.0/24', Description: 'office' },
            ],
            Ipv6Ranges: [{ CidrIpv6: '::/0', Description: 'for a moment, too' }],
          },
        ],
      }),
    );
    const { Images = [] } = await ec2.send(new DescribeImagesCommand({ Owners: ['amazon'] }));
    await ec2.send(
      new RunInstancesCommand({
        ImageId: Images.find(({ Architecture, Platform }) => Architecture === 'x86_64' && !Platform)?.ImageId,
        InstanceType: 't3.micro',
        MinCount: 1,
        MaxCount: 1,
        SubnetId: Subnets[0]?.SubnetId,
        SecurityGroupIds: [GroupId],
        TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: MACHINE }] }],
      }),
    );
  } finally {
    ec2.destroy();
  }
}
