import type { Connection } from '../aws/connections.ts';
import type { Patience } from '../aws/patience.ts';
import type { ZoneAnswer } from '../../shared/launches-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { machineNameIn } from './machine-name.ts';
import { changePlacement } from './record/change-placement.ts';
import type { LaunchRecord, RecordedPlacement } from './record/launch-record.ts';
import { zoneStateOf } from './record/launch-view.ts';
import { readZoneOffers } from './zone-offers.ts';

/**
 * How the record goes on after the person has decided about a placement: what is to be asked for is in it. Only where nothing is
 * there, nothing may be there, and the launch is not being removed: `zone-not-open` else. Another zone or size only where it is on
 * offer now.
 */
export async function answerZone(
  connection: Connection,
  patience: Patience,
  record: LaunchRecord,
  placementId: string,
  answer: ZoneAnswer,
): Promise<Outcome<(record: LaunchRecord) => LaunchRecord>> {
  const placement = record.placements.find((each) => each.placementId === placementId);
  if (placement === undefined) return failed(makeProblem('zone-unknown'));
  const isOpen = record.aim === 'launch' && OPEN.has(zoneStateOf(placement, record, null));
  if (!isOpen) return failed(makeProblem('zone-not-open'));
  if (answer.kind === 'leave-out')
    return succeeded((now) => changed(now, placementId, { isLeftOut: true, isWanted: false }));
  const edit = await editFor(connection, patience, record, placement, answer);
  if (!edit.ok) return edit;
  const { placement: change, prices = record.prices } = edit.value;
  const { zoneName } = change;
  // By the names that there are when it is written down: another machine may have been moved there meanwhile.
  const named = (now: LaunchRecord): Partial<RecordedPlacement> =>
    zoneName === undefined ? {} : { machineName: machineNameIn(now, placementId, zoneName) };
  return succeeded((now) => ({
    ...changed({ ...now, prices }, placementId, {
      ...change,
      ...named(now),
      isLeftOut: false,
      isWanted: true,
    }),
    ended: null,
    isLeftAlone: false,
  }));
}

const OPEN: ReadonlySet<string> = new Set(['failed', 'gone', 'waiting', 'left-out']);

async function editFor(
  connection: Connection,
  patience: Patience,
  record: LaunchRecord,
  { placementId }: RecordedPlacement,
  answer: Exclude<ZoneAnswer, { readonly kind: 'leave-out' }>,
): Promise<Outcome<Edit>> {
  if (answer.kind === 'again') return succeeded({ placement: {} });
  const offers = await readZoneOffers(connection, patience, record, placementId);
  if (!offers.ok) return offers;
  if (answer.kind === 'zone') {
    const { zoneId, zoneName, subnetId } = answer.placement;
    const isOffered = offers.value.zones.some((zone) => zone.zoneId === zoneId && zone.subnetId === subnetId);
    return isOffered
      ? succeeded({ placement: { zoneId, zoneName, subnetId } })
      : failed(makeProblem('size-not-in-zone'));
  }
  const type = offers.value.types.find(({ name }) => name === answer.instanceType);
  if (type === undefined) return failed(makeProblem('size-not-in-zone'));
  const { name, perHour } = type;
  return succeeded({
    placement: { instanceType: name, cpuCredits: type.isBurstable ? 'standard' : null },
    prices: pricesWith(record.prices, name, perHour),
  });
}

type Edit = {
  readonly placement: Partial<RecordedPlacement>;
  readonly prices?: LaunchRecord['prices'];
};

/** What the launch costs goes on being known where the other size's price is. */
function pricesWith(
  prices: LaunchRecord['prices'],
  name: string,
  perHour: number | null,
): LaunchRecord['prices'] {
  if (prices === null || perHour === null) return prices;
  return { ...prices, instanceHour: { ...prices.instanceHour, [name]: perHour } };
}

function changed(record: LaunchRecord, placementId: string, edit: Partial<RecordedPlacement>): LaunchRecord {
  return changePlacement(record, placementId, (placement) => ({ ...placement, ...edit }));
}
