import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { agreedItem, readPriceItem } from '../../../electron/aws/price-item.ts';
import { readPrices } from '../../../electron/aws/prices.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import {
  jsonAnswer,
  startFakeAws,
  type FakeAnswer,
  type FakeAws,
  type FakeRequest,
} from '../../support/fake-aws.ts';

let aws: FakeAws | undefined;
afterEach(() => aws?.stop());

/** An item in the shape of AWS's price list. */
function item(usagetype: string, usd: string, unit = 'Hrs', more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    product: {
      productFamily: 'Compute Instance',
      attributes: { servicecode: 'AmazonEC2', regionCode: 'eu-west-1', usagetype, operation: 'RunInstances' },
      sku: 'ABCDEFGHJKLMNPQR',
    },
    serviceCode: 'AmazonEC2',
    terms: {
      OnDemand: {
        'ABCDEFGHJKLMNPQR.JRTCKXETXF': {
          priceDimensions: {
            'ABCDEFGHJKLMNPQR.JRTCKXETXF.6YS6EN2CT7': {
              unit,
              endRange: 'Inf',
              beginRange: '0',
              description: `$${usd} per On Demand Linux Instance Hour`,
              appliesTo: [],
              pricePerUnit: { USD: usd },
            },
          },
          sku: 'ABCDEFGHJKLMNPQR',
          effectiveDate: '2026-05-01T00:00:00Z',
          offerTermCode: 'JRTCKXETXF',
          termAttributes: {},
        },
      },
      Reserved: { 'ABCDEFGHJKLMNPQR.38NPMPTW36': { priceDimensions: {} } },
      ...more,
    },
    version: '20260501000000',
    publicationDate: '2026-05-01T00:00:00Z',
  });
}

describe('an item of the price list', () => {
  test('is its usage and its On-Demand price', () => {
    expect(readPriceItem(item('EU-BoxUsage:t3.micro', '0.0114000000'))).toEqual({
      usageType: 'EU-BoxUsage:t3.micro',
      amount: 0.0114,
      publishedOn: '2026-05-01',
    });
  });

  test.each(['yesterday', '', 20_260_501, null])('published on %j has no day', (publicationDate) => {
    const text = JSON.stringify({ ...JSON.parse(item('BoxUsage:t3.micro', '1')), publicationDate });
    expect(readPriceItem(text)).toMatchObject({ amount: 1, publishedOn: null });
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '<html>'],
    ['JSON of something else', '{"a":1}'],
    ['no On-Demand term', item('BoxUsage:t3.micro', '1', 'Hrs', { OnDemand: undefined })],
    ['an empty one', item('BoxUsage:t3.micro', '1', 'Hrs', { OnDemand: {} })],
    ['another unit', item('BoxUsage:t3.micro', '1', 'Quantity')],
    ['a price of zero', item('BoxUsage:t3.micro', '0.0000000000')],
    ['a price below zero', item('BoxUsage:t3.micro', '-1')],
    ['no number', item('BoxUsage:t3.micro', 'free')],
    ['an empty number', item('BoxUsage:t3.micro', '')],
    ['another currency', item('BoxUsage:t3.micro', '1').replaceAll('USD', 'CNY')],
  ])('%s is no price', (_, text) => {
    expect(readPriceItem(text)).toBeNull();
  });

  test('any text can be read', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readPriceItem(text)));
  });

  test('items that disagree give no price, whatever their order', () => {
    const price = fc.double({ min: 0.001, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(price), (amounts) => {
        const agreed = agreedItem(
          amounts.map((amount) => ({ usageType: '', amount, publishedOn: null })),
        )?.amount;
        expect(agreed).toBe(new Set(amounts).size === 1 ? amounts[0] : undefined);
      }),
    );
  });
});

const filtersOf = ({ body }: FakeRequest): Record<string, string> => {
  const { Filters } = JSON.parse(body) as { Filters: { Field: string; Value: string }[] };
  return Object.fromEntries(Filters.map(({ Field, Value }) => [Field, Value]));
};
const list = (...items: readonly string[]) => jsonAnswer({ FormatVersion: 'aws_v1', PriceList: items });

/** A price list that knows t3.micro in Ireland, its disks and its addresses. */
function irish(request: FakeRequest): FakeAnswer {
  const filters = filtersOf(request);
  if (filters['regionCode'] !== 'eu-west-1') return list();
  if (filters['instanceType'] === 't3.micro') {
    return list(
      item('EU-BoxUsage:t3.micro', '0.0114000000'),
      item('EU-UnusedBox:t3.micro', '0.0114000000'),
      item('EU-HostBoxUsage:t3.micro', '9.0000000000'),
    );
  }
  if (filters['volumeApiName'] === 'gp3')
    return list(item('EU-EBS:VolumeUsage.gp3', '0.0880000000', 'GB-Mo'));
  if (filters['group'] === 'VPCPublicIPv4Address') {
    return list(
      item('EU-PublicIPv4:IdleAddress', '0.0060000000'),
      item('EU-PublicIPv4:InUseAddress', '0.0050000000'),
      item('EU-PublicIPv4:ContiguousBlock', '0.0080000000'),
    );
  }
  return list();
}

