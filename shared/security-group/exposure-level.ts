import { ADDRESS_FAMILIES, type AddressFamily } from './exposure.ts';
import { EXPOSURE_LEVELS, type ExposureLevel, type GroupExposure } from './group-finding.ts';
import { publicAddresses } from './public-space.ts';
import type { NetworkInterface, RegionFacts, Route, RouteTable } from './region-facts.ts';
import type { SecurityGroup } from './security-group.ts';

/**
 * How near a stranger comes to the machines behind a group, for each address family; X4 can be reached from the internet.
 * What was not read counts as the worse: then `isKnown` is false. For many groups, `indexExposure` does the work once.
 */
export function exposureOf(group: SecurityGroup, facts: RegionFacts): GroupExposure {
  return indexExposure(facts)(group);
}

/** As `exposureOf`, for group after group: each costs as much as it has interfaces. */
export function indexExposure(facts: RegionFacts): (group: SecurityGroup) => GroupExposure {
  const attached = attachedTo(facts);
  const named = namedByOthers(facts);
  const inTemplates = facts.launchTemplateGroupIds === null ? null : new Set(facts.launchTemplateGroupIds);
  return ({ groupId, ownerId }) => {
    if (attached === null) return { level: { ipv4: 'X4', ipv6: 'X4' }, isKnown: false };
    const isReady = named.has(groupId) || ownerId !== facts.accountId || (inTemplates?.has(groupId) ?? false);
    const resting: Between = isReady ? sure('X1') : { worst: inTemplates === null ? 'X1' : 'X0', best: 'X0' };
    const near = attached.get(groupId) ?? BOTH(resting);
    return {
      level: { ipv4: near.ipv4.worst, ipv6: near.ipv6.worst },
      isKnown: ADDRESS_FAMILIES.every((family) => near[family].worst === near[family].best),
    };
  };
}

/** What it may be, from the worst to the best. The same where all was read that it takes. */
type Between = { readonly worst: ExposureLevel; readonly best: ExposureLevel };
type Near = Readonly<Record<AddressFamily, Between>>;

const BOTH = (between: Between): Near => ({ ipv4: between, ipv6: between });

function sure(level: ExposureLevel): Between {
  return { worst: level, best: level };
}

/** The nearest of each group's interfaces; a group without one is not in it. Null: the interfaces were not read. */
function attachedTo(facts: RegionFacts): ReadonlyMap<string, Near> | null {
  if (facts.interfaces === null) return null;
  const nearnessOf = nearnessIn(facts);
  const nearest = new Map<string, Near>();
  for (const networkInterface of facts.interfaces) {
    const near = nearnessOf(networkInterface);
    for (const groupId of networkInterface.groupIds) {
      const known = nearest.get(groupId);
      nearest.set(groupId, known === undefined ? near : nearerOf(known, near));
    }
  }
  return nearest;
}

function nearerOf(one: Near, other: Near): Near {
  const nearer = (family: AddressFamily): Between => ({
    worst: nearestOf(one[family].worst, other[family].worst),
    best: nearestOf(one[family].best, other[family].best),
  });
  return { ipv4: nearer('ipv4'), ipv6: nearer('ipv6') };
}

function nearestOf(one: ExposureLevel, other: ExposureLevel): ExposureLevel {
  return EXPOSURE_LEVELS.indexOf(one) < EXPOSURE_LEVELS.indexOf(other) ? one : other;
}

/** Yes, no, or (null) nobody knows. */
type Maybe = boolean | null;

function nearnessIn(facts: RegionFacts): (networkInterface: NetworkInterface) => Near {
  const isRunning = runningIn(facts);
  const hasWayIn = waysIn(facts);
  const isOpen = openToInternet(facts);
  return (networkInterface) => {
    const running = isRunning(networkInterface);
    const open = isOpen(networkInterface);
    const near = (family: AddressFamily): Between => {
      const steps = {
        address: hasAddress(networkInterface, family),
        way: hasWayIn(networkInterface, family),
      };
      return {
        worst: levelFor({ running: running ?? true, open: open ?? true, ...steps, way: steps.way ?? true }),
        best: levelFor({ running: running ?? false, open: open ?? false, ...steps, way: steps.way ?? false }),
      };
    };
    return { ipv4: near('ipv4'), ipv6: near('ipv6') };
  };
}

