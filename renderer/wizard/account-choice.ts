import type { AccountChoice, AccountList, AccountSource } from '../../shared/account.ts';

/** Where nobody has named a region: the one that AWS itself starts with, and the one with the most sizes. */
const FIRST_REGION = 'us-east-1';

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

/** The one used last stands first; the others keep their order. */
export function orderedSources({ sources, lastUsed }: AccountList): readonly AccountSource[] {
  const isLast = ({ id }: AccountSource) => id === lastUsed?.sourceId;
  return [...sources.filter(isLast), ...sources.filter((source) => !isLast(source))];
}
