import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
  RunInstancesCommand,
  type IpPermission,
  type SecurityGroupRule,
} from '@aws-sdk/client-ec2';
import { accountsOf } from '../../electron/aws/accounts.ts';
import { createConnections } from '../../electron/aws/connections.ts';
import { createPatience } from '../../electron/aws/patience.ts';
import { createHomeLock, type HomeLock } from '../../electron/journal/home-lock.ts';
import type { ChangeServices, Probe } from '../../electron/review/change/change-services.ts';
import { createChanges, type Changes } from '../../electron/review/change/create-changes.ts';
import { readRegion } from '../../electron/review/read-region.ts';
import { createUnfinished, type Unfinished } from '../../electron/unfinished.ts';
import type { ChangeAsk, ChangePreview, GroupChange } from '../../shared/security-group/group-change.ts';
import type { MyAddresses } from '../../shared/security-group/groups-api.ts';
import { clientsAt, valueOf } from './aws-clients.ts';
import { letsIn, type Permission } from './lets-in.ts';
import type { Moto } from './moto.ts';
import { startProxy, type Call, type Fate, type Proxy } from './proxy.ts';

export const MY_IPV4 = '198.51.100.7';
export const MY_IPV6 = '2600:1f00:aa::7';
export const OFFICE = '203.0.113.0/24';
export const CHOICE = { sourceId: 'environment', region: 'us-east-1' };
export const WORLD: IpPermission = {
  IpProtocol: 'tcp',
  FromPort: 22,
  ToPort: 22,
  IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'temporary' }],
};

/** A Keyport that changes groups in moto, or in what stands for it, and somebody beside it who looks at the firewall before and after each of its calls. */
export type ChangeWorld = {
  readonly home: string;
  readonly proxy: Proxy;
  /** To moto itself, as somebody else does. */
  readonly ec2: EC2Client;
  readonly changes: Changes;
  readonly unfinished: Unfinished;
  readonly lock: HomeLock;
  /** Every snapshot that was told. */
  readonly told: readonly GroupChange[];
  my: MyAddresses;
  probe: Probe;
  fateOf: (call: Call) => Fate | Promise<Fate>;
  carriedOut: (call: Call) => void;
  readonly env: NodeJS.ProcessEnv;
  /** Asked before each call is let through: what was to be seen after the one before. */
  watch: (() => Promise<void>) | null;
  /** Keyport again, with the same home, as after a start. */
  readonly restart: () => Changes;
  /** When all that was started has come to its end. */
  readonly ended: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export async function openChangeWorld(moto: Moto, accountId = '123456789012'): Promise<ChangeWorld> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-change-'));
  const ec2 = new EC2Client({
    endpoint: moto.endpoint,
    region: CHOICE.region,
    credentials: { accessKeyId: 'someone', secretAccessKey: 'else' },
  });
  const told: GroupChange[] = [];
  const proxy = await startProxy(
    moto.endpoint,
    async (call) => {
      await world.watch?.();
      return world.fateOf(call);
    },
    (call) => world.carriedOut(call),
  );
  const lock = createHomeLock(home, 'a test');
  const unfinished = createUnfinished();
  const env = { ...moto.env, AWS_ENDPOINT_URL: proxy.endpoint };
  const restart = () =>
    createChanges({
      home,
      lock,
      connections: createConnections(accountsOf(env)),
      patience: createPatience({ KEYPORT_PATIENCE: '0.01' }),
      unfinished,
      changed: (change) => told.push(change),
      factsFor: () => factsAt(moto.endpoint, accountId),
      myAddresses: async () => world.my,
      probe: (target, timeoutMs) => world.probe(target, timeoutMs),
      now: Date.now,
    } satisfies ChangeServices);
  const world: ChangeWorld = {
    home,
    proxy,
    ec2,
    changes: restart(),
    unfinished,
    lock,
    told,
    my: { ipv4: MY_IPV4, ipv6: null },
    probe: async () => 'no-answer',
    fateOf: () => 'pass',
    carriedOut: () => {},
    env,
    watch: null,
    restart,
    ended: () => unfinished.ended(),
    stop: async () => {
      await unfinished.ended();
      lock.release();
      await proxy.stop();
      ec2.destroy();
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
  return world;
}

/** The facts of the region, read past the proxy: they are another's business. */
async function factsAt(endpoint: string, accountId: string) {
  const clients = clientsAt(endpoint);
  const ask = {
    region: CHOICE.region,
    accountId,
    patience: createPatience({ KEYPORT_PATIENCE: '0.01' }),
    signal: new AbortController().signal,
    onProgress: () => {},
  };
  return readRegion(clients, ask);
}

/** A group with these inbound rules in the default network. */
export async function makeGroupIn(
  ec2: EC2Client,
  name: string,
  permissions: readonly IpPermission[],
): Promise<string> {
  const { Vpcs = [] } = await ec2.send(
    new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }),
  );
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: name, Description: name, VpcId: Vpcs[0]?.VpcId }),
  );
  for (const permission of permissions) {
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission] }));
  }
  return GroupId;
}

export type TestMachine = {
  readonly instanceId: string;
  readonly interfaceId: string;
  readonly address: string;
};

