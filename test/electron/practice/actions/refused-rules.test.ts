import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateVpcCommand,
  RevokeSecurityGroupIngressCommand,
  type AuthorizeSecurityGroupIngressCommandInput,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { openPracticeGroups, tcp, type PracticeGroups } from '../../../support/practice-groups.ts';

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

describe('a rule is refused, and nothing is changed', () => {
  const anyone = { IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
  const invalid = 'InvalidParameterValue';
  const ports = (of: string) =>
    `Invalid value for portRange. Must specify both from and to ports with ${of}.`;
  const unknown = (given: string) => `Invalid value '${given}' for IP protocol. Unknown protocol.`;

  test.each<[IpPermission, string, string]>([
    [
      {},
      invalid,
      "Invalid value 'null' for protocol. VPC security group rules must specify protocols explicitly.",
    ],
    [{ IpProtocol: 'all' }, invalid, unknown('all')],
    [{ IpProtocol: '256' }, invalid, unknown('256')],
    [{ IpProtocol: '-2' }, invalid, unknown('-2')],
    [{ IpProtocol: '06' }, invalid, unknown('06')],
    [{ IpProtocol: '1e1' }, invalid, unknown('1e1')],
    [{ IpProtocol: 'tcp', ToPort: 22 }, invalid, ports('TCP/UDP')],
    [{ IpProtocol: 'udp', FromPort: 22 }, invalid, ports('TCP/UDP')],
    [{ IpProtocol: '6' }, invalid, ports('TCP/UDP')],
    [{ IpProtocol: 'icmp' }, invalid, ports('ICMP')],
    [{ IpProtocol: 'icmpv6', FromPort: 1 }, invalid, ports('ICMPv6')],
    [{ IpProtocol: 'tcp', FromPort: -1, ToPort: -1 }, invalid, 'TCP/UDP port (-1) out of range'],
    [{ IpProtocol: 'tcp', FromPort: 1, ToPort: 65_536 }, invalid, 'TCP/UDP port (65536) out of range'],
    [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 80 }, invalid, 'Invalid TCP/UDP port range (443:80)'],
    [{ IpProtocol: 'icmp', FromPort: 8, ToPort: 65_535 }, invalid, 'ICMP code (65535) out of range'],
    [{ IpProtocol: 'icmp', FromPort: 256, ToPort: -1 }, invalid, 'ICMP type (256) out of range'],
    [{ IpProtocol: 'icmp', FromPort: -2, ToPort: -1 }, invalid, 'ICMP type (-2) out of range'],
    [{ IpProtocol: 'icmp', FromPort: -1, ToPort: 0 }, invalid, 'ICMP code (0) out of range'],
  ])('for its protocol or its ports: %j', async (traffic, code, message) => {
    await expect(groups.allow(tcp(80), { ...traffic, ...anyone })).rejects.toMatchObject(
      refusal(code, message),
    );
    await expect(groups.allowOut({ ...traffic, ...anyone })).rejects.toMatchObject(refusal(code, message));
    expect(await groups.rulesOf()).toHaveLength(1);
  });

  test.each([
    '0.0.0.0',
    '10.0.0.0/33',
    '256.0.0.0/8',
    '010.0.0.0/8',
    '10.0.0/8',
    ' 10.0.0.0/8',
    '::/0',
    'everyone',
    '208.157.160.147\n/32',
  ])('for an IPv4 range that is none: %j', async (CidrIp) => {
    await expect(groups.allow(tcp(22, CidrIp))).rejects.toMatchObject(
      refusal(invalid, `CIDR block ${CidrIp} is malformed`),
    );
  });

  test.each(['::', '::/129', '0.0.0.0/0', '1::2::3/64', 'fe80::1%eth0/64'])(
    'for an IPv6 range that is none: %j',
    async (CidrIpv6) => {
      await expect(groups.allow({ IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6 }] })).rejects.toMatchObject(
        refusal(invalid, `CIDR block ${CidrIpv6} is malformed`),
      );
    },
  );

  test.each([
    [{}, 'MissingParameter', 'Source group ID missing.'],
    [{ GroupId: NOBODY }, 'InvalidGroup.NotFound', `The security group '${NOBODY}' does not exist`],
    [{ GroupId: 'web' }, 'InvalidGroupId.Malformed', 'Invalid id: "web" (expecting "sg-...")'],
    [
      { GroupName: 'nobody' },
      'InvalidGroup.NotFound',
      /^The security group 'nobody' does not exist in default/,
    ],
    [{ GroupId: NOBODY, UserId: '444455556666' }, 'InvalidGroup.NotFound', /does not exist$/],
    [{ GroupId: NOBODY, VpcPeeringConnectionId: 'pcx-0' }, 'InvalidVpcPeeringConnectionID.NotFound', /pcx-0/],
  ])('for a group that is none: %j', async (pair, code, message) => {
    await expect(
      groups.allow({ IpProtocol: '-1', UserIdGroupPairs: [{ Description: 'x', ...pair }] }),
    ).rejects.toMatchObject(refusal(code, message));
  });

  test('for a group of another account, even where its id is one of ours', async () => {
    await expect(
      groups.allow({ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: groups.web, UserId: '444455556666' }] }),
    ).rejects.toMatchObject({ name: 'InvalidGroup.NotFound' });
  });

  test('for a group of another network, by its id or by its name', async () => {
    const { Vpc } = await groups.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const other = await groups.create('other', Vpc?.VpcId);
    const networks = 'You have specified two resources that belong to different networks.';

    await expect(
      groups.allow({ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: other }] }),
    ).rejects.toMatchObject(refusal('InvalidGroup.NotFound', networks));
    await expect(
      groups.ec2.send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId: other,
          IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupName: 'web' }] }],
        }),
      ),
    ).rejects.toMatchObject(refusal('InvalidGroup.NotFound', networks));
  });

  test('for a prefix list that the region has not', async () => {
    await expect(
      groups.allow({ IpProtocol: '-1', PrefixListIds: [{ PrefixListId: 'pl-0123456789abcdef0' }] }),
    ).rejects.toMatchObject(
      refusal('InvalidPrefixListID.NotFound', "The prefix list ID 'pl-0123456789abcdef0' does not exist"),
    );
  });

  test('without anybody to let in', async () => {
    const missing = refusal(
      'MissingParameter',
      'Missing source specification: include source security group or CIDR information',
    );

    await expect(groups.allow(tcp(22), { IpProtocol: '-1' })).rejects.toMatchObject(missing);
    await expect(groups.allow()).rejects.toMatchObject({ name: 'MissingParameter' });
    await expect(groups.allowOut()).rejects.toMatchObject({ name: 'MissingParameter' });
    expect(await groups.inbound()).toEqual([]);
  });

  test.each(["Maria's", 'a -> b', 'é', '"', 'a\nb', 'x'.repeat(256)])(
    'for its description %j',
    async (Description) => {
      const message =
        'Invalid rule description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*';

      for (const peers of [
        { IpRanges: [{ CidrIp: '0.0.0.0/0', Description }] },
        { Ipv6Ranges: [{ CidrIpv6: '::/0', Description }] },
        { UserIdGroupPairs: [{ GroupId: groups.web, Description }] },
        { PrefixListIds: [{ PrefixListId: S3, Description }] },
      ]) {
        await expect(groups.allow({ IpProtocol: '-1', ...peers })).rejects.toMatchObject(
          refusal(invalid, message),
        );
      }
    },
  );

  test('for tags that are not for rules', async () => {
    await expect(
      groups.authorize({
        IpPermissions: [tcp(22)],
        TagSpecifications: [{ ResourceType: 'security-group', Tags: [{ Key: 'a', Value: 'b' }] }],
      }),
    ).rejects.toMatchObject({ name: invalid });
    expect(await groups.inbound()).toEqual([]);
  });
});

