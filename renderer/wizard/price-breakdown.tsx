import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { creditsCost } from '../../shared/cpu-credits.ts';
import type { Facts } from '../../shared/facts.ts';
import { freeTierOf } from '../../shared/free-tier.ts';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import {
  creditsInWords,
  freeTierInWords,
  hourlyMoney,
  monthlyMoney,
  partInWords,
} from '../../shared/money.ts';
import { operatingSystemOf } from '../../shared/operating-system.ts';
import { fleetPrice, priceParts, type Fleet, type FleetPrice, type PriceList } from '../../shared/price.ts';
import { words } from '../../shared/words/en.ts';
import { useMode } from '../mode/mode-context.ts';
import { useNow } from '../use-now.ts';
import { ShareBar } from '../components/share-bar.tsx';
import { sourceInWords } from './fleet-summary.tsx';

const said = words.wizard.price;

type PriceBreakdownProps = { readonly draft: PlanDraft; readonly facts: Facts };

/** What the fleet costs, part by part, with what may come on top and what AWS may take off. */
export function PriceBreakdown({ draft, facts }: PriceBreakdownProps) {
  const { size, storage, placements } = draft;
  const { prices } = facts;
  if (size === null || storage === null || prices === null || !placements?.length) return null;
  const fleet = { instanceType: size.name, count: placements.length, rootSizeGiB: storage.rootSizeGiB };
  const parts = priceParts(prices, fleet);
  const price = fleetPrice(prices, fleet);
  const rows = [
    ...parts.map((part) => ({ id: part.kind, isTotal: false, ...partInWords(part, fleet) })),
    {
      id: 'total',
      isTotal: true,
      label: said.total,
      detail: said.vcpus(fleet.count * size.vcpus),
      perHour: hourlyMoney(price?.perHour ?? null),
      perMonth: monthlyMoney(price?.perMonth ?? null),
    },
  ];
  return (
    <Table
      variant="embedded"
      header={<Box color="text-body-secondary">{said.why}</Box>}
      items={rows}
      trackBy="id"
      wrapLines
      columnDefinitions={COLUMNS}
      ariaLabels={{ tableLabel: said.title }}
      footer={
        <SpaceBetween size="xs">
          {price !== null && (
            <ShareBar
              shares={parts.map(({ kind, perMonth }) => ({
                id: kind,
                amount: perMonth ?? 0,
                label: words.money.parts[kind].label,
              }))}
            />
          )}
          <Notes draft={draft} facts={facts} prices={prices} fleet={fleet} price={price} />
        </SpaceBetween>
      }
    />
  );
}

type Row = ReturnType<typeof partInWords> & { readonly id: string; readonly isTotal: boolean };

/** In pixels: an amount of money is never broken. */
const MIN_WIDTHS = { label: 110, detail: 110, perHour: 105, perMonth: 125 } as const;

const COLUMNS = (['label', 'detail', 'perHour', 'perMonth'] as const).map((id) => ({
  id,
  header: said.columns[id],
  isRowHeader: id === 'label',
  minWidth: MIN_WIDTHS[id],
  cell: (row: Row) => (row.isTotal ? <strong>{row[id]}</strong> : row[id]),
}));

type NotesProps = PriceBreakdownProps & {
  readonly prices: PriceList;
  readonly fleet: Fleet;
  readonly price: FleetPrice | null;
};

/** The worst case of CPU credits, the free tier, and who says so since when. Of practice only that it costs nothing. */
function Notes({ draft: { size, image }, facts, prices, fleet, price }: NotesProps) {
  const isPractice = useMode().mode === 'practice';
  const now = useNow(false);
  if (size === null) return null;
  const system = image === null ? 'Linux' : operatingSystemOf(image);
  const credits = creditsInWords(creditsCost(size, fleet.count, system));
  const known = facts.instanceTypes?.find(({ name }) => name === size.name);
  const freeTier = freeTierOf(
    {
      accountPlan: facts.preflight?.accountPlan ?? 'unknown',
      count: fleet.count,
      isEligible: known?.isFreeTierEligible ?? false,
      perMonth: price?.perMonth ?? null,
    },
    now,
  );
  return (
    <SpaceBetween size="xs">
      {credits !== null && <div>{credits}</div>}
      {isPractice ? (
        <div>{words.practice.launch[price === null ? 'free' : 'price']}</div>
      ) : (
        known !== undefined && (
          <div>
            <Box variant="h3" fontSize="body-m" padding="n">
              {said.freeTier}
            </Box>
            <ul className="plain-list">
              {freeTierInWords(freeTier).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        )
      )}
      <Box color="text-body-secondary">
        {said.stopped} {sourceInWords(prices, price)}
      </Box>
    </SpaceBetween>
  );
}