/** A running machine with a public address behind this group. */
export async function runMachine(ec2: EC2Client, groupId: string): Promise<TestMachine> {
  const { Subnets = [] } = await ec2.send(
    new DescribeSubnetsCommand({ Filters: [{ Name: 'default-for-az', Values: ['true'] }] }),
  );
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: 'ami-0ed094fb1304fd857',
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      NetworkInterfaces: [
        { DeviceIndex: 0, SubnetId: Subnets[0]?.SubnetId, Groups: [groupId], AssociatePublicIpAddress: true },
      ],
    }),
  );
  const instanceId = Instances[0]?.InstanceId ?? '';
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [instanceId] }));
  const described = Reservations[0]?.Instances?.[0];
  return {
    instanceId,
    interfaceId: described?.NetworkInterfaces?.[0]?.NetworkInterfaceId ?? '',
    address: described?.PublicIpAddress ?? '',
  };
}

/** The calls that change something, or would, in their order. */
export function changingCalls({ proxy }: Pick<ChangeWorld, 'proxy'>): readonly string[] {
  return proxy.calls
    .filter(({ action, params }) => isChanging(action) && params.get('DryRun') !== 'true')
    .map(({ action }) => action);
}

/** This call in earnest, and not tried dry. */
export function isReal({ action, params }: Call, wanted: string): boolean {
  return action === wanted && params.get('DryRun') !== 'true';
}

function isChanging(action: string): boolean {
  return !action.startsWith('Describe') && !action.startsWith('Get');
}

export async function inboundOf(ec2: EC2Client, groupId: string): Promise<readonly SecurityGroupRule[]> {
  const { SecurityGroupRules = [] } = await ec2.send(
    new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [groupId] }] }),
  );
  return SecurityGroupRules.filter(({ IsEgress }) => IsEgress !== true);
}

/** `tcp 22 0.0.0.0/0 (temporary)`, sorted. */
export async function rulesInText(ec2: EC2Client, groupId: string): Promise<readonly string[]> {
  return (await inboundOf(ec2, groupId)).map(textOfRule).toSorted();
}

export function textOfRule(rule: SecurityGroupRule): string {
  const { IpProtocol, FromPort, CidrIpv4, CidrIpv6, ReferencedGroupInfo, PrefixListId, Description } = rule;
  const source = CidrIpv4 ?? CidrIpv6 ?? ReferencedGroupInfo?.GroupId ?? PrefixListId ?? '?';
  return `${String(IpProtocol)} ${String(FromPort)} ${source}${Description ? ` (${Description})` : ''}`;
}

/** Notes for each call whether the address could come in to ssh at that moment, by all groups of the interface together. */
export function watchAddress(
  world: Pick<ChangeWorld, 'ec2' | 'proxy'>,
  interfaceId: string,
  address: string,
): { readonly look: () => Promise<void>; readonly seen: boolean[] } {
  const seen: boolean[] = [];
  return {
    seen,
    look: async () => {
      const { NetworkInterfaces = [] } = await world.ec2.send(
        new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [interfaceId] }),
      );
      const GroupIds = (NetworkInterfaces[0]?.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []);
      const { SecurityGroups = [] } = await world.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds }));
      const permissions: Permission[] = SecurityGroups.flatMap(({ IpPermissions = [] }) => IpPermissions);
      seen.push(letsIn(permissions, 22, address));
    },
  };
}

export async function ruleIdOf(ec2: EC2Client, groupId: string, cidr: string): Promise<string> {
  const rule = (await inboundOf(ec2, groupId)).find(
    ({ CidrIpv4, CidrIpv6 }) => CidrIpv4 === cidr || CidrIpv6 === cidr,
  );
  return rule?.SecurityGroupRuleId ?? '';
}

export const mine = (address = MY_IPV4): ChangeAsk['add'][number] => ({
  protocol: 'tcp',
  fromPort: 22,
  toPort: 22,
  source: address.includes(':')
    ? { kind: 'ipv6', cidr: `${address}/128` }
    : { kind: 'ipv4', cidr: `${address}/32` },
  description: 'SSH from my address only',
});

/** The world's rule goes, my own address comes. */
export async function narrowAsk(ec2: EC2Client, groupId: string): Promise<ChangeAsk> {
  return {
    groupId,
    findingKey: null,
    kind: 'narrow',
    add: [mine()],
    removeRuleIds: [await ruleIdOf(ec2, groupId, '0.0.0.0/0')],
    target: { kind: 'this-group' },
  };
}

export async function previewOf(changes: Changes, ask: ChangeAsk): Promise<ChangePreview> {
  return valueOf(await changes.previewChange({ ...CHOICE, ask }));
}

/** Previewed, started, and come to its end. */
export async function carryThrough(world: ChangeWorld, ask: ChangeAsk): Promise<GroupChange> {
  const { previewId } = await previewOf(world.changes, ask);
  const { changeId } = valueOf(await world.changes.startChange({ previewId }));
  await world.ended();
  return changeById(world.changes, changeId);
}

export async function changeById(changes: Changes, changeId: string): Promise<GroupChange> {
  const all = valueOf(await changes.listChanges());
  const change = all.find((each) => each.changeId === changeId);
  if (change === undefined) throw new Error('no such change');
  return change;
}
