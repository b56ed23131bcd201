import Box from '@cloudscape-design/components/box';
import type { Facts } from '../../shared/facts.ts';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import { hourlyMoney, monthlyMoney } from '../../shared/money.ts';
import { fleetPrice } from '../../shared/price.ts';
import { words } from '../../shared/words/en.ts';
import { useMode } from '../mode/mode-context.ts';

const said = words.money;

type LaunchPriceProps = { readonly draft: PlanDraft; readonly facts: Pick<Facts, 'prices'> };

/** What begins to be paid with the click on the button beside it. */
export function LaunchPrice(props: LaunchPriceProps) {
  const isPractice = useMode().mode === 'practice';
  return (
    <Box variant="span" fontWeight="bold" padding={{ vertical: 'xxs' }}>
      {isPractice ? said.practised : priceInWords(props)}
    </Box>
  );
}

/** With the disks and the addresses, as long as all of it runs. */
export function priceInWords({
  draft: { size, storage, placements },
  facts: { prices },
}: LaunchPriceProps): string {
  if (size === null || storage === null || prices === null || !placements?.length) return said.unknownBeside;
  const fleet = { instanceType: size.name, count: placements.length, rootSizeGiB: storage.rootSizeGiB };
  const price = fleetPrice(prices, fleet);
  if (price === null) return said.unknownBeside;
  return said.beside(hourlyMoney(price.perHour), monthlyMoney(price.perMonth));
}
