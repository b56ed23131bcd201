import type { Connection } from '../aws/connections.ts';
import { readSizesLike } from '../aws/instance-types.ts';
import { readNetwork, readTypesOffered } from '../aws/network.ts';
import type { Patience } from '../aws/patience.ts';
import { readPrices } from '../aws/prices.ts';
import { outcomeOf } from '../aws/problem.ts';
import type { InstanceType } from '../../shared/facts.ts';
import type { ZoneOffers } from '../../shared/launches-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { operatingSystemOf } from '../../shared/operating-system.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { placementsIn, usableZones } from '../../shared/placement.ts';
import { fleetPrice, hourOf } from '../../shared/price.ts';
import type { LaunchRecord, RecordedPlacement } from './record/launch-record.ts';

/** So many sizes are enough to choose from. */
const MOST_TYPES = 8;

/** EC2's filters take at most 200 values. */
const MOST_ASKED = 200;

/** Where else, and as what else, the machine of a placement could be started: by what EC2 offers now. */
export async function readZoneOffers(
  connection: Connection,
  patience: Patience,
  record: LaunchRecord,
  placementId: string,
): Promise<Outcome<ZoneOffers>> {
  const placement = record.placements.find((each) => each.placementId === placementId);
  if (placement === undefined) return failed(makeProblem('zone-unknown'));
  const [network, sizes] = await Promise.all([
    readNetwork(connection.clients, placement.instanceType, record.plan.access.vpcId),
    outcomeOf(() => patience.throttled(() => readSizes(connection, record, placement))),
  ]);
  if (!network.ok) return network;
  if (!sizes.ok) return sizes;
  const others = usableZones(network.value).filter(({ zoneId }) => zoneId !== placement.zoneId);
  const taken = new Set(zonesWithMachine(record));
  const zones = placementsIn(others).map((zone) => ({ ...zone, hasMachine: taken.has(zone.zoneName) }));
  return succeeded({
    zones: zones.toSorted((one, other) => Number(one.hasMachine) - Number(other.hasMachine)),
    ...sizes.value,
  });
}

function zonesWithMachine({ machines }: LaunchRecord): readonly string[] {
  return machines.filter(({ goneAt }) => goneAt === null).map(({ zoneName }) => zoneName);
}

async function readSizes(
  { clients, account }: Connection,
  { plan }: LaunchRecord,
  { instanceType, zoneName }: RecordedPlacement,
): Promise<Pick<ZoneOffers, 'types' | 'price'>> {
  const { image, storage } = plan;
  const { architecture } = image;
  const sizes = await readSizesLike(clients, { name: instanceType, architecture, vcpus: plan.size.vcpus });
  const own = sizes.find(({ name }) => name === instanceType);
  const alike = mostAlikeFirst(sizes, own)
    .filter(({ name }) => name !== instanceType)
    .slice(0, MOST_ASKED);
  const offered = await readTypesOffered(
    clients,
    zoneName,
    alike.map(({ name }) => name),
  );
  const chosen = alike.filter(({ name }) => offered.has(name)).slice(0, MOST_TYPES);
  const prices = await readPrices(
    clients,
    account.region,
    [instanceType, ...chosen.map(({ name }) => name)],
    operatingSystemOf(image),
  );
  const priceOf = (name: string) =>
    fleetPrice(prices, { instanceType: name, count: 1, rootSizeGiB: storage.rootSizeGiB });
  const types = chosen.map(({ name, vcpus, memoryMiB, isFreeTierEligible, isBurstable }) => ({
    name,
    vcpus,
    memoryMiB,
    isFreeTierEligible,
    isBurstable,
    perHour: hourOf(prices.instanceHour, name),
    price: priceOf(name),
  }));
  return { types, price: priceOf(instanceType) };
}

/** By memory; of the same memory what is like it in its free tier and in how it earns its speed, then by name. */
function mostAlikeFirst(
  sizes: readonly InstanceType[],
  own: InstanceType | undefined,
): readonly InstanceType[] {
  const distance = (size: InstanceType) => [
    own === undefined ? 0 : Math.abs(size.memoryMiB - own.memoryMiB),
    Number(size.isFreeTierEligible !== (own?.isFreeTierEligible ?? true)),
    Number(size.isBurstable !== (own?.isBurstable ?? true)),
  ];
  return sizes.toSorted(
    (one, other) => compare(distance(one), distance(other)) || (one.name < other.name ? -1 : 1),
  );
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}
