import { beforeEach, expect, test } from 'vitest';
import {
  CreateNetworkAclEntryCommand,
  DescribeNetworkAclsCommand,
  ModifyVpcBlockPublicAccessOptionsCommand,
} from '@aws-sdk/client-ec2';
import { readBlockPublicAccess } from '../../../electron/aws/block-public-access.ts';
import type { AwsClients } from '../../../electron/aws/clients.ts';
import type { Asking } from '../../../electron/aws/every-page.ts';
import { readInterfacesOfGroup, setInterfaceGroups } from '../../../electron/aws/group-changes.ts';
import { readTemplateGroups } from '../../../electron/aws/launch-template-groups.ts';
import { doesGiveIpv6 } from '../../../electron/aws/network-groups.ts';
import { readDefaultVpcId, readNetwork } from '../../../electron/aws/network.ts';
import { createPatience } from '../../../electron/aws/patience.ts';
import { readPrefixLists } from '../../../electron/aws/prefix-lists.ts';
import { listInterfaces } from '../../../electron/aws/region-interfaces.ts';
import { listNetworkAcls, listSubnets, listVpcs } from '../../../electron/aws/region-network.ts';
import { listPeerings } from '../../../electron/aws/region-peerings.ts';
import { listRouteTables } from '../../../electron/aws/region-routes.ts';
import { MINUTE, openFleet, there, type Fleet } from '../../support/practice-fleet.ts';
import { practiceClients } from '../../support/practice-clients.ts';

// What Keyport reads of a real region it reads of a practice one, with the same code.

let fleet: Fleet;
let clients: AwsClients;
let asking: Asking;
beforeEach(async () => {
  fleet = await openFleet();
  clients = practiceClients(fleet.practice.account);
  asking = askingIn('us-east-1');
});

function askingIn(region: string): Asking {
  const { signal } = new AbortController();
  const { ec2 } = practiceClients(fleet.practice.account, region);
  return { ec2, patience: createPatience({}, { signal }), signal };
}

test('the network of a region', async () => {
  const [vpc] = await listVpcs(asking);
  expect(vpc).toEqual({
    vpcId: await fleet.vpcId(),
    cidrs: ['172.31.0.0/16'],
    isDefault: true,
    name: null,
  });
  const subnets = await listSubnets(asking);
  expect(subnets.map(({ zoneName }) => zoneName)).toEqual(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `us-east-1${letter}`),
  );
  const [table] = await listRouteTables(asking);
  expect(table).toMatchObject({
    isMain: true,
    subnetIds: [],
    routes: [
      { cidr: '172.31.0.0/16', target: 'local', state: 'active' },
      { cidr: '0.0.0.0/0', target: expect.stringMatching(/^igw-/) as string, state: 'active' },
    ],
  });
  expect(await listPeerings(asking, { accountId: '111122223333', region: 'us-east-1' })).toEqual([]);
  expect(await readTemplateGroups(asking)).toEqual({ groupIds: [], names: [] });
});

test('the network ACLs of a region', async () => {
  const [acl] = (await fleet.ec2.send(new DescribeNetworkAclsCommand({}))).NetworkAcls ?? [];
  await fleet.ec2.send(
    new CreateNetworkAclEntryCommand({
      NetworkAclId: acl?.NetworkAclId,
      RuleNumber: 50,
      Egress: false,
      Protocol: '6',
      RuleAction: 'deny',
      CidrBlock: '203.0.113.0/24',
      PortRange: { From: 22, To: 22 },
    }),
  );
  const [read] = await listNetworkAcls(asking);
  const everything = { protocol: '-1', cidr: '0.0.0.0/0', fromPort: null, toPort: null };
  expect(read?.subnetIds).toHaveLength(6);
  expect(read?.entries).toEqual([
    {
      number: 50,
      isEgress: false,
      isAllow: false,
      protocol: 'tcp',
      cidr: '203.0.113.0/24',
      fromPort: 22,
      toPort: 22,
    },
    { ...everything, number: 100, isEgress: false, isAllow: true },
    { ...everything, number: 32_767, isEgress: false, isAllow: false },
    { ...everything, number: 100, isEgress: true, isAllow: true },
    { ...everything, number: 32_767, isEgress: true, isAllow: false },
  ]);
});

