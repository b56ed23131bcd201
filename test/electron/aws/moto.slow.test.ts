import {
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVolumesCommand,
  DeleteVpcCommand,
  DescribeVpcsCommand,
  DescribeSubnetsCommand,
  DeleteSubnetCommand,
  CreateKeyPairCommand,
  AuthorizeSecurityGroupIngressCommand,
  DescribeRouteTablesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectAccount, resolveAccount } from '../../../electron/aws/account.ts';
import { listAccountSources } from '../../../electron/aws/account-sources.ts';
import { closeClients, createClients, type AwsClients } from '../../../electron/aws/clients.ts';
import { readCatalogImages } from '../../../electron/aws/images.ts';
import { readInstanceTypes } from '../../../electron/aws/instance-types.ts';
import { terminateInstance } from '../../../electron/aws/instance-acts.ts';
import {
  findInstancesByTag,
  readInstances,
  runInstance,
  type RunInstanceInput,
} from '../../../electron/aws/instances.ts';
import { readTakenNames } from '../../../electron/aws/names.ts';
import { readNetwork } from '../../../electron/aws/network.ts';
import { readPrices } from '../../../electron/aws/prices.ts';
import { problemFrom } from '../../../electron/aws/problem.ts';
import {
  authorizeIngress,
  createSecurityGroup,
  deleteSecurityGroup,
  readIngress,
} from '../../../electron/aws/security-groups.ts';
import { METADATA, ROOT_DISK } from '../../../shared/launch-plan.ts';
import type { PlannedRule } from '../../../shared/security-group/planned-rules.ts';
import { clientsAt, valueOf } from '../../support/aws-clients.ts';
import { startMoto, type Moto } from '../../support/moto.ts';
import { needs } from '../../support/parts.ts';

const START_SCRIPT = '#!/bin/sh\necho "Grüße" > /etc/motd\n';

const RULES: readonly PlannedRule[] = [
  { protocol: 'tcp', port: 443, cidr: '0.0.0.0/0', family: 'ipv4', description: 'HTTPS from everyone' },
  { protocol: 'tcp', port: 443, cidr: '::/0', family: 'ipv6', description: 'HTTPS from everyone' },
  {
    protocol: 'tcp',
    port: 22,
    cidr: '203.0.113.7/32',
    family: 'ipv4',
    description: 'SSH from my address only',
  },
];

