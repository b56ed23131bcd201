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
const subnet = (name: string, vpcId = 'vpc-1') => ({
  subnetId: `subnet-${name}`,
  vpcId,
  availabilityZone: name,
  availableIpAddressCount: '0',
  mapPublicIpOnLaunch: 'false',
});
const offering = (location: string, instanceType = 't3.micro') => ({
  instanceType,
  location,
  locationType: 'availability-zone',
});

async function read(answers: Record<string, FakeAnswer>) {
  const standard: Record<string, FakeAnswer> = {
    DescribeVpcs: ec2Answer('DescribeVpcs', items('vpcSet', [{ vpcId: 'vpc-1' }])),
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
  return readNetwork(clientsAt(aws.endpoint), 't3.micro');
}

test('only Availability Zones count, in order; an offering counts for exactly its type', async () => {
  expect(valueOf(await read({}))).toEqual({
    instanceType: 't3.micro',
    vpcId: 'vpc-1',
    others: [{ instanceType: 't3.micro2', zoneNames: ['b'] }],
    zones: [
      {
        zoneName: 'a',
        zoneId: 'id-a',
        isAvailable: false,
        offersType: true,
        subnetId: 'subnet-a',
        freeAddresses: 0,
        givesPublicAddress: false,
      },
      {
        zoneName: 'b',
        zoneId: 'id-b',
        isAvailable: true,
        offersType: false,
        subnetId: 'subnet-b',
        freeAddresses: 0,
        givesPublicAddress: false,
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
