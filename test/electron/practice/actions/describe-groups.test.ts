import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeSecurityGroupReferencesCommand,
  DescribeSecurityGroupsCommand,
  DescribeStaleSecurityGroupsCommand,
  type DescribeSecurityGroupsCommandInput,
  type EC2Client,
  type Filter,
  type IpPermission,
  type SecurityGroup,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { openPractice } from '../../../support/practice-account.ts';

let ec2: EC2Client;
let vpcId: string;

beforeEach(async () => {
  ec2 = (await openPractice()).ec2();
  const [standard] = await groups();
  vpcId = standard?.VpcId ?? '';
});

async function create(GroupName: string, Description = 'made by a test'): Promise<string> {
  const { GroupId = '' } = await ec2.send(new CreateSecurityGroupCommand({ GroupName, Description }));
  return GroupId;
}
async function groups(input: DescribeSecurityGroupsCommandInput = {}): Promise<readonly SecurityGroup[]> {
  return (await ec2.send(new DescribeSecurityGroupsCommand(input))).SecurityGroups ?? [];
}
const names = async (...Filters: readonly Filter[]) =>
  (await groups({ Filters: [...Filters] })).map(({ GroupName }) => GroupName);
const allow = (GroupId: string, permission: IpPermission) =>
  ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission] }));
const refusal = (name: string, message: string) => ({ name, message });

