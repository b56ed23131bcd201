import {
  AuthorizeSecurityGroupEgressCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  type DescribeSecurityGroupRulesCommandInput,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { openPracticeGroups, ruleIdOf, tcp, type PracticeGroups } from '../../../support/practice-groups.ts';

const S3 = 'pl-63a5400a';
const OWNER = '111122223333';
const NOBODY = 'sg-0123456789abcdef0';

let groups: PracticeGroups;
beforeEach(async () => {
  groups = await openPracticeGroups();
});

const refusal = (name: string, message: string | RegExp) => ({
  name,
  message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
});

describe('what Authorize answers', () => {
  test('is every rule that it made, each with an id, and the group has them all', async () => {
    const data = await groups.create('data');
    const made = await groups.authorize({
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 22,
          ToPort: 23,
          IpRanges: [{ CidrIp: '203.0.113.9/24', Description: 'the office' }],
          Ipv6Ranges: [{ CidrIpv6: '2001:DB8:0:0::1/64' }],
          PrefixListIds: [{ PrefixListId: S3, Description: 'S3' }],
          UserIdGroupPairs: [{ GroupId: data, UserId: OWNER, Description: '' }],
        },
        { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: groups.web }] },
      ],
      TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: [{ Key: 'by', Value: 'test' }] }],
    });

    const common = {
      GroupId: groups.web,
      GroupOwnerId: OWNER,
      IsEgress: false,
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 23,
      Tags: [{ Key: 'by', Value: 'test' }],
    };
    expect(
      made.map(({ SecurityGroupRuleId = '', SecurityGroupRuleArn, ...rule }) => {
        expect(SecurityGroupRuleId).toMatch(/^sgr-[0-9a-f]{17}$/);
        expect(SecurityGroupRuleArn).toBe(
          `arn:aws:ec2:us-east-1:${OWNER}:security-group-rule/${SecurityGroupRuleId}`,
        );
        return rule;
      }),
    ).toEqual([
      { ...common, ReferencedGroupInfo: { GroupId: data, UserId: OWNER } },
      { ...common, CidrIpv4: '203.0.113.0/24', Description: 'the office' },
      { ...common, CidrIpv6: '2001:db8::/64' },
      { ...common, PrefixListId: S3, Description: 'S3' },
      {
        ...common,
        IpProtocol: '-1',
        FromPort: -1,
        ToPort: -1,
        ReferencedGroupInfo: { GroupId: groups.web, UserId: OWNER },
      },
    ]);
    expect(new Set(made.map(ruleIdOf)).size).toBe(5);
    expect(await groups.inbound()).toEqual(made);
  });

  test('is true, and rules of the way out are told as such', async () => {
    const answer = await groups.ec2.send(
      new AuthorizeSecurityGroupEgressCommand({ GroupId: groups.web, IpPermissions: [tcp(443)] }),
    );

    expect(answer.Return).toBe(true);
    expect(answer.SecurityGroupRules).toMatchObject([{ IsEgress: true, FromPort: 443 }]);
    expect((await groups.rulesOf()).map(({ IsEgress, FromPort }) => [IsEgress, FromPort])).toEqual([
      [true, -1],
      [true, 443],
    ]);
  });
});

