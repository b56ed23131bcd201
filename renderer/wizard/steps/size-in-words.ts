import type { InstanceType } from '../../../shared/facts.ts';
import { hourlyMoney, monthlyMoney } from '../../../shared/money.ts';
import { HOURS_PER_MONTH, type PriceList } from '../../../shared/price.ts';
import { priceOf } from '../../../shared/size-filter.ts';
import { words } from '../../../shared/words/en.ts';
import { gib } from '../../components/numbers.ts';
import type { ZonesSelling } from '../use-zones-selling.ts';

const said = words.wizard.size;

/** What a size is, column by column, as the table and the comparison show it. */
export function sizeInWords(
  type: InstanceType,
  prices: PriceList | null,
  zonesOf: ZonesSelling,
): Readonly<Record<SizeFact, string>> {
  const hour = priceOf(prices, type.name);
  return {
    vcpus: String(type.vcpus),
    memory: gib(type.memoryMiB),
    architecture: type.architectures.map((each) => said.architectures[each]).join(', '),
    network: type.networkPerformance ?? said.networkUnknown,
    speed: type.isBurstable ? said.speed.burstable : said.speed.steady,
    hour: hour === null ? said.priceUnknown : hourlyMoney(hour),
    month: hour === null ? said.priceUnknown : monthlyMoney(hour * HOURS_PER_MONTH),
    zones: zonesInWords(zonesOf(type.name)),
    freeTier: type.isFreeTierEligible ? said.yes : said.no,
  };
}

export const SIZE_FACTS = [
  'vcpus',
  'memory',
  'architecture',
  'network',
  'speed',
  'hour',
  'month',
  'zones',
  'freeTier',
] as const;
export type SizeFact = (typeof SIZE_FACTS)[number];

/** `us-east-1a`, `us-east-1b` → `2 (a, b)`: all of them are of one region. */
function zonesInWords(zones: ReturnType<ZonesSelling>): string {
  if (zones === 'reading') return said.zonesReading;
  if (zones === null) return said.zonesUnknown;
  if (zones.length === 0) return said.zonesNone;
  return said.zonesOf(zones.length, zones.map((zone) => zone.slice(-1)).join(', '));
}
