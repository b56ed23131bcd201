import { z } from 'zod';
import type { JsonAction, JsonActions } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import { jsonPage } from '../json-page.ts';
import { priceItemText, productsOf, SERVICE_CODES, type Product, type ServiceCode } from '../price-list.ts';
import { shortened } from '../protocol/param-tree.ts';
import { readInput } from '../protocol/read-input.ts';

// AWS's price list, as far as a source gives prices. It speaks of every region, whichever is called.

const MOST_RESULTS = 100;
const PAGES = { most: MOST_RESULTS, wrongToken: 'InvalidNextTokenException' };
const WRONG = 'InvalidParameterException';

const filter = z.strictObject({
  Type: z.enum(['TERM_MATCH', 'EQUALS', 'CONTAINS', 'ANY_OF', 'NONE_OF']),
  Field: z.string().min(1).max(1024),
  Value: z.string().min(1).max(1024),
});
type PriceFilter = z.infer<typeof filter>;

const common = {
  FormatVersion: z.literal('aws_v1').nullish(),
  NextToken: z.string().nullish(),
  MaxResults: z.number().int().min(1).max(MOST_RESULTS).nullish(),
};
const products = z.strictObject({
  ...common,
  ServiceCode: z.string(),
  Filters: z.array(filter).max(50).nullish(),
});
const services = z.strictObject({ ...common, ServiceCode: z.string().nullish() });

const getProducts: JsonAction = ({ catalog }, input) => {
  const asked = readInput(products, input, WRONG);
  const service = readServiceCode(asked.ServiceCode);
  const all = productsOf(catalog).filter(({ serviceCode }) => serviceCode === service);
  const tests = (asked.Filters ?? []).map((each) => testOf(each, all));
  const found = all.filter((product) => tests.every((test) => test(product)));
  const { rows, next } = jsonPage(found, asked, PAGES);
  return {
    FormatVersion: 'aws_v1',
    PriceList: rows.map((product) => priceItemText(product)),
    ...next,
  };
};

const describeServices: JsonAction = ({ catalog }, input) => {
  const asked = readInput(services, input, WRONG);
  const given = asked.ServiceCode ?? null;
  const codes = given === null ? SERVICE_CODES : [readServiceCode(given)];
  const all = productsOf(catalog);
  const { rows, next } = jsonPage(codes, asked, PAGES);
  return {
    FormatVersion: 'aws_v1',
    Services: rows.map((code) => ({
      ServiceCode: code,
      AttributeNames: fieldsOf(all.filter(({ serviceCode }) => serviceCode === code)),
    })),
    ...next,
  };
};

function readServiceCode(given: string): ServiceCode {
  const code = SERVICE_CODES.find((each) => each === given);
  if (code === undefined) throw new AwsError(WRONG, `Invalid ServiceCode: ${shortened(given)}`);
  return code;
}

/** A field that no product of the service has is refused: an empty list would say that there is no such product. */
function testOf({ Type, Field, Value }: PriceFilter, all: readonly Product[]): (product: Product) => boolean {
  if (!fieldsOf(all).includes(Field)) throw new AwsError(WRONG, `Invalid filter field: ${shortened(Field)}`);
  const several = Value.split(',');
  return (product) => {
    const has = valueOf(product, Field);
    if (has === undefined) return false;
    switch (Type) {
      case 'TERM_MATCH':
      case 'EQUALS':
        return has === Value;
      case 'CONTAINS':
        return has.includes(Value);
      case 'ANY_OF':
        return several.includes(has);
      case 'NONE_OF':
        return !several.includes(has);
    }
  };
}

function valueOf({ attributes, productFamily, serviceCode }: Product, field: string): string | undefined {
  const own = { ...attributes, productFamily, ServiceCode: serviceCode };
  return Object.entries(own).find(([name]) => name === field)?.[1];
}

function fieldsOf(all: readonly Product[]): readonly string[] {
  const names = all.flatMap(({ attributes }) => Object.keys(attributes));
  return [...new Set([...names, 'productFamily', 'ServiceCode'])].toSorted();
}

export const pricesActions: JsonActions = { GetProducts: getProducts, DescribeServices: describeServices };
