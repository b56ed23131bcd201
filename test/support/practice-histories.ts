import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import * as fc from 'fast-check';
import { deepStrictEqual, ok } from 'node:assert/strict';
import { openPractice } from './practice-account.ts';

/** What somebody does next; numbers choose among what there is by then. */
const doing = fc.oneof(
  fc.record({ do: fc.constant('create-group' as const), name: fc.nat({ max: 5 }) }),
  fc.record({ do: fc.constant('authorize' as const), group: fc.nat(), friend: fc.nat() }),
  fc.record({
    do: fc.constant('run' as const),
    group: fc.nat(),
    token: fc.nat({ max: 4 }),
    size: fc.nat({ max: 1 }),
  }),
  fc.record({ do: fc.constant('stop' as const), instance: fc.nat() }),
  fc.record({ do: fc.constant('start' as const), instance: fc.nat() }),
  fc.record({ do: fc.constant('terminate' as const), instance: fc.nat() }),
  fc.record({ do: fc.constant('delete-group' as const), group: fc.nat() }),
);
type Doing = typeof doing extends fc.Arbitrary<infer Value> ? Value : never;

/** Several at a time, and between them so many seconds. */
const history = fc.array(
  fc.record({ together: fc.array(doing, { minLength: 1, maxLength: 6 }), seconds: fc.nat({ max: 40 }) }),
  { maxLength: 12 },
);

const SIZES = ['t3.micro', 't3.small'] as const;
/** A default subnet has 4,096 addresses, of which AWS keeps five. */
const ADDRESSES = 4091;

/** Plays random histories of calls, many at the same time, and looks after each round whether the account is whole. Throws where it is not. */
export async function playHistories({ seed, runs }: { seed: number; runs: number }): Promise<void> {
  await fc.assert(
    fc.asyncProperty(history, async (rounds) => {
      let now = Date.UTC(2026, 0, 1);
      const practice = await openPractice({
        now: () => now,
        weather: [{ action: 'RunInstances', nth: 2, kind: 'latency', value: 1 }],
      });
      const ec2 = practice.ec2();
      const world = await openWorld(ec2);
      for (const { together, seconds } of rounds) {
        await Promise.all(together.map((each) => world.act(each)));
        await check(ec2, world);
        now += seconds * 1000;
      }
      await check(ec2, world);
    }),
    { numRuns: runs, seed },
  );
}

type Made = {
  readonly groupIds: string[];
  readonly instanceIds: Set<string>;
  /** Every instance that a token was answered with. */
  readonly byToken: Map<string, Set<string>>;
};

async function openWorld(ec2: EC2Client): Promise<Made & { readonly act: (what: Doing) => Promise<void> }> {
  const { Images = [] } = await ec2.send(
    new DescribeImagesCommand({
      Filters: [
        { Name: 'architecture', Values: ['x86_64'] },
        { Name: 'name', Values: ['al2023*'] },
      ],
    }),
  );
  const made: Made = { groupIds: [], instanceIds: new Set(), byToken: new Map() };
  const group = (place: number) =>
    made.groupIds[place % Math.max(1, made.groupIds.length)] ?? 'sg-0123456789abcdef0';
  const instance = (place: number) =>
    [...made.instanceIds][place % Math.max(1, made.instanceIds.size)] ?? 'i-0123456789abcdef0';
  const act = async (what: Doing): Promise<void> => {
    switch (what.do) {
      case 'create-group': {
        const { GroupId = '' } = await ec2.send(
          new CreateSecurityGroupCommand({ GroupName: `web-${String(what.name)}`, Description: 'x' }),
        );
        ok(!made.groupIds.includes(GroupId), `the same id twice: ${GroupId}`);
        made.groupIds.push(GroupId);
        return;
      }
      case 'authorize':
        await ec2.send(
          new AuthorizeSecurityGroupIngressCommand({
            GroupId: group(what.group),
            IpPermissions: [
              {
                IpProtocol: 'tcp',
                FromPort: 80,
                ToPort: 80,
                UserIdGroupPairs: [{ GroupId: group(what.friend) }],
              },
            ],
          }),
        );
        return;
      case 'run': {
        const token = `token-${String(what.token)}`;
        const { Instances = [] } = await ec2.send(
          new RunInstancesCommand({
            ImageId: Images[0]?.ImageId,
            InstanceType: SIZES[what.size],
            MinCount: 1,
            MaxCount: 1,
            SecurityGroupIds: [group(what.group)],
            ClientToken: token,
          }),
        );
        const answered = made.byToken.get(token) ?? new Set<string>();
        for (const { InstanceId = '' } of Instances) {
          answered.add(InstanceId);
          made.instanceIds.add(InstanceId);
        }
        made.byToken.set(token, answered);
        return;
      }
      case 'stop':
        await ec2.send(new StopInstancesCommand({ InstanceIds: [instance(what.instance)] }));
        return;
      case 'start':
        await ec2.send(new StartInstancesCommand({ InstanceIds: [instance(what.instance)] }));
        return;
      case 'terminate':
        await ec2.send(new TerminateInstancesCommand({ InstanceIds: [instance(what.instance)] }));
        return;
      case 'delete-group':
        await ec2.send(new DeleteSecurityGroupCommand({ GroupId: group(what.group) }));
    }
  };
  return {
    ...made,
    act: async (what) => {
      try {
        await act(what);
      } catch (error) {
        // A refusal is an answer. A fault is not, nor is a wrong expectation.
        const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
        if (($metadata?.httpStatusCode ?? 500) >= 500) throw error;
      }
    },
  };
}

