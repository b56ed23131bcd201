import {
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteNetworkAclCommand,
  DeleteNetworkAclEntryCommand,
  DescribeNetworkAclsCommand,
  ReplaceNetworkAclAssociationCommand,
  ReplaceNetworkAclEntryCommand,
  type CreateNetworkAclEntryCommandInput,
  type DescribeNetworkAclsCommandInput,
  type EC2Client,
  type RuleAction,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { openPractice } from '../../../support/practice-account.ts';
import { there } from '../../../support/practice-fleet.ts';

let ec2: EC2Client;
let VpcId: string;
let NetworkAclId: string;

beforeEach(async () => {
  ec2 = (await openPractice()).ec2();
  VpcId = there((await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc?.VpcId);
  NetworkAclId = there((await having('vpc-id', VpcId))[0]);
});

const acls = async (input: DescribeNetworkAclsCommandInput = {}) =>
  (await ec2.send(new DescribeNetworkAclsCommand(input))).NetworkAcls ?? [];
const having = async (Name: string, ...Values: string[]) =>
  (await acls({ Filters: [{ Name, Values }] })).map((each) => each.NetworkAclId);
const entries = async (id = NetworkAclId) => there((await acls({ NetworkAclIds: [id] }))[0]).Entries ?? [];

const SSH = {
  RuleNumber: 50,
  Protocol: '6',
  RuleAction: 'deny',
  Egress: false,
  CidrBlock: '203.0.113.0/24',
  PortRange: { From: 22, To: 22 },
} as const;
const add = (input: Partial<CreateNetworkAclEntryCommandInput> = {}) =>
  ec2.send(new CreateNetworkAclEntryCommand({ NetworkAclId, ...SSH, ...input }));

describe('a network ACL', () => {
  test('is told as EC2 tells it', async () => {
    const all = { Protocol: '-1', CidrBlock: '0.0.0.0/0' };
    const [acl] = await acls({ NetworkAclIds: [NetworkAclId] });
    expect(acl).toEqual({
      NetworkAclId,
      VpcId,
      OwnerId: '111122223333',
      IsDefault: true,
      Associations: [],
      Entries: [
        { ...all, RuleNumber: 100, RuleAction: 'allow', Egress: true },
        { ...all, RuleNumber: 32_767, RuleAction: 'deny', Egress: true },
        { ...all, RuleNumber: 100, RuleAction: 'allow', Egress: false },
        { ...all, RuleNumber: 32_767, RuleAction: 'deny', Egress: false },
      ],
    });
  });

  test('is found by its VPC, subnets and entries', async () => {
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24' }));
    await add();
    expect(await having('default', 'true')).toHaveLength(2);
    expect(await having('association.subnet-id', Subnet?.SubnetId ?? '')).toEqual([NetworkAclId]);
    expect(await having('entry.rule-number', '50')).toEqual([NetworkAclId]);
    expect(await having('entry.cidr', '203.0.113.0/24')).toEqual([NetworkAclId]);
    expect(await having('entry.protocol', '6')).toEqual([NetworkAclId]);
    expect(await having('entry.port-range.from', '22')).toEqual([NetworkAclId]);
    expect(await having('entry.rule-action', 'deny')).toHaveLength(2);
    expect(await having('entry.egress', 'true')).toHaveLength(2);
    expect(await having('entry.icmp.type', '8')).toEqual([]);
    await expect(having('subnet-id', 'x')).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(acls({ NetworkAclIds: ['acl-0123456789abcdef0'] })).rejects.toMatchObject({
      name: 'InvalidNetworkAclID.NotFound',
      message: "The networkAcl ID 'acl-0123456789abcdef0' does not exist",
    });
    await expect(acls({ NetworkAclIds: ['acl'] })).rejects.toMatchObject({
      name: 'InvalidNetworkAclId.Malformed',
    });
  });

  test('is made closed, taken by a subnet, given back and deleted', async () => {
    const { NetworkAcl } = await ec2.send(new CreateNetworkAclCommand({ VpcId }));
    const id = there(NetworkAcl?.NetworkAclId);
    expect(NetworkAcl?.Entries?.map(({ RuleAction }) => RuleAction)).toEqual(['deny', 'deny']);
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24' }));
    const associationOf = async (acl: string) =>
      (await acls({ NetworkAclIds: [acl] }))[0]?.Associations?.[0]?.NetworkAclAssociationId;
    const replace = async (from: string, to: string) =>
      ec2.send(
        new ReplaceNetworkAclAssociationCommand({
          AssociationId: await associationOf(from),
          NetworkAclId: to,
        }),
      );
    const remove = (acl: string) => ec2.send(new DeleteNetworkAclCommand({ NetworkAclId: acl }));

    await replace(NetworkAclId, id);
    expect(await having('association.subnet-id', Subnet?.SubnetId ?? '')).toEqual([id]);
    await expect(remove(id)).rejects.toMatchObject({ name: 'DependencyViolation' });
    await replace(id, NetworkAclId);
    await remove(id);
    await expect(remove(NetworkAclId)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: `cannot delete default network ACL ${NetworkAclId}`,
    });
    const [other] = (await having('default', 'true')).filter((each) => each !== NetworkAclId);
    await expect(replace(there(other), NetworkAclId)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: expect.stringMatching(/belong to different networks$/) as string,
    });
    await expect(
      ec2.send(new ReplaceNetworkAclAssociationCommand({ AssociationId: 'aclassoc-1', NetworkAclId })),
    ).rejects.toMatchObject({ name: 'InvalidAssociationID.NotFound' });
  });
});

