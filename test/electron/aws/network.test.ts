import { afterEach, expect, test } from 'vitest';
import { readNetwork } from '../../../electron/aws/network.ts';
import { clientsAt, valueOf } from '../../support/aws-clients.ts';
import { ec2Answer, ec2Error, startFakeAws, type FakeAnswer, type FakeAws } from '../../support/fake-aws.ts';

let aws: FakeAws | undefined;
afterEach(() => aws?.stop());

const items = (set: string, rows: readonly Record<string, string>[], rest = '') => {
  const item = (row: Record<string, string>) =>
    Object.entries(row)
      .map(([name, value]) => `<${name}>${value}</${name}>`)
      .join('');
  return `<${set}>${rows.map((row) => `<item>${item(row)}</item>`).join('')}</${set}>${rest}`;
};
const zone = (name: string, type = 'availability-zone', zoneState = 'available') => ({
  zoneName: name,
  zoneId: `id-${name}`,
  zoneState,
  zoneType: type,
});
const subnet = (name: string, vpcId = 'vpc-1', rest: Record<string, string> = {}) => ({
  subnetId: `subnet-${name}`,
  vpcId,
  availabilityZone: name,
  cidrBlock: '10.0.0.0/24',
  availableIpAddressCount: '0',
  mapPublicIpOnLaunch: 'false',
  ...rest,
});
const vpc = (vpcId: string, isDefault: boolean) => ({
  vpcId,
  isDefault: String(isDefault),
  cidrBlock: '10.0.0.0/16',
});
const offering = (location: string, instanceType = 't3.micro') => ({
  instanceType,
  location,
  locationType: 'availability-zone',
});

async function read(answers: Record<string, FakeAnswer>, vpcId: string | null = null) {
  const standard: Record<string, FakeAnswer> = {
    DescribeVpcs: ec2Answer('DescribeVpcs', items('vpcSet', [vpc('vpc-2', false), vpc('vpc-1', true)])),
    DescribeAvailabilityZones: ec2Answer(
      'DescribeAvailabilityZones',
      items('availabilityZoneInfo', [
        zone('b'),
        zone('a', 'availability-zone', 'constrained'),
        zone('lax', 'local-zone'),
        zone('wl', 'wavelength-zone'),
      ]),
    ),
    DescribeSubnets: ec2Answer('DescribeSubnets', items('subnetSet', [subnet('a'), subnet('b')])),
    DescribeInstanceTypeOfferings: ec2Answer(
      'DescribeInstanceTypeOfferings',
      items('instanceTypeOfferingSet', [offering('a'), offering('b', 't3.micro2')]),
    ),
  };
  aws = await startFakeAws(
    ({ action }) => answers[action] ?? standard[action] ?? ec2Error('InvalidAction', action),
  );
  return readNetwork(clientsAt(aws.endpoint), 't3.micro', vpcId);
}

const subnetRead = (zoneName: string) => ({
  subnetId: `subnet-${zoneName}`,
  name: null,
  cidr: '10.0.0.0/24',
  isDefault: false,
  freeAddresses: 0,
  givesPublicAddress: false,
});

test('only Availability Zones count, in order; an offering counts for exactly its type', async () => {
  expect(valueOf(await read({}))).toEqual({
    instanceType: 't3.micro',
    vpcId: 'vpc-1',
    others: [{ instanceType: 't3.micro2', zoneNames: ['b'] }],
    vpcs: [
      { vpcId: 'vpc-1', cidrs: ['10.0.0.0/16'], isDefault: true, name: null },
      { vpcId: 'vpc-2', cidrs: ['10.0.0.0/16'], isDefault: false, name: null },
    ],
    otherZones: [],
    zones: [
      {
        zoneName: 'a',
        zoneId: 'id-a',
        isAvailable: false,
        offersType: true,
        subnetId: 'subnet-a',
        freeAddresses: 0,
        givesPublicAddress: false,
        subnets: [subnetRead('a')],
      },
      {
        zoneName: 'b',
        zoneId: 'id-b',
        isAvailable: true,
        offersType: false,
        subnetId: 'subnet-b',
        freeAddresses: 0,
        givesPublicAddress: false,
        subnets: [subnetRead('b')],
      },
    ],
  });
});

const everyZone = ec2Answer(
  'DescribeAvailabilityZones',
  items('availabilityZoneInfo', [zone('a'), zone('b')]),
);
const soldIn = (...rows: readonly ReturnType<typeof offering>[]) =>
  ec2Answer('DescribeInstanceTypeOfferings', items('instanceTypeOfferingSet', rows));

