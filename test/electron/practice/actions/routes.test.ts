import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteRouteCommand,
  DeleteRouteTableCommand,
  DescribeInternetGatewaysCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DetachInternetGatewayCommand,
  DisassociateRouteTableCommand,
  ReplaceRouteCommand,
  ReplaceRouteTableAssociationCommand,
  TerminateInstancesCommand,
  type CreateRouteCommandInput,
  type DescribeRouteTablesCommandInput,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { MINUTE, openFleet, there, type Fleet } from '../../../support/practice-fleet.ts';

let fleet: Fleet;
let ec2: EC2Client;
let VpcId: string;
let SubnetId: string;
/** One's own, without any route to the internet. */
let RouteTableId: string;
let GatewayId: string;

beforeEach(async () => {
  fleet = await openFleet();
  ec2 = fleet.ec2;
  VpcId = there((await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc?.VpcId);
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24' }));
  SubnetId = there(Subnet?.SubnetId);
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
  RouteTableId = there(RouteTable?.RouteTableId);
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
  GatewayId = there(InternetGateway?.InternetGatewayId);
  await ec2.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId: GatewayId }));
});

const tables = async (input: DescribeRouteTablesCommandInput = {}) =>
  (await ec2.send(new DescribeRouteTablesCommand(input))).RouteTables ?? [];
const having = async (Name: string, ...Values: string[]) =>
  (await tables({ Filters: [{ Name, Values }] })).map((each) => each.RouteTableId);
const mainOf = async (id: string) =>
  there(
    (
      await tables({
        Filters: [
          { Name: 'vpc-id', Values: [id] },
          { Name: 'association.main', Values: ['true'] },
        ],
      })
    )[0],
  );
const routes = async () => there((await tables({ RouteTableIds: [RouteTableId] }))[0]).Routes;
const addRoute = (input: Partial<CreateRouteCommandInput> = {}) =>
  ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0', ...input }));
const refusal = (name: string, message?: string) => (message === undefined ? { name } : { name, message });

const subnetOfDefault = async () => {
  const Filters = [{ Name: 'default-for-az', Values: ['true'] }];
  return there((await ec2.send(new DescribeSubnetsCommand({ Filters }))).Subnets?.[0]?.SubnetId);
};

const LOCAL = {
  DestinationCidrBlock: '10.0.0.0/16',
  GatewayId: 'local',
  Origin: 'CreateRouteTable',
  State: 'active',
};

