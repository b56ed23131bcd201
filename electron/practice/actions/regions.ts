import { reads, type ActionContext, type Actions } from '../action.ts';
import { invalidValue } from '../aws-error.ts';
import { filtered, readFilters, type FilterFields } from '../filters.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';

export const regionsActions: Actions = {
  DescribeRegions: reads(describeRegions),
  DescribeAvailabilityZones: reads(describeZones),
};

type RegionRow = {
  readonly regionName: string;
  readonly optInStatus: 'opt-in-not-required' | 'not-opted-in';
};

/** Those that the account has; with `AllRegions`, or by name, also those that it would have to enable first. */
function describeRegions({ catalog }: ActionContext, params: Params): Answer {
  const all = [
    ...catalog.regions.map((name): RegionRow => ({ regionName: name, optInStatus: 'opt-in-not-required' })),
    ...NOT_ENABLED.filter((name) => !catalog.hasRegion(name)).map((name): RegionRow => ({
      regionName: name,
      optInStatus: 'not-opted-in',
    })),
  ];
  const names = params.texts('RegionName');
  const showsAll = params.boolean('AllRegions') === true;
  const unknown = names.filter((name) => !all.some(({ regionName }) => regionName === name));
  if (unknown.length > 0) throw invalidValue(`Invalid region: [${shortened(unknown.join(', '))}]`);
  const shown = all.filter(({ regionName, optInStatus }) =>
    names.length > 0 ? names.includes(regionName) : showsAll || optInStatus === 'opt-in-not-required',
  );
  return {
    regionInfo: filtered(shown, readFilters(params), REGION_FIELDS).map((row) => ({
      regionName: row.regionName,
      regionEndpoint: endpointOf(row),
      optInStatus: row.optInStatus,
    })),
  };
}

const REGION_FIELDS: FilterFields<RegionRow> = {
  endpoint: endpointOf,
  'opt-in-status': ({ optInStatus }) => optInStatus,
  'region-name': ({ regionName }) => regionName,
};

function endpointOf({ regionName }: RegionRow): string {
  return `ec2.${regionName}.amazonaws.com`;
}

/** AWS's documentation of regions: each account chooses whether it wants these. */
const NOT_ENABLED = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
];

/** Availability Zones only: the account has opted in to no Local Zone and no Wavelength Zone. */
function describeZones({ catalog, region: { region }, isLost }: ActionContext, params: Params): Answer {
  const zones = catalog
    .zonesOf(region)
    .map(({ name, zoneId }) => ({ zoneName: name, zoneId, region, isLost: isLost(name) }));
  const names = params.texts('ZoneName');
  const ids = params.texts('ZoneId');
  params.boolean('AllAvailabilityZones');
  const wrongNames = names.filter((name) => !zones.some(({ zoneName }) => zoneName === name));
  if (wrongNames.length > 0) {
    throw invalidValue(`Invalid availability zone: [${shortened(wrongNames.join(', '))}]`);
  }
  const wrongIds = ids.filter((id) => !zones.some(({ zoneId }) => zoneId === id));
  if (wrongIds.length > 0) {
    throw invalidValue(`Invalid availability zone-id: [${shortened(wrongIds.join(', '))}]`);
  }
  const named = zones.filter(
    ({ zoneName, zoneId }) =>
      (names.length === 0 || names.includes(zoneName)) && (ids.length === 0 || ids.includes(zoneId)),
  );
  return { availabilityZoneInfo: filtered(named, readFilters(params), ZONE_FIELDS).map(zoneAnswer) };
}

type ZoneRow = {
  readonly zoneName: string;
  readonly zoneId: string;
  readonly region: string;
  readonly isLost: boolean;
};

const ZONE_FIELDS: FilterFields<ZoneRow> = {
  'group-name': groupOf,
  message: messageOf,
  'opt-in-status': () => 'opt-in-not-required',
  'parent-zone-id': () => null,
  'parent-zone-name': () => null,
  'region-name': ({ region }) => region,
  state: stateOf,
  'zone-id': ({ zoneId }) => zoneId,
  'zone-name': ({ zoneName }) => zoneName,
  'zone-type': () => 'availability-zone',
};

/** AWS's API model has `us-east-1-zg-1` as the group of all zones of us-east-1. */
function groupOf({ region }: ZoneRow): string {
  return `${region}-zg-1`;
}

function stateOf({ isLost }: ZoneRow): string {
  return isLost ? 'unavailable' : 'available';
}

function messageOf({ zoneName, isLost }: ZoneRow): string | null {
  return isLost ? `We are investigating a loss of power in ${zoneName}.` : null;
}

function zoneAnswer(zone: ZoneRow): Answer {
  return {
    optInStatus: 'opt-in-not-required',
    messageSet: zone.isLost ? [{ message: messageOf(zone) }] : [],
    regionName: zone.region,
    zoneName: zone.zoneName,
    zoneId: zone.zoneId,
    groupName: groupOf(zone),
    networkBorderGroup: zone.region,
    zoneType: 'availability-zone',
    zoneState: stateOf(zone),
  };
}
