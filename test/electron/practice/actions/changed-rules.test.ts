import {
  CreateVpcCommand,
  ModifySecurityGroupRulesCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  UpdateSecurityGroupRuleDescriptionsEgressCommand,
  UpdateSecurityGroupRuleDescriptionsIngressCommand,
  type IpPermission,
  type SecurityGroupRuleRequest,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { openPracticeGroups, ruleIdOf, tcp, type PracticeGroups } from '../../../support/practice-groups.ts';

const S3 = 'pl-63a5400a';
const NOBODY = 'sg-0123456789abcdef0';

let groups: PracticeGroups;
beforeEach(async () => {
  groups = await openPracticeGroups();
});

const refusal = (name: string, message: string | RegExp) => ({
  name,
  message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
});

describe('rules are revoked', () => {
  const revoke = (input: ConstructorParameters<typeof RevokeSecurityGroupIngressCommand>[0]) =>
    groups.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: groups.web, ...input }));

  test('by their ids: exactly those', async () => {
    const [ssh, office, https] = await groups.allow(tcp(22), tcp(22, '203.0.113.0/24'), tcp(443));
    const answer = await revoke({ SecurityGroupRuleIds: [ruleIdOf(ssh), ruleIdOf(https)] });

    expect(answer.Return).toBe(true);
    expect(answer.UnknownIpPermissions).toEqual([]);
    expect(answer.RevokedSecurityGroupRules).toEqual([
      {
        SecurityGroupRuleId: ruleIdOf(ssh),
        GroupId: groups.web,
        IsEgress: false,
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        CidrIpv4: '0.0.0.0/0',
      },
      expect.objectContaining({ SecurityGroupRuleId: ruleIdOf(https) }),
    ]);
    expect(await groups.inbound()).toEqual([office]);
  });

  test('by all that they say, without their descriptions', async () => {
    await groups.allow(
      { ...tcp(22), IpRanges: [{ CidrIp: '203.0.113.0/24', Description: 'office' }] },
      tcp(22),
    );
    const answer = await revoke({ IpPermissions: [{ ...tcp(22, '203.0.113.7/24'), IpProtocol: '6' }] });

    expect(answer.RevokedSecurityGroupRules).toMatchObject([
      { CidrIpv4: '203.0.113.0/24', Description: 'office' },
    ]);
    expect(await groups.inbound()).toMatchObject([{ CidrIpv4: '0.0.0.0/0' }]);
  });

  test('also those that name a group or a prefix list', async () => {
    const permission = {
      IpProtocol: '-1',
      UserIdGroupPairs: [{ GroupId: groups.web }],
      PrefixListIds: [{ PrefixListId: S3 }],
    };
    await groups.allow(permission);

    expect((await revoke({ IpPermissions: [permission] })).RevokedSecurityGroupRules).toMatchObject([
      { ReferencedGroupId: groups.web },
      { PrefixListId: S3 },
    ]);
    expect(await groups.inbound()).toEqual([]);
  });

  test('of the way out, too', async () => {
    const everything = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
    const answer = await groups.ec2.send(
      new RevokeSecurityGroupEgressCommand({ GroupId: groups.web, IpPermissions: [everything] }),
    );

    expect(answer.RevokedSecurityGroupRules).toMatchObject([{ IsEgress: true, IpProtocol: '-1' }]);
    expect(await groups.rulesOf()).toEqual([]);
  });

  test('in a default network those that are there; the others are told', async () => {
    await groups.allow(tcp(22));
    const answer = await revoke({ IpPermissions: [tcp(22), tcp(23), tcp(22, '10.0.0.0/8')] });

    expect(answer.Return).toBe(true);
    expect(answer.RevokedSecurityGroupRules).toHaveLength(1);
    expect(answer.UnknownIpPermissions).toMatchObject([
      { FromPort: 23, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      { FromPort: 22, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
    ]);
    expect(await groups.inbound()).toEqual([]);
  });

  test('in any other network all of them, or none', async () => {
    const { Vpc } = await groups.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const GroupId = await groups.create('elsewhere', Vpc?.VpcId);
    await groups.authorize({ GroupId, IpPermissions: [tcp(22)] });

    await expect(revoke({ GroupId, IpPermissions: [tcp(22), tcp(23)] })).rejects.toMatchObject(
      refusal('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.'),
    );
    expect(await groups.inbound(GroupId)).toHaveLength(1);
  });

  test('and one id that is not there refuses the whole call', async () => {
    const [ssh] = await groups.allow(tcp(22));
    const [out] = await groups.allowOut(tcp(22));
    const data = await groups.create('data');
    const [other] = await groups.authorize({ GroupId: data, IpPermissions: [tcp(22)] });

    for (const wrong of [ruleIdOf(out), ruleIdOf(other), 'sgr-0123456789abcdef0']) {
      await expect(revoke({ SecurityGroupRuleIds: [ruleIdOf(ssh), wrong] })).rejects.toMatchObject(
        refusal(
          'InvalidSecurityGroupRuleId.NotFound',
          `The security group rule ID '${wrong}' does not exist`,
        ),
      );
    }
    await expect(revoke({ SecurityGroupRuleIds: ['ssh'] })).rejects.toMatchObject({
      name: 'InvalidSecurityGroupRuleId.Malformed',
    });
    await expect(
      revoke({ SecurityGroupRuleIds: [ruleIdOf(ssh)], IpPermissions: [tcp(22)] }),
    ).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
    await expect(revoke({})).rejects.toMatchObject({ name: 'MissingParameter' });
    await expect(revoke({ SecurityGroupRuleIds: [] })).rejects.toMatchObject({ name: 'MissingParameter' });
    expect(await groups.inbound()).toHaveLength(1);
  });
});

