import Box from '@cloudscape-design/components/box';
import type { Facts } from '../../shared/facts.ts';
import { hourlyMoney, monthlyMoney } from '../../shared/money.ts';
import { fleetPrice } from '../../shared/price.ts';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import { words } from '../../shared/words/en.ts';
import { useMode } from '../mode/mode-context.ts';
import { sourceInWords } from './fleet-summary.tsx';

const said = words.money;

type PriceInShortProps = { readonly draft: PlanDraft; readonly facts: Pick<Facts, 'prices'> };

/** What the whole fleet costs a month and an hour, and who says so since when. */
export function PriceInShort({ draft: { size, storage, placements }, facts: { prices } }: PriceInShortProps) {
  const isPractice = useMode().mode === 'practice';
  if (size === null || storage === null || prices === null || !placements?.length) return null;
  const fleet = { instanceType: size.name, count: placements.length, rootSizeGiB: storage.rootSizeGiB };
  const price = fleetPrice(prices, fleet);
  return (
    <div>
      <Box fontSize="heading-xl" fontWeight="bold">
        {price === null ? said.unknown : said.aMonth(monthlyMoney(price.perMonth))}
      </Box>
      {price !== null && <div>{said.allTheTime(said.anHour(hourlyMoney(price.perHour)))}</div>}
      {isPractice && <div>{words.practice.launch[price === null ? 'free' : 'price']}</div>}
      <Box color="text-body-secondary" fontSize="body-s">
        {sourceInWords(prices, price)}
      </Box>
    </div>
  );
}