describe('a rule is kept', () => {
  const anyone = { IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
  test.each([
    [{ IpProtocol: 'tcp', FromPort: 0, ToPort: 65_535 }, 'tcp', 0, 65_535],
    [{ IpProtocol: '6', FromPort: 22, ToPort: 22 }, 'tcp', 22, 22],
    [{ IpProtocol: 'TCP', FromPort: 22, ToPort: 22 }, 'tcp', 22, 22],
    [{ IpProtocol: '17', FromPort: 53, ToPort: 53 }, 'udp', 53, 53],
    [{ IpProtocol: 'icmp', FromPort: -1, ToPort: -1 }, 'icmp', -1, -1],
    [{ IpProtocol: '1', FromPort: 8, ToPort: -1 }, 'icmp', 8, -1],
    [{ IpProtocol: 'icmp', FromPort: 3, ToPort: 4 }, 'icmp', 3, 4],
    [{ IpProtocol: 'icmp', FromPort: 255, ToPort: 255 }, 'icmp', 255, 255],
    [{ IpProtocol: 'icmpv6' }, 'icmpv6', -1, -1],
    [{ IpProtocol: '58', FromPort: 128, ToPort: 0 }, 'icmpv6', 128, 0],
    [{ IpProtocol: '-1' }, '-1', -1, -1],
    [{ IpProtocol: '-1', FromPort: 22, ToPort: 22 }, '-1', -1, -1],
    [{ IpProtocol: '-1', FromPort: 0, ToPort: 0 }, '-1', -1, -1],
    [{ IpProtocol: '50' }, '50', -1, -1],
    [{ IpProtocol: '47', FromPort: 1, ToPort: 2 }, '47', -1, -1],
    [{ IpProtocol: '0' }, '0', -1, -1],
    [{ IpProtocol: '255' }, '255', -1, -1],
  ])('%j as %s %i %i', async (traffic, IpProtocol, FromPort, ToPort) => {
    expect(await groups.allow({ ...traffic, ...anyone })).toMatchObject([{ IpProtocol, FromPort, ToPort }]);
  });

  test.each([
    [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 23 }, 22, 23],
    [{ IpProtocol: 'icmp', FromPort: -1, ToPort: -1 }, -1, -1],
    [{ IpProtocol: 'icmpv6' }, -1, -1],
    [{ IpProtocol: '-1', FromPort: 22, ToPort: 22 }, undefined, undefined],
    [{ IpProtocol: '50', FromPort: 22, ToPort: 22 }, undefined, undefined],
  ])('and %j is shown with its group as ports %s to %s', async (traffic, FromPort, ToPort) => {
    await groups.allow({ ...traffic, ...anyone });
    const { SecurityGroups = [] } = await groups.ec2.send(
      new DescribeSecurityGroupsCommand({ GroupIds: [groups.web] }),
    );

    expect(SecurityGroups[0]?.IpPermissions).toEqual([
      {
        IpProtocol: traffic.IpProtocol,
        ...(FromPort === undefined ? {} : { FromPort, ToPort }),
        ...anyone,
        Ipv6Ranges: [],
        PrefixListIds: [],
        UserIdGroupPairs: [],
      },
    ]);
  });

  test.each(['', 'x', 'x'.repeat(255), 'A-Z a-z 0-9. _-:/()#,@[]+=&;{}!$*'])(
    'with the description %j',
    async (Description) => {
      const ranges = { IpRanges: [{ CidrIp: '0.0.0.0/0', Description }] };
      const [rule] = await groups.allow({ IpProtocol: '-1', ...ranges });

      expect(rule?.Description).toBe(Description === '' ? undefined : Description);
    },
  );
});

