import {
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateVpcCommand,
  DeleteInternetGatewayCommand,
  DescribeInternetGatewaysCommand,
  DetachInternetGatewayCommand,
  TerminateInstancesCommand,
  type DescribeInternetGatewaysCommandInput,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { MINUTE, openFleet, there, type Fleet } from '../../../support/practice-fleet.ts';

let fleet: Fleet;
let ec2: EC2Client;
beforeEach(async () => {
  fleet = await openFleet();
  ec2 = fleet.ec2;
});

const MISSING = 'igw-0123456789abcdef0';
const gateways = async (input: DescribeInternetGatewaysCommandInput = {}) =>
  (await ec2.send(new DescribeInternetGatewaysCommand(input))).InternetGateways ?? [];
const having = async (Name: string, ...Values: string[]) =>
  (await gateways({ Filters: [{ Name, Values }] })).map((each) => each.InternetGatewayId);
const create = async (name = 'door') =>
  there(
    (
      await ec2.send(
        new CreateInternetGatewayCommand({
          TagSpecifications: [{ ResourceType: 'internet-gateway', Tags: [{ Key: 'Name', Value: name }] }],
        }),
      )
    ).InternetGateway?.InternetGatewayId,
  );
const newVpc = async () =>
  there((await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc?.VpcId);
const attach = (InternetGatewayId: string, VpcId: string) =>
  ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }));
const detach = (InternetGatewayId: string, VpcId: string) =>
  ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId }));
const remove = (InternetGatewayId: string) =>
  ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId }));

describe('an internet gateway', () => {
  test('is told with what it is attached to, and found by it', async () => {
    const [first] = await gateways();
    const VpcId = await fleet.vpcId();
    expect(first).toEqual({
      InternetGatewayId: expect.stringMatching(/^igw-[0-9a-f]{17}$/) as string,
      OwnerId: '111122223333',
      Attachments: [{ VpcId, State: 'available' }],
    });
    const own = await create();
    expect(await having('attachment.vpc-id', VpcId)).toEqual([first?.InternetGatewayId]);
    expect(await having('attachment.state', 'available')).toEqual([first?.InternetGatewayId]);
    expect(await having('tag:Name', 'door')).toEqual([own]);
    expect(await having('internet-gateway-id', own)).toEqual([own]);
    expect(await having('owner-id', '444455556666')).toEqual([]);
    await expect(having('vpc-id', VpcId)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(gateways({ InternetGatewayIds: [own, MISSING] })).rejects.toMatchObject({
      name: 'InvalidInternetGatewayID.NotFound',
      message: `The internetGateway ID '${MISSING}' does not exist`,
    });
    await expect(gateways({ InternetGatewayIds: ['igw'] })).rejects.toMatchObject({
      name: 'InvalidInternetGatewayId.Malformed',
    });
  });

  test('is made alone, attached, detached and deleted', async () => {
    const [id, vpcId] = [await create(), await newVpc()];
    expect((await gateways({ InternetGatewayIds: [id] }))[0]?.Attachments).toEqual([]);
    await attach(id, vpcId);
    expect(await having('attachment.vpc-id', vpcId)).toEqual([id]);
    await expect(remove(id)).rejects.toMatchObject({
      name: 'DependencyViolation',
      message: `The internetGateway '${id}' has dependencies and cannot be deleted.`,
    });
    await detach(id, vpcId);
    await remove(id);
    await expect(remove(id)).rejects.toMatchObject({ name: 'InvalidInternetGatewayID.NotFound' });
  });

  test('is of one VPC, and a VPC has one', async () => {
    const [id, second, vpcId] = [await create(), await create(), await newVpc()];
    await attach(id, vpcId);
    await expect(attach(id, await fleet.vpcId())).rejects.toMatchObject({
      name: 'Resource.AlreadyAssociated',
      message: `resource ${id} is already attached to network ${vpcId}`,
    });
    await expect(attach(second, vpcId)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: `Network ${vpcId} already has an internet gateway attached`,
    });
    await expect(attach(second, 'vpc-0123456789abcdef0')).rejects.toMatchObject({
      name: 'InvalidVpcID.NotFound',
    });
    await expect(attach(MISSING, vpcId)).rejects.toMatchObject({ name: 'InvalidInternetGatewayID.NotFound' });
    await expect(detach(second, vpcId)).rejects.toMatchObject({
      name: 'Gateway.NotAttached',
      message: `resource ${second} is not attached to network ${vpcId}`,
    });
  });

  test('stays while a machine has a public address', async () => {
    const [gateway] = await gateways();
    const [id, vpcId] = [there(gateway?.InternetGatewayId), await fleet.vpcId()];
    const InstanceIds = [await fleet.runOne()];
    fleet.pass(MINUTE);
    await expect(detach(id, vpcId)).rejects.toMatchObject({
      name: 'DependencyViolation',
      message: `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
    });
    await ec2.send(new TerminateInstancesCommand({ InstanceIds }));
    fleet.pass(10 * MINUTE);
    await detach(id, vpcId);
  });

  test('is the fifth at most', async () => {
    for (let more = 1; more < 5; more += 1) await create();
    await expect(create()).rejects.toMatchObject({ name: 'InternetGatewayLimitExceeded' });
    expect(await gateways()).toHaveLength(5);
  });
});
