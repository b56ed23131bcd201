import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  type Filter,
  type IpPermission,
  type SecurityGroup,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { securityGroupsActions } from '../../../../electron/practice/actions/security-groups.ts';
import { openPractice, type OpenPractice } from '../../../support/practice-account.ts';
import { practiceRegion } from '../../../support/practice-context.ts';

let practice: OpenPractice;
let ec2: EC2Client;
let vpcId: string;

beforeEach(async () => {
  practice = await openPractice();
  ec2 = practice.ec2();
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
  vpcId = Vpcs[0]?.VpcId ?? '';
});

const create = async (GroupName: string, Description = 'made by a test'): Promise<string> => {
  const { GroupId = '' } = await ec2.send(new CreateSecurityGroupCommand({ GroupName, Description }));
  return GroupId;
};
const groups = async (
  input: ConstructorParameters<typeof DescribeSecurityGroupsCommand>[0] = {},
): Promise<readonly SecurityGroup[]> =>
  (await ec2.send(new DescribeSecurityGroupsCommand(input))).SecurityGroups ?? [];
const names = async (...Filters: readonly Filter[]) =>
  (await groups({ Filters: [...Filters] })).map(({ GroupName }) => GroupName);
const allow = (GroupId: string, permission: IpPermission) =>
  ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission] }));
const refusal = (name: string, message: string | RegExp) => ({
  name,
  message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
});

