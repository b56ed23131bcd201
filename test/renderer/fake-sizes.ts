import type { KeyportApi } from '../../shared/api.ts';
import type { InstanceType } from '../../shared/facts.ts';
import { datedPrices } from '../../shared/price.ts';
import type { SizeCatalog, SizePrices } from '../../shared/size-catalog.ts';
import { ALL_TYPES, size } from './fake-facts.ts';
import type { Scenario } from './fake-keyport.ts';

const HOUR_MS = 60 * 60 * 1000;

/** `sizes-kept`: what was read two hours ago. `sizes-many`: as many as a large region has, of a week ago, and AWS cannot be asked. */
export function fakeSizeCatalog(
  { architecture, generation, from }: Parameters<KeyportApi['readSizeCatalog']>[0],
  scenario: Scenario,
): SizeCatalog | null {
  const age = AGES[scenario];
  if (from === 'disk' && age === undefined) return null;
  const list = generation === 'previous' ? OLDER : scenario === 'sizes-many' ? MANY : ALL_TYPES;
  const types = list.filter(({ architectures }) => architectures.includes(architecture));
  return { readAt: Date.now() - (from === 'disk' ? (age ?? 0) : 0), types };
}

const AGES: Partial<Record<Scenario, number>> = { 'sizes-kept': 2 * HOUR_MS, 'sizes-many': 7 * 24 * HOUR_MS };

export function fakeSizePrices(
  { region, operatingSystem, from }: Parameters<KeyportApi['readSizePrices']>[0],
  scenario: Scenario,
): SizePrices | null {
  if (from === 'disk') return null;
  const dated = datedPrices(region, operatingSystem);
  if (scenario === 'no-prices') return { readAt: Date.now(), prices: dated };
  const hours = [...MANY, ...ALL_TYPES].map(({ name, vcpus, memoryMiB }) => [
    name,
    vcpus * 0.018 + (memoryMiB / 1024) * 0.0043,
  ]);
  const instanceHour = { ...Object.fromEntries(hours), ...dated.instanceHour } as Readonly<
    Record<string, number>
  >;
  return {
    readAt: Date.now(),
    prices: { ...dated, source: 'pricing-api', asOf: '2026-11-20', instanceHour },
  };
}

const OLDER: readonly InstanceType[] = ['m4.large', 'c4.large', 'm3.medium'].map((name) => ({
  ...size(name, 2, 8),
  isCurrentGeneration: false,
  networkPerformance: 'Moderate',
}));

const MANY: readonly InstanceType[] = [
  ...ALL_TYPES,
  ...Array.from({ length: 40 }, (_, nth) => `x${String(nth)}i`).flatMap((family) =>
    ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge', '24xlarge'].map((step, at) =>
      size(`${family}.${step}`, 2 ** (at + 1), 2 ** (at + 4)),
    ),
  ),
];
