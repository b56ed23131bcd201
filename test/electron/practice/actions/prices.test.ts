import {
  DescribeServicesCommand,
  GetProductsCommand,
  PricingClient,
  type Filter,
} from '@aws-sdk/client-pricing';
import { beforeAll, describe, expect, test } from 'vitest';
import { readPriceItem } from '../../../../electron/aws/price-item.ts';
import { readPrices } from '../../../../electron/aws/prices.ts';
import { openPractice } from '../../../support/practice-account.ts';
import { practiceClients } from '../../../support/practice-clients.ts';
import type { AwsClients } from '../../../../electron/aws/clients.ts';

let clients: AwsClients;
let pricing: PricingClient;
beforeAll(async () => {
  clients = practiceClients((await openPractice()).account, 'eu-west-1');
  ({ pricing } = clients);
});

const filter = (Field: string, Value: string, Type: Filter['Type'] = 'TERM_MATCH'): Filter => ({
  Type,
  Field,
  Value,
});

async function products(Filters: readonly Filter[], ServiceCode = 'AmazonEC2', more: object = {}) {
  const answer = await pricing.send(new GetProductsCommand({ ServiceCode, Filters: [...Filters], ...more }));
  return (answer.PriceList ?? []).map(String);
}

describe('GetProducts', () => {
  test('gives the price of an hour as AWS writes it: JSON in a text', async () => {
    const [text, ...more] = await products([
      filter('regionCode', 'us-east-1'),
      filter('instanceType', 't3.micro'),
      filter('operatingSystem', 'Linux'),
      filter('tenancy', 'Shared'),
      filter('preInstalledSw', 'NA'),
      filter('capacitystatus', 'Used'),
    ]);
    expect(more).toEqual([]);
    expect(readPriceItem(text ?? '')).toEqual({
      usageType: 'BoxUsage:t3.micro',
      amount: 0.0104,
      publishedOn: '2026-05-01',
    });
    expect(JSON.parse(text ?? '')).toMatchObject({
      serviceCode: 'AmazonEC2',
      product: {
        productFamily: 'Compute Instance',
        attributes: { vcpu: '2', memory: '1 GiB', licenseModel: 'No License required' },
      },
    });
  });

  test('knows no price where no source gives one', async () => {
    expect(await products([filter('regionCode', 'eu-west-1')])).toEqual([]);
    expect(await products([filter('instanceType', 'm5.large')])).toEqual([]);
    expect(await products([filter('operatingSystem', 'Windows')])).toEqual([]);
  });

  test('compares in all the ways there are', async () => {
    const types = async (value: string, type: Filter['Type']) =>
      (await products([filter('instanceType', value, type)])).length;
    expect(await types('t3.micro,t3.small', 'ANY_OF')).toBe(2);
    expect(await types('t3.micro,t3.small', 'NONE_OF')).toBe(6);
    expect(await types('flex', 'CONTAINS')).toBe(2);
    expect(await types('t3.micro', 'EQUALS')).toBe(1);
    expect(await types('flex', 'EQUALS')).toBe(0);
  });

  test('goes page by page', async () => {
    const first = await pricing.send(new GetProductsCommand({ ServiceCode: 'AmazonEC2', MaxResults: 3 }));
    expect(first.PriceList).toHaveLength(3);
    const second = await pricing.send(
      new GetProductsCommand({ ServiceCode: 'AmazonEC2', MaxResults: 100, NextToken: first.NextToken }),
    );
    expect(second.PriceList).toHaveLength(6);
    expect(second.NextToken).toBeUndefined();
  });

  test.each([
    ['an unknown service', [], 'AmazonTea', {}, 'InvalidParameterException'],
    ['an unknown field', [filter('colour', 'red')], 'AmazonEC2', {}, 'InvalidParameterException'],
    ['101 at a time', [], 'AmazonEC2', { MaxResults: 101 }, 'InvalidParameterException'],
    ['a token of its own making', [], 'AmazonEC2', { NextToken: 'x' }, 'InvalidNextTokenException'],
  ])('refuses %s', async (_, filters, service, more, name) => {
    await expect(products(filters, service, more)).rejects.toMatchObject({ name });
  });
});

describe('DescribeServices', () => {
  test('names the services, and what their products are told by', async () => {
    const { Services } = await pricing.send(new DescribeServicesCommand({}));
    expect(Services?.map(({ ServiceCode }) => ServiceCode)).toEqual(['AmazonEC2', 'AmazonVPC']);
    expect(Services?.[0]?.AttributeNames).toContain('instanceType');
    expect(Services?.[1]?.AttributeNames).not.toContain('instanceType');
    const one = await pricing.send(new DescribeServicesCommand({ ServiceCode: 'AmazonVPC' }));
    expect(one.Services).toHaveLength(1);
  });
});

test("Keyport's own reader asks for all three prices, and where there are none says so", async () => {
  expect(await readPrices(clients, 'us-east-1', ['t3.micro', 'm5.large'])).toMatchObject({
    source: 'pricing-api',
    instanceHour: { 't3.micro': 0.0104 },
    gp3GiBMonth: 0.08,
    publicIpv4Hour: 0.005,
  });
  expect(await readPrices(clients, 'eu-west-1', ['t3.micro'])).toMatchObject({
    source: 'unknown',
    instanceHour: {},
    gp3GiBMonth: null,
  });
});
