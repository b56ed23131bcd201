import { makeProblem } from '../../../shared/make-problem.ts';
import { PORTS } from '../../../shared/platform.ts';
import type { Problem } from '../../../shared/problem.ts';
import { keepsMyAccess } from '../../../shared/security-group/change-rules.ts';
import { isForPort } from '../../../shared/security-group/rule-ports.ts';
import { asRule } from '../../../shared/security-group/new-rule.ts';
import type { MyAddresses } from '../../../shared/security-group/groups-api.ts';
import type { GroupRule, PrefixLists } from '../../../shared/security-group/security-group.ts';
import { words } from '../../../shared/words/en.ts';
import type { ChangeRecord } from './change-record.ts';
import { missingFrom, ruleKey } from './same-rule.ts';

/**
 * Why the old rules must not go now, with these rules in the group: a new one is not there, an old one is not what it was when the
 * person agreed, an address in use here would not be let in any more, or nobody knows it. Null: they may.
 */
export function whyNotRevoke(
  record: ChangeRecord,
  rules: readonly GroupRule[],
  my: MyAddresses,
): Problem | null {
  const missing = missingFrom(newRulesOf(record), rules);
  if (missing.length > 0) return refused(words.groupChanges.notThere, missing.map(ruleKey).join(', '));
  const goes = new Set(record.ask.removeRuleIds);
  const savedAs = new Map(record.saved.map((rule) => [rule.ruleId, ruleKey(rule)]));
  const isOther = rules.some(
    (rule) => rule.ruleId !== null && goes.has(rule.ruleId) && savedAs.get(rule.ruleId) !== ruleKey(rule),
  );
  if (isOther) return makeProblem('group-changed', { explanation: words.groupChanges.ruleChanged });
  if (mayBeMine(removedBy(record), my)) return refused(words.groupChanges.myAddressUnknown, '');
  const remain = rules.filter(({ ruleId }) => ruleId === null || !goes.has(ruleId));
  if (keepsMyAccess(record.saved, remain, my, listsOf(record))) return null;
  return refused(
    words.groupChanges.wouldLockOut,
    [my.ipv4, my.ipv6].filter((one) => one !== null).join(', '),
  );
}

/** Whether the way in of whoever sits here may be among these rules, and nobody knows their address. */
export function mayBeMine(rules: readonly GroupRule[], { ipv4, ipv6 }: MyAddresses): boolean {
  return ipv4 === null && ipv6 === null && rules.some(isForLogIn);
}

/** By an address. A group's members are known by their private ones. */
export function isForLogIn(rule: GroupRule): boolean {
  return rule.source.kind !== 'group' && [PORTS.ssh, PORTS.rdp].some((port) => isForPort(rule, 'tcp', port));
}

/** The rules that are to be there, as EC2 will describe them. */
export function newRulesOf({ ask, saved }: Pick<ChangeRecord, 'ask' | 'saved'>): readonly GroupRule[] {
  return ask.add.map((rule) => asRule(rule, saved));
}

export function removedBy({ ask, saved }: Pick<ChangeRecord, 'ask' | 'saved'>): readonly GroupRule[] {
  return saved.filter(({ ruleId }) => ruleId !== null && ask.removeRuleIds.includes(ruleId));
}

export function listsOf({ prefixLists }: Pick<ChangeRecord, 'prefixLists'>): PrefixLists {
  return new Map(prefixLists.map((list) => [list.prefixListId, list]));
}

function refused(explanation: string, raw: string): Problem {
  return makeProblem('change-refused', { explanation, raw: raw === '' ? null : raw });
}
