import table from './data/free-tier.json' with { type: 'json' };
import type { Preflight } from './preflight.ts';
import { HOURS_PER_MONTH } from './price.ts';

/** What AWS's free offers come to for one fleet. */
export type FreeTier = {
  /** EC2 says of the size that it is in this account's free tier. */
  readonly isEligible: boolean;
  readonly count: number;
  /** What the machines use together when they run all month. */
  readonly hoursAMonth: number;
  /** The offers that this account may have, the likelier first. Credits pay for every size, hours only for eligible ones. */
  readonly offers: readonly FreeTierOffer[];
};

/**
 * `hours`: for accounts opened before 15 July 2025, in their first twelve months, so that nobody has them any more since July 2026
 * (`isOver`). `costsFromDay`: the day of the month from which it costs; null where the hours last. `credits`: for accounts opened
 * since. `lasts`: months until they are used up, if only this fleet uses them, with those of the first day and with the most there
 * can be; null where the price is unknown.
 */
export type FreeTierOffer =
  | {
      readonly kind: 'hours';
      readonly isOver: boolean;
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

/** Pure. `now` in milliseconds since the epoch. No list of sizes: EC2 says which are eligible. */
export function freeTierOf(
  { accountPlan, count, isEligible, perMonth }: FreeTierQuestion,
  now: number,
): FreeTier {
  const hoursAMonth = count * HOURS_PER_MONTH;
  const mayHaveHours = accountPlan !== 'free' && isEligible && count > 0;
  return {
    isEligible,
    count,
    hoursAMonth,
    offers: [
      creditsOffer(accountPlan, perMonth),
      ...(mayHaveHours ? [hoursOffer(count, hoursAMonth, now)] : []),
    ],
  };
}

function hoursOffer(count: number, hoursAMonth: number, now: number): FreeTierOffer {
  const isOver = now >= Date.parse(table.hoursEndOn);
  const freeHours = isOver ? 0 : table.hoursAMonth;
  const daysFree = freeHours / count / 24;
  return {
    kind: 'hours',
    isOver,
    freeHours: table.hoursAMonth,
    costsFromDay: hoursAMonth <= freeHours ? null : Math.floor(daysFree) + 1,
    hoursThatCost: Math.max(0, hoursAMonth - freeHours),
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
