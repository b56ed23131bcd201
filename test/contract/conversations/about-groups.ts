import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import type { Conversation } from './talk.ts';

const NOBODYS = 'sg-0123456789abcdef0';

/** The life of a security group. */
export const aboutGroups: Conversation = {
  title: 'about security groups',
  hold: async ({ clients: { ec2 }, say }) => {
    const vpcs = await ec2.send(
      new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }),
    );
    const VpcId = vpcs.Vpcs?.[0]?.VpcId ?? '';
    const create = (label: string, input: { GroupName: string; Description?: string; VpcId?: string }) =>
      say(label, () =>
        ec2.send(new CreateSecurityGroupCommand({ VpcId, Description: 'of the test', ...input })),
      );
    const made = await create('a group', { GroupName: 'web' });
    const GroupId = made?.GroupId ?? '';
    await create('the same name again', { GroupName: 'web' });
    await create('the same name in capitals', { GroupName: 'WEB' });
    await create('a name like an id', { GroupName: 'sg-web' });
    await create('a name with an apostrophe', { GroupName: "web's" });
    await create('a name of 256 characters', { GroupName: 'w'.repeat(256) });
    await create('a VPC nobody has', { GroupName: 'lost', VpcId: 'vpc-0123456789abcdef0' });
    await say('a group with tags', () =>
      ec2.send(
        new CreateSecurityGroupCommand({
          VpcId,
          GroupName: 'tagged',
          Description: 'with a tag',
          TagSpecifications: [
            { ResourceType: 'security-group', Tags: [{ Key: 'keyport:launch-id', Value: 'one' }] },
          ],
        }),
      ),
    );

    const authorize = (label: string, ...IpPermissions: readonly IpPermission[]) =>
      say(label, () =>
        ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [...IpPermissions] })),
      );
    await authorize('a door for me', tcp(22, '203.0.113.7/32', 'me'));
    await authorize('the same door again', tcp(22, '203.0.113.7/32'));
    await authorize('a door for a network, written loosely', tcp(8080, '203.0.113.9/24'));
    await authorize('the same network, written well', tcp(8080, '203.0.113.0/24'));
    await authorize('two doors, one of them there', tcp(443, '0.0.0.0/0'), tcp(22, '203.0.113.7/32'));
    await authorize('a port there is not', tcp(70_000, '0.0.0.0/0'));
    await authorize('an address that is none', tcp(80, '300.1.2.3/32'));
    await authorize('a group nobody has', {
      IpProtocol: 'tcp',
      FromPort: 5432,
      ToPort: 5432,
      UserIdGroupPairs: [{ GroupId: NOBODYS }],
    });
    await say('a door of a group nobody has', () =>
      ec2.send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId: NOBODYS,
          IpPermissions: [tcp(22, '203.0.113.7/32')],
        }),
      ),
    );

    await say('the group', () => ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] })));
    await say('the group by its name', () =>
      ec2.send(new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'group-name', Values: ['tagged'] }] })),
    );
    await say('a group nobody has, asked for', () =>
      ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [NOBODYS] })),
    );
    await say('groups by a filter nobody has', () =>
      ec2.send(new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'colour', Values: ['red'] }] })),
    );
    const rules = await say('its rules', () =>
      ec2.send(new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [GroupId] }] })),
    );
    await say('a rule nobody has', () =>
      ec2.send(new DescribeSecurityGroupRulesCommand({ SecurityGroupRuleIds: ['sgr-0123456789abcdef0'] })),
    );
    const mine = rules?.SecurityGroupRules?.find(({ FromPort, IsEgress }) => FromPort === 22 && !IsEgress);
    await say('my door closed', () =>
      ec2.send(
        new RevokeSecurityGroupIngressCommand({
          GroupId,
          SecurityGroupRuleIds: [mine?.SecurityGroupRuleId ?? ''],
        }),
      ),
    );
    await say('my door closed again', () =>
      ec2.send(
        new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [tcp(22, '203.0.113.7/32')] }),
      ),
    );
    await say('a rule nobody has closed', () =>
      ec2.send(
        new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds: ['sgr-0123456789abcdef0'] }),
      ),
    );
    await say('the way out closed', () =>
      ec2.send(
        new RevokeSecurityGroupEgressCommand({
          GroupId,
          IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
        }),
      ),
    );
    await say('the group afterwards', () =>
      ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] })),
    );

    await say('a tag', () =>
      ec2.send(new CreateTagsCommand({ Resources: [GroupId], Tags: [{ Key: 'Name', Value: 'web' }] })),
    );
    await say('a tag on a group nobody has', () =>
      ec2.send(new CreateTagsCommand({ Resources: [NOBODYS], Tags: [{ Key: 'Name', Value: 'web' }] })),
    );
    await say('a group nobody has deleted', () =>
      ec2.send(new DeleteSecurityGroupCommand({ GroupId: NOBODYS })),
    );
    const friend = await create('a second group', { GroupName: 'friend' });
    await say('that lets the first one in', () =>
      ec2.send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId: friend?.GroupId,
          IpPermissions: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId }] }],
        }),
      ),
    );
    await say('the first one deleted while the second names it', () =>
      ec2.send(new DeleteSecurityGroupCommand({ GroupId })),
    );
    await say('the second one deleted', () =>
      ec2.send(new DeleteSecurityGroupCommand({ GroupId: friend?.GroupId })),
    );
    const standard = await ec2.send(
      new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'group-name', Values: ['default'] }] }),
    );
    await say('the default group deleted', () =>
      ec2.send(new DeleteSecurityGroupCommand({ GroupId: standard.SecurityGroups?.[0]?.GroupId })),
    );
  },
};

function tcp(port: number, CidrIp: string, Description?: string): IpPermission {
  const range = Description === undefined ? { CidrIp } : { CidrIp, Description };
  return { IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [range] };
}
