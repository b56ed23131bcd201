import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { PlanDraft } from './launch-plan.ts';
import { found, say, unanswered } from './make-finding.ts';
import { words } from './words/en.ts';

/** Whose account this is, and with which rights. Another profile for the same account is no other account. */
export function checkAccount(
  { account: planned }: Pick<PlanDraft, 'account'>,
  { account }: Pick<Facts, 'account'>,
): readonly Finding[] {
  if (planned === null) return [unanswered('account')];
  if (account === null) return [];
  return [...checkIsSame(planned, account), ...checkRegion(planned, account), ...checkUser(account)];
}

type Planned = NonNullable<PlanDraft['account']>;
type Connected = NonNullable<Facts['account']>;

const said = words.findings;

function checkIsSame(planned: Planned, { sourceId, accountId, region }: Connected): readonly Finding[] {
  if (planned.accountId === accountId && planned.region === region) return [];
  const { 'account-differs': differs } = said;
  const sentence = differs.sentence(`${planned.accountId} (${planned.region})`, `${accountId} (${region})`);
  return [
    found('account-differs', 'blocker', 'account', say(differs, sentence), [
      { label: said.fixes.useThisAccount, edit: { account: { sourceId, accountId, region } } },
    ]),
  ];
}

/** An account that may not list its regions has none to compare with. */
function checkRegion({ region }: Planned, { regions }: Connected): readonly Finding[] {
  if (regions.length === 0 || regions.includes(region)) return [];
  const { 'region-not-enabled': disabled } = said;
  return [found('region-not-enabled', 'blocker', 'account', say(disabled, disabled.sentence(region)))];
}

function checkUser({ isRoot, hasLongLivedKey }: Connected): readonly Finding[] {
  if (isRoot) return [found('root-user', 'caution', 'account', said['root-user'])];
  return hasLongLivedKey ? [found('long-lived-key', 'caution', 'account', said['long-lived-key'])] : [];
}
