import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { PriceList } from '../../../shared/price.ts';
import { words } from '../../../shared/words/en.ts';
import { ago, day } from '../../components/moment.ts';
import { useNow } from '../../use-now.ts';
import type { Readings } from '../readings.ts';

const said = words.wizard.size;

/** How old the table is, where its prices come from, and a way to have it read again. */
export function SizeAge({ readings }: { readonly readings: Readings }) {
  const { allSizes, previousSizes, sizePrices } = readings;
  const now = useNow(true, 30_000);
  const times = [allSizes.readAt, previousSizes.readAt].filter((time) => time !== null);
  if (times.length === 0) return null;
  const { isRefreshing, couldNotRefresh } = allSizes;
  const state = isRefreshing ? said.refreshing : couldNotRefresh ? said.couldNotRefresh : '';
  const sentences = [
    said.asOf(ago(new Date(Math.min(...times)).toISOString(), now)),
    state,
    sizePrices.value === null ? '' : pricesFrom(sizePrices.value),
  ].filter((sentence) => sentence !== '');
  const readAgain = () => {
    allSizes.again();
    sizePrices.again();
    if (previousSizes.readAt !== null) previousSizes.again();
  };
  return (
    <SpaceBetween direction="horizontal" size="s" alignItems="center">
      <Box color="text-body-secondary">{sentences.join(' ')}</Box>
      <Button variant="inline-link" loading={isRefreshing} loadingText={said.refreshing} onClick={readAgain}>
        {said.readAgain}
      </Button>
    </SpaceBetween>
  );
}

function pricesFrom({ source, asOf }: PriceList): string {
  if (source !== 'dated-table') return said.pricesFrom[source];
  return asOf === null ? '' : said.pricesFrom[source](asOf.length > 7 ? day(asOf) : asOf);
}