/** `open`: the VPC does not block the internet. Running, with neither an address nor a way, is as far off as asleep. */
function levelFor(is: Readonly<Record<'running' | 'open' | 'address' | 'way', boolean>>): ExposureLevel {
  if (!is.running || (!is.address && !is.way)) return 'X2';
  return is.address && is.way && is.open ? 'X4' : 'X3';
}

function hasAddress({ publicIpv4, ipv6 }: NetworkInterface, family: AddressFamily): boolean {
  return family === 'ipv4' ? publicIpv4.length > 0 : ipv6.some((address) => GLOBAL_IPV6.test(address));
}

/** 2000::/3. */
const GLOBAL_IPV6 = /^[23][0-9a-f]{3}:/i;

/** What is attached to no instance is a load balancer, a function or another service at work. */
function runningIn({ instances }: RegionFacts): (networkInterface: NetworkInterface) => Maybe {
  const states =
    instances === null ? null : new Map(instances.map(({ instanceId, state }) => [instanceId, state]));
  return ({ instanceId, isAttached }) => {
    if (!isAttached) return false;
    if (instanceId === null) return true;
    const state = states?.get(instanceId);
    return state === undefined ? null : !ASLEEP.has(state);
  };
}

const ASLEEP: ReadonlySet<string> = new Set(['stopped', 'terminated']);

/** Whether the subnet's own route table, or else the main one of its VPC, leads to an internet gateway. */
function waysIn(facts: RegionFacts): (networkInterface: NetworkInterface, family: AddressFamily) => Maybe {
  const { routeTables } = facts;
  if (routeTables === null) return () => null;
  const ways = new Map<RouteTable, Readonly<Record<AddressFamily, Maybe>>>();
  const ofSubnet = new Map(routeTables.flatMap((table) => table.subnetIds.map((id) => [id, table] as const)));
  const mainOf = new Map(routeTables.filter(({ isMain }) => isMain).map((table) => [table.vpcId, table]));
  const lists = new Map(facts.prefixLists.map(({ prefixListId, cidrs }) => [prefixListId, cidrs]));
  for (const table of routeTables) {
    ways.set(table, { ipv4: leadsOut(table, 'ipv4', lists), ipv6: leadsOut(table, 'ipv6', lists) });
  }
  return ({ subnetId, vpcId }, family) => {
    const table = ofSubnet.get(subnetId) ?? mainOf.get(vpcId);
    return table === undefined ? null : (ways.get(table)?.[family] ?? null);
  };
}

function leadsOut(
  { routes }: RouteTable,
  family: AddressFamily,
  lists: ReadonlyMap<string, readonly string[]>,
): Maybe {
  const toGateway = routes.filter(
    ({ target, state }) => target?.startsWith('igw-') === true && state === 'active',
  );
  const cidrs = toGateway.map((route) => destinationsOf(route, lists));
  if (cidrs.some((known) => known !== null && publicAddresses(known, family) > 0n)) return true;
  return cidrs.includes(null) ? null : false;
}

function destinationsOf(
  { cidr, prefixListId }: Route,
  lists: ReadonlyMap<string, readonly string[]>,
): readonly string[] | null {
  if (cidr !== null) return [cidr];
  return prefixListId === null ? [] : (lists.get(prefixListId) ?? null);
}

function openToInternet({ blockPublicAccess }: RegionFacts): (networkInterface: NetworkInterface) => Maybe {
  if (blockPublicAccess === null) return () => null;
  const { mode, excludedVpcIds, excludedSubnetIds } = blockPublicAccess;
  if (!BLOCKING.has(mode)) return () => true;
  const vpcIds = new Set(excludedVpcIds);
  const subnetIds = new Set(excludedSubnetIds);
  return ({ vpcId, subnetId }) => vpcIds.has(vpcId) || subnetIds.has(subnetId);
}

const BLOCKING: ReadonlySet<string> = new Set(['block-bidirectional', 'block-ingress']);

/** Groups that a rule of another group names. */
function namedByOthers({ groups }: RegionFacts): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { groupId, rules } of groups) {
    for (const { source } of rules)
      if (source.kind === 'group' && source.groupId !== groupId) named.add(source.groupId);
  }
  return named;
}
