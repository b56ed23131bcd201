import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  groupFrom,
  readDescribedGroups,
  readPrefixListsFile,
} from '../../../shared/security-group/described-group.ts';
import { gradeOf } from '../../../shared/security-group/grade.ts';

const bare = { GroupId: 'sg-1', GroupName: 'web', Description: 'd', OwnerId: '123456789012', VpcId: 'vpc-1' };

describe('a described group', () => {
  test('has one rule for each source of each permission, inbound before outbound, in order', () => {
    const read = groupFrom({
      ...bare,
      Tags: [{ Key: 'Name', Value: 'Web' }, { Key: 'Empty' }],
      IpPermissionsEgress: [
        { IpProtocol: '-1', FromPort: -1, ToPort: -1, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      ],
      IpPermissions: [
        {
          IpProtocol: '6',
          FromPort: 22,
          ToPort: 25,
          IpRanges: [{ CidrIp: '203.0.113.0/24', Description: 'office' }, { CidrIp: '10.0.0.0/8' }],
          Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }],
          PrefixListIds: [{ PrefixListId: 'pl-1', Description: 'list' }],
          UserIdGroupPairs: [
            { GroupId: 'sg-1', UserId: '123456789012' },
            {
              GroupId: 'sg-2',
              UserId: '2',
              VpcId: 'vpc-2',
              VpcPeeringConnectionId: 'pcx-1',
              PeeringStatus: 'active',
            },
            { GroupId: 'sg-3' },
          ],
        },
        { IpProtocol: 'icmp', FromPort: 3, ToPort: 4, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
        { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
        { IpProtocol: '58', Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
        { IpProtocol: '50', FromPort: 1, ToPort: 2, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
        { IpProtocol: '-1', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      ],
    });
    expect(read).toMatchObject({
      groupId: 'sg-1',
      name: 'web',
      description: 'd',
      ownerId: '123456789012',
      vpcId: 'vpc-1',
      tags: { Name: 'Web', Empty: '' },
    });
    const noPeering = { peeringConnectionId: null, peeringStatus: null };
    expect(
      read.rules.map(({ protocol, fromPort, toPort, source }) => [protocol, fromPort, toPort, source]),
    ).toEqual([
      ['tcp', 22, 25, { kind: 'ipv4', cidr: '203.0.113.0/24' }],
      ['tcp', 22, 25, { kind: 'ipv4', cidr: '10.0.0.0/8' }],
      ['tcp', 22, 25, { kind: 'ipv6', cidr: '2001:db8::/32' }],
      ['tcp', 22, 25, { kind: 'prefix-list', prefixListId: 'pl-1' }],
      ['tcp', 22, 25, { kind: 'group', groupId: 'sg-1', userId: '123456789012', vpcId: null, ...noPeering }],
      [
        'tcp',
        22,
        25,
        {
          kind: 'group',
          groupId: 'sg-2',
          userId: '2',
          vpcId: 'vpc-2',
          peeringConnectionId: 'pcx-1',
          peeringStatus: 'active',
        },
      ],
      ['tcp', 22, 25, { kind: 'group', groupId: 'sg-3', userId: null, vpcId: null, ...noPeering }],
      ['icmp', 3, 4, { kind: 'ipv4', cidr: '0.0.0.0/0' }],
      ['icmp', 8, null, { kind: 'ipv4', cidr: '0.0.0.0/0' }],
      ['icmpv6', null, null, { kind: 'ipv6', cidr: '::/0' }],
      ['50', null, null, { kind: 'ipv4', cidr: '0.0.0.0/0' }],
      ['-1', null, null, { kind: 'ipv4', cidr: '0.0.0.0/0' }],
      ['-1', null, null, { kind: 'ipv4', cidr: '0.0.0.0/0' }],
    ]);
    expect(read.rules.map(({ isEgress }) => isEgress)).toEqual([
      ...Array.from({ length: 12 }, () => false),
      true,
    ]);
    expect(read.rules.map(({ ruleId }) => ruleId)).toEqual(Array.from({ length: 13 }, () => null));
    expect(read.rules.slice(0, 4).map(({ description }) => description)).toEqual(['office', '', '', 'list']);
  });

  test.each([{ IpRanges: [{}] }, { PrefixListIds: [{}] }])(
    'of which the SDK leaves out the source of a rule (%j) is never closed for that',
    (sources) => {
      const read = groupFrom({
        ...bare,
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, ...sources }],
      });
      expect(gradeOf(read, { protocol: 'tcp', port: 22, family: 'ipv4' }, new Map())).toBe('restricted');
    },
  );
});

describe('a saved answer', () => {
  test('is the whole answer, or its list alone', () => {
    const group = {
      ...bare,
      SecurityGroupArn: 'arn:…',
      IpPermissions: [{ IpProtocol: '-1', New: 1, IpRanges: [{ CidrIp: '0.0.0.0/0', New: 1 }] }],
    };
    const expected = [groupFrom(group)];
    expect(readDescribedGroups([group])).toEqual(expected);
    expect(readDescribedGroups({ SecurityGroups: [group], ResponseMetadata: {} })).toEqual(expected);
    expect(expected[0]?.rules).toHaveLength(1);
  });

  test('without any list in it has no rules', () => {
    expect(readDescribedGroups([{ GroupId: 'sg-1' }])?.[0]).toEqual({
      groupId: 'sg-1',
      name: '',
      description: '',
      ownerId: '',
      vpcId: null,
      tags: {},
      rules: [],
    });
    expect(readDescribedGroups([])).toEqual([]);
    expect(
      readDescribedGroups([
        {
          ...bare,
          Tags: null,
          IpPermissions: null,
          IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: null }],
        },
      ]),
    ).toHaveLength(1);
  });

  test('is read in all the cases there are', () => {
    const cases = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'cases.json'), 'utf8')) as {
      group: { GroupId: string };
    }[];
    const groups = cases.map(({ group }) => group);
    expect(readDescribedGroups({ SecurityGroups: groups })?.map(({ groupId }) => groupId)).toEqual(
      groups.map(({ GroupId }) => GroupId),
    );
  });

  const permission = (change: object) => [
    bare,
    { ...bare, IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, ...change }] },
  ];
  test.each([
    ['null', null],
    ['nothing', undefined],
    ['a number', 7],
    ['text', 'SecurityGroups'],
    ['an empty object', {}],
    ['another answer', { SecurityGroupRules: [] }],
    ['a group instead of a list', { SecurityGroups: bare }],
    ['one group alone', bare],
    ['null for a group', [bare, null]],
    ['a group without an id', [bare, { ...bare, GroupId: undefined }]],
    ['a group with an empty id', [bare, { ...bare, GroupId: '' }]],
    ['permissions that are no list', [{ ...bare, IpPermissions: {} }]],
    ['a permission that is null', [{ ...bare, IpPermissions: [null] }]],
    ['a permission without a protocol', permission({ IpProtocol: undefined })],
    ['a protocol that is a number', permission({ IpProtocol: 6 })],
    ['a port that is text', permission({ FromPort: '22' })],
    ['a port with a fraction', permission({ FromPort: 22.5 })],
    ['a port above 65535', permission({ ToPort: 65_536 })],
    ['a port below -1', permission({ FromPort: -2 })],
    ['a range without a CIDR', permission({ IpRanges: [{}] })],
    ['ranges that are text', permission({ IpRanges: ['0.0.0.0/0'] })],
    ['an IPv6 range without a CIDR', permission({ Ipv6Ranges: [{ CidrIp: '::/0' }] })],
    ['a prefix list without an id', permission({ PrefixListIds: [{}] })],
    ['a reference without a group', permission({ UserIdGroupPairs: [{ UserId: '1' }] })],
    [
      'a mangled outbound permission',
      [{ ...bare, IpPermissionsEgress: [{ IpProtocol: 'tcp', IpRanges: [{}] }] }],
    ],
  ])('is none when it is %s: no group is dropped silently', (_what, json) => {
    expect(readDescribedGroups(json)).toBeNull();
  });
});