describe('a rule is modified', () => {
  const modify = (SecurityGroupRuleId: string, SecurityGroupRule: SecurityGroupRuleRequest) =>
    groups.ec2.send(
      new ModifySecurityGroupRulesCommand({
        GroupId: groups.web,
        SecurityGroupRules: [{ SecurityGroupRuleId, SecurityGroupRule }],
      }),
    );

  test('and keeps its id, its direction, its tags and, unless another is told, its description', async () => {
    const [rule] = await groups.authorize({
      IpPermissions: [{ ...tcp(22), IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'world' }] }],
      TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: [{ Key: 'a', Value: 'b' }] }],
    });

    expect(
      await modify(ruleIdOf(rule), { IpProtocol: '17', FromPort: 53, ToPort: 54, CidrIpv4: '10.9.9.9/8' }),
    ).toMatchObject({ Return: true });
    const changed = { ...rule, IpProtocol: 'udp', FromPort: 53, ToPort: 54, CidrIpv4: '10.0.0.0/8' };
    expect(await groups.inbound()).toEqual([changed]);
    await modify(ruleIdOf(rule), { IpProtocol: '-1', CidrIpv4: '10.0.0.0/8', Description: '' });
    expect((await groups.inbound()).map(({ Description }) => Description)).toEqual([undefined]);
  });

  test('to be what it was, which is no duplicate; and to swap with another', async () => {
    const [one, other] = await groups.allow(tcp(22), tcp(23));
    const request = (port: number) => ({
      IpProtocol: 'tcp',
      FromPort: port,
      ToPort: port,
      CidrIpv4: '0.0.0.0/0',
    });
    await modify(ruleIdOf(one), request(22));
    await groups.ec2.send(
      new ModifySecurityGroupRulesCommand({
        GroupId: groups.web,
        SecurityGroupRules: [
          { SecurityGroupRuleId: ruleIdOf(one), SecurityGroupRule: request(23) },
          { SecurityGroupRuleId: ruleIdOf(other), SecurityGroupRule: request(22) },
        ],
      }),
    );

    expect((await groups.inbound()).map((rule) => [ruleIdOf(rule), rule.FromPort])).toEqual([
      [ruleIdOf(one), 23],
      [ruleIdOf(other), 22],
    ]);
  });

  test.each<[SecurityGroupRuleRequest, string]>([
    [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv4: '0.0.0.0/0' }, 'InvalidPermission.Duplicate'],
    [{ IpProtocol: '-1', CidrIpv6: '::/0' }, 'InvalidParameterValue'],
    [{ IpProtocol: '-1', FromPort: 22, ToPort: 22, CidrIpv4: '0.0.0.0/0' }, 'InvalidParameterValue'],
    [{ IpProtocol: '-1' }, 'MissingParameter'],
    [{ IpProtocol: '-1', CidrIpv4: '0.0.0.0/0', CidrIpv6: '::/0' }, 'InvalidParameterCombination'],
    [{ IpProtocol: '-1', CidrIpv4: '0.0.0.0' }, 'InvalidParameterValue'],
    [{ IpProtocol: '-1', CidrIpv4: '0.0.0.0/0', Description: "it's" }, 'InvalidParameterValue'],
    [{ CidrIpv4: '0.0.0.0/0' }, 'InvalidParameterValue'],
    [{ IpProtocol: '-1', ReferencedGroupId: NOBODY }, 'InvalidGroup.NotFound'],
    [{ IpProtocol: '-1', PrefixListId: 'pl-0' }, 'InvalidPrefixListID.NotFound'],
    [{}, 'MissingParameter'],
  ])('unless it is told wrongly: %j', async (request, name) => {
    const [rule] = await groups.allow(tcp(22), tcp(443));

    await expect(modify(ruleIdOf(rule), request)).rejects.toMatchObject({ name });
    expect((await groups.inbound()).map(({ FromPort }) => FromPort)).toEqual([22, 443]);
  });

  test('but stays of its kind', async () => {
    const [rule] = await groups.allow(tcp(22));
    const id = ruleIdOf(rule);

    await expect(modify(id, { IpProtocol: '-1', CidrIpv6: '::/0' })).rejects.toMatchObject(
      refusal(
        'InvalidParameterValue',
        `Invalid rule type for security group rule '${id}'. You may not specify CidrIpv6 for an existing IPv4 CIDR rule.`,
      ),
    );
  });

  test('unless it is not there', async () => {
    const request = { IpProtocol: '-1', CidrIpv4: '0.0.0.0/0' };

    await expect(modify('sgr-0123456789abcdef0', request)).rejects.toMatchObject({
      name: 'InvalidSecurityGroupRuleId.NotFound',
    });
    await expect(
      groups.ec2.send(new ModifySecurityGroupRulesCommand({ GroupId: groups.web, SecurityGroupRules: [] })),
    ).rejects.toMatchObject({ name: 'MissingParameter' });
  });
});

