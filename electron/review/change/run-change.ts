import { problemFrom } from '../../aws/problem.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import type { Problem } from '../../../shared/problem.ts';
import { keepsMyAccess } from '../../../shared/security-group/change-rules.ts';
import type { ProbeResult } from '../../../shared/security-group/group-change.ts';
import { isLive } from '../../../shared/security-group/rule-addresses.ts';
import type { GroupRule } from '../../../shared/security-group/security-group.ts';
import { words } from '../../../shared/words/en.ts';
import type { ChangeRecord } from './change-record.ts';
import type { ChangeRun } from './change-services.ts';
import { isAnythingLeft } from './change-view.ts';
import { ensureGone, ensureRules, lookAtRules, waitUntilGone, withIds } from './ensure-rules.ts';
import { listsOf, newRulesOf, removedBy, whyNotRevoke } from './may-revoke.ts';
import { probeAfter, probeBefore, probeSettled } from './probe-doors.ts';
import { missingFrom, ruleKey } from './same-rule.ts';

/** Why a change goes no further. `ended: null`: nobody knows how things stand; it is left to be finished. */
export type Stop = { readonly ended: ChangeRecord['ended']; readonly problem: Problem | null };

/**
 * Carries out a change of the group itself, from wherever it stands: what is done already is seen in EC2 and not done again. New
 * rules first, read back; the old ones go, by their ids, only while the new ones are there and the addresses in use come in by what
 * remains; who answered before is asked again at once, and where somebody does not answer any more the old rules come back.
 */
export async function runChange(run: ChangeRun): Promise<Stop> {
  if (run.keeper.current().phase === 'PUTTING-BACK') return putBack(run);
  for (const step of stepsOf(run.keeper.current())) {
    const stop = await step(run);
    if (stop !== null) return stop;
  }
  await reviewAgain(run, await look(run));
  return { ended: 'done', problem: null };
}

/** An address that was not let in has nothing to lose: there the new rule has to be proved before the old one goes. */
function stepsOf({ ask }: ChangeRecord): readonly ((run: ChangeRun) => Promise<Stop | null>)[] {
  return ask.kind === 'my-address'
    ? [addRules, prove, removeRules, tryAfter]
    : [tryBefore, addRules, removeRules, tryAfter];
}

/** The lines of such a change, in their order. */
export const CHANGE_LINES = ['probe-before', 'add', 'remove', 'probe-after', 'review'] as const;
export const MY_ADDRESS_LINES = ['add', 'probe-before', 'remove', 'probe-after', 'review'] as const;

export async function tryBefore(run: ChangeRun): Promise<Stop | null> {
  const { keeper } = run;
  const { targets, probesBefore } = keeper.current();
  if (targets.length === 0) keeper.line('probe-before', 'skipped', words.groupChanges.cannotTry);
  else if (probesBefore.length === 0) {
    keeper.line('probe-before', 'working');
    const results = await probeBefore(run, targets);
    await keeper.note({ probesBefore: results });
    keeper.line('probe-before', 'done', words.groupChanges.answering(answering(results), results.length));
  }
  return null;
}

/** Where nobody answers the old rule stays, until the person says that it may go all the same. */
async function prove(run: ChangeRun): Promise<Stop | null> {
  const { keeper } = run;
  const { targets, probesBefore } = keeper.current();
  if (targets.length === 0) {
    keeper.line('probe-before', 'skipped', words.groupChanges.cannotTry);
    return null;
  }
  keeper.line('probe-before', 'working');
  const results = await probeSettled(run, targets);
  await keeper.note({ probesBefore: results });
  const said = words.groupChanges.answering(answering(results), results.length);
  const hasAskedAgain = probesBefore.length > 0;
  const isUntried = results.every(({ result }) => result === 'not-tried');
  if (answering(results) > 0 || hasAskedAgain || isUntried) {
    keeper.line('probe-before', 'done', said);
    return null;
  }
  keeper.line('probe-before', 'failed', said);
  return { ended: 'added-only', problem: makeProblem('change-not-proved') };
}

