import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  DeleteTagsCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeTagsCommand,
  DescribeVpcsCommand,
  type DescribeTagsCommandInput,
  type EC2Client,
  type Tag,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { tagActions } from '../../../../electron/practice/actions/tag-actions.ts';
import { loadCatalog } from '../../../../electron/practice/catalog.ts';
import { openPractice } from '../../../support/practice-account.ts';
import { practiceRegion } from '../../../support/practice-context.ts';

let ec2: EC2Client;
let group: string;
let rule: string;

beforeEach(async () => {
  ec2 = (await openPractice()).ec2();
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web' }),
  );
  group = GroupId;
  const { SecurityGroupRules = [] } = await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    }),
  );
  rule = SecurityGroupRules[0]?.SecurityGroupRuleId ?? '';
});

const tag = (Resources: string[], ...Tags: Tag[]) => ec2.send(new CreateTagsCommand({ Resources, Tags }));
const untag = (Resources: string[], Tags?: Tag[]) => ec2.send(new DeleteTagsCommand({ Resources, Tags }));
const described = async (input: DescribeTagsCommandInput = {}) =>
  (await ec2.send(new DescribeTagsCommand(input))).Tags ?? [];
const filter = (Name: string, ...Values: string[]) => described({ Filters: [{ Name, Values }] });
const keysOf = async (id: string) => (await filter('resource-id', id)).map(({ Key }) => Key);
const of = (Key: string, Value = '') => ({ Key, Value });

describe('tags are put', () => {
  test('on several resources at once, over those with the same key', async () => {
    expect(await tag([group, rule], of('Name', 'web'), of('empty'))).toMatchObject({});
    await tag([rule], of('Name', 'rule'));

    const groupTag = { ResourceId: group, ResourceType: 'security-group' };
    const ruleTag = { ResourceId: rule, ResourceType: 'security-group-rule' };
    expect(await described()).toEqual([
      { ...groupTag, ...of('Name', 'web') },
      { ...groupTag, ...of('empty') },
      { ...ruleTag, ...of('Name', 'rule') },
      { ...ruleTag, ...of('empty') },
    ]);
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [group] }));
    expect(SecurityGroups?.[0]?.Tags).toEqual([of('Name', 'web'), of('empty')]);
    const { SecurityGroupRules } = await ec2.send(
      new DescribeSecurityGroupRulesCommand({ SecurityGroupRuleIds: [rule] }),
    );
    expect(SecurityGroupRules?.[0]?.Tags).toEqual([of('Name', 'rule'), of('empty')]);
  });

  test('on everything that a region has', async () => {
    const region = await practiceRegion();
    const tables = region.tables();
    const ids = [
      ...tables.vpcs.keys(),
      ...tables.subnets.keys(),
      ...tables.internetGateways.keys(),
      ...tables.routeTables.keys(),
      ...tables.networkAcls.keys(),
      ...tables.securityGroups.keys(),
    ];
    const params = Object.fromEntries(ids.map((id, index) => [`ResourceId.${String(index + 1)}`, id]));

    region.call(tagActions, 'CreateTags', { ...params, 'Tag.1.Key': 'all', 'Tag.1.Value': 'x' });

    const { tagSet } = region.call(tagActions, 'DescribeTags');
    const rows = Array.isArray(tagSet) ? (tagSet as readonly Record<string, string>[]) : [];
    expect(new Set(rows.map(({ resourceId }) => resourceId))).toEqual(new Set(ids));
    expect(new Set(rows.map(({ resourceType }) => resourceType))).toEqual(
      new Set(['internet-gateway', 'network-acl', 'route-table', 'security-group', 'subnet', 'vpc']),
    );
  });

  const NOWHERE = '0123456789abcdef0';
  test.each([
    [`i-${NOWHERE}`, 'InvalidInstanceID.NotFound'],
    [`sg-${NOWHERE}`, 'InvalidGroup.NotFound'],
    [`sgr-${NOWHERE}`, 'InvalidSecurityGroupRuleId.NotFound'],
    [`vpc-${NOWHERE}`, 'InvalidVpcID.NotFound'],
    [`subnet-${NOWHERE}`, 'InvalidSubnetID.NotFound'],
    [`key-${NOWHERE}`, 'InvalidKeyPair.NotFound'],
    [`vol-${NOWHERE}`, 'InvalidVolume.NotFound'],
    [`eni-${NOWHERE}`, 'InvalidNetworkInterfaceID.NotFound'],
    [`rtb-${NOWHERE}`, 'InvalidRouteTableID.NotFound'],
    [`snap-${NOWHERE}`, 'InvalidSnapshot.NotFound'],
    [`ami-${NOWHERE}`, 'InvalidAMIID.NotFound'],
    [`elsewhere-${NOWHERE}`, 'InvalidID'],
    ['i-eCHmOTcEW0OZ9KbNe', 'InvalidID'],
    ['107.20.243.249', 'InvalidID'],
    ['__proto__', 'InvalidID'],
  ])('not on %s, and then on nothing', async (id, name) => {
    await expect(tag([group, id], of('Name', 'web'))).rejects.toMatchObject({ name });
    expect(await described()).toEqual([]);
  });

  test('on no image of somebody else', async () => {
    const [image] = (await loadCatalog()).images('us-east-1');

    await expect(tag([image?.imageId ?? ''], of('Name', 'mine'))).rejects.toMatchObject({
      name: 'AuthFailure',
    });
  });

  test('up to fifty, of which those that are replaced count once', async () => {
    const tags = Array.from({ length: 50 }, (_, number) => of(`key ${String(number)}`));
    await tag([group], ...tags);
    await tag([group], of('key 7', 'again'));

    await expect(tag([group], of('one more'))).rejects.toMatchObject({ name: 'TagLimitExceeded' });
    await expect(tag([rule, group], of('one more'))).rejects.toMatchObject({ name: 'TagLimitExceeded' });
    expect(await keysOf(group)).toHaveLength(50);
    expect(await keysOf(rule)).toEqual([]);
  });

  test.each([
    ['without a resource', [], [of('a')], 'MissingParameter'],
    ['without a tag', ['group'], [], 'MissingParameter'],
    ['without a key', ['group'], [of('')], 'MissingParameter'],
    ['twice under one key', ['group'], [of('a'), of('a', 'b')], 'InvalidParameterValue'],
    ['under a key of AWS’s', ['group'], [of('aws:a')], 'InvalidParameterValue'],
    ['under too long a key', ['group'], [of('k'.repeat(129))], 'InvalidParameterValue'],
    ['with too long a value', ['group'], [of('k', 'v'.repeat(257))], 'InvalidParameterValue'],
  ])('not %s', async (_how, resources, tags, name) => {
    await expect(
      tag(
        resources.map(() => group),
        ...tags,
      ),
    ).rejects.toMatchObject({ name });
  });

  test('not as a dry run', async () => {
    await expect(
      ec2.send(new CreateTagsCommand({ Resources: [group], Tags: [of('a')], DryRun: true })),
    ).rejects.toMatchObject({ name: 'DryRunOperation' });
    expect(await described()).toEqual([]);
  });
});