describe('groups are described', () => {
  let web: string;
  let data: string;

  beforeEach(async () => {
    web = await create('web', 'the front');
    data = await create('data', 'the back');
    await allow(web, {
      IpProtocol: 'tcp',
      FromPort: 8000,
      ToPort: 8080,
      IpRanges: [{ CidrIp: '203.0.113.0/24' }],
      Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }],
    });
    await allow(data, { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, UserIdGroupPairs: [{ GroupId: web }] });
    await allow(data, { IpProtocol: '50', PrefixListIds: [{ PrefixListId: 'pl-63a5400a' }] });
  });

  test.each([
    ['description', ['the *'], ['web', 'data']],
    ['group-name', ['web', 'data'], ['web', 'data']],
    ['group-name', ['WEB'], []],
    ['owner-id', ['111122223333'], ['default', 'web', 'data']],
    ['ip-permission.cidr', ['203.0.113.0/24'], ['web']],
    ['ip-permission.cidr', ['2001:db8::/32'], []],
    ['ip-permission.ipv6-cidr', ['2001:db8::/32'], ['web']],
    ['ip-permission.from-port', ['8000'], ['web']],
    ['ip-permission.from-port', ['8080'], []],
    ['ip-permission.to-port', ['8080'], ['web']],
    ['ip-permission.to-port', ['-1'], ['data']],
    ['ip-permission.protocol', ['tcp'], ['web']],
    ['ip-permission.protocol', ['50'], ['data']],
    ['ip-permission.protocol', ['-1'], ['default']],
    ['ip-permission.group-name', ['web'], ['data']],
    ['ip-permission.prefix-list-id', ['pl-63a5400a'], ['data']],
    ['ip-permission.user-id', ['111122223333'], ['default', 'data']],
    ['egress.ip-permission.cidr', ['0.0.0.0/0'], ['default', 'web', 'data']],
    ['egress.ip-permission.protocol', ['tcp'], []],
    ['egress.ip-permission.from-port', ['*'], []],
    ['egress.ip-permission.to-port', ['*'], []],
    ['egress.ip-permission.ipv6-cidr', ['*'], []],
    ['egress.ip-permission.group-id', ['*'], []],
    ['egress.ip-permission.group-name', ['*'], []],
    ['egress.ip-permission.prefix-list-id', ['*'], []],
    ['egress.ip-permission.user-id', ['*'], []],
    ['tag:Name', ['*'], []],
  ])('by the filter %s = %j: %j', async (Name, Values, expected) => {
    expect(await names({ Name, Values })).toEqual(expected);
  });

  test('by ids that a test has to look up first', async () => {
    expect(await names({ Name: 'ip-permission.group-id', Values: [web] })).toEqual(['data']);
    expect(await names({ Name: 'group-id', Values: [data] })).toEqual(['data']);
    expect(await names({ Name: 'vpc-id', Values: [vpcId] })).toEqual(['default', 'web', 'data']);
    expect(await names({ Name: 'vpc-id', Values: ['vpc-0'] })).toEqual([]);
  });

  test('where two filters may be met by two rules', async () => {
    const filters = [
      { Name: 'ip-permission.protocol', Values: ['icmp'] },
      { Name: 'ip-permission.prefix-list-id', Values: ['pl-63a5400a'] },
    ];

    expect(await names(...filters)).toEqual(['data']);
  });

  test('with rules of the same protocol and ports as one permission, each peer in its list', async () => {
    await allow(web, {
      IpProtocol: 'tcp',
      FromPort: 8000,
      ToPort: 8080,
      IpRanges: [{ CidrIp: '192.0.2.1/32', Description: 'somebody' }],
      UserIdGroupPairs: [{ GroupId: data, Description: 'the back' }],
      PrefixListIds: [{ PrefixListId: 'pl-63a5400a', Description: 'S3' }],
    });
    const [group] = await groups({ GroupIds: [web] });

    expect(group?.IpPermissions).toEqual([
      {
        IpProtocol: 'tcp',
        FromPort: 8000,
        ToPort: 8080,
        IpRanges: [{ CidrIp: '203.0.113.0/24' }, { CidrIp: '192.0.2.1/32', Description: 'somebody' }],
        Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }],
        PrefixListIds: [{ PrefixListId: 'pl-63a5400a', Description: 'S3' }],
        UserIdGroupPairs: [{ GroupId: data, UserId: '111122223333', Description: 'the back' }],
      },
    ]);
  });

  test('page by page, with nothing twice and nothing left out', async () => {
    for (let number = 0; number < 10; number += 1) await create(`group ${String(number)}`);
    const first = await ec2.send(new DescribeSecurityGroupsCommand({ MaxResults: 5 }));
    const second = await ec2.send(
      new DescribeSecurityGroupsCommand({ MaxResults: 5, NextToken: first.NextToken }),
    );
    const third = await ec2.send(
      new DescribeSecurityGroupsCommand({ MaxResults: 5, NextToken: second.NextToken }),
    );

    expect([first, second, third].map(({ SecurityGroups }) => SecurityGroups?.length)).toEqual([5, 5, 3]);
    expect(third.NextToken).toBeUndefined();
    const seen = [first, second, third].flatMap(({ SecurityGroups = [] }) => SecurityGroups);
    expect(new Set(seen.map(({ GroupId }) => GroupId)).size).toBe(13);
  });

  test('and a request that EC2 would refuse is refused', async () => {
    for (const MaxResults of [4, 1001]) {
      await expect(groups({ MaxResults })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    }
    await expect(groups({ MaxResults: 5, GroupIds: [web] })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    });
    await expect(groups({ GroupIds: [web, 'sg-0123456789abcdef0'] })).rejects.toMatchObject(
      refusal('InvalidGroup.NotFound', "The security group 'sg-0123456789abcdef0' does not exist"),
    );
    await expect(names({ Name: 'ip-permission.colour', Values: ['red'] })).rejects.toMatchObject(
      refusal('InvalidParameterValue', "The filter 'ip-permission.colour' is invalid"),
    );
  });

  test('also for what refers to them from afar, and for what has gone stale: there is neither', async () => {
    const references = (GroupId: string[]) =>
      ec2.send(new DescribeSecurityGroupReferencesCommand({ GroupId }));
    const stale = (VpcId: string, MaxResults?: number) =>
      ec2.send(new DescribeStaleSecurityGroupsCommand({ VpcId, MaxResults }));

    expect((await references([web, data])).SecurityGroupReferenceSet).toEqual([]);
    await expect(references(['sg-0123456789abcdef0'])).rejects.toMatchObject({
      name: 'InvalidGroup.NotFound',
    });
    await expect(references([])).rejects.toMatchObject({ name: 'MissingParameter' });
    expect((await stale(vpcId, 255)).StaleSecurityGroupSet).toEqual([]);
    await expect(stale(vpcId, 256)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(stale('vpc-0123456789abcdef0')).rejects.toMatchObject({ name: 'InvalidVpcID.NotFound' });
  });
});