test('of a size that is sold in one zone only it is told where others like it are', async () => {
  const DescribeInstanceTypeOfferings = soldIn(
    offering('a'),
    offering('b', 't3.small'),
    offering('a', 't3.small'),
    offering('b', 't2.micro'),
  );
  const network = await read({ DescribeAvailabilityZones: everyZone, DescribeInstanceTypeOfferings });

  expect(valueOf(network).others).toEqual([
    { instanceType: 't3.small', zoneNames: ['a', 'b'] },
    { instanceType: 't2.micro', zoneNames: ['b'] },
  ]);
  const [, second] = aws?.asked('DescribeInstanceTypeOfferings') ?? [];
  expect(Object.fromEntries(second?.params ?? [])).toMatchObject({
    LocationType: 'availability-zone',
    'Filter.1.Value.1': 't3.*',
    'Filter.1.Value.2': 't*.micro',
  });
});

test('of a size that is sold in two zones nothing more is asked', async () => {
  const DescribeInstanceTypeOfferings = soldIn(offering('a'), offering('b'));
  const network = await read({ DescribeAvailabilityZones: everyZone, DescribeInstanceTypeOfferings });

  expect(valueOf(network).others).toBeUndefined();
  expect(aws?.asked('DescribeInstanceTypeOfferings')).toHaveLength(1);
});

test('offerings are asked for by zone and type', async () => {
  await read({});
  const [asked] = aws?.asked('DescribeInstanceTypeOfferings') ?? [];
  expect(Object.fromEntries(asked?.params ?? [])).toMatchObject({
    LocationType: 'availability-zone',
    'Filter.1.Name': 'instance-type',
    'Filter.1.Value.1': 't3.micro',
  });
});

test('a zone without a subnet says so', async () => {
  const DescribeSubnets = ec2Answer(
    'DescribeSubnets',
    items('subnetSet', [subnet('a'), subnet('b', 'vpc-other')]),
  );
  expect(valueOf(await read({ DescribeSubnets })).zones[1]).toMatchObject({
    subnetId: null,
    freeAddresses: null,
    givesPublicAddress: null,
  });
});

test('another network is read where there is such a one, and the default one where there is none', async () => {
  const DescribeSubnets = ec2Answer(
    'DescribeSubnets',
    items('subnetSet', [subnet('a'), subnet('a', 'vpc-2', { subnetId: 'subnet-of-2' })]),
  );
  const other = valueOf(await read({ DescribeSubnets }, 'vpc-2'));
  await aws?.stop();
  const gone = valueOf(await read({ DescribeSubnets }, 'vpc-3'));

  expect([other.vpcId, other.zones.map(({ subnetId }) => subnetId)]).toEqual([
    'vpc-2',
    ['subnet-of-2', null],
  ]);
  expect([gone.vpcId, gone.zones.map(({ subnetId }) => subnetId)]).toEqual(['vpc-1', ['subnet-a', null]]);
});

test('subnets in Local and Wavelength Zones are named and never taken, nor are those without IPv4', async () => {
  const DescribeSubnets = ec2Answer(
    'DescribeSubnets',
    items('subnetSet', [subnet('lax'), subnet('wl'), subnet('a', 'vpc-1', { ipv6Native: 'true' })]),
  );
  const network = valueOf(await read({ DescribeSubnets }));

  expect(network.otherZones).toEqual(['lax', 'wl']);
  expect(network.zones.map(({ subnetId, subnets }) => [subnetId, subnets])).toEqual([
    [null, []],
    [null, []],
  ]);
});

test('no default network is an answer', async () => {
  const none = {
    DescribeVpcs: ec2Answer('DescribeVpcs', '<vpcSet/>'),
    DescribeSubnets: ec2Answer('DescribeSubnets', '<subnetSet/>'),
  };
  expect(valueOf(await read(none))).toMatchObject({
    vpcId: null,
    zones: [{ subnetId: null }, { subnetId: null }],
  });
});

test.each(['DescribeVpcs', 'DescribeAvailabilityZones', 'DescribeSubnets', 'DescribeInstanceTypeOfferings'])(
  'a refusal of %s is a problem: half a network would be a wrong one',
  async (action) => {
    const outcome = await read({ [action]: ec2Error('UnauthorizedOperation', action, 403) });
    expect(outcome).toMatchObject({
      ok: false,
      problem: { code: 'not-permitted', raw: `UnauthorizedOperation: ${action}` },
    });
  },
);