async function pricesFrom(
  answer: (request: FakeRequest) => FakeAnswer,
  region: string,
  ...types: readonly string[]
) {
  aws = await startFakeAws(answer);
  return readPrices(clientsAt(aws.endpoint, region), region, types);
}

describe('prices of a region', () => {
  test("come from AWS's list; what is not in it is unknown", async () => {
    expect(await pricesFrom(irish, 'eu-west-1', 't3.micro', 'x9.new')).toEqual({
      source: 'pricing-api',
      asOf: '2026-05-01',
      currency: 'USD',
      instanceHour: { 't3.micro': 0.0114 },
      gp3GiBMonth: 0.088,
      publicIpv4Hour: 0.005,
    });
    const asked = aws?.requests.map(filtersOf).find(({ instanceType }) => instanceType === 't3.micro');
    expect(asked).toEqual({
      regionCode: 'eu-west-1',
      instanceType: 't3.micro',
      operatingSystem: 'Linux',
      tenancy: 'Shared',
      preInstalledSw: 'NA',
      capacitystatus: 'Used',
    });
  });

  test('of a system with a licence are asked for without a licence of one’s own, and beside plain Linux', async () => {
    const windows = (request: FakeRequest) =>
      filtersOf(request)['operatingSystem'] === 'Windows'
        ? list(item('EU-BoxUsage:t3.micro', '0.0206000000'))
        : irish(request);
    aws = await startFakeAws(windows);
    const types = ['t3.micro', ...Array.from({ length: 30 }, (_, index) => `x${String(index)}.new`)];
    const prices = await readPrices(clientsAt(aws.endpoint, 'eu-west-1'), 'eu-west-1', types, 'Windows');

    expect(prices).toEqual({
      source: 'pricing-api',
      asOf: '2026-05-01',
      currency: 'USD',
      operatingSystem: 'Windows',
      instanceHour: Object.fromEntries(types.slice(0, 10).map((type) => [type, 0.0206])),
      linuxHour: { 't3.micro': 0.0114 },
      gp3GiBMonth: 0.088,
      publicIpv4Hour: 0.005,
    });
    const asked = aws.requests.map(filtersOf).filter(({ instanceType }) => instanceType === 't3.micro');
    expect(asked.map(({ operatingSystem, licenseModel }) => [operatingSystem, licenseModel])).toEqual(
      expect.arrayContaining([
        ['Windows', 'No License required'],
        ['Linux', undefined],
      ]),
    );
    expect(aws.requests).toHaveLength(22);
  });

  test('of plain Linux never stand for those of a system with a licence', async () => {
    aws = await startFakeAws(() => list());
    const prices = await readPrices(clientsAt(aws.endpoint), 'us-east-1', ['t3.micro'], 'RHEL');
    expect(prices).toMatchObject({ source: 'dated-table', operatingSystem: 'RHEL', instanceHour: {} });
  });

  test('with a part from the table are no newer than the table', async () => {
    const onlyHours = (request: FakeRequest) =>
      filtersOf(request)['instanceType'] === undefined
        ? list()
        : list(item('BoxUsage:t3.micro', '0.0104000000'));
    expect(await pricesFrom(onlyHours, 'us-east-1', 't3.micro')).toMatchObject({
      source: 'pricing-api',
      asOf: '2026-05',
      gp3GiBMonth: 0.08,
      publicIpv4Hour: 0.005,
    });
  });

  test('have unknown parts where neither knows', async () => {
    const onlyHours = (request: FakeRequest) =>
      filtersOf(request)['instanceType'] === undefined
        ? list()
        : list(item('APN1-BoxUsage:t3.micro', '0.0136'));
    expect(await pricesFrom(onlyHours, 'ap-northeast-1', 't3.micro')).toMatchObject({
      source: 'pricing-api',
      instanceHour: { 't3.micro': 0.0136 },
      gp3GiBMonth: null,
      publicIpv4Hour: null,
    });
  });

  test.each<[string, FakeAnswer]>([
    ['may not be asked', jsonAnswer({ __type: 'AccessDeniedException', message: 'no' }, 400)],
    ['is out of order', jsonAnswer({ __type: 'InternalErrorException' }, 500)],
    ['is a web page', { status: 500, type: 'text/html', body: '<html>' }],
    ['hangs up', 'drop'],
    ['is empty', list()],
    ['is no list', jsonAnswer({ PriceList: 'x' })],
  ])('come from the dated table when the list %s', async (_, answer) => {
    const prices = await pricesFrom(() => answer, 'us-east-1', 't3.micro');
    expect(prices).toMatchObject({ source: 'dated-table', instanceHour: { 't3.micro': 0.0104 } });
  });

  test('are not waited for', async () => {
    aws = await startFakeAws(() => 'hang');
    const prices = await readPrices(clientsAt(aws.endpoint), 'eu-west-1', ['t3.micro'], 'Linux', 50);
    expect(prices).toMatchObject({ source: 'unknown', instanceHour: {}, gp3GiBMonth: null });
  });

  test('are asked for twenty types at most', async () => {
    const types = Array.from({ length: 300 }, (_, index) => `m${String(index)}.large`);
    await pricesFrom(() => list(), 'us-east-1', ...types);
    expect(aws?.requests).toHaveLength(22);
  });
});