describe('a rule that is there already', () => {
  const already = (words: string) => `the specified rule "peer: ${words}, ALLOW" already exists`;

  test.each<[IpPermission, string]>([
    [tcp(22), '0.0.0.0/0, TCP, from port: 22, to port: 22'],
    [tcp(22, '203.0.113.9/24'), '203.0.113.0/24, TCP, from port: 22, to port: 22'],
    [
      { IpProtocol: '17', FromPort: 1, ToPort: 2, Ipv6Ranges: [{ CidrIpv6: '2001:0db8::/32' }] },
      '2001:db8::/32, UDP, from port: 1, to port: 2',
    ],
    [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }, '0.0.0.0/0, ALL'],
    [{ IpProtocol: '50', PrefixListIds: [{ PrefixListId: S3 }] }, `${S3}, protocol: 50`],
    [
      { IpProtocol: 'icmp', FromPort: -1, ToPort: -1, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      '0.0.0.0/0, ICMP, type: ALL, code: ALL',
    ],
    [
      { IpProtocol: '1', FromPort: 3, ToPort: 4, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      '0.0.0.0/0, ICMP, type: 3, code: 4',
    ],
  ])('is refused in words of its own: %j', async (permission, words) => {
    await groups.allow(permission);

    await expect(groups.allow(permission)).rejects.toMatchObject(
      refusal('InvalidPermission.Duplicate', already(words)),
    );
  });

  test('is one whatever its spelling, its protocol number and its description', async () => {
    await groups.allow(tcp(22, '203.0.113.0/24'));
    const again: IpPermission = {
      IpProtocol: '6',
      FromPort: 22,
      ToPort: 22,
      IpRanges: [{ CidrIp: '203.0.113.255/24', Description: 'another' }],
    };

    await expect(groups.allow(again)).rejects.toMatchObject({ name: 'InvalidPermission.Duplicate' });
    await expect(groups.allow({ ...again, IpProtocol: '17' })).resolves.toHaveLength(1);
    await expect(groups.allowOut(again)).resolves.toHaveLength(1);
  });

  test('refuses all the others of the call with it', async () => {
    await groups.allow(tcp(22));

    await expect(groups.allow(tcp(443), tcp(22), tcp(80))).rejects.toMatchObject({
      name: 'InvalidPermission.Duplicate',
    });
    expect((await groups.inbound()).map(({ FromPort }) => FromPort)).toEqual([22]);
  });

  test('is told otherwise where both are in the same call', async () => {
    const twice = refusal('InvalidParameterValue', 'The same permission must not appear multiple times');

    await expect(groups.allow(tcp(22), tcp(22))).rejects.toMatchObject(twice);
    await expect(
      groups.allow({
        ...tcp(22),
        IpRanges: [{ CidrIp: '10.0.0.1/8' }, { CidrIp: '10.0.0.2/8', Description: 'x' }],
      }),
    ).rejects.toMatchObject(twice);
    expect(await groups.inbound()).toEqual([]);
  });
});

describe('rules are described', () => {
  const described = async (input: DescribeSecurityGroupRulesCommandInput) =>
    (await groups.ec2.send(new DescribeSecurityGroupRulesCommand(input))).SecurityGroupRules ?? [];

  test('by ids, by group, by tag, page by page', async () => {
    const made = await groups.allow(...Array.from({ length: 8 }, (_, port) => tcp(port)));
    const [tagged] = await groups.authorize({
      IpPermissions: [tcp(100)],
      TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: [{ Key: 'a', Value: 'b' }] }],
    });
    const filter = (Name: string, ...Values: string[]) => ({ Filters: [{ Name, Values }] });

    expect(await described({ SecurityGroupRuleIds: [ruleIdOf(made[3])] })).toEqual([made[3]]);
    expect(await described(filter('security-group-rule-id', ruleIdOf(made[0]), ruleIdOf(made[2])))).toEqual([
      made[0],
      made[2],
    ]);
    expect(await described(filter('tag:a', 'b'))).toEqual([tagged]);
    expect(await described(filter('group-id', NOBODY))).toEqual([]);
    const first = await groups.ec2.send(
      new DescribeSecurityGroupRulesCommand({ ...filter('group-id', groups.web), MaxResults: 6 }),
    );
    const rest = await described({
      ...filter('group-id', groups.web),
      MaxResults: 6,
      NextToken: first.NextToken,
    });
    expect([...(first.SecurityGroupRules ?? []), ...rest]).toHaveLength(10);
    expect(await described({})).toHaveLength(12);
  });

  test('and a request that EC2 would refuse is refused', async () => {
    await expect(described({ MaxResults: 4 })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(described({ SecurityGroupRuleIds: ['sgr-0123456789abcdef0'] })).rejects.toMatchObject({
      name: 'InvalidSecurityGroupRuleId.NotFound',
    });
    await expect(described({ Filters: [{ Name: 'protocol', Values: ['tcp'] }] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });
});