describe('a new group', () => {
  test('lets everything out and nothing in, and is told with its tags, its ARN and its owner', async () => {
    const made = await ec2.send(
      new CreateSecurityGroupCommand({
        GroupName: 'web',
        Description: 'for the web',
        VpcId: vpcId,
        TagSpecifications: [
          { ResourceType: 'security-group', Tags: [{ Key: 'Name', Value: 'front' }, { Key: 'empty' }] },
        ],
      }),
    );

    const Tags = [
      { Key: 'Name', Value: 'front' },
      { Key: 'empty', Value: '' },
    ];
    const arn = `arn:aws:ec2:us-east-1:111122223333:security-group/${made.GroupId ?? ''}`;
    expect(made).toMatchObject({ GroupId: expect.stringMatching(/^sg-[0-9a-f]{17}$/) as string, Tags });
    expect(made.SecurityGroupArn).toBe(arn);
    expect(await groups({ GroupIds: [made.GroupId ?? ''] })).toEqual([
      {
        GroupId: made.GroupId,
        GroupName: 'web',
        Description: 'for the web',
        VpcId: vpcId,
        OwnerId: '111122223333',
        SecurityGroupArn: arn,
        Tags,
        IpPermissions: [],
        IpPermissionsEgress: [
          {
            IpProtocol: '-1',
            IpRanges: [{ CidrIp: '0.0.0.0/0' }],
            Ipv6Ranges: [],
            PrefixListIds: [],
            UserIdGroupPairs: [],
          },
        ],
      },
    ]);
  });

  test('is made in the default network where no other is named, and only that network is asked for its name', async () => {
    await create('web');

    expect((await groups({ GroupNames: ['web'] }))[0]?.VpcId).toBe(vpcId);
    await expect(groups({ GroupNames: ['web', 'nobody'] })).rejects.toMatchObject(
      refusal(
        'InvalidGroup.NotFound',
        `The security group 'nobody' does not exist in default VPC '${vpcId}'`,
      ),
    );
  });

  test('of another network is not found by its name, and may have a name that is taken in the default one', async () => {
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const make = (VpcId?: string) =>
      ec2.send(new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web', VpcId }));
    const elsewhere = await make(Vpc?.VpcId);

    await expect(groups({ GroupNames: ['web'] })).rejects.toMatchObject({ name: 'InvalidGroup.NotFound' });
    const { GroupId } = await make();
    expect((await groups({ GroupNames: ['web'] })).map((group) => group.GroupId)).toEqual([GroupId]);
    await ec2.send(new DeleteSecurityGroupCommand({ GroupName: 'web' }));
    expect(await groups({ GroupIds: [elsewhere.GroupId ?? ''] })).toHaveLength(1);
  });

  test.each([
    'a',
    'A-Z a-z 0-9 ._-:/()#,@[]+=&;{}!$*',
    'x'.repeat(255),
    'sg',
    'my-sg-1',
    ' before',
    '#',
    'defaults',
  ])('may be called %j', async (name) => {
    await create(name);

    expect(await names({ Name: 'group-name', Values: [name.replaceAll('*', String.raw`\*`)] })).toEqual([
      name,
    ]);
  });

  test('loses the blanks at the end of its name', async () => {
    await create('web  ');

    expect(await names({ Name: 'group-name', Values: ['web'] })).toEqual(['web']);
    await expect(create('web ')).rejects.toMatchObject({ name: 'InvalidGroup.Duplicate' });
  });

  const text =
    'Valid names are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*';
  const format = 'Group names may not be in the format sg-*.';
  const ascii = 'Character sets beyond ASCII are not supported.';
  test.each([
    ['', 'MissingParameter', 'The request must contain the parameter GroupName'],
    ['  ', 'MissingParameter', 'The request must contain the parameter GroupName'],
    ['x'.repeat(256), 'InvalidParameterValue', `Invalid security group name. ${text}`],
    ["Maria's laptop", 'InvalidParameterValue', `Invalid security group name. ${text}`],
    ['a|b', 'InvalidParameterValue', `Invalid security group name. ${text}`],
    ['a"b', 'InvalidParameterValue', `Invalid security group name. ${text}`],
    ['a\tb', 'InvalidParameterValue', `Invalid security group name. ${text}`],
    ['Zürich', 'InvalidParameterValue', `Value (Zürich) for parameter GroupName is invalid. ${ascii}`],
    ['sg-web', 'InvalidParameterValue', `Value (sg-web) for parameter GroupName is invalid. ${format}`],
    ['SG-web', 'InvalidParameterValue', `Value (SG-web) for parameter GroupName is invalid. ${format}`],
    ['default', 'InvalidParameterValue', 'Cannot use reserved security group name: default'],
    ['Default', 'InvalidGroup.Duplicate', /^The security group 'Default' already exists for VPC 'vpc-/],
  ])('may not be called %j', async (name, code, message) => {
    await expect(create(name)).rejects.toMatchObject(refusal(code, message));
    expect(await groups()).toHaveLength(1);
  });

  test.each([
    ['', 'MissingParameter', 'The request must contain the parameter GroupDescription'],
    ["it's mine", 'InvalidParameterValue', /^Invalid security group description\. Valid descriptions are/],
    [
      'x'.repeat(256),
      'InvalidParameterValue',
      /^Invalid security group description\. Valid descriptions are/,
    ],
    ['für mich', 'InvalidParameterValue', /for parameter GroupDescription is invalid\. Character sets/],
  ])('may not be described as %j', async (description, code, message) => {
    await expect(create('web', description)).rejects.toMatchObject(refusal(code, message));
  });

  test('has a name that differs from all others of its network by more than upper and lower case', async () => {
    await create('Web');

    await expect(create('wEB')).rejects.toMatchObject(
      refusal('InvalidGroup.Duplicate', `The security group 'wEB' already exists for VPC '${vpcId}'`),
    );
  });

  test('needs a network that exists, and a dry run makes none', async () => {
    const input = { GroupName: 'web', Description: 'web' };

    await expect(
      ec2.send(new CreateSecurityGroupCommand({ ...input, VpcId: 'vpc-0123456789abcdef0' })),
    ).rejects.toMatchObject(
      refusal('InvalidVpcID.NotFound', "The vpc ID 'vpc-0123456789abcdef0' does not exist"),
    );
    await expect(ec2.send(new CreateSecurityGroupCommand({ ...input, DryRun: true }))).rejects.toMatchObject({
      name: 'DryRunOperation',
    });
    expect(await groups()).toHaveLength(1);
  });

  test('needs a default network where none is named: a region may have none', async () => {
    const region = await practiceRegion();
    region.tables().vpcs.clear();
    const call = (params: Readonly<Record<string, string>>, action = 'CreateSecurityGroup') =>
      region.call(securityGroupsActions, action, params);

    expect(() => call({ GroupName: 'web', GroupDescription: 'web' })).toThrow(
      expect.objectContaining({ code: 'VPCIdNotSpecified', message: 'No default VPC for this user' }),
    );
    expect(() => call({ 'GroupName.1': 'web' }, 'DescribeSecurityGroups')).toThrow(
      expect.objectContaining({ code: 'VPCIdNotSpecified' }),
    );
  });

  test('is one of 2,500 at most', async () => {
    const region = await practiceRegion();
    const [first] = region.tables().securityGroups.values();
    if (first === undefined) throw new Error('no default group');
    const fill = (count: number) => {
      for (let number = region.tables().securityGroups.size; number < count; number += 1) {
        const groupId = `sg-f${number.toString(16).padStart(16, '0')}`;
        region.tables().securityGroups.set(groupId, { ...first, groupId, name: groupId });
      }
    };
    const call = (name: string) =>
      region.call(securityGroupsActions, 'CreateSecurityGroup', { GroupName: name, GroupDescription: 'x' });

    fill(2_499);
    call('the last');
    expect(() => call('one too many')).toThrow(
      expect.objectContaining({
        code: 'SecurityGroupLimitExceeded',
        message: `The maximum number of security groups for VPC '${first.vpcId}' has been reached.`,
      }),
    );
  });

  test('may be hidden for a moment, and its name is taken all the same', async () => {
    const region = await practiceRegion();
    const call = (action: string, params: Readonly<Record<string, string>>) =>
      region.call(securityGroupsActions, action, params);
    call('CreateSecurityGroup', { GroupName: 'web', GroupDescription: 'web' });
    const [groupId = ''] = region.weather.made;

    region.weather.hidden.add(groupId);
    expect(() => call('DescribeSecurityGroups', { 'GroupId.1': groupId })).toThrow(
      expect.objectContaining({ code: 'InvalidGroup.NotFound' }),
    );
    expect(() => call('DeleteSecurityGroup', { GroupName: 'web' })).toThrow(
      expect.objectContaining({ code: 'InvalidGroup.NotFound' }),
    );
    expect(call('DescribeSecurityGroups', {})['securityGroupInfo']).toHaveLength(1);
    expect(() => call('CreateSecurityGroup', { GroupName: 'WEB', GroupDescription: 'web' })).toThrow(
      expect.objectContaining({ code: 'InvalidGroup.Duplicate' }),
    );
  });
});

describe('a group is deleted', () => {
  const remove = (input: { GroupId?: string; GroupName?: string }) =>
    ec2.send(new DeleteSecurityGroupCommand(input));

  test('by its id, or by its name in the default network', async () => {
    const GroupId = await create('one');
    await create('other');

    expect(await remove({ GroupId })).toMatchObject({ Return: true, GroupId });
    await remove({ GroupName: 'other' });

    expect(await names()).toEqual(['default']);
    await expect(remove({ GroupId })).rejects.toMatchObject(
      refusal('InvalidGroup.NotFound', `The security group '${GroupId}' does not exist`),
    );
  });

  test('but never the default group', async () => {
    const [standard] = await groups();
    const id = standard?.GroupId ?? '';

    await expect(remove({ GroupId: id })).rejects.toMatchObject(
      refusal('CannotDelete', `the specified group: "${id}" name: "default" cannot be deleted by a user`),
    );
    await expect(remove({ GroupName: 'default' })).rejects.toMatchObject({ name: 'CannotDelete' });
  });

  test('not while a rule of another group names it; its own rules may', async () => {
    const web = await create('web');
    const data = await create('data');
    const from = (GroupId: string): IpPermission => ({ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId }] });
    await allow(data, from(web));
    await allow(web, from(web));

    await expect(remove({ GroupId: web })).rejects.toMatchObject(
      refusal('DependencyViolation', `resource ${web} has a dependent object`),
    );
    await remove({ GroupId: data });
    await remove({ GroupId: web });
    expect(await names()).toEqual(['default']);
  });

  test('not while an interface has it, attached or not', async () => {
    const region = await practiceRegion();
    const call = (action: string, params: Readonly<Record<string, string>>) =>
      region.call(securityGroupsActions, action, params);
    call('CreateSecurityGroup', { GroupName: 'web', GroupDescription: 'web' });
    const [groupId = ''] = region.weather.made;
    region.tables().networkInterfaces.set('eni-0123456789abcdef0', {
      networkInterfaceId: 'eni-0123456789abcdef0',
      vpcId: 'vpc',
      subnetId: 'subnet',
      zone: 'us-east-1a',
      macAddress: '',
      privateIp: '',
      publicIp: null,
      groupIds: ['sg-another', groupId],
      description: '',
      attachment: null,
      checksSourceDest: true,
      createdAt: 0,
      tags: [],
    });

    expect(() => call('DeleteSecurityGroup', { GroupId: groupId })).toThrow(
      expect.objectContaining({ code: 'DependencyViolation' }),
    );
    region.tables().networkInterfaces.clear();
    call('DeleteSecurityGroup', { GroupId: groupId });
    expect(region.tables().securityGroups.has(groupId)).toBe(false);
  });

  test.each([
    [{}, 'MissingParameter', 'The request must contain the parameter groupName or groupId'],
    [{ GroupId: 'web' }, 'InvalidGroupId.Malformed', 'Invalid id: "web" (expecting "sg-...")'],
    [{ GroupId: 'sg-0123456789abcdef0', GroupName: 'web' }, 'InvalidParameterCombination', /cannot be used/],
    [{ GroupName: 'sg-0123456789abcdef0' }, 'InvalidGroup.NotFound', /does not exist in default VPC/],
  ])('not by %j', async (input, code, message) => {
    await expect(remove(input)).rejects.toMatchObject(refusal(code, message));
  });
});