describe('a file of prefix lists', () => {
  test('is a map from their ids; those with no entries are empty', () => {
    const lists = readPrefixListsFile({
      'pl-1': {
        PrefixListName: 'office',
        OwnerId: '123456789012',
        AddressFamily: 'IPv4',
        MaxEntries: 10,
        Entries: [{ Cidr: '203.0.113.0/24', Description: 'Berlin' }, { Cidr: '10.0.0.0/8' }],
      },
      'pl-2': { Entries: [] },
    });
    expect([...(lists ?? [])]).toEqual([
      [
        'pl-1',
        {
          prefixListId: 'pl-1',
          name: 'office',
          ownerId: '123456789012',
          maxEntries: 10,
          cidrs: ['203.0.113.0/24', '10.0.0.0/8'],
        },
      ],
      ['pl-2', { prefixListId: 'pl-2', name: '', ownerId: '', maxEntries: null, cidrs: [] }],
    ]);
    expect(readPrefixListsFile({})?.size).toBe(0);
  });

  test.each([
    ['null', null],
    ['a list', []],
    ['text', 'pl-1'],
    ['an id with null', { 'pl-1': null }],
    ['a list without entries', { 'pl-1': { PrefixListName: 'x' } }],
    ['an entry that is text', { 'pl-1': { Entries: ['10.0.0.0/8'] } }],
    ['an entry without a CIDR', { 'pl-1': { Entries: [{ Description: 'x' }] } }],
  ])('is none when it is %s', (_what, json) => {
    expect(readPrefixListsFile(json)).toBeNull();
  });
});
