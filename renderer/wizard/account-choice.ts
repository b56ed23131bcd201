import type { AccountChoice, AccountList, AccountSource, ConnectedAccount } from '../../shared/account.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';

/** Where nobody has named a region: the one that AWS itself starts with, and the one with the most sizes. */
export const FIRST_REGION = 'us-east-1';

/** What the wizard proposes before anyone has chosen: the source used last, else the first. */
export function proposedChoice(accounts: AccountList | null): AccountChoice | null {
  const first = accounts === null ? undefined : orderedSources(accounts)[0];
  return first === undefined ? null : choiceOf(first, accounts);
}

/** A source with its own region, or with the one it was last used in. */
export function choiceOf(source: AccountSource, accounts: AccountList | null): AccountChoice {
  const lastUsed = accounts?.lastUsed ?? null;
  const region = lastUsed?.sourceId === source.id ? lastUsed.region : (source.region ?? FIRST_REGION);
  return { sourceId: source.id, region };
}

/**
 * Who a plan out of a file is for: whoever is signed in, where that is its account; else the way in that the plan names, where this
 * computer has it. A plan belongs to its region.
 */
export function choiceForPlan(
  { account }: Pick<LaunchPlan, 'account'>,
  accounts: AccountList | null,
  here: AccountChoice,
  signedIn: Pick<ConnectedAccount, 'accountId'> | null,
): AccountChoice {
  const isKnown = accounts?.sources.some(({ id }) => id === account.sourceId) === true;
  const staysHere = signedIn?.accountId === account.accountId || !isKnown;
  return { sourceId: staysHere ? here.sourceId : account.sourceId, region: account.region };
}

/** The one used last stands first; the others keep their order. */
export function orderedSources({ sources, lastUsed }: AccountList): readonly AccountSource[] {
  const isLast = ({ id }: AccountSource) => id === lastUsed?.sourceId;
  return [...sources.filter(isLast), ...sources.filter((source) => !isLast(source))];
}

/** Regions by their codes, the one used last before the others. */
export function orderedRegions(codes: readonly string[], lastUsed: AccountChoice | null): readonly string[] {
  const isLast = (code: string) => code === lastUsed?.region;
  const sorted = [...new Set(codes)].toSorted();
  return [...sorted.filter(isLast), ...sorted.filter((code) => !isLast(code))];
}
