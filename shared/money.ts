import { assertNever } from './assert-never.ts';
import type { LaunchCost } from './cost.ts';
import type { CreditsCost } from './cpu-credits.ts';
import type { FreeTier, FreeTierOffer } from './free-tier.ts';
import type { Fleet, FleetPrice, PricePart } from './price.ts';
import { words } from './words/en.ts';

const said = words.money;

/** `0.0104` → `$0.0104`: hourly prices are fractions of a cent. Null is "price unknown". */
export function hourlyMoney(usd: number | null): string {
  return formatUsd(usd, 4);
}

/** `18.5` → `$18.50`. Null is "price unknown". */
export function monthlyMoney(usd: number | null): string {
  return formatUsd(usd, 2);
}

/** What is more than nothing is never shown as nothing: `0.004` with 2 digits → `less than $0.01`. */
export function formatUsd(usd: number | null, digits: number): string {
  if (usd === null) return said.unknown;
  const least = 10 ** -digits;
  const isTooSmall = usd > 0 && usd < least / 2;
  return isTooSmall ? said.lessThan(dollars(least, digits)) : dollars(usd, digits);
}

/** What a launch costs, as short texts: `$0.0454 an hour`, `$33.14 a month`, `less than $0.01 so far`. */
export function costInWords(cost: LaunchCost): {
  readonly perHour: string;
  readonly perMonth: string;
  readonly soFar: string;
  /** A sentence on what is in none of them; null where there is no such thing. */
  readonly notCounted: string | null;
} {
  const { perHour, perMonth, soFar, snapshotsNotCounted: snapshots } = cost;
  return {
    perHour: perHour === null ? said.unknown : said.anHour(hourlyMoney(perHour)),
    perMonth: perMonth === null ? said.unknown : said.aMonth(monthlyMoney(perMonth)),
    soFar: soFar === null ? said.unknownSoFar : said.soFar(monthlyMoney(soFar)),
    notCounted: snapshots === 0 ? null : said.snapshotsNotCounted(snapshots),
  };
}

/** `$0.0163 an hour, $11.88 a month`. */
export function priceInWords(price: FleetPrice | null): string {
  if (price === null) return said.unknown;
  return `${said.anHour(hourlyMoney(price.perHour))}, ${said.aMonth(monthlyMoney(price.perMonth))}`;
}

/** One line of what a fleet costs, for a table or a list. */
export function partInWords(
  { kind, count, perHour, perMonth }: PricePart,
  fleet: Pick<Fleet, 'instanceType' | 'rootSizeGiB'>,
): { readonly label: string; readonly detail: string; readonly perHour: string; readonly perMonth: string } {
  return {
    label: said.parts[kind].label,
    detail: detailOf(kind, count, fleet),
    perHour: hourlyMoney(perHour),
    perMonth: monthlyMoney(perMonth),
  };
}

/** What CPU credits can cost, in a sentence; null for a size that earns none. */
export function creditsInWords(cost: CreditsCost): string | null {
  switch (cost.kind) {
    case 'never':
      return null;
    case 'nothing-more':
    case 'unknown':
      return said.credits[cost.kind];
    case 'at-most':
      return said.credits.atMost(
        said.anHour(hourlyMoney(cost.perHour)),
        said.aMonth(monthlyMoney(cost.perMonth)),
      );
    default:
      return assertNever(cost);
  }
}

/** What AWS's free offers come to, a sentence or two for each. */
export function freeTierInWords(freeTier: FreeTier): readonly string[] {
  const { isEligible, offers } = freeTier;
  return [
    ...(isEligible ? [] : [said.freeTier.notEligible]),
    ...offers.flatMap((offer) =>
      offer.kind === 'hours' ? hoursInWords(freeTier, offer) : freeCreditsInWords(offer),
    ),
  ];
}

function detailOf(
  kind: PricePart['kind'],
  count: number,
  { instanceType, rootSizeGiB }: Pick<Fleet, 'instanceType' | 'rootSizeGiB'>,
): string {
  switch (kind) {
    case 'machines':
    case 'machines-and-licence':
      return said.parts[kind].detail(count, instanceType);
    case 'disks':
      return said.parts.disks.detail(count, rootSizeGiB);
    case 'licence':
    case 'addresses':
      return said.parts[kind].detail(count);
    default:
      return assertNever(kind);
  }
}

type Hours = Extract<FreeTierOffer, { readonly kind: 'hours' }>;
type Credits = Extract<FreeTierOffer, { readonly kind: 'credits' }>;

function hoursInWords({ count, hoursAMonth }: FreeTier, offer: Hours): readonly string[] {
  const { isOver, freeHours, costsFromDay } = offer;
  const hours = new Intl.NumberFormat('en-US').format(hoursAMonth);
  if (isOver) return [said.freeTier.hoursAreOver(count, hours, freeHours)];
  const { hoursLast, hoursEnd } = said.freeTier;
  return [
    said.freeTier.hours(freeHours),
    costsFromDay === null ? hoursLast(count, hours) : hoursEnd(count, hours, costsFromDay),
  ];
}

function freeCreditsInWords({ atSignUp, most, lasts, isCharged }: Credits): readonly string[] {
  const plan = isCharged === null ? 'unknown' : isCharged ? 'paid' : 'free';
  const [first, all] = [dollars(atSignUp, 0), dollars(most, 0)];
  const sentence = said.freeTier.credits[plan](first, all);
  if (lasts === null) return [sentence];
  const [fewest, longest] = [months(lasts.fewest), months(lasts.most)];
  const { pays, lastsFrom } = said.freeTier;
  return [
    sentence,
    fewest === longest ? said.freeTier.lasts(fewest) : lastsFrom(pays(first, fewest), pays(all, longest)),
  ];
}

/** Rounded down: nobody is promised more than there is. */
function months(amount: number): string {
  const days = Math.floor(amount * DAYS_PER_MONTH);
  if (amount < 1) return said.freeTier.days(days);
  const tenths = Math.floor(amount * 10) / 10;
  return said.freeTier.months(new Intl.NumberFormat('en-US').format(tenths));
}

const DAYS_PER_MONTH = 30;

function dollars(usd: number, digits: number): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(usd);
}
