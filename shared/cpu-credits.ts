import table from './data/cpu-credits.json' with { type: 'json' };
import type { LaunchPlan } from './launch-plan.ts';
import { HOURS_PER_MONTH, type OperatingSystem } from './price.ts';

/**
 * What machines that earn CPU credits can cost beside their hours. `never`: this size earns none. `nothing-more`: with "standard"
 * they slow down instead. `at-most`: all vCPUs busy all the time, in USD; `unknown`: they can cost more, and how much is not known.
 */
export type CreditsCost =
  | { readonly kind: 'never' }
  | { readonly kind: 'nothing-more' }
  | {
      readonly kind: 'at-most';
      readonly perHour: number;
      readonly perMonth: number;
      readonly perVcpuHour: number;
      /** The month in which the price was seen. */
      readonly asOf: string;
    }
  | { readonly kind: 'unknown' };

/**
 * The worst case for `count` machines of one size. A plan that says nothing of credits leaves them to the account, whose default
 * for T3, T3a and T4g is "unlimited". Pure.
 */
export function creditsCost(
  size: Pick<LaunchPlan['size'], 'name' | 'vcpus' | 'cpuCredits'>,
  count: number,
  operatingSystem: OperatingSystem = 'Linux',
): CreditsCost {
  if (size.cpuCredits === 'standard') return { kind: 'nothing-more' };
  if (size.cpuCredits === null && !FAMILIES.has(familyOf(size.name))) return { kind: 'never' };
  const perVcpuHour = vcpuHour(size.name, operatingSystem);
  if (perVcpuHour === null) return { kind: 'unknown' };
  const perHour = count * surplusVcpus(size.name, size.vcpus) * perVcpuHour;
  return { kind: 'at-most', perHour, perMonth: perHour * HOURS_PER_MONTH, perVcpuHour, asOf: table.asOf };
}

const FAMILIES: ReadonlyMap<string, Partial<Record<OperatingSystem, number>>> = new Map(
  Object.entries(table.vcpuHour),
);

function vcpuHour(instanceType: string, operatingSystem: OperatingSystem): number | null {
  return FAMILIES.get(familyOf(instanceType))?.[operatingSystem] ?? null;
}

function familyOf(instanceType: string): string {
  return instanceType.split('.')[0] ?? '';
}

/** vCPUs that are not paid for by what the size earns. A credit is a minute of one; of a size that is not listed, all count. */
function surplusVcpus(instanceType: string, vcpus: number): number {
  const earned = new Map(Object.entries(table.earnedPerHour)).get(instanceType) ?? 0;
  return Math.max(0, vcpus - earned / 60);
}
