import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import type { InstanceType } from '../../../shared/facts.ts';
import { hourlyMoney, monthlyMoney } from '../../../shared/money.ts';
import { HOURS_PER_MONTH, type PriceList } from '../../../shared/price.ts';
import type { SizeCard } from '../../../shared/size-cards.ts';
import { priceOf } from '../../../shared/size-filter.ts';
import { words } from '../../../shared/words/en.ts';
import { gib } from '../../components/numbers.ts';

const said = words.wizard.size;

type SizeCardsProps = {
  readonly cards: readonly SizeCard[];
  readonly hasFreeTier: boolean;
  readonly prices: PriceList | null;
  readonly chosen: string | null;
  readonly onChoose: (type: InstanceType | undefined) => void;
};

/** Three sizes, what each is good for and what it costs: enough for who knows none. */
export function SizeCards({ cards, hasFreeTier, prices, chosen, onChoose }: SizeCardsProps) {
  if (cards.length === 0) return <Box variant="p">{said.noCards}</Box>;
  const isOther = chosen !== null && !cards.some(({ type }) => type.name === chosen);
  return (
    <Container>
      <SpaceBetween size="s">
        <FormField label={said.legend} description={said.legendWhy} stretch>
          <Tiles
            value={chosen}
            columns={cards.length}
            items={cards.map(({ kind, type }) => ({
              value: type.name,
              label: said.cards[kind].title,
              description: <CardFacts why={said.cards[kind].why} type={type} prices={prices} />,
            }))}
            onChange={({ detail }) => onChoose(cards.find(({ type }) => type.name === detail.value)?.type)}
          />
        </FormField>
        {!hasFreeTier && <Box color="text-body-secondary">{said.noneFree}</Box>}
        {isOther && (
          <div>
            <strong>{said.other(chosen)}</strong>
            <Box color="text-body-secondary">{said.otherWhy}</Box>
          </div>
        )}
      </SpaceBetween>
    </Container>
  );
}

type CardFactsProps = {
  readonly why: string;
  readonly type: InstanceType;
  readonly prices: PriceList | null;
};

function CardFacts({ why, type, prices }: CardFactsProps) {
  const hour = priceOf(prices, type.name);
  return (
    <SpaceBetween size="xxs">
      <div>{why}</div>
      <div>
        <strong>{type.name}</strong>
        {type.isFreeTierEligible && (
          <>
            {' '}
            <Badge color="green">{said.freeTier}</Badge>
          </>
        )}
      </div>
      <div>
        {said.vcpus(type.vcpus)}, {said.memory(gib(type.memoryMiB))}
      </div>
      <div>
        {hour === null
          ? said.priceUnknown
          : said.perHourAndMonth(hourlyMoney(hour), monthlyMoney(hour * HOURS_PER_MONTH))}
      </div>
    </SpaceBetween>
  );
}