async function addRules(run: ChangeRun): Promise<Stop | null> {
  const { keeper } = run;
  const { groupId, phase } = keeper.current();
  const wanted = newRulesOf(keeper.current());
  if (wanted.length === 0) keeper.line('add', 'skipped');
  else {
    keeper.line('add', 'working');
    const notWritten = await keeper.enter(phase === 'PLANNED' ? { phase: 'ADDING' } : {});
    if (notWritten !== null) return stopBefore(run, 'add', notWritten);
    const problem = await ensureRules(run, groupId, wanted);
    await look(run);
    if (problem !== null) return stopBefore(run, 'add', problem);
    keeper.line('add', 'done');
  }
  const isAhead = phase === 'PLANNED' || phase === 'ADDING';
  const notWritten = isAhead ? await keeper.enter({ phase: 'ADDED' }) : null;
  return notWritten === null ? null : stopBefore(run, 'add', notWritten);
}

async function removeRules(run: ChangeRun): Promise<Stop | null> {
  const { keeper } = run;
  const { groupId, ask, phase } = keeper.current();
  if (ask.removeRuleIds.length === 0) {
    keeper.line('remove', 'skipped');
    return null;
  }
  keeper.line('remove', 'working');
  const mayGo = async (rules: readonly GroupRule[]) => {
    const against = whyNotRevoke(keeper.current(), rules, await run.myAddresses());
    if (against !== null) return against;
    return keeper.current().phase === 'ADDED' ? keeper.enter({ phase: 'REVOKING' }) : null;
  };
  const problem = await ensureGone(run, groupId, new Set(ask.removeRuleIds), mayGo);
  if (problem === null) {
    if (phase !== 'PROVED') await keeper.enter({ phase: 'REVOKED' });
    return null;
  }
  const rules = await look(run);
  const isAllThere = withIds(rules, new Set(ask.removeRuleIds)).length === ask.removeRuleIds.length;
  // Then what is missing later is missing by somebody else, and no undo of this change brings it back.
  if (isAllThere && keeper.current().phase === 'REVOKING' && !UNCERTAIN.has(problem.code))
    await keeper.note({ phase: 'ADDED' });
  return stopBefore(run, 'remove', problem);
}

/** A stop before anything was taken away: what was added stays, since nobody loses by it. */
function stopBefore({ keeper }: ChangeRun, line: string, problem: Problem): Stop {
  keeper.line(line, 'failed');
  const { removed, phase } = keeper.current();
  const hasRevoked = phase === 'REVOKED' || phase === 'PROVED' || removed.length > 0;
  if (hasRevoked) return { ended: 'failed', problem };
  const mayBeThere = UNCERTAIN.has(problem.code) || isAnythingLeft(keeper.current());
  return { ended: mayBeThere ? 'added-only' : 'failed', problem };
}

/** EC2 may have done what was asked, and not shown it. */
const UNCERTAIN: ReadonlySet<Problem['code']> = new Set([
  'timed-out',
  'answer-lost',
  'aws-internal',
  'no-network',
  'unreachable',
  'captive-portal',
  'tls-intercepted',
  'proxy-unreachable',
  'proxy-password',
  'proxy-refused',
  'not-an-aws-answer',
  'cancelled',
  'unexpected',
]);

async function tryAfter(run: ChangeRun): Promise<Stop | null> {
  const { keeper } = run;
  const { groupId, ask, probesBefore } = keeper.current();
  if (ask.removeRuleIds.length === 0) {
    keeper.line('probe-after', 'skipped');
    return null;
  }
  keeper.line('probe-after', 'working');
  // At once: EC2 may take its time to show what has been done.
  const shown = waitUntilGone(run, groupId, new Set(ask.removeRuleIds)).catch(problemFrom);
  const [{ results, lost }, my] = await Promise.all([probeAfter(run, probesBefore), run.myAddresses()]);
  await keeper.note({ probesAfter: results });
  if (lost.length > 0) return putBack(run);
  const problem = await shown;
  const rules = await look(run);
  const { saved } = keeper.current();
  if (!keepsMyAccess(saved, rules, my, listsOf(keeper.current()))) return putBack(run);
  if (problem !== null) return stopBefore(run, 'probe-after', problem);
  keeper.line('remove', 'done');
  if (probesBefore.length === 0) keeper.line('probe-after', 'skipped', words.groupChanges.cannotTry);
  else keeper.line('probe-after', 'done', words.groupChanges.answering(answering(results), results.length));
  await keeper.enter({ phase: 'PROVED' });
  return null;
}

