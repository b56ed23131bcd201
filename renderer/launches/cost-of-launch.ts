import { PRACTICE_SOURCE } from '../../shared/account.ts';
import { costOf } from '../../shared/cost.ts';
import { areThere, mayBeThere } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import { costInWords, monthlyMoney, priceInWords } from '../../shared/money.ts';
import { sumOfPrices, type FleetPrice } from '../../shared/price.ts';
import { words } from '../../shared/words/en.ts';
import { machineCount } from './launch-standing.ts';

const said = words.launches;

export type CostInWords = {
  /** What it costs as it is now. */
  readonly now: string;
  /** Since it was started; null where that is nothing. */
  readonly soFar: string | null;
  /** What it would cost for real; null where it is for real. */
  readonly forReal: string | null;
  /** What is in none of them; null where there is no such thing. */
  readonly notCounted: string | null;
};

/** Pure. What is only practised costs nothing, whatever the prices say. */
export function costOfLaunch(launch: Launch, now: number): CostInWords {
  const cost = costOf(launch, now);
  const { perHour, perMonth, soFar, notCounted } = costInWords(cost);
  if (isPractised(launch)) {
    const wouldBe = cost.perHour === null ? perHour : said.unfinished.perHour(perHour, perMonth);
    const forReal = areThere(launch).length === 0 ? null : wouldBe;
    return { now: said.practiceCost, soFar: null, forReal, notCounted: null };
  }
  const mayBeMore = launch.zones.some(mayBeThere);
  const isFree = areThere(launch).length === 0;
  return {
    now: isFree
      ? mayBeMore
        ? said.maybe
        : said.free
      : cost.perHour === null
        ? perHour
        : said.unfinished.perHour(perHour, perMonth),
    soFar: cost.soFar === 0 ? null : soFar,
    forReal: null,
    notCounted,
  };
}

export function isPractised({ account }: Pick<Launch, 'account'>): boolean {
  return account.sourceId === PRACTICE_SOURCE;
}

/** What runs already and goes on costing money beside another launch, in a sentence; null where nothing does. */
export function alreadyRunning(launches: readonly Launch[], now: number): string | null {
  const there = launches.filter((launch) => machineCount(launch).running > 0);
  if (there.length === 0) return null;
  const machines = there.reduce((sum, launch) => sum + machineCount(launch).running, 0);
  const price = sumOfPrices(
    there.map((launch) => {
      const { perHour, perMonth } = costOf(launch, now);
      return perHour === null || perMonth === null ? null : { perHour, perMonth };
    }),
  );
  return said.already(machines, price === null ? null : priceInWords(price));
}

/** What it costs to start a machine more, in a sentence. */
export function addsInWords(price: FleetPrice | null): string {
  return price === null ? said.offers.addsUnknown : said.offers.adds(priceInWords(price));
}

/** What these launches go on costing while all of their machines are stopped, in words; null where a price is not known. */
export function diskCostPerMonth(launches: readonly Launch[]): string | null {
  const months = launches.map(
    (launch) =>
      costOf(
        { ...launch, instances: areThere(launch).map((machine) => ({ ...machine, state: 'stopped' })) },
        0,
      ).perMonth,
  );
  const known = months.filter((usd) => usd !== null);
  if (known.length < months.length) return null;
  return words.money.aMonth(monthlyMoney(known.reduce((sum, usd) => sum + usd, 0)));
}
