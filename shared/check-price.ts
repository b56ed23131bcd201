import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { PlanDraft } from './launch-plan.ts';
import { found } from './make-finding.ts';
import { fleetPrice, type PriceList } from './price.ts';
import { words } from './words/en.ts';

/** Whether anybody can say what this will cost. */
export function checkPrice(
  { size, storage, placements }: Pick<PlanDraft, 'size' | 'storage' | 'placements'>,
  { prices }: Pick<Facts, 'prices'>,
): readonly Finding[] {
  if (size === null || storage === null || prices === null || placements === null) return [];
  if (placements.length === 0) return [];
  const fleet = { instanceType: size.name, count: placements.length, rootSizeGiB: storage.rootSizeGiB };
  if (fleetPrice(prices, fleet) !== null) return [];
  return [found('price-unknown', 'note', 'review', { ...said, why: whyUnknown(prices) })];
}

const said = words.findings['price-unknown'];

/** Of AWS's own list it is not known why something is not in it; of the built-in table it is. */
function whyUnknown({ source, operatingSystem = 'Linux' }: PriceList): string {
  const { why, reasons } = said;
  switch (source) {
    case 'pricing-api':
      return reasons.notInList;
    case 'unknown':
      return reasons.region;
    case 'dated-table':
      return operatingSystem === 'Linux' ? why : reasons.system(operatingSystem);
  }
}