describe('the parameters of EC2’s first clients', () => {
  test('tell one rule', async () => {
    await groups.authorize({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '203.0.113.9/24' });

    expect(await groups.inbound()).toMatchObject([
      { IpProtocol: 'tcp', FromPort: 22, CidrIpv4: '203.0.113.0/24' },
    ]);
    await groups.ec2.send(
      new RevokeSecurityGroupIngressCommand({
        GroupName: 'web',
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        CidrIp: '203.0.113.0/24',
      }),
    );
    expect(await groups.inbound()).toEqual([]);
  });

  test('or all of TCP, UDP and ICMP from a group', async () => {
    await groups.create('data');
    await groups.authorize({ SourceSecurityGroupName: 'data', SourceSecurityGroupOwnerId: OWNER });

    expect((await groups.inbound()).map((rule) => [rule.IpProtocol, rule.FromPort, rule.ToPort])).toEqual([
      ['tcp', 0, 65_535],
      ['udp', 0, 65_535],
      ['icmp', -1, -1],
    ]);
  });

  test.each<[AuthorizeSecurityGroupIngressCommandInput, string]>([
    [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22 }, 'MissingParameter'],
    [{ IpProtocol: 'tcp', CidrIp: '0.0.0.0/0' }, 'InvalidParameterValue'],
    [{ FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }, 'InvalidParameterValue'],
    [{ IpProtocol: '-1', CidrIp: '::/0' }, 'InvalidParameterValue'],
    [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0', IpPermissions: [tcp(22)] }, 'InvalidParameterCombination'],
    [{ SourceSecurityGroupName: 'web', CidrIp: '0.0.0.0/0' }, 'InvalidParameterCombination'],
    [{ SourceSecurityGroupName: 'web', IpProtocol: 'tcp' }, 'InvalidParameterCombination'],
    [{ SourceSecurityGroupName: 'nobody' }, 'InvalidGroup.NotFound'],
    [{ SourceSecurityGroupName: 'web', SourceSecurityGroupOwnerId: '444455556666' }, 'InvalidGroup.NotFound'],
    [{ SourceSecurityGroupOwnerId: OWNER }, 'InvalidParameterValue'],
  ])('are refused where they tell none: %j', async (input, name) => {
    await expect(groups.authorize(input)).rejects.toMatchObject({ name });
    expect(await groups.inbound()).toEqual([]);
  });

  test('are for the way in only', async () => {
    await expect(
      groups.ec2.send(
        new AuthorizeSecurityGroupEgressCommand({
          GroupId: groups.web,
          IpProtocol: 'tcp',
          FromPort: 22,
          ToPort: 22,
          CidrIp: '0.0.0.0/0',
        }),
      ),
    ).rejects.toMatchObject({
      name: expect.stringMatching(/^(UnknownParameter|MissingParameter)$/) as string,
    });
  });
});
