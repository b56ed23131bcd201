import table from './data/free-tier.json' with { type: 'json' };
import type { Preflight } from './preflight.ts';
import { HOURS_PER_MONTH } from './price.ts';

/** What AWS's free offers come to for one fleet. */
export type FreeTier = {
  /** EC2 says of the size that it is in this account's free tier. */
  readonly isEligible: boolean;
  /** What the machines use together when they run all month. */
  readonly hoursAMonth: number;
  /** The offers that this account may have, the likelier first; none of them for a size that is not eligible, but credits. */
  readonly offers: readonly FreeTierOffer[];
};

/**
 * `hours`: for accounts opened before 15 July 2025, in their first twelve months. `costsFromDay`: the day of the month on which
 * they are used up; null where they last. `credits`: for accounts opened since. `lasts`: months until they are used up, when only
 * this fleet uses them, from the credits of the first day to the most there can be; null where the price is unknown.
 */
export type FreeTierOffer =
  | {
      readonly kind: 'hours';
      readonly freeHours: number;
      readonly costsFromDay: number | null;
      readonly hoursThatCost: number;
    }
  | {
      readonly kind: 'credits';
      readonly months: number;
      readonly atSignUp: number;
      readonly most: number;
      readonly lasts: { readonly fewest: number; readonly most: number } | null;
      /** On the free plan nothing is ever charged: the account ends with its credits. */
      readonly isCharged: boolean | null;
    };

export type FreeTierQuestion = {
  readonly accountPlan: Preflight['accountPlan'];
  readonly count: number;
  readonly isEligible: boolean;
  /** USD for the fleet; null where it is not known. */
  readonly perMonth: number | null;
};

/** Pure. `now` in milliseconds since the epoch: nobody has free hours any more, once the last older account is a year old. */
export function freeTierOf(
  { accountPlan, count, isEligible, perMonth }: FreeTierQuestion,
  now: number,
): FreeTier {
  const hoursAMonth = count * HOURS_PER_MONTH;
  const mayHaveHours = accountPlan !== 'free' && isEligible && now < Date.parse(table.lastDayOfHours);
  return {
    isEligible,
    hoursAMonth,
    offers: [
      creditsOffer(accountPlan, perMonth),
      ...(mayHaveHours && count > 0 ? [hoursOffer(count, hoursAMonth)] : []),
    ],
  };
}

function hoursOffer(count: number, hoursAMonth: number): FreeTierOffer {
  const daysFree = table.hoursAMonth / count / 24;
  return {
    kind: 'hours',
    freeHours: table.hoursAMonth,
    costsFromDay: hoursAMonth <= table.hoursAMonth ? null : Math.floor(daysFree) + 1,
    hoursThatCost: Math.max(0, hoursAMonth - table.hoursAMonth),
  };
}

function creditsOffer(accountPlan: FreeTierQuestion['accountPlan'], perMonth: number | null): FreeTierOffer {
  const { creditMonths, creditsAtSignUp, mostCredits } = table;
  const lastsFor = (credits: number, price: number) => Math.min(creditMonths, credits / price);
  return {
    kind: 'credits',
    months: creditMonths,
    atSignUp: creditsAtSignUp,
    most: mostCredits,
    lasts:
      perMonth === null || perMonth <= 0
        ? null
        : { fewest: lastsFor(creditsAtSignUp, perMonth), most: lastsFor(mostCredits, perMonth) },
    isCharged: accountPlan === 'unknown' ? null : accountPlan === 'paid',
  };
}
