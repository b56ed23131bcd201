import type { Launch, LaunchedInstance } from './launch.ts';
import { fleetPrice, HOURS_PER_MONTH, hourOf, total, type FleetPrice, type PriceList } from './price.ts';

/** USD, by the prices when it was launched. Null is "price unknown", never zero. */
export type LaunchCost = {
  /** What it costs as it is now: machines that run or start, and the disks of all that are there. */
  readonly perHour: number | null;
  /** The same for 730 hours. */
  readonly perMonth: number | null;
  /** Since it was started, as far as its machines were seen. */
  readonly soFar: number | null;
  /**
   * Snapshots that are in none of the three. AWS bills what is stored in them, and does not say how much that is: to call the
   * whole cost unknown for their sake would hide what is known. Say it beside the amounts (`notCountedInWords`).
   */
  readonly snapshotsNotCounted: number;
};

export type Costly = Pick<Launch, 'instances' | 'made' | 'prices' | 'plan'>;

/**
 * Pure. `now` in milliseconds since the epoch. A launch gives each machine a public address, which costs while the machine runs.
 * Traffic and surplus CPU credits are not counted.
 */
export function costOf(launch: Costly, now: number): LaunchCost {
  const { instances, made } = launch;
  const perHour = total(instances.map((machine) => hourNow(launch, machine)));
  return {
    perHour,
    perMonth: perHour === null ? null : perHour * HOURS_PER_MONTH,
    soFar: total(instances.map((machine) => untilNow(launch, machine, now))),
    snapshotsNotCounted: made.snapshots.length,
  };
}

/** What one machine more of that size costs while it runs, with its disk and its address, by the same prices. */
export function costOfAnother(
  { prices, plan }: Pick<Costly, 'prices' | 'plan'>,
  instanceType: string,
): FleetPrice | null {
  if (prices === null) return null;
  return fleetPrice(prices, { instanceType, count: 1, rootSizeGiB: plan.storage.rootSizeGiB });
}

/** What these machines cost more once they run: their disks cost already while they are stopped. */
export function costOfStarting(
  { prices }: Pick<Costly, 'prices'>,
  machines: readonly Pick<LaunchedInstance, 'instanceType'>[],
): FleetPrice | null {
  const perHour = total(machines.map(({ instanceType }) => runningHour(prices, instanceType)));
  return perHour === null ? null : { perHour, perMonth: perHour * HOURS_PER_MONTH };
}

/** EC2 bills a machine while it runs; one that is pending is about to. */
const COSTS_BY_THE_HOUR = ['pending', 'running'];

function hourNow({ prices, plan }: Costly, machine: LaunchedInstance): number | null {
  if (machine.goneAt !== null) return 0;
  const hours = COSTS_BY_THE_HOUR.includes(machine.state) ? 1 : 0;
  return total([
    times(hours, runningHour(prices, machine.instanceType)),
    times(sizeGiB(plan, machine), diskHour(prices)),
  ]);
}

function untilNow({ prices, plan }: Costly, machine: LaunchedInstance, now: number): number | null {
  const end = Math.min(machine.goneAt ?? now, now);
  const hours = machine.ran.map(({ from, to }) => billedHours(prices, from, Math.min(to ?? end, end)));
  const diskHours = Math.max(0, end - machine.startedAt) / HOUR_MS;
  return total([
    times(sum(hours), runningHour(prices, machine.instanceType)),
    times(sizeGiB(plan, machine) * diskHours, diskHour(prices)),
  ]);
}

const HOUR_MS = 3_600_000;
const LEAST_MS = 60_000;

/** Each start is billed by the second and for a minute at least; SUSE by the whole hour (Amazon EC2 On-Demand Pricing). */
function billedHours(prices: PriceList | null, from: number, to: number): number {
  if (to < from) return 0;
  if (prices?.operatingSystem === 'SUSE') return Math.max(1, Math.ceil((to - from) / HOUR_MS));
  return Math.max(LEAST_MS, to - from) / HOUR_MS;
}

function runningHour(prices: PriceList | null, instanceType: string): number | null {
  return prices === null ? null : total([hourOf(prices.instanceHour, instanceType), prices.publicIpv4Hour]);
}

function diskHour(prices: PriceList | null): number | null {
  const month = prices?.gp3GiBMonth ?? null;
  return month === null ? null : month / HOURS_PER_MONTH;
}

/** A machine has its disk before EC2 tells its id: until then it is the one that was planned. */
function sizeGiB({ storage }: Costly['plan'], { volumes }: LaunchedInstance): number {
  return volumes.length === 0 ? storage.rootSizeGiB : sum(volumes.map((volume) => volume.sizeGiB));
}

/** Nothing of what has no price costs nothing. */
function times(amount: number, price: number | null): number | null {
  if (amount === 0) return 0;
  return price === null ? null : amount * price;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((one, other) => one + other, 0);
}
