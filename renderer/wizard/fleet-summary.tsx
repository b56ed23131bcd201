import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import { hourlyMoney, monthlyMoney } from '../../shared/money.ts';
import { fleetPrice, type FleetPrice, type PriceList } from '../../shared/price.ts';
import { words } from '../../shared/words/en.ts';
import { useMode } from '../mode/mode-context.ts';

const said = words.wizard.zones;

type FleetSummaryProps = { readonly draft: PlanDraft; readonly prices: PriceList | null };

/** How many machines, and what they cost together; with the price's source and date, or "price unknown". */
export function FleetSummary({ draft, prices }: FleetSummaryProps) {
  const isPractice = useMode().mode === 'practice';
  const { size, storage } = draft;
  const count = draft.placements?.length ?? 0;
  if (size === null || storage === null || count === 0) return null;
  const fleet = { instanceType: size.name, count, rootSizeGiB: storage.rootSizeGiB };
  const price = prices === null ? null : fleetPrice(prices, fleet);
  return (
    <Container header={<Header variant="h2">{said.summary}</Header>}>
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={4}
          items={[
            { label: said.instances, value: `${count} × ${size.name}` },
            { label: said.vcpus, value: String(count * size.vcpus) },
            ...priceItems(price),
          ]}
        />
        <Box color="text-body-secondary">
          {price === null ? '' : `${said.includes(storage.rootSizeGiB)} `}
          {prices === null ? '' : sourceInWords(prices, price)}
          {isPractice ? ` ${words.practice.launch[price === null ? 'free' : 'price']}` : ''}
        </Box>
      </SpaceBetween>
    </Container>
  );
}

function priceItems(price: FleetPrice | null) {
  return [
    { label: said.perHour, value: price === null ? said.unknown : hourlyMoney(price.perHour) },
    { label: said.perMonth, value: price === null ? said.unknown : monthlyMoney(price.perMonth) },
  ];
}

/** Who says the price, and of when it is. */
export function sourceInWords({ source, asOf }: PriceList, price: FleetPrice | null): string {
  if (price === null) return said.source.unknown;
  const name = said.source[source];
  return asOf === null ? said.sourceOnly(name) : said.asOf(name, asOf);
}