describe('route tables', () => {
  test('are told as EC2 tells them', async () => {
    const byDefault = await fleet.vpcId();
    const main = await mainOf(byDefault);
    const [gateway] =
      (
        await ec2.send(
          new DescribeInternetGatewaysCommand({
            Filters: [{ Name: 'attachment.vpc-id', Values: [byDefault] }],
          }),
        )
      ).InternetGateways ?? [];
    expect(main).toEqual({
      RouteTableId: expect.stringMatching(/^rtb-[0-9a-f]{17}$/) as string,
      VpcId: byDefault,
      OwnerId: '111122223333',
      PropagatingVgws: [],
      Associations: [
        {
          RouteTableAssociationId: expect.stringMatching(/^rtbassoc-[0-9a-f]{17}$/) as string,
          RouteTableId: main.RouteTableId,
          Main: true,
          AssociationState: { State: 'associated' },
        },
      ],
      Routes: [
        { ...LOCAL, DestinationCidrBlock: '172.31.0.0/16' },
        {
          DestinationCidrBlock: '0.0.0.0/0',
          GatewayId: gateway?.InternetGatewayId,
          Origin: 'CreateRoute',
          State: 'active',
        },
      ],
    });
  });

  test('are filtered by their VPC, associations and routes', async () => {
    await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
    await addRoute({ GatewayId });
    await addRoute({ DestinationCidrBlock: undefined, DestinationIpv6CidrBlock: '::/0', GatewayId });
    const main = (await mainOf(VpcId)).RouteTableId;
    expect(await having('vpc-id', VpcId)).toEqual([main, RouteTableId]);
    expect(await having('association.subnet-id', SubnetId)).toEqual([RouteTableId]);
    expect(await having('association.main', 'false')).toEqual([RouteTableId]);
    expect(await having('association.route-table-id', RouteTableId)).toEqual([RouteTableId]);
    expect(await having('route.gateway-id', GatewayId)).toEqual([RouteTableId]);
    expect(await having('route.gateway-id', 'local')).toHaveLength(3);
    expect(await having('route.destination-cidr-block', '0.0.0.0/0')).toHaveLength(2);
    expect(await having('route.destination-ipv6-cidr-block', '::/0')).toEqual([RouteTableId]);
    expect(await having('route.origin', 'CreateRoute')).toHaveLength(2);
    expect(await having('route.state', 'blackhole')).toEqual([]);
    expect(await having('route-table-id', RouteTableId)).toEqual([RouteTableId]);
    await expect(having('subnet-id', SubnetId)).rejects.toMatchObject(refusal('InvalidParameterValue'));
  });

  test('come at most a hundred a page, and none under a wrong id', async () => {
    expect(await tables({ MaxResults: 100 })).toHaveLength(3);
    await expect(tables({ MaxResults: 101 })).rejects.toMatchObject(refusal('InvalidParameterValue'));
    await expect(tables({ RouteTableIds: ['rtb-0123456789abcdef0'] })).rejects.toMatchObject(
      refusal('InvalidRouteTableID.NotFound', "The routeTable ID 'rtb-0123456789abcdef0' does not exist"),
    );
    await expect(tables({ RouteTableIds: ['rtb'] })).rejects.toMatchObject(
      refusal('InvalidRouteTableId.Malformed'),
    );
  });

  test('are made with the local route and with tags, and deleted', async () => {
    const { RouteTable } = await ec2.send(
      new CreateRouteTableCommand({
        VpcId,
        TagSpecifications: [{ ResourceType: 'route-table', Tags: [{ Key: 'Name', Value: 'own' }] }],
      }),
    );
    expect(RouteTable).toMatchObject({
      Routes: [LOCAL],
      Associations: [],
      Tags: [{ Key: 'Name', Value: 'own' }],
    });
    await ec2.send(new DeleteRouteTableCommand({ RouteTableId: RouteTable?.RouteTableId }));
    expect(await having('tag:Name', 'own')).toEqual([]);
    await expect(
      ec2.send(new CreateRouteTableCommand({ VpcId: 'vpc-0123456789abcdef0' })),
    ).rejects.toMatchObject(refusal('InvalidVpcID.NotFound'));
  });

  test('are made once for one token, and never for another request with it', async () => {
    const made = async (input: { VpcId: string }) =>
      (await ec2.send(new CreateRouteTableCommand({ ClientToken: 'once', ...input }))).RouteTable
        ?.RouteTableId;
    const first = await made({ VpcId });
    expect(await made({ VpcId })).toBe(first);
    await expect(made({ VpcId: await fleet.vpcId() })).rejects.toMatchObject(
      refusal('IdempotentParameterMismatch'),
    );
    expect(await having('vpc-id', VpcId)).toHaveLength(3);
  });

  test('are not deleted while a subnet, or the VPC, goes by them', async () => {
    const remove = (id: string | undefined) => ec2.send(new DeleteRouteTableCommand({ RouteTableId: id }));
    const violation = (id = '') =>
      refusal('DependencyViolation', `The routeTable '${id}' has dependencies and cannot be deleted.`);
    await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
    await expect(remove(RouteTableId)).rejects.toMatchObject(violation(RouteTableId));
    const main = (await mainOf(VpcId)).RouteTableId;
    await expect(remove(main)).rejects.toMatchObject(violation(main));
  });
});