async function check(ec2: EC2Client, { byToken }: Made): Promise<void> {
  const [{ SecurityGroups = [] }, { NetworkInterfaces = [] }, { Reservations = [] }, { Subnets = [] }] =
    await Promise.all([
      ec2.send(new DescribeSecurityGroupsCommand({})),
      ec2.send(new DescribeNetworkInterfacesCommand({})),
      ec2.send(new DescribeInstancesCommand({})),
      ec2.send(new DescribeSubnetsCommand({})),
    ]);
  const instances = Reservations.flatMap(({ Instances = [] }) => Instances);
  const groupIds = SecurityGroups.map(({ GroupId }) => GroupId);
  const inUse = NetworkInterfaces.flatMap(({ Groups = [] }) => Groups.map(({ GroupId }) => GroupId));
  const named = SecurityGroups.flatMap(({ IpPermissions = [] }) =>
    IpPermissions.flatMap(({ UserIdGroupPairs = [] }) => UserIdGroupPairs.map(({ GroupId }) => GroupId)),
  );
  const gone = [...inUse, ...named].filter((groupId) => !groupIds.includes(groupId));
  deepStrictEqual(gone, [], 'groups that are in use, or named, are there');
  deepStrictEqual(
    [...byToken.values()].filter((answered) => answered.size > 1),
    [],
    'a token stands for one instance',
  );
  const ids = [
    groupIds,
    instances.map(({ InstanceId }) => InstanceId),
    NetworkInterfaces.map(({ NetworkInterfaceId }) => NetworkInterfaceId),
  ];
  for (const each of ids) isUnique(each);
  for (const { SubnetId, AvailableIpAddressCount } of Subnets) {
    const used = NetworkInterfaces.filter((one) => one.SubnetId === SubnetId).length;
    deepStrictEqual((AvailableIpAddressCount ?? 0) + used, ADDRESSES, 'addresses are conserved');
  }
  const privateIps = NetworkInterfaces.map(({ PrivateIpAddress }) => PrivateIpAddress);
  isUnique(privateIps);
  const publicIps = NetworkInterfaces.flatMap(({ Association }) => Association?.PublicIp ?? []);
  isUnique(publicIps);
  const living = instances.filter(({ State }) => State?.Name !== 'terminated');
  deepStrictEqual(
    living.flatMap(({ NetworkInterfaces: own = [] }) => own).length,
    NetworkInterfaces.length,
    'interfaces belong to somebody',
  );
}

function isUnique(values: readonly (string | undefined)[]): void {
  deepStrictEqual(new Set(values).size, values.length, `not twice the same: ${values.join(' ')}`);
}
