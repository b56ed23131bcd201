import type { Problem } from '../../shared/problem.ts';
import type { Reading } from '../use-outcome.ts';
import type { Readings } from './readings.ts';

/** What of the account could not be read, and why: one for each problem, since one cause often stops several readings. */
export function failedReadings(readings: Readings): readonly FailedReading[] {
  const failed = ASKED_OF_THE_ACCOUNT.flatMap((name) => {
    const { problem, again }: Reading<unknown> = readings[name];
    return problem === null ? [] : [{ problem, again }];
  });
  return [...Map.groupBy(failed, ({ problem }) => problem.code).values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    return [{ problem: first.problem, again: () => alike.forEach(({ again }) => again()) }];
  });
}

export type FailedReading = { readonly problem: Problem; readonly again: () => void };

/** Each step shows its own; the preflight shows itself. */
const ASKED_OF_THE_ACCOUNT = [
  'account',
  'images',
  'freeTier',
  'allSizes',
  'network',
  'names',
  'groups',
] as const satisfies readonly (keyof Readings)[];

/** Those that whoever signs in again may read. */
export function needsSignIn({ problem }: FailedReading): boolean {
  return problem.actions.includes('choose-account');
}

/** Whether anything that the plan depends on is on its way. */
export function isAnythingRead(readings: Readings): boolean {
  return WAITED_FOR.some((name) => readings[name].isReading);
}

const WAITED_FOR = [
  ...ASKED_OF_THE_ACCOUNT,
  'accounts',
  'prices',
  'address',
  'keychain',
  'preflight',
] as const satisfies readonly (keyof Readings)[];
