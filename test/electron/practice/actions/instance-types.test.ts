import {
  DescribeInstanceTypeOfferingsCommand,
  DescribeInstanceTypesCommand,
  EC2Client,
  paginateDescribeInstanceTypes,
  paginateDescribeInstanceTypeOfferings,
  type DescribeInstanceTypesCommandInput,
  type Filter,
  type InstanceTypeInfo,
} from '@aws-sdk/client-ec2';
import { beforeAll, describe, expect, test } from 'vitest';
import { readInstanceTypes } from '../../../../electron/aws/instance-types.ts';
import { loadCatalog } from '../../../../electron/practice/catalog.ts';
import { INSTANCE_TYPE_FILTERS } from '../../../../electron/practice/instance-type-filters.ts';
import { valueOf } from '../../../support/aws-clients.ts';
import { startMoto } from '../../../support/moto.ts';
import { needs } from '../../../support/parts.ts';
import { openPractice, type OpenPractice } from '../../../support/practice-account.ts';
import { practiceClients } from '../../../support/practice-clients.ts';

let practice: OpenPractice;
beforeAll(async () => {
  practice = await openPractice();
});

const describeTypes = (input: object, region = 'us-east-1') =>
  practice.ec2(region).send(new DescribeInstanceTypesCommand(input as DescribeInstanceTypesCommandInput));

async function allTypes(ec2: EC2Client, Filters: Filter[] = []): Promise<readonly InstanceTypeInfo[]> {
  const found: InstanceTypeInfo[] = [];
  for await (const page of paginateDescribeInstanceTypes({ client: ec2 }, { Filters })) {
    found.push(...(page.InstanceTypes ?? []));
  }
  return found;
}

async function namesOf(filters: Readonly<Record<string, string | readonly string[]>>, region?: string) {
  const Filters = Object.entries(filters).map(([Name, values]) => ({ Name, Values: [values].flat() }));
  const found = await allTypes(practice.ec2(region), Filters);
  return found.map(({ InstanceType }) => InstanceType);
}