/** Somebody who came in does not any more. Nothing is waited for: a disk that does not take the note does not keep them out. */
async function putBack(run: ChangeRun): Promise<Stop> {
  const { keeper } = run;
  keeper.line('probe-after', 'failed', words.groupChanges.shutOut);
  keeper.line('remove', 'working', words.groupChanges.puttingBack);
  await keeper.enter({ phase: 'PUTTING-BACK' });
  const problem = await restore(run);
  await look(run);
  keeper.line('remove', 'failed', problem === null ? words.groupChanges.isBack : words.groupChanges.notBack);
  keeper.line('review', 'skipped');
  if (problem !== null) return { ended: 'failed', problem };
  const explanation = words.groupChanges.putBack;
  return { ended: 'put-back', problem: makeProblem('change-put-back', { explanation }) };
}

/** Null once what this change has taken away is back, as it was. */
export async function restore(run: ChangeRun): Promise<Problem | null> {
  const { groupId } = run.keeper.current();
  const rules = await lookAtRules(run, groupId);
  return ensureRules(run, groupId, restorable(run.keeper.current(), rules));
}

/** Rules that EC2 takes again, and that somebody comes in by: a reference to a group that is gone admits nobody. */
function restorable(record: ChangeRecord, rules: readonly GroupRule[]): readonly GroupRule[] {
  return goneFrom(record, rules).filter(({ source }) => source.kind !== 'group' || isLive(source));
}

/** Rules that this change has taken away: before it was about to, nothing that is missing is missing by it. */
function goneFrom(record: ChangeRecord, rules: readonly GroupRule[]): readonly GroupRule[] {
  if (record.phase === 'PLANNED' || record.phase === 'ADDING' || record.phase === 'ADDED') return [];
  const there = new Set(rules.map(({ ruleId }) => ruleId));
  return removedBy(record).filter(({ ruleId }) => !there.has(ruleId));
}

export async function reviewAgain(run: ChangeRun, rules: readonly GroupRule[]): Promise<void> {
  const { keeper } = run;
  keeper.line('review', 'working');
  const isStillFound = await run.isStillFound(rules).catch(() => null);
  if (isStillFound === null) keeper.line('review', 'skipped');
  else
    keeper.line('review', 'done', isStillFound ? words.groupChanges.stillFound : words.groupChanges.notFound);
}

/** Reads the group, and notes what of the change is to be seen there. */
export async function look(run: ChangeRun): Promise<readonly GroupRule[]> {
  const { keeper } = run;
  const rules = await lookAtRules(run, keeper.current().groupId);
  await keeper.note(seenIn(keeper.current(), rules));
  return rules;
}

/** `added`: new since then, and word for word what this change asked for. */
function seenIn(record: ChangeRecord, rules: readonly GroupRule[]): Pick<ChangeRecord, 'added' | 'removed'> {
  const savedIds = new Set(record.saved.map(({ ruleId }) => ruleId));
  const wanted = newRulesOf(record);
  return {
    added: rules.filter((rule) => !savedIds.has(rule.ruleId) && wanted.some((ours) => isAsAsked(rule, ours))),
    removed: missingFrom(goneFrom(record, rules), rules),
  };
}

/** Emulators forget the description of a rule that names a group. */
function isAsAsked(rule: GroupRule, ours: GroupRule): boolean {
  const isForgotten = rule.source.kind === 'group' && rule.description === '';
  return ruleKey(rule) === ruleKey(ours) && (isForgotten || rule.description === ours.description);
}

export function answering(results: readonly ProbeResult[]): number {
  return results.filter(({ result }) => result === 'answers').length;
}
