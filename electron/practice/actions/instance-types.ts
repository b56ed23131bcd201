import { z } from 'zod';
import { reads, type Action, type Actions } from '../action.ts';
import { AwsError, invalidCombination, invalidValue } from '../aws-error.ts';
import type { Catalog, CatalogInstanceType } from '../catalog.ts';
import { filtered, readFilters } from '../filters.ts';
import { INSTANCE_TYPE_FILTERS } from '../instance-type-filters.ts';
import { cutPage, pageOf } from '../paging.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';

/** EC2 gives 100 types at a time, and takes so many names. */
const MOST_TYPES = 100;
const TYPE_PAGES = { least: 5, most: MOST_TYPES };
const OFFERING_PAGES = { least: 5, most: 1000 };

const describeInstanceTypes: Action['run'] = ({ catalog, region: { region } }, params) => {
  const names = params.texts('InstanceType');
  const asked = params.optionalInteger('MaxResults');
  const isAnywhere = params.boolean('IncludeUnsupportedInRegion') === true;
  if (names.length > 0 && asked !== null) {
    throw invalidCombination('The parameter instanceTypes cannot be used with the parameter maxResults');
  }
  if (names.length > MOST_TYPES) {
    throw invalidValue(`The maximum number of instance types in one request is ${String(MOST_TYPES)}.`);
  }
  const known = isAnywhere ? catalog.allInstanceTypes : catalog.instanceTypes(region);
  const types = filtered(named(known, names), readFilters(params), INSTANCE_TYPE_FILTERS);
  const token = params.optionalText('NextToken');
  const { rows, nextToken } = cutPage(types, { asked: asked ?? MOST_TYPES, token, ...TYPE_PAGES });
  return { instanceTypeSet: rows.map(({ info }) => onTheWire(info)), nextToken };
};

/** One name that is unknown, or not sold in the region, refuses the whole call. */
function named(
  types: readonly CatalogInstanceType[],
  names: readonly string[],
): readonly CatalogInstanceType[] {
  if (names.length === 0) return types;
  const byName = new Map(types.map((type) => [type.name, type]));
  const unknown = names.filter((name) => !byName.has(name));
  if (unknown.length > 0) {
    const list = unknown.map(shortened).join(', ');
    throw new AwsError(
      'InvalidInstanceType',
      `The following supplied instance types do not exist: [${list}]`,
    );
  }
  return types.filter(({ name }) => names.includes(name));
}

const inference = z.object({
  accelerators: z.array(z.record(z.string(), z.json())).length(1),
  totalInferenceMemoryInMiB: z.number().optional(),
});

/** By AWS's API model this one list has items of another name. */
function onTheWire(info: Answer): Answer {
  const read = inference.safeParse(info['inferenceAcceleratorInfo']);
  if (!read.success) return info;
  const { accelerators, ...total } = read.data;
  return { ...info, inferenceAcceleratorInfo: { ...total, accelerators: { member: accelerators[0] } } };
}

type Offering = {
  readonly instanceType: string;
  readonly locationType: string;
  readonly location: string;
};

/** EC2 knows no unknown types here: what is not offered is not in the list. */
const describeInstanceTypeOfferings: Action['run'] = ({ catalog, region: { region } }, params) => {
  const offerings = offeringsOf(catalog, region, readLocationType(params));
  const rows = filtered(offerings, readFilters(params), {
    'instance-type': (offering) => offering.instanceType,
    location: (offering) => offering.location,
  });
  const page = pageOf(params, rows, OFFERING_PAGES);
  return { instanceTypeOfferingSet: page.rows.map((row) => ({ ...row })), nextToken: page.nextToken };
};

const LOCATION_TYPES = ['region', 'availability-zone', 'availability-zone-id', 'outpost'] as const;
type LocationType = (typeof LOCATION_TYPES)[number];

function readLocationType(params: Params): LocationType {
  const given = params.optionalText('LocationType') ?? 'region';
  const type = LOCATION_TYPES.find((each) => each === given);
  if (type !== undefined) return type;
  throw invalidValue(
    `Value (${shortened(given)}) for parameter locationType is invalid. Valid values are: ${LOCATION_TYPES.join(', ')}.`,
  );
}

function offeringsOf(catalog: Catalog, region: string, locationType: LocationType): readonly Offering[] {
  const types = catalog.instanceTypes(region);
  const at = (location: string, offered: readonly CatalogInstanceType[]): readonly Offering[] =>
    offered.map(({ name }) => ({ instanceType: name, locationType, location }));
  switch (locationType) {
    case 'region':
      return at(region, types);
    case 'outpost':
      return [];
    case 'availability-zone':
    case 'availability-zone-id':
      return catalog.zonesOf(region).flatMap(({ name, zoneId }) =>
        at(
          locationType === 'availability-zone' ? name : zoneId,
          types.filter((type) => catalog.isOffered(type.name, name)),
        ),
      );
  }
}

export const instanceTypesActions: Actions = {
  DescribeInstanceTypes: reads(describeInstanceTypes),
  DescribeInstanceTypeOfferings: reads(describeInstanceTypeOfferings),
};