describe('DescribeInstanceTypes', () => {
  test('tells all of the types that are named', async () => {
    const { InstanceTypes } = await describeTypes({ InstanceTypes: ['t4g.micro', 't3.micro'] });
    expect(InstanceTypes?.map(({ InstanceType }) => InstanceType)).toEqual(['t3.micro', 't4g.micro']);
    expect(InstanceTypes?.[0]).toMatchObject({
      FreeTierEligible: true,
      VCpuInfo: { DefaultVCpus: 2, ValidThreadsPerCore: [1, 2] },
      MemoryInfo: { SizeInMiB: 1024 },
      ProcessorInfo: { SupportedArchitectures: ['x86_64'], Manufacturer: 'Intel' },
      NetworkInfo: { MaximumNetworkInterfaces: 2, NetworkPerformance: 'Up to 5 Gigabit' },
      EbsInfo: { EbsOptimizedSupport: 'default', NvmeSupport: 'required' },
      Hypervisor: 'nitro',
    });
  });

  test('tells of accelerators and graphics cards, in lists of the right names', async () => {
    const { InstanceTypes } = await describeTypes({ InstanceTypes: ['inf2.xlarge', 'g4dn.xlarge'] });
    const [graphics, inference] = InstanceTypes ?? [];
    expect(graphics?.GpuInfo?.Gpus?.[0]).toMatchObject({ Name: 'T4', Workloads: ['graphics', 'ml-ai'] });
    expect(inference?.InferenceAcceleratorInfo).toMatchObject({
      Accelerators: [{ Name: 'Inferentia2', Count: 1 }],
      TotalInferenceMemoryInMiB: 32_768,
    });
  });

  test('gives a hundred at a time where nothing else is asked, and all of them page by page', async () => {
    const { InstanceTypes, NextToken } = await describeTypes({});
    expect(InstanceTypes).toHaveLength(100);
    expect(NextToken).toBeDefined();
    const names = (await allTypes(practice.ec2())).map(({ InstanceType }) => InstanceType);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBe((await loadCatalog()).instanceTypes('us-east-1').length);
  });

  test('refuses the whole call for one type that is not there', async () => {
    await expect(describeTypes({ InstanceTypes: ['t3.micro', 't9.huge', 'x'] })).rejects.toMatchObject({
      name: 'InvalidInstanceType',
      message: 'The following supplied instance types do not exist: [t9.huge, x]',
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('does not know a type that the region does not sell, unless it is asked for those too', async () => {
    const catalog = await loadCatalog();
    const [elsewhere] = catalog.allInstanceTypes.filter(
      ({ name }) => catalog.zonesOffering(name, 'us-west-1').length === 0,
    );
    const InstanceTypes = [elsewhere?.name];
    await expect(describeTypes({ InstanceTypes }, 'us-west-1')).rejects.toMatchObject({
      name: 'InvalidInstanceType',
    });
    const answer = await describeTypes({ InstanceTypes, IncludeUnsupportedInRegion: true }, 'us-west-1');
    expect(answer.InstanceTypes?.[0]?.InstanceType).toBe(elsewhere?.name);
  });

  test.each([
    ['four a page', { MaxResults: 4 }, 'InvalidParameterValue'],
    ['101 a page', { MaxResults: 101 }, 'InvalidParameterValue'],
    ['names and pages', { InstanceTypes: ['t3.micro'], MaxResults: 5 }, 'InvalidParameterCombination'],
    ['101 names', { InstanceTypes: Array.from({ length: 101 }, () => 't3.micro') }, 'InvalidParameterValue'],
    ['a token of its own making', { NextToken: 'x' }, 'InvalidPaginationToken'],
    ['an unknown filter', { Filters: [{ Name: 'colour', Values: ['red'] }] }, 'InvalidParameterValue'],
    ['a dry run', { DryRun: true }, 'DryRunOperation'],
  ])('refuses %s', async (_, input, name) => {
    await expect(describeTypes(input)).rejects.toMatchObject({ name });
  });

  test('takes 100 names and pages of 5 and of 100', async () => {
    const names = Array.from({ length: 100 }, () => 't3.micro');
    expect((await describeTypes({ InstanceTypes: names })).InstanceTypes).toHaveLength(1);
    expect((await describeTypes({ MaxResults: 5 })).InstanceTypes).toHaveLength(5);
    expect((await describeTypes({ MaxResults: 100 })).InstanceTypes).toHaveLength(100);
  });

  test('filters by what a newcomer is shown first', async () => {
    expect(await namesOf({ 'free-tier-eligible': 'true' })).toEqual([
      'c7i-flex.large',
      'm7i-flex.large',
      't3.micro',
      't3.small',
      't4g.micro',
      't4g.small',
    ]);
    expect(
      await namesOf({ 'free-tier-eligible': 'true', 'processor-info.supported-architecture': 'arm64' }),
    ).toEqual(['t4g.micro', 't4g.small']);
    expect(await namesOf({ 'instance-type': ['t3.m*', 't3.?mall'] })).toEqual([
      't3.medium',
      't3.micro',
      't3.small',
    ]);
    expect(await namesOf({ 'bare-metal': 'true', 'instance-type': 'c7g.*' })).toEqual(['c7g.metal']);
  });

  test('filters by text, numbers and lists wherever they lie', async () => {
    expect(
      await namesOf({ 'vcpu-info.valid-cores': '24', 'instance-storage-info.disk.type': 'hdd' }),
    ).toContain('d3en.12xlarge');
    expect(await namesOf({ 'memory-info.size-in-mib': '512', 'current-generation': 'true' })).toEqual([
      't2.nano',
      't3.nano',
      't3a.nano',
      't4g.nano',
    ]);
  });

  // A filter that looks at nothing would answer an empty list, and never be missed.
  test.each(Object.keys(INSTANCE_TYPE_FILTERS))('has types that the filter %s finds', async (Name) => {
    const { allInstanceTypes } = await loadCatalog();
    const field = INSTANCE_TYPE_FILTERS[Name];
    const found = allInstanceTypes.filter((type) => (field?.(type) ?? []).length > 0);
    expect(found.length).toBeGreaterThan(0);
  });
});

describe('DescribeInstanceTypeOfferings', () => {
  const offerings = async (input: object, region = 'us-east-1') => {
    const answer = await practice.ec2(region).send(new DescribeInstanceTypeOfferingsCommand(input));
    return answer.InstanceTypeOfferings ?? [];
  };
  const byType = (...names: string[]) => [{ Name: 'instance-type', Values: names }];

  test('speaks of the region where it is not asked for zones', async () => {
    expect(await offerings({ Filters: byType('t3.micro') })).toEqual([
      { InstanceType: 't3.micro', LocationType: 'region', Location: 'us-east-1' },
    ]);
  });

  test('tells in which zones a type is sold', async () => {
    const zones = await offerings({ LocationType: 'availability-zone', Filters: byType('t3.micro') });
    expect(zones.map(({ Location }) => Location)).toEqual(
      ['a', 'b', 'c', 'd', 'f'].map((letter) => `us-east-1${letter}`),
    );
    const ids = await offerings({ LocationType: 'availability-zone-id', Filters: byType('t3.micro') });
    expect(ids.map(({ Location }) => Location)).toEqual([
      'use1-az6',
      'use1-az1',
      'use1-az2',
      'use1-az4',
      'use1-az5',
    ]);
    expect(
      await offerings({
        LocationType: 'availability-zone',
        Filters: [...byType('t3.micro', 't2.micro'), { Name: 'location', Values: ['us-east-1e'] }],
      }),
    ).toEqual([{ InstanceType: 't2.micro', LocationType: 'availability-zone', Location: 'us-east-1e' }]);
  });

  test('has nothing to say of a type that is not there, which is no error', async () => {
    expect(await offerings({ LocationType: 'availability-zone', Filters: byType('t9.huge') })).toEqual([]);
    expect(await offerings({ LocationType: 'outpost' })).toEqual([]);
  });

  test.each([
    ['a location that is none', { LocationType: 'planet' }, 'InvalidParameterValue'],
    ['four a page', { MaxResults: 4 }, 'InvalidParameterValue'],
    ['1,001 a page', { MaxResults: 1001 }, 'InvalidParameterValue'],
    ['an unknown filter', { Filters: [{ Name: 'colour', Values: ['red'] }] }, 'InvalidParameterValue'],
  ])('refuses %s', async (_, input, name) => {
    await expect(offerings(input)).rejects.toMatchObject({ name });
  });
});

test("Keyport's own reader finds the free tier, and all that is sold by the hour", async () => {
  const clients = practiceClients(practice.account);
  const free = valueOf(await readInstanceTypes(clients, { architecture: 'arm64', which: 'free-tier' }));
  expect(free.map(({ name }) => name)).toEqual(['t4g.micro', 't4g.small']);
  const all = valueOf(await readInstanceTypes(clients, { architecture: 'x86_64', which: 'all' }));
  expect(all.length).toBeGreaterThan(500);
  expect(all.every(({ isCurrentGeneration }) => isCurrentGeneration)).toBe(true);
});

needs('moto')('moto, whose data it is,', () => {
  test('tells the same of each family of types, and of every zone', { timeout: 120_000 }, async () => {
    const moto = await startMoto();
    const region = 'us-west-2';
    const ours = practice.ec2(region);
    const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
    const theirs = new EC2Client({ region, endpoint: moto.endpoint, credentials });
    try {
      for (const names of chunks(oneOfEachFamily(await allTypes(ours)), 100)) {
        const question = new DescribeInstanceTypesCommand({ InstanceTypes: names });
        const [our, their] = await Promise.all([ours.send(question), theirs.send(question)]);
        expect(byName(our.InstanceTypes)).toEqual(byName(their.InstanceTypes));
      }
      expect(await zoneRows(ours)).toEqual(await zoneRows(theirs));
    } finally {
      theirs.destroy();
      await moto.stop();
    }
  });
});

type TypeName = NonNullable<InstanceTypeInfo['InstanceType']>;

function oneOfEachFamily(types: readonly InstanceTypeInfo[]): readonly TypeName[] {
  const families = new Map<string, TypeName>();
  for (const { InstanceType } of types) {
    if (InstanceType !== undefined) families.set(InstanceType.split('.')[0] ?? '', InstanceType);
  }
  return [...families.values()];
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function byName(types: readonly InstanceTypeInfo[] = []): ReadonlyMap<string, InstanceTypeInfo> {
  return new Map(types.map((type) => [type.InstanceType ?? '', type]));
}

async function zoneRows(ec2: EC2Client): Promise<readonly string[]> {
  const rows: string[] = [];
  const pages = paginateDescribeInstanceTypeOfferings({ client: ec2 }, { LocationType: 'availability-zone' });
  for await (const { InstanceTypeOfferings = [] } of pages) {
    rows.push(
      ...InstanceTypeOfferings.map(({ InstanceType, Location }) => `${Location ?? ''} ${InstanceType ?? ''}`),
    );
  }
  return rows.toSorted();
}