test('where a size can run', async () => {
  const network = await readNetwork(clients, 't3.micro');
  if (!network.ok) throw new Error(network.problem.code);
  expect(network.value.vpcId).toBe(await fleet.vpcId());
  expect(network.value.zones.map(({ zoneName, offersType }) => [zoneName, offersType])).toEqual([
    ['us-east-1a', true],
    ['us-east-1b', true],
    ['us-east-1c', true],
    ['us-east-1d', true],
    ['us-east-1e', false],
    ['us-east-1f', true],
  ]);
  expect(network.value.zones[0]).toMatchObject({
    isAvailable: true,
    freeAddresses: 4091,
    givesPublicAddress: true,
  });
  expect(await doesGiveIpv6(asking, await fleet.vpcId())).toBe(false);
});

test('a region without a default network', async () => {
  const stockholm = practiceClients(fleet.practice.account, 'eu-north-1');
  expect(await readDefaultVpcId(stockholm)).toBeNull();
  const network = await readNetwork(stockholm, 't3.micro');
  if (!network.ok) throw new Error(network.problem.code);
  expect(network.value.vpcId).toBeNull();
  expect(network.value.zones.map(({ subnetId }) => subnetId)).toEqual([null, null, null]);
  expect(await listVpcs(askingIn('eu-north-1'))).toEqual([]);
});

test('interfaces, and their groups after a change', async () => {
  const [first, second] = [await fleet.makeGroup('first'), await fleet.makeGroup('second')];
  const instanceId = await fleet.runOne({ SecurityGroupIds: [first] });
  fleet.pass(MINUTE);
  const [one] = await listInterfaces(asking);
  const [instance] = await fleet.describe(instanceId);
  expect(one).toEqual({
    interfaceId: instance?.NetworkInterfaces?.[0]?.NetworkInterfaceId,
    groupIds: [first],
    interfaceType: 'interface',
    isRequesterManaged: false,
    description: '',
    instanceId,
    isAttached: true,
    vpcId: instance?.VpcId,
    subnetId: instance?.SubnetId,
    privateIpv4: [instance?.PrivateIpAddress],
    publicIpv4: [instance?.PublicIpAddress],
    ipv6: [],
  });

  await setInterfaceGroups(clients, there(one?.interfaceId), [second]);
  expect(await readInterfacesOfGroup(clients, first)).toEqual([]);
  expect(await readInterfacesOfGroup(clients, second)).toEqual([
    { interfaceId: one?.interfaceId, groupIds: [second], isRequesterManaged: false },
  ]);
});

test('AWS’s own prefix lists, and nothing of one that is gone', async () => {
  expect(await readPrefixLists(asking, ['pl-63a5400a', 'pl-0123456789abcdef0'])).toEqual({
    lists: [
      {
        prefixListId: 'pl-63a5400a',
        name: 'com.amazonaws.us-east-1.s3',
        ownerId: 'AWS',
        maxEntries: null,
        cidrs: ['198.51.100.128/26', '198.51.100.192/27', '192.0.2.128/25'],
      },
    ],
    error: null,
  });
});

test('Block Public Access', async () => {
  const off = { mode: 'off', excludedVpcIds: [], excludedSubnetIds: [] };
  expect(await readBlockPublicAccess(asking)).toEqual(off);
  await fleet.ec2.send(
    new ModifyVpcBlockPublicAccessOptionsCommand({ InternetGatewayBlockMode: 'block-bidirectional' }),
  );
  expect(await readBlockPublicAccess(asking)).toEqual({ ...off, mode: 'block-bidirectional' });
});