describe('entries', () => {
  test('stand in the order of their numbers, as EC2 keeps them', async () => {
    await add({ CidrBlock: '203.0.113.9/24', Protocol: 'tcp' });
    await add({
      RuleNumber: 40,
      Protocol: 'icmp',
      IcmpTypeCode: { Type: 8, Code: -1 },
      PortRange: undefined,
    });
    await add({
      RuleNumber: 60,
      CidrBlock: undefined,
      Ipv6CidrBlock: '2001:DB8:0::/48',
      RuleAction: 'allow',
    });
    await add({ RuleNumber: 70, Protocol: '-1', PortRange: { From: 0, To: 0 } });

    const inbound = (await entries()).filter(({ Egress }) => Egress === false);
    expect(inbound.slice(0, 4)).toEqual([
      {
        RuleNumber: 40,
        Protocol: '1',
        RuleAction: 'deny',
        Egress: false,
        CidrBlock: '203.0.113.0/24',
        IcmpTypeCode: { Type: 8, Code: -1 },
      },
      SSH,
      {
        RuleNumber: 60,
        Protocol: '6',
        RuleAction: 'allow',
        Egress: false,
        Ipv6CidrBlock: '2001:db8::/48',
        PortRange: { From: 22, To: 22 },
      },
      { RuleNumber: 70, Protocol: '-1', RuleAction: 'deny', Egress: false, CidrBlock: '203.0.113.0/24' },
    ]);
    expect(inbound.map(({ RuleNumber }) => RuleNumber)).toEqual([40, 50, 60, 70, 100, 32_767]);
  });

  test.each<[string, Partial<CreateNetworkAclEntryCommandInput>, string]>([
    ['the number 0', { RuleNumber: 0 }, 'InvalidParameterValue'],
    ['the number of the last entry', { RuleNumber: 32_767 }, 'InvalidParameterValue'],
    ['an unknown protocol', { Protocol: 'carrier-pigeon' }, 'InvalidParameterValue'],
    ['a protocol that there cannot be', { Protocol: '256' }, 'InvalidParameterValue'],
    ['TCP without ports', { PortRange: undefined }, 'MissingParameter'],
    ['ports the wrong way round', { PortRange: { From: 23, To: 22 } }, 'InvalidParameterValue'],
    ['a port that there cannot be', { PortRange: { From: 1, To: 65_536 } }, 'InvalidParameterValue'],
    ['ICMP without type and code', { Protocol: '1' }, 'MissingParameter'],
    ['ICMP of type 256', { Protocol: '1', IcmpTypeCode: { Type: 256, Code: 0 } }, 'InvalidParameterValue'],
    ['no addresses', { CidrBlock: undefined }, 'MissingParameter'],
    ['addresses of both kinds', { Ipv6CidrBlock: '::/0' }, 'InvalidParameterCombination'],
    ['what are no addresses', { CidrBlock: '203.0.113.256/32' }, 'InvalidParameterValue'],
    ['IPv6 in the place of IPv4', { CidrBlock: '::/0' }, 'InvalidParameterValue'],
    ['another word than allow or deny', { RuleAction: 'perhaps' as RuleAction }, 'InvalidParameterValue'],
    ['no direction', { Egress: undefined }, 'MissingParameter'],
    ['no ACL', { NetworkAclId: 'acl-0123456789abcdef0' }, 'InvalidNetworkAclID.NotFound'],
  ])('with %s are refused', async (_, input, name) => {
    await expect(add(input)).rejects.toMatchObject({ name });
    expect(await entries()).toHaveLength(4);
  });

  test('are made once, replaced and deleted where they are', async () => {
    await add();
    await expect(add({ CidrBlock: '0.0.0.0/0' })).rejects.toMatchObject({
      name: 'NetworkAclEntryAlreadyExists',
      message: 'The network acl entry identified by 50 already exists.',
    });
    await add({ Egress: true });
    const replace = (RuleNumber: number) =>
      ec2.send(new ReplaceNetworkAclEntryCommand({ NetworkAclId, ...SSH, RuleNumber, RuleAction: 'allow' }));
    const remove = (RuleNumber: number) =>
      ec2.send(new DeleteNetworkAclEntryCommand({ NetworkAclId, RuleNumber, Egress: false }));
    const absent = {
      name: 'InvalidNetworkAclEntry.NotFound',
      message: 'The network acl entry identified by 51 does not exist',
    };
    await replace(50);
    expect(await entries()).toContainEqual({ ...SSH, RuleAction: 'allow' });
    expect(await entries()).toContainEqual({ ...SSH, Egress: true });
    await expect(replace(51)).rejects.toMatchObject(absent);
    await expect(remove(51)).rejects.toMatchObject(absent);
    await expect(remove(32_767)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await remove(50);
    expect((await entries()).map(({ RuleNumber }) => RuleNumber)).toEqual([50, 100, 32_767, 100, 32_767]);
  });

  test('are twenty in each direction at most', async () => {
    for (let number = 1; number < 20; number += 1) await add({ RuleNumber: number });
    await expect(add({ RuleNumber: 20 })).rejects.toMatchObject({ name: 'NetworkAclEntryLimitExceeded' });
    await add({ RuleNumber: 20, Egress: true });
  });
});