describe('descriptions are changed', () => {
  const described = async () => (await groups.rulesOf()).map(({ Description }) => Description);

  test('by ids, in both directions, and taken away where none is told', async () => {
    const [ssh] = await groups.allow({ ...tcp(22), IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'old' }] });
    const [out] = await groups.rulesOf();
    const inward = (Description?: string) =>
      groups.ec2.send(
        new UpdateSecurityGroupRuleDescriptionsIngressCommand({
          GroupId: groups.web,
          SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId: ruleIdOf(ssh), Description }],
        }),
      );

    expect(await inward('new')).toMatchObject({ Return: true });
    await groups.ec2.send(
      new UpdateSecurityGroupRuleDescriptionsEgressCommand({
        GroupName: 'web',
        SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId: ruleIdOf(out), Description: 'everything' }],
      }),
    );
    expect(await described()).toEqual(['everything', 'new']);
    await inward();
    expect(await described()).toEqual(['everything', undefined]);
  });

  test('by what the rule says', async () => {
    await groups.allow(tcp(22), tcp(23));
    const update = (...IpPermissions: readonly IpPermission[]) =>
      groups.ec2.send(
        new UpdateSecurityGroupRuleDescriptionsIngressCommand({
          GroupId: groups.web,
          IpPermissions: [...IpPermissions],
        }),
      );
    await update({ ...tcp(23), IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'telnet' }] });

    expect(await described()).toEqual([undefined, undefined, 'telnet']);
    await expect(update(tcp(24))).rejects.toMatchObject({ name: 'InvalidPermission.NotFound' });
    await expect(
      update({ IpProtocol: '-1', FromPort: 0, ToPort: 0, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(update()).rejects.toMatchObject({ name: 'MissingParameter' });
  });

  test('not in the other direction, not to what EC2 takes for none, not in two ways at once', async () => {
    const [ssh] = await groups.allow(tcp(22));
    const told = [{ SecurityGroupRuleId: ruleIdOf(ssh), Description: 'x' }];

    await expect(
      groups.ec2.send(
        new UpdateSecurityGroupRuleDescriptionsEgressCommand({
          GroupId: groups.web,
          SecurityGroupRuleDescriptions: told,
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidSecurityGroupRuleId.NotFound' });
    await expect(
      groups.ec2.send(
        new UpdateSecurityGroupRuleDescriptionsIngressCommand({
          GroupId: groups.web,
          SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId: ruleIdOf(ssh), Description: "it's" }],
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(
      groups.ec2.send(
        new UpdateSecurityGroupRuleDescriptionsIngressCommand({
          GroupId: groups.web,
          SecurityGroupRuleDescriptions: told,
          IpPermissions: [tcp(22)],
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
  });
});
