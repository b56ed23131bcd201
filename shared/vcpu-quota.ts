/**
 * The quotas on vCPUs of running On-Demand instances, by the letters that names of types begin with. (EC2 user guide, On-Demand
 * Instance quotas; Service Quotas' own codes, as of September 2026.)
 */
const FAMILIES = {
  'L-1216C47A': ['a', 'c', 'd', 'h', 'i', 'im', 'is', 'm', 'r', 't', 'z'],
  'L-DB2E81BA': ['g', 'gr', 'vt'],
  'L-417A185B': ['p'],
  'L-1945791B': ['inf'],
  'L-2C3B7624': ['trn'],
  'L-7295265B': ['x'],
  'L-74FC7D96': ['f'],
  'L-43DA4232': ['u'],
  'L-6E869C2A': ['dl'],
  'L-F7808C92': ['hpc'],
} as const satisfies Readonly<Record<`L-${string}`, readonly string[]>>;

/** The quota that vCPUs of this type count against; null where none is known, as for Mac, which AWS counts by host. */
export function vcpuQuotaCodeOf(instanceType: string): string | null {
  const letters = /^[a-z]+/.exec(instanceType)?.[0] ?? '';
  const found = Object.entries(FAMILIES).find(([, families]) =>
    families.some((family) => family === letters),
  );
  return found?.[0] ?? null;
}

/** A machine that EC2 runs or starts, as far as it counts against a quota. */
export type CountedInstance = {
  readonly instanceType: string;
  readonly vcpus: number;
  /** Spot, Capacity Blocks and Dedicated Hosts have quotas of their own. */
  readonly isOnDemand: boolean;
};

/** vCPUs that count against the quota with this code. */
export function vcpusInUse(quotaCode: string, instances: readonly CountedInstance[]): number {
  return instances
    .filter(({ instanceType, isOnDemand }) => isOnDemand && vcpuQuotaCodeOf(instanceType) === quotaCode)
    .reduce((sum, { vcpus }) => sum + vcpus, 0);
}
