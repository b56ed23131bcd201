import {
  CreateNetworkInterfaceCommand,
  DeleteNetworkInterfaceCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  type CreateNetworkInterfaceCommandInput,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { beforeEach, expect, test } from 'vitest';
import { openFleet, there, type Fleet } from '../../../support/practice-fleet.ts';

let fleet: Fleet;
let ec2: EC2Client;
let SubnetId: string;
beforeEach(async () => {
  fleet = await openFleet();
  ec2 = fleet.ec2;
  SubnetId = await fleet.subnetIn('us-east-1a');
});

const create = async (input: Partial<CreateNetworkInterfaceCommandInput> = {}) =>
  (await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId, ...input }))).NetworkInterface ?? {};
const remove = (NetworkInterfaceId: string | undefined) =>
  ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }));
const all = async () => (await ec2.send(new DescribeNetworkInterfacesCommand({}))).NetworkInterfaces ?? [];
const freeAddresses = async () =>
  (await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [SubnetId] }))).Subnets?.[0]
    ?.AvailableIpAddressCount;

test('an interface of nobody takes an address and keeps its groups from being deleted', async () => {
  const group = await fleet.makeGroup('web');
  const made = await create({
    Groups: [group],
    Description: 'a door without a house',
    PrivateIpAddress: '172.31.0.77',
    TagSpecifications: [{ ResourceType: 'network-interface', Tags: [{ Key: 'Name', Value: 'door' }] }],
  });
  expect(made.Status).toBe('pending');
  expect(await all()).toEqual([
    {
      ...made,
      Status: 'available',
      Description: 'a door without a house',
      PrivateIpAddress: '172.31.0.77',
      PrivateDnsName: 'ip-172-31-0-77.ec2.internal',
      Groups: [{ GroupId: group, GroupName: 'web' }],
      TagSet: [{ Key: 'Name', Value: 'door' }],
    },
  ]);
  expect(made.Attachment).toBeUndefined();
  expect(await freeAddresses()).toBe(4090);
  const { NetworkInterfaceId } = made;
  for (const command of [
    ec2.send(new DeleteSecurityGroupCommand({ GroupId: group })),
    ec2.send(new DeleteSubnetCommand({ SubnetId })),
  ]) {
    await expect(command).rejects.toMatchObject({ name: 'DependencyViolation' });
  }

  await remove(NetworkInterfaceId);
  expect(await freeAddresses()).toBe(4091);
  await ec2.send(new DeleteSecurityGroupCommand({ GroupId: group }));
  await expect(remove(NetworkInterfaceId)).rejects.toMatchObject({
    name: 'InvalidNetworkInterfaceID.NotFound',
  });
});

test('without groups it has the default one', async () => {
  await fleet.makeGroup('another');
  const { Groups = [] } = await create();
  expect(Groups.map(({ GroupName }) => GroupName)).toEqual(['default']);
});

test('the interface of a machine is not deleted under it', async () => {
  await fleet.run({ SubnetId });
  const [one] = await all();
  await expect(remove(one?.NetworkInterfaceId)).rejects.toMatchObject({
    name: 'InvalidParameterValue',
    message: `Network interface '${there(one?.NetworkInterfaceId)}' is currently in use.`,
  });
});

test('the same request with the same token makes one, and another request is refused', async () => {
  const ClientToken = 'once';
  await create();
  const first = await create({ ClientToken });
  const second = await create({ ClientToken });
  expect(second.NetworkInterfaceId).toBe(first.NetworkInterfaceId);
  expect(await all()).toHaveLength(2);
  await expect(create({ ClientToken, Description: 'other' })).rejects.toMatchObject({
    name: 'IdempotentParameterMismatch',
  });
  await remove(first.NetworkInterfaceId);
  expect((await create({ ClientToken })).NetworkInterfaceId).not.toBe(first.NetworkInterfaceId);
});

test.each<[string, Partial<CreateNetworkInterfaceCommandInput>, string]>([
  ['in no subnet', { SubnetId: 'subnet-0123456789abcdef0' }, 'InvalidSubnetID.NotFound'],
  ['with a group of nobody', { Groups: ['sg-0123456789abcdef0'] }, 'InvalidGroup.NotFound'],
  ['at an address that AWS keeps', { PrivateIpAddress: '172.31.0.3' }, 'InvalidParameterValue'],
  ['at an address of another subnet', { PrivateIpAddress: '172.31.16.9' }, 'InvalidParameterValue'],
  ['at an address that is taken', { PrivateIpAddress: '172.31.0.77' }, 'InvalidIPAddress.InUse'],
  ['of a kind for large machines', { InterfaceType: 'efa' }, 'UnknownParameter'],
])('%s it is refused', async (_, input, name) => {
  await create({ PrivateIpAddress: '172.31.0.77' });
  await expect(create(input)).rejects.toMatchObject({ name });
  expect(await all()).toHaveLength(1);
});
