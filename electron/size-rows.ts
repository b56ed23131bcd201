import { z } from 'zod';
import type { InstanceType } from '../shared/facts.ts';
import type { Architecture } from '../shared/platform.ts';

const MOST_TYPES = 5000;

const row = z.tuple([
  z
    .string()
    .max(64)
    .regex(/^[a-z0-9-]+\.[a-z0-9-]+$/),
  z.int().min(1).max(100_000),
  z.int().min(1).max(1_000_000_000),
  z.int().min(0).max(31),
  z.string().max(100),
]);

/** Sizes as they are kept: name, vCPUs, MiB of memory, what is so of it in bits, and its network in AWS's words. */
export const sizeRowsSchema = z.array(row).max(MOST_TYPES);
export type SizeRows = z.infer<typeof sizeRowsSchema>;

const BITS = { x86: 1, arm: 2, freeTier: 4, current: 8, burstable: 16 } as const;

/** A third of the bytes, and of the time to read it. */
export function toRows(types: readonly InstanceType[]): SizeRows {
  return types.map((type) => [
    type.name,
    type.vcpus,
    type.memoryMiB,
    [
      type.architectures.includes('x86_64') && BITS.x86,
      type.architectures.includes('arm64') && BITS.arm,
      type.isFreeTierEligible && BITS.freeTier,
      type.isCurrentGeneration && BITS.current,
      type.isBurstable && BITS.burstable,
    ].reduce<number>((bits, bit) => bits + Number(bit), 0),
    type.networkPerformance ?? '',
  ]);
}

/** What `toRows` was given. */
export function fromRows(rows: SizeRows): readonly InstanceType[] {
  return rows.map(([name, vcpus, memoryMiB, bits, networkPerformance]) => ({
    name,
    vcpus,
    memoryMiB,
    architectures: ARCHITECTURES.flatMap(([architecture, bit]) => ((bits & bit) === 0 ? [] : [architecture])),
    isFreeTierEligible: (bits & BITS.freeTier) !== 0,
    isCurrentGeneration: (bits & BITS.current) !== 0,
    isBurstable: (bits & BITS.burstable) !== 0,
    ...(networkPerformance === '' ? {} : { networkPerformance }),
  }));
}

const ARCHITECTURES: readonly (readonly [Architecture, number])[] = [
  ['x86_64', BITS.x86],
  ['arm64', BITS.arm],
];