describe('routes', () => {
  test('lead to an internet gateway, and the same one twice is one', async () => {
    expect((await addRoute({ DestinationCidrBlock: '198.51.100.9/24', GatewayId })).Return).toBe(true);
    expect((await addRoute({ DestinationCidrBlock: '198.51.100.0/24', GatewayId })).Return).toBe(true);
    expect(await routes()).toEqual([
      LOCAL,
      { DestinationCidrBlock: '198.51.100.0/24', GatewayId, Origin: 'CreateRoute', State: 'active' },
    ]);
  });

  test('lead to a machine’s interface, and nowhere when it is gone', async () => {
    const [machine] = await fleet.run({ SubnetId });
    const InstanceId = there(machine?.InstanceId);
    await addRoute({ InstanceId });
    expect(await routes()).toContainEqual({
      DestinationCidrBlock: '0.0.0.0/0',
      NetworkInterfaceId: machine?.NetworkInterfaces?.[0]?.NetworkInterfaceId,
      InstanceId,
      InstanceOwnerId: '111122223333',
      Origin: 'CreateRoute',
      State: 'active',
    });
    expect(await having('route.instance-id', InstanceId)).toEqual([RouteTableId]);

    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [InstanceId] }));
    fleet.pass(10 * MINUTE);
    expect(await routes()).toMatchObject([LOCAL, { State: 'blackhole' }]);
    expect(await having('route.state', 'blackhole')).toEqual([RouteTableId]);
  });

  test('lead nowhere while their gateway is detached', async () => {
    await addRoute({ GatewayId });
    await ec2.send(new DetachInternetGatewayCommand({ VpcId, InternetGatewayId: GatewayId }));
    expect(await routes()).toMatchObject([LOCAL, { GatewayId, State: 'blackhole' }]);
    await ec2.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId: GatewayId }));
    expect(await routes()).toMatchObject([LOCAL, { GatewayId, State: 'active' }]);
  });

  test.each<[string, () => Partial<CreateRouteCommandInput>, string, (() => string)?]>([
    [
      'to a gateway that is not there',
      () => ({ GatewayId: 'igw-0123456789abcdef0' }),
      'InvalidGatewayID.NotFound',
      () => "The gateway ID 'igw-0123456789abcdef0' does not exist",
    ],
    ['to a NAT gateway', () => ({ NatGatewayId: 'nat-0123456789abcdef0' }), 'InvalidNatGatewayID.NotFound'],
    [
      'to a peering',
      () => ({ VpcPeeringConnectionId: 'pcx-0123456789abcdef0' }),
      'InvalidVpcPeeringConnectionID.NotFound',
    ],
    [
      'to an interface that is not there',
      () => ({ NetworkInterfaceId: 'eni-0123456789abcdef0' }),
      'InvalidNetworkInterfaceID.NotFound',
    ],
    ['to nowhere', () => ({}), 'InvalidParameterCombination'],
    [
      'to two places',
      () => ({ GatewayId, NatGatewayId: 'nat-0123456789abcdef0' }),
      'InvalidParameterCombination',
    ],
    ['from nowhere', () => ({ GatewayId, DestinationCidrBlock: undefined }), 'InvalidParameterCombination'],
    [
      'to what is no network',
      () => ({ GatewayId, DestinationCidrBlock: '0.0.0.0' }),
      'InvalidParameterValue',
      () => 'Value (0.0.0.0) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.',
    ],
    [
      'for a part of the VPC',
      () => ({ GatewayId, DestinationCidrBlock: '10.0.1.0/24' }),
      'InvalidParameterValue',
      () =>
        "The destination CIDR block 10.0.1.0/24 is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance.",
    ],
    [
      'of no table',
      () => ({ GatewayId, RouteTableId: 'rtb-0123456789abcdef0' }),
      'InvalidRouteTableID.NotFound',
    ],
    [
      'by a prefix list of nobody',
      () => ({ GatewayId, DestinationCidrBlock: undefined, DestinationPrefixListId: 'pl-0123456789abcdef0' }),
      'InvalidPrefixListID.NotFound',
    ],
  ])('%s are refused', async (_, input, name, message) => {
    await expect(addRoute(input())).rejects.toMatchObject(refusal(name, message?.()));
    expect(await routes()).toEqual([LOCAL]);
  });

  test('stay in their own VPC', async () => {
    const main = await mainOf(await fleet.vpcId());
    const other = there(main.Routes?.[1]?.GatewayId);
    await expect(addRoute({ GatewayId: other })).rejects.toMatchObject(
      refusal(
        'InvalidParameterValue',
        `route table ${RouteTableId} and network gateway ${other} belong to different networks`,
      ),
    );
  });

  test('are replaced where they are, and never come to be so', async () => {
    await addRoute({ GatewayId });
    const [machine] = await fleet.run({ SubnetId });
    await expect(addRoute({ InstanceId: machine?.InstanceId })).rejects.toMatchObject(
      refusal('RouteAlreadyExists', 'The route identified by 0.0.0.0/0 already exists.'),
    );
    const replace = (DestinationCidrBlock: string) =>
      ec2.send(
        new ReplaceRouteCommand({ RouteTableId, DestinationCidrBlock, InstanceId: machine?.InstanceId }),
      );
    await replace('0.0.0.0/0');
    expect(await routes()).toMatchObject([LOCAL, { InstanceId: machine?.InstanceId }]);
    await expect(replace('192.0.2.0/24')).rejects.toMatchObject(
      refusal(
        'InvalidParameterValue',
        "There is no route defined for '192.0.2.0/24' in the route table. Use CreateRoute instead.",
      ),
    );
  });

  test('are deleted, but not the local one', async () => {
    const remove = (DestinationCidrBlock: string) =>
      ec2.send(new DeleteRouteCommand({ RouteTableId, DestinationCidrBlock }));
    await addRoute({ GatewayId });
    await remove('0.0.0.0/0');
    expect(await routes()).toEqual([LOCAL]);
    await expect(remove('0.0.0.0/0')).rejects.toMatchObject(
      refusal(
        'InvalidRoute.NotFound',
        `no route with destination-cidr-block 0.0.0.0/0 in route table ${RouteTableId}`,
      ),
    );
    await expect(remove('10.0.0.0/16')).rejects.toMatchObject(
      refusal(
        'InvalidParameterValue',
        `cannot remove local route 10.0.0.0/16 in route table ${RouteTableId}`,
      ),
    );
  });
});

