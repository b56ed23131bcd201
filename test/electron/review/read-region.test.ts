import { CreateManagedPrefixListCommand, DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPatience } from '../../../electron/aws/patience.ts';
import { problemFrom } from '../../../electron/aws/problem.ts';
import { PARTS_READ, readRegion, type RegionProgress } from '../../../electron/review/read-region.ts';
import type { RegionFacts, RegionPart } from '../../../shared/security-group/region-facts.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import { ec2Error } from '../../support/fake-aws.ts';
import { startMoto, type Moto } from '../../support/moto.ts';
import { startPagingEc2, type PagingEc2 } from '../../support/paging-ec2.ts';
import { needs } from '../../support/parts.ts';
import { startProxy, type Call, type Fate } from '../../support/proxy.ts';
import { seedGroups, type SeededGroups } from '../../support/seed-groups.ts';

const ACCOUNT = '123456789012';
const FILLER = 7;
/** The default groups of two networks, four that were made and not deleted, and the filler. */
const GROUPS = 2 + 4 + FILLER;
const forbidden = ec2Error('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403);

needs('moto')('the reading of a region', () => {
  let moto: Moto;
  let seeded: SeededGroups;
  let paging: PagingEc2;
  let facts: RegionFacts;
  const told: RegionProgress[] = [];
  beforeAll(async () => {
    moto = await startMoto();
    seeded = await seedGroups(moto.endpoint, FILLER);
    await createUnnamedList(moto.endpoint);
    paging = await startPagingEc2(moto.endpoint, 2);
    facts = await read(moto.endpoint, { onProgress: (progress) => told.push(progress) });
  }, 120_000);
  afterAll(async () => {
    await paging.stop();
    await moto.stop();
  });

  const groupOf = (id: string) => facts.groups.find(({ groupId }) => groupId === id);

  /** Reads through a proxy that does this to calls. Answers with the facts, or the problem, and what was asked. */
  async function readWhile(
    fateOf: (call: Call) => Fate,
    options: Parameters<typeof read>[1] = {},
    endpoint = paging.endpoint,
  ) {
    const proxy = await startProxy(endpoint, fateOf);
    try {
      const outcome = await read(proxy.endpoint, options).then(
        (value) => ({ facts: value, problem: null }),
        (error: unknown) => ({ facts: null, problem: problemFrom(error) }),
      );
      return { ...outcome, asked: proxy.calls.map(({ action }) => action), count: proxy.count };
    } finally {
      await proxy.stop();
    }
  }

  test('has every group, the default groups among them, with its owner, tags and rules', () => {
    expect(facts.groups).toHaveLength(GROUPS);
    expect(facts.groups.filter(({ name }) => name === 'default').map(({ vpcId }) => vpcId)).toHaveLength(2);
    expect(groupOf(seeded.appId)).toMatchObject({ name: 'app', ownerId: ACCOUNT, tags: { team: 'shop' } });
    expect(
      groupOf(seeded.webId)
        ?.rules.filter(({ isEgress }) => !isEgress)
        .map(({ source }) => source),
    ).toEqual([
      { kind: 'ipv4', cidr: '0.0.0.0/0' },
      { kind: 'ipv4', cidr: '198.51.100.0/24' },
      { kind: 'ipv6', cidr: '::/0' },
      expect.objectContaining({ kind: 'group', groupId: seeded.appId }),
      expect.objectContaining({ kind: 'group', groupId: seeded.goneId }),
      { kind: 'prefix-list', prefixListId: seeded.prefixListId },
      { kind: 'ipv4', cidr: '0.0.0.0/0' },
      { kind: 'ipv4', cidr: '192.0.2.7/32' },
    ]);
  });

  test('has the running machine with its interface, and the network around it', () => {
    expect(facts.instances).toEqual([
      { instanceId: seeded.instanceId, name: 'web-1', state: 'running', platform: 'linux', launchId: null },
    ]);
    expect(facts.interfaces).toHaveLength(1);
    expect(facts.interfaces?.[0]).toMatchObject({
      instanceId: seeded.instanceId,
      isAttached: true,
      vpcId: seeded.vpcId,
      publicIpv4: [expect.stringMatching(/^[\d.]+$/)],
    });
    expect(new Set(facts.interfaces?.[0]?.groupIds)).toEqual(new Set([seeded.webId, seeded.appId]));
    expect(facts.subnets).toHaveLength(6);
    expect(facts.vpcs?.map(({ vpcId, cidrs }) => [vpcId, cidrs])).toEqual([
      [seeded.vpcId, ['172.31.0.0/16']],
      [seeded.otherVpcId, ['10.77.0.0/16']],
    ]);
    expect(facts.routeTables?.map(({ vpcId, isMain }) => [vpcId, isMain])).toEqual([
      [seeded.vpcId, true],
      [seeded.otherVpcId, true],
    ]);
    expect(
      facts.networkAcls?.[0]?.entries.map((entry) => [entry.isEgress, entry.number, entry.isAllow]),
    ).toEqual([
      [false, 100, true],
      [false, 32_767, false],
      [true, 100, true],
      [true, 32_767, false],
    ]);
  });

  test('tells a peering of two networks of the region from both sides', () => {
    const side = { peeringConnectionId: seeded.peeringId, status: 'active', peerAccountId: ACCOUNT };
    expect(facts.peerings).toEqual([
      { ...side, vpcId: seeded.vpcId, peerVpcId: seeded.otherVpcId, peerCidrs: ['10.77.0.0/16'] },
      { ...side, vpcId: seeded.otherVpcId, peerVpcId: seeded.vpcId, peerCidrs: ['172.31.0.0/16'] },
    ]);
  });

  test('has exactly the prefix lists that are named, with all their entries', () => {
    expect(facts.prefixLists).toEqual([
      {
        prefixListId: seeded.prefixListId,
        name: 'office',
        ownerId: ACCOUNT,
        maxEntries: 10,
        cidrs: [1, 2, 3, 4, 5].map((nth) => `203.0.113.${String(nth)}/32`),
      },
    ]);
  });

  test('says what could not be read: here what moto does not know', () => {
    expect(facts.unread.map(({ part, isForbidden }) => [part, isForbidden])).toEqual([
      ['blockPublicAccess', false],
    ]);
    expect(facts.blockPublicAccess).toBeNull();
  });

  test('tells how far it is, from nothing to all parts', () => {
    const steps = Array.from({ length: PARTS_READ }, (_, done) => done + 1);
    expect(told.filter(({ part }) => part === 'groups').map(({ groupsRead }) => groupsRead)).toEqual([
      GROUPS,
      GROUPS,
    ]);
    expect([...new Set(told.map(({ partsDone }) => partsDone))].filter((done) => done > 0)).toEqual(steps);
    expect(told.at(-1)).toEqual({ part: 'prefixLists', groupsRead: GROUPS, partsDone: PARTS_READ });
  });

  test('is the same in pages of two, each of which was asked for with a size that EC2 takes', async () => {
    const { facts: paged, count } = await readWhile(() => 'pass');
    expect(paging.refused).toEqual([]);
    expect(comparable(paged)).toEqual(comparable(facts));
    expect(count('DescribeSecurityGroups')).toBe(Math.ceil(GROUPS / 2));
    expect(count('DescribeSubnets')).toBe(3);
    expect(count('GetManagedPrefixListEntries')).toBe(3);
  });

  test('needs nothing but DescribeSecurityGroups', async () => {
    const { facts: bare } = await readWhile(({ action }) =>
      action === 'DescribeSecurityGroups' ? 'pass' : forbidden,
    );
    expect(bare?.groups).toEqual(facts.groups);
    expect(bare?.unread.every(({ isForbidden }) => isForbidden)).toBe(true);
    expect(bare?.unread.map(({ part }) => part).toSorted()).toEqual([
      'blockPublicAccess',
      'instances',
      'interfaces',
      'launchTemplates',
      'networkAcls',
      'peerings',
      'prefixLists',
      'routeTables',
      'subnets',
      'vpcs',
    ] satisfies RegionPart[]);
    expect(bare).toMatchObject({
      interfaces: null,
      instances: null,
      subnets: null,
      routeTables: null,
      networkAcls: null,
      vpcs: null,
      peerings: null,
      prefixLists: [],
      blockPublicAccess: null,
      launchTemplateGroupIds: null,
    });
  });

  test('is a problem where the groups may not be read, and does not wait for the rest', async () => {
    const { problem } = await readWhile(({ action }) =>
      action === 'DescribeSecurityGroups' ? forbidden : 'hang',
    );
    expect(problem?.code).toBe('not-permitted');
  });

  test('asks for nothing more once the groups may not be read', async () => {
    const proxy = await startProxy(paging.endpoint, ({ action }) => {
      if (action === 'DescribeRegions') return 'pass';
      return action === 'DescribeSecurityGroups' ? forbidden : 'hang';
    });
    await expect(read(proxy.endpoint)).rejects.toThrow('not authorized');
    // By the time that another question is answered, one that was on its way has come by.
    await clientsAt(proxy.endpoint).ec2.send(new DescribeRegionsCommand({}));
    expect(proxy.calls.filter(({ action }) => action !== 'DescribeRegions')).toHaveLength(4);
    await proxy.stop();
  });

  test('waits where AWS asks to slow down, longer than the SDK does', async () => {
    const slower = ec2Error('RequestLimitExceeded', 'Request limit exceeded.', 503);
    const { facts: slow, count } = await readWhile(
      ({ action, nth }) => (action === 'DescribeSecurityGroups' && nth > 1 && nth <= 5 ? slower : 'pass'),
      { env: { KEYPORT_PATIENCE: '0.2' } },
    );
    expect(comparable(slow)).toEqual(comparable(facts));
    expect(count('DescribeSecurityGroups')).toBe(Math.ceil(GROUPS / 2) + 4);
  });

  test('is a problem where a page of groups cannot be had: never half a list', async () => {
    const { problem, facts: half } = await readWhile(({ action, nth }) =>
      action === 'DescribeSecurityGroups' && nth === 3 ? forbidden : 'pass',
    );
    expect([half, problem?.code]).toEqual([null, 'not-permitted']);
  });

  test('has nothing of a part of which a page cannot be had', async () => {
    const { facts: half } = await readWhile(({ action, nth }) =>
      action === 'DescribeSubnets' && nth === 3 ? ec2Error('InvalidParameterValue', 'no such page') : 'pass',
    );
    expect(half?.subnets).toBeNull();
    expect(half?.unread.map(({ part, isForbidden }) => [part, isForbidden])).toContainEqual([
      'subnets',
      false,
    ]);
    expect(half?.unread.find(({ part }) => part === 'subnets')?.raw).toBe(
      'InvalidParameterValue: no such page',
    );
  });

  test('has no prefix list of which an entry may be missing', async () => {
    const { facts: half } = await readWhile(({ action, nth }) =>
      action === 'GetManagedPrefixListEntries' && nth === 2 ? forbidden : 'pass',
    );
    expect(half?.prefixLists).toEqual([]);
    expect(half?.unread).toContainEqual(expect.objectContaining({ part: 'prefixLists', isForbidden: true }));
  });

  test.each([1, 2, 4])('asks for nothing more once it was cancelled at page %i', async (page) => {
    const cancelled = new AbortController();
    const { problem, count } = await readWhile(() => 'pass', {
      signal: cancelled.signal,
      onProgress: ({ groupsRead }) => {
        if (groupsRead >= 2 * page) cancelled.abort();
      },
    });
    expect(problem?.code).toBe('cancelled');
    expect(count('DescribeSecurityGroups')).toBe(page);
    expect(count('DescribeManagedPrefixLists')).toBe(0);
  });

  test('ends at once where it is cancelled while an answer is awaited', async () => {
    const cancelled = new AbortController();
    const { problem } = await readWhile(
      ({ action }) => {
        if (action !== 'DescribeSecurityGroups') return 'pass';
        cancelled.abort();
        return 'hang';
      },
      { signal: cancelled.signal },
    );
    expect(problem?.code).toBe('cancelled');
  });

  test('is cancelled also where the groups are there and the rest is not', async () => {
    const cancelled = new AbortController();
    const { problem } = await readWhile(({ action }) => (action === 'DescribeVpcs' ? 'hang' : 'pass'), {
      signal: cancelled.signal,
      onProgress: ({ groupsRead }) => {
        if (groupsRead === GROUPS) cancelled.abort();
      },
    });
    expect(problem?.code).toBe('cancelled');
  });

  test('asks for nothing where it was cancelled before', async () => {
    const { problem, asked } = await readWhile(() => 'pass', { signal: AbortSignal.abort() });
    expect([problem?.code, asked]).toEqual(['cancelled', []]);
  });

  test('does not go round in circles where the same page comes again and again', async () => {
    const page = '<securityGroupInfo/><nextToken>again</nextToken>';
    const body = `<DescribeSecurityGroupsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${page}</DescribeSecurityGroupsResponse>`;
    const { problem, count } = await readWhile(({ action }) =>
      action === 'DescribeSecurityGroups' ? { body } : 'pass',
    );
    expect([problem?.code, count('DescribeSecurityGroups')]).toEqual(['not-an-aws-answer', 2]);
  });
});

/** Without the time, and without EC2's own words. The order in which parts failed is nobody's business. */
function comparable(facts: RegionFacts | null) {
  const unread = facts?.unread.map(({ part, isForbidden }) => `${part} ${String(isForbidden)}`);
  return { ...facts, readAt: 0, unread: unread?.toSorted() };
}

async function read(
  endpoint: string,
  options: {
    readonly onProgress?: (progress: RegionProgress) => void;
    readonly signal?: AbortSignal;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<RegionFacts> {
  const { signal = new AbortController().signal, onProgress = () => {} } = options;
  const patience = createPatience(options.env ?? { KEYPORT_PATIENCE: '0.01' }, { signal });
  return readRegion(clientsAt(endpoint), {
    region: 'us-east-1',
    accountId: ACCOUNT,
    patience,
    signal,
    onProgress,
  });
}

/** Nobody names it, so nobody should ask what is in it. */
async function createUnnamedList(endpoint: string): Promise<void> {
  const list = { PrefixListName: 'nobody', AddressFamily: 'IPv4', MaxEntries: 3 };
  await clientsAt(endpoint).ec2.send(new CreateManagedPrefixListCommand({ ...list, Entries: [] }));
}