needs('moto')('against moto', () => {
  let moto: Moto;
  let clients: AwsClients;
  beforeAll(async () => {
    moto = await startMoto();
    clients = clientsAt(moto.endpoint);
  });
  beforeEach(() => moto.reset());
  afterAll(async () => {
    closeClients(clients);
    await moto.stop();
  });

  test('an account of the environment connects, with its regions', async () => {
    const choice = { sourceId: 'environment', region: 'eu-west-1' };
    const resolved = valueOf(await resolveAccount(choice, moto.env));
    const own = createClients(resolved);
    const account = valueOf(await connectAccount(own, resolved));
    closeClients(own);

    expect(account).toMatchObject({
      ...choice,
      sourceName: 'environment',
      accountId: '123456789012',
      endpoint: moto.endpoint,
      isRoot: false,
      hasLongLivedKey: false,
    });
    expect(account.regions).toContain('us-east-1');
    expect(account.regions).toEqual(account.regions.toSorted());
  });

  test('the environment of a moto is listed as a way in', async () => {
    expect(valueOf(await listAccountSources(moto.env))).toEqual([
      {
        id: 'environment',
        name: 'environment',
        kind: 'environment',
        signIn: 'environment',
        region: 'us-east-1',
        endpoint: moto.endpoint,
      },
    ]);
  });

  test('both architectures of Amazon Linux 2023 are pinned to an image that fits', async () => {
    const images = valueOf(await readCatalogImages(clients));

    expect(images.map(({ catalogId, architecture }) => [catalogId, architecture])).toEqual([
      ['al2023-x86_64', 'x86_64'],
      ['al2023-arm64', 'arm64'],
    ]);
    for (const image of images) {
      expect(image).toMatchObject({
        isAvailable: true,
        loginUser: 'ec2-user',
        platform: 'linux',
        rootSizeGiB: 15,
      });
      expect(image.imageId).toMatch(/^ami-[0-9a-f]{17}$/);
      expect(image.imageName).toContain('al2023-ami-2023');
    }
  });

  test('the free-tier sizes are those of the architecture', async () => {
    const intel = valueOf(await readInstanceTypes(clients, { architecture: 'x86_64', which: 'free-tier' }));
    const arm = valueOf(await readInstanceTypes(clients, { architecture: 'arm64', which: 'free-tier' }));

    expect(intel.map(({ name }) => name)).toEqual([
      'c7i-flex.large',
      'm7i-flex.large',
      't3.micro',
      't3.small',
    ]);
    expect(arm.map(({ name }) => name)).toEqual(['t4g.micro', 't4g.small']);
    expect(intel[2]).toEqual({
      name: 't3.micro',
      vcpus: 2,
      memoryMiB: 1024,
      architectures: ['x86_64'],
      isFreeTierEligible: true,
      isCurrentGeneration: true,
      isBurstable: true,
      networkPerformance: 'Up to 5 Gigabit',
    });
  });

  // It takes about a second of moto for each part of the list.
  test(
    'all sizes are many, sorted, each once, and none is older or bare metal',
    { timeout: 120_000 },
    async () => {
      const all = valueOf(await readInstanceTypes(clients, { architecture: 'arm64', which: 'all' }));
      const names = all.map(({ name }) => name);

      expect(names.length).toBeGreaterThan(250);
      expect(names).toEqual([...new Set(names)].toSorted());
      expect(names.filter((name) => name.includes('metal'))).toEqual([]);
      expect(all.filter(({ isCurrentGeneration }) => !isCurrentGeneration)).toEqual([]);
    },
  );

  test('each zone says whether it offers the size', async () => {
    const { vpcId, zones } = valueOf(await readNetwork(clients, 't3.micro'));

    expect(vpcId).toMatch(/^vpc-/);
    expect(zones.map(({ zoneName, offersType }) => [zoneName, offersType])).toEqual([
      ['us-east-1a', true],
      ['us-east-1b', true],
      ['us-east-1c', true],
      ['us-east-1d', true],
      ['us-east-1e', false],
      ['us-east-1f', true],
    ]);
    expect(new Set(zones.map(({ subnetId }) => subnetId)).size).toBe(6);
    for (const zone of zones) {
      expect(zone).toMatchObject({ isAvailable: true, freeAddresses: 4091, givesPublicAddress: true });
      expect(zone.zoneId).toMatch(/^use1-az\d$/);
    }
  });

  test('a size nobody has heard of is offered nowhere', async () => {
    const { zones } = valueOf(await readNetwork(clients, 'z9.colossal'));
    expect(zones.filter(({ offersType }) => offersType)).toEqual([]);
  });

  test('a region without a default network has zones and no subnets', async () => {
    const { Subnets = [] } = await clients.ec2.send(new DescribeSubnetsCommand({}));
    for (const { SubnetId } of Subnets) await clients.ec2.send(new DeleteSubnetCommand({ SubnetId }));
    const { Vpcs = [] } = await clients.ec2.send(new DescribeVpcsCommand({}));
    for (const { VpcId } of Vpcs) await clients.ec2.send(new DeleteVpcCommand({ VpcId }));

    const { vpcId, zones } = valueOf(await readNetwork(clients, 't3.micro'));
    expect(vpcId).toBeNull();
    expect(zones).toHaveLength(6);
    expect(zones.map(({ subnetId }) => subnetId)).toEqual([null, null, null, null, null, null]);
    expect(valueOf(await readTakenNames(clients)).securityGroups).toEqual([]);
  });

  test('names in use are those of key pairs and of groups in the default network', async () => {
    await clients.ec2.send(new CreateKeyPairCommand({ KeyName: 'web' }));
    await makeGroup('fleet');

    expect(valueOf(await readTakenNames(clients))).toEqual({
      keyPairs: ['web'],
      securityGroups: expect.arrayContaining(['default', 'fleet']),
    });
  });

  test('prices come from the dated table where there is no price list to ask', async () => {
    expect(await readPrices(clients, 'us-east-1', ['t3.micro'])).toMatchObject({
      source: 'dated-table',
      instanceHour: { 't3.micro': 0.0104 },
    });
    expect(await readPrices(clients, 'eu-west-1', ['t3.micro'])).toMatchObject({
      source: 'unknown',
      instanceHour: {},
    });
  });

  test('a group gets its tags and exactly the rules that were planned', async () => {
    const groupId = await makeGroup('fleet');
    await authorizeIngress(clients, groupId, RULES);

    const { rules, others } = await readIngress(clients, groupId);
    expect(rules).toEqual(expect.arrayContaining([...RULES]));
    expect(rules).toHaveLength(RULES.length);
    expect(others).toEqual([]);
    const { SecurityGroups = [] } = await clients.ec2.send(
      new DescribeSecurityGroupsCommand({ GroupIds: [groupId] }),
    );
    expect(SecurityGroups[0]).toMatchObject({
      GroupName: 'fleet',
      Description: 'Made by a test',
      Tags: [{ Key: 'keyport:launch-id', Value: 'l-1' }],
    });
  });

  test('rules that are all there already count as added', async () => {
    const groupId = await makeGroup('fleet');
    await authorizeIngress(clients, groupId, RULES);
    await authorizeIngress(clients, groupId, RULES);
    expect((await readIngress(clients, groupId)).rules).toHaveLength(RULES.length);
  });

  test('no rules are no call', async () => {
    await authorizeIngress(clients, 'sg-00000000000000000', []);
  });

  test('rules of other kinds are told as such, not as planned ones', async () => {
    const groupId = await makeGroup('fleet');
    await clients.ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: groupId,
        IpPermissions: [
          { IpProtocol: 'udp', FromPort: 53, ToPort: 53, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
          { IpProtocol: 'tcp', FromPort: 8000, ToPort: 9000, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
          { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, UserIdGroupPairs: [{ GroupId: groupId }] },
        ],
      }),
    );
    const { rules, others } = await readIngress(clients, groupId);
    expect(rules).toEqual([]);
    expect(others.toSorted()).toEqual([
      `tcp 22-22 ${groupId}`,
      'tcp 8000-9000 0.0.0.0/0',
      'udp 53-53 0.0.0.0/0',
    ]);
  });

  test('a deleted group is gone, and a second time it is a problem that says so', async () => {
    const groupId = await makeGroup('fleet');
    await deleteSecurityGroup(clients, groupId);
    const error: unknown = await deleteSecurityGroup(clients, groupId).catch((thrown: unknown) => thrown);
    expect(problemFrom(error).code).toBe('group-gone');
  });

  test('an instance is started as promised: IMDSv2, encrypted gp3 disk of its size, tags, public address', async () => {
    const input = await runInput();
    const started = await runInstance(clients, input);
    const { Reservations = [] } = await clients.ec2.send(
      new DescribeInstancesCommand({ InstanceIds: [started.instanceId] }),
    );
    const { Volumes = [] } = await clients.ec2.send(new DescribeVolumesCommand({}));

    expect(Reservations[0]?.Instances).toHaveLength(1);
    expect(Reservations[0]?.Instances?.[0]).toMatchObject({
      ClientToken: input.clientToken,
      InstanceType: 't3.micro',
      KeyName: 'web',
      SubnetId: input.subnetId,
      MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled', HttpPutResponseHopLimit: 2 },
      NetworkInterfaces: [{ Groups: [{ GroupId: input.groupIds[0] }], Attachment: { DeviceIndex: 0 } }],
      Tags: [{ Key: 'keyport:launch-id', Value: 'l-1' }],
    });
    const { UserData } = await clients.ec2.send(
      new DescribeInstanceAttributeCommand({ InstanceId: started.instanceId, Attribute: 'userData' }),
    );
    expect(Buffer.from(UserData?.Value ?? '', 'base64').toString()).toBe(START_SCRIPT);
    expect(Volumes).toHaveLength(1);
    expect(Volumes[0]).toMatchObject({
      Encrypted: true,
      VolumeType: 'gp3',
      Size: 21,
      Tags: [{ Key: 'keyport:launch-id', Value: 'l-1' }],
    });
    expect(started).toMatchObject({ state: 'pending', stateReason: null, zoneName: 'us-east-1a' });
  });

  test('instances are read together, and found again by tag', async () => {
    const input = await runInput();
    const one = await runInstance(clients, input);
    const other = await runInstance(clients, { ...input, tags: { 'keyport:launch-id': 'l-2' } });

    const read = await readInstances(clients, [one.instanceId, other.instanceId]);
    expect(read.map(({ instanceId, state }) => [instanceId, state])).toEqual(
      expect.arrayContaining([
        [one.instanceId, 'running'],
        [other.instanceId, 'running'],
      ]),
    );
    for (const { publicAddress, privateAddress } of read) {
      expect(publicAddress).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
      expect(privateAddress).toMatch(/^172\./);
    }
    const found = await findInstancesByTag(clients, 'keyport:launch-id', 'l-2');
    expect(found.map(({ instanceId }) => instanceId)).toEqual([other.instanceId]);
    expect(await findInstancesByTag(clients, 'keyport:launch-id', 'l-*')).toEqual([]);
    expect(await readInstances(clients, [])).toEqual([]);
  });

  test('an ended instance is terminated', async () => {
    const { instanceId } = await runInstance(clients, await runInput());
    await terminateInstance(clients, instanceId);
    expect(await readInstances(clients, [instanceId])).toMatchObject([{ instanceId, state: 'terminated' }]);
  });

  test.each([
    ['an image that is gone', { imageId: 'ami-00000000000000000' }, 'image-gone'],
    ['a key pair that is gone', { keyName: 'nope' }, 'key-pair-gone'],
    ['a subnet that is gone', { subnetId: 'subnet-00000000' }, 'subnet-gone'],
  ] as const)('%s is a problem of its own', async (_, fault, code) => {
    const input = { ...(await runInput()), ...fault };
    const error: unknown = await runInstance(clients, input).catch((thrown: unknown) => thrown);
    expect(problemFrom(error)).toMatchObject({ code });
  });

  test('the network can be made public', async () => {
    await moto.seedPublicNetwork();
    const { RouteTables = [] } = await clients.ec2.send(new DescribeRouteTablesCommand({}));
    expect(RouteTables.flatMap(({ Routes = [] }) => Routes)).toContainEqual(
      expect.objectContaining({
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: expect.stringMatching(/^igw-/),
      }),
    );
  });

  async function makeGroup(name: string): Promise<string> {
    const { vpcId } = valueOf(await readNetwork(clients, 't3.micro'));
    const tags = { 'keyport:launch-id': 'l-1' };
    return createSecurityGroup(clients, { name, description: 'Made by a test', vpcId: vpcId ?? '', tags });
  }

  async function runInput(): Promise<RunInstanceInput> {
    await clients.ec2.send(new CreateKeyPairCommand({ KeyName: 'web' }));
    const [image] = valueOf(await readCatalogImages(clients));
    const { zones } = valueOf(await readNetwork(clients, 't3.micro'));
    return {
      clientToken: 'l-1.use1-az1.1',
      imageId: image?.imageId ?? '',
      instanceType: 't3.micro',
      keyName: 'web',
      subnetId: zones[0]?.subnetId ?? '',
      groupIds: [await makeGroup('fleet')],
      rootDisk: { ...ROOT_DISK, deviceName: image?.rootDeviceName ?? '', sizeGiB: 21 },
      metadata: METADATA,
      cpuCredits: 'standard',
      userData: START_SCRIPT,
      tags: { 'keyport:launch-id': 'l-1' },
    };
  }
});