describe('associations', () => {
  const associate = (id = RouteTableId, subnet = SubnetId) =>
    ec2.send(new AssociateRouteTableCommand({ RouteTableId: id, SubnetId: subnet }));

  test('bind a subnet to a table, once', async () => {
    const { AssociationId, AssociationState } = await associate();
    expect(AssociationState).toEqual({ State: 'associated' });
    expect((await associate()).AssociationId).toBe(AssociationId);
    expect((await tables({ RouteTableIds: [RouteTableId] }))[0]?.Associations).toEqual([
      {
        RouteTableAssociationId: AssociationId,
        RouteTableId,
        SubnetId,
        Main: false,
        AssociationState: { State: 'associated' },
      },
    ]);
    const main = there((await mainOf(VpcId)).RouteTableId);
    await expect(associate(main)).rejects.toMatchObject(
      refusal(
        'Resource.AlreadyAssociated',
        `the specified association for route table ${main} conflicts with an existing association`,
      ),
    );
  });

  test('are within one VPC, and of what is there', async () => {
    const elsewhere = await subnetOfDefault();
    await expect(associate(RouteTableId, elsewhere)).rejects.toMatchObject(
      refusal(
        'InvalidParameterValue',
        `route table ${RouteTableId} and subnet ${elsewhere} belong to different networks`,
      ),
    );
    await expect(associate(RouteTableId, 'subnet-0123456789abcdef0')).rejects.toMatchObject(
      refusal('InvalidSubnetID.NotFound'),
    );
    await expect(ec2.send(new AssociateRouteTableCommand({ RouteTableId, GatewayId }))).rejects.toMatchObject(
      refusal('UnsupportedOperation'),
    );
    expect(await having('association.subnet-id', elsewhere)).toEqual([]);
  });

  test('are replaced, the main one too, and ended, but not the main one', async () => {
    const { AssociationId } = await associate();
    const main = await mainOf(VpcId);
    const replace = async (id: string | undefined, table: string | undefined) =>
      ec2.send(new ReplaceRouteTableAssociationCommand({ AssociationId: id, RouteTableId: table }));
    const end = (id: string | undefined) =>
      ec2.send(new DisassociateRouteTableCommand({ AssociationId: id }));

    const { NewAssociationId } = await replace(AssociationId, main.RouteTableId);
    expect(await having('association.subnet-id', SubnetId)).toEqual([main.RouteTableId]);
    await expect(end(AssociationId)).rejects.toMatchObject(refusal('InvalidAssociationID.NotFound'));
    await end(NewAssociationId);
    expect(await having('association.subnet-id', SubnetId)).toEqual([]);

    const ofMain = main.Associations?.[0]?.RouteTableAssociationId;
    await expect(end(ofMain)).rejects.toMatchObject(
      refusal(
        'InvalidParameterValue',
        `cannot disassociate the main route table association ${ofMain ?? ''}`,
      ),
    );
    await replace(ofMain, RouteTableId);
    expect((await mainOf(VpcId)).RouteTableId).toBe(RouteTableId);
    expect(await having('association.main', 'true')).not.toContain(main.RouteTableId);
  });
});