describe('tags are taken away', () => {
  beforeEach(() => tag([group, rule], of('a', '1'), of('b', '2'), of('c')));

  test('by their keys, whatever their values', async () => {
    await untag([group], [{ Key: 'a' }, { Key: 'nothing' }]);

    expect(await keysOf(group)).toEqual(['b', 'c']);
    expect(await keysOf(rule)).toEqual(['a', 'b', 'c']);
  });

  test('by their keys and values, also the empty value, which is not any value', async () => {
    await untag([group], [of('a', '2'), of('b', '2'), of('c', '')]);
    await untag([rule], [of('a', ''), of('c', '')]);

    expect(await keysOf(group)).toEqual(['a']);
    expect(await keysOf(rule)).toEqual(['a', 'b']);
  });

  test('all of them where none is told', async () => {
    await untag([group, rule]);

    expect(await described()).toEqual([]);
  });

  test('not from what is not there', async () => {
    await expect(untag([group, 'sg-0123456789abcdef0'])).rejects.toMatchObject({
      name: 'InvalidGroup.NotFound',
    });
    await expect(untag([])).rejects.toMatchObject({ name: 'MissingParameter' });
    expect(await keysOf(group)).toEqual(['a', 'b', 'c']);
  });
});

describe('tags are described', () => {
  beforeEach(async () => {
    await tag([group], of('Name', 'web'), of('env', 'test'));
    await tag([rule], of('Name', 'test'));
  });

  test.each([
    ['key', ['Name'], 2],
    ['key', ['name'], 0],
    ['value', ['test'], 2],
    ['value', ['t*', 'w?b'], 3],
    ['resource-type', ['security-group'], 2],
    ['resource-type', ['security-group', 'security-group-rule'], 3],
    ['resource-type', ['instance'], 0],
    ['tag:Name', ['test'], 1],
    ['resource-id', ['sg-*'], 2],
  ])('by %s = %j: %i', async (name, values, count) => {
    expect(await filter(name, ...values)).toHaveLength(count);
  });

  test('page by page', async () => {
    await tag([group], ...Array.from({ length: 9 }, (_, number) => of(`key ${String(number)}`)));
    const first = await ec2.send(new DescribeTagsCommand({ MaxResults: 7 }));
    const rest = await described({ MaxResults: 7, NextToken: first.NextToken });

    expect([first.Tags?.length, rest.length]).toEqual([7, 5]);
  });

  test('with the filters and the pages that EC2 knows, and no others', async () => {
    for (const name of ['tag-key', 'owner-id', 'constructor']) {
      await expect(filter(name, 'x')).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    }
    for (const MaxResults of [4, 1001]) {
      await expect(described({ MaxResults })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    }
  });

  test('and other actions find by them', async () => {
    const { Vpcs: [vpc] = [] } = await ec2.send(new DescribeVpcsCommand({}));
    await tag([vpc?.VpcId ?? ''], of('Name', 'home'));

    const found = await ec2.send(
      new DescribeVpcsCommand({ Filters: [{ Name: 'tag:Name', Values: ['home'] }] }),
    );
    expect(found.Vpcs?.map(({ VpcId, Tags }) => [VpcId, Tags])).toEqual([[vpc?.VpcId, [of('Name', 'home')]]]);
  });

  test('of what is hidden for a moment, none', async () => {
    const region = await practiceRegion();
    const [groupId = ''] = region.tables().securityGroups.keys();
    const params = { 'ResourceId.1': groupId, 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' };
    region.call(tagActions, 'CreateTags', params);
    region.weather.hidden.add(groupId);

    expect(region.call(tagActions, 'DescribeTags')['tagSet']).toEqual([]);
    expect(() => region.call(tagActions, 'CreateTags', params)).toThrow(
      expect.objectContaining({ code: 'InvalidGroup.NotFound' }),
    );
  });
});
