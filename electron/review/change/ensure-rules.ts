import { authorizeRules, readRulesNow, revokeRules } from '../../aws/group-changes.ts';
import { isOutcomeUnknown, problemFrom } from '../../aws/problem.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import type { Problem } from '../../../shared/problem.ts';
import type { GroupRule } from '../../../shared/security-group/security-group.ts';
import type { ChangeRun } from './change-services.ts';
import { missingFrom, ruleKey } from './same-rule.ts';

type Io = Pick<ChangeRun, 'clients' | 'patience'>;

/** EC2 may show a new rule, or show an old one no more, only some time after it said so. */
export const SHOWN_WITHIN_MS = 30_000;

/** After so many lost answers somebody else has to look. */
const MOST_TRIES = 3;

/** The group's rules now. A look that fails for a passing reason is made again. */
export async function lookAtRules({ clients, patience }: Io, groupId: string): Promise<readonly GroupRule[]> {
  let rules: readonly GroupRule[] = [];
  await patience.poll(async () => {
    rules = await readRulesNow(clients, groupId);
    return true;
  }, SHOWN_WITHIN_MS);
  return rules;
}

/**
 * Null once EC2 shows all of these rules. Only those that are not there are asked for; after a lost answer, or one that says
 * "already there", it is looked before anything is asked again: EC2 refuses a whole call for one duplicate.
 */
export async function ensureRules(
  io: Io,
  groupId: string,
  wanted: readonly GroupRule[],
): Promise<Problem | null> {
  let missing = missingFrom(wanted, await lookAtRules(io, groupId));
  for (let tries = 1; missing.length > 0 && tries <= MOST_TRIES; tries += 1) {
    const refused = await authorized(io, groupId, missing);
    if (refused === null) break;
    if (!isWorthALook(refused, 'rule-already-there')) return refused.problem;
    missing = missingFrom(wanted, await lookAtRules(io, groupId));
  }
  if (missing.length === 0) return null;
  const isShown = await io.patience.poll(async () => {
    missing = missingFrom(wanted, await lookAtRules(io, groupId));
    return missing.length === 0;
  }, SHOWN_WITHIN_MS);
  return isShown ? null : notShown(missing);
}

/**
 * Null once EC2 has taken the order to remove exactly these rules, or shows none of them. `mayGo` is asked of what is there before
 * each order: its problem ends it.
 */
export async function ensureGone(
  io: Io,
  groupId: string,
  ruleIds: ReadonlySet<string>,
  mayGo: (rules: readonly GroupRule[]) => Promise<Problem | null>,
): Promise<Problem | null> {
  for (let tries = 1; ; tries += 1) {
    const rules = await lookAtRules(io, groupId);
    const present = withIds(rules, ruleIds);
    if (present.length === 0) return null;
    const against = await mayGo(rules);
    if (against !== null) return against;
    const refused = await revoked(io, groupId, present);
    if (refused === null) return null;
    if (tries === MOST_TRIES || !isWorthALook(refused, 'group-changed')) return refused.problem;
  }
}

/** Null once EC2 shows none of them. */
export async function waitUntilGone(
  io: Io,
  groupId: string,
  ruleIds: ReadonlySet<string>,
  seen: (rules: readonly GroupRule[]) => void = () => {},
): Promise<Problem | null> {
  let left: readonly GroupRule[] = [];
  const isGone = await io.patience.poll(async () => {
    const rules = await lookAtRules(io, groupId);
    seen(rules);
    left = withIds(rules, ruleIds);
    return left.length === 0;
  }, SHOWN_WITHIN_MS);
  return isGone ? null : notShown(left);
}

export function withIds(rules: readonly GroupRule[], ruleIds: ReadonlySet<string>): readonly GroupRule[] {
  return rules.filter(({ ruleId }) => ruleId !== null && ruleIds.has(ruleId));
}

type Refused = { readonly problem: Problem; readonly isUnknown: boolean };

function authorized(
  { clients, patience }: Io,
  groupId: string,
  rules: readonly GroupRule[],
): Promise<Refused | null> {
  return refusedBy(() => patience.untilVisible(() => authorizeRules(clients, groupId, rules)));
}

function revoked(
  { clients, patience }: Io,
  groupId: string,
  rules: readonly GroupRule[],
): Promise<Refused | null> {
  return refusedBy(() => patience.throttled(() => revokeRules(clients, groupId, rules)));
}

async function refusedBy(call: () => Promise<void>): Promise<Refused | null> {
  try {
    await call();
    return null;
  } catch (error) {
    return { problem: problemFrom(error), isUnknown: isOutcomeUnknown(error) };
  }
}

function isWorthALook({ problem, isUnknown }: Refused, code: Problem['code']): boolean {
  return isUnknown || problem.code === code;
}

function notShown(rules: readonly GroupRule[]): Problem {
  const raw = rules.map(ruleKey).join(', ');
  return makeProblem('timed-out', { raw, retryable: true, actions: ['retry'] });
}
