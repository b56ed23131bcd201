import {
  createGroupOnce,
  readGroupNow,
  readInterfaceGroups,
  readInterfacesOfGroup,
  setInterfaceGroups,
} from '../../aws/group-changes.ts';
import { isOutcomeUnknown, problemFrom } from '../../aws/problem.ts';
import { deleteSecurityGroup, findGroupByTag } from '../../aws/security-groups.ts';
import { TAGS } from '../../../shared/launch-plan.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import type { Problem } from '../../../shared/problem.ts';
import { keepsMyAccess, rulesAfter } from '../../../shared/security-group/change-rules.ts';
import { isLive } from '../../../shared/security-group/rule-addresses.ts';
import type { GroupRule } from '../../../shared/security-group/security-group.ts';
import { words } from '../../../shared/words/en.ts';
import type { ChangeRecord } from './change-record.ts';
import type { ChangeRun } from './change-services.ts';
import { SHOWN_WITHIN_MS, ensureGone, ensureRules, lookAtRules, waitUntilGone } from './ensure-rules.ts';
import { listsOf, mayBeMine, removedBy } from './may-revoke.ts';
import { probeAfter } from './probe-doors.ts';
import { answering, reviewAgain, tryBefore, type Stop } from './run-change.ts';
import { missingFrom, ruleKey } from './same-rule.ts';

export const COPY_LINES = ['probe-before', 'copy-make', 'copy-move', 'probe-after', 'review'] as const;
export const UNDO_COPY_LINES = ['undo-move', 'undo-remove', 'undo-delete'] as const;

/** What tells the copy of a change from every other group, when the answer with its id was lost. */
const CHANGE_ID_TAG = 'keyport:change-id';

/**
 * Carries out a change by a corrected copy of the group, from wherever it stands: the copy is made and read back, and only then do
 * the chosen interfaces get it in the group's place, one after the other, each tried at once. The group itself loses nothing; where
 * it lets in its own members, it is made to let in those of the copy too.
 */
export async function runCopy(run: ChangeRun): Promise<Stop> {
  if (run.keeper.current().phase === 'PUTTING-BACK') return moveBack(run);
  for (const step of [tryBefore, makeCopy, moveInterfaces]) {
    const stop = await step(run);
    if (stop !== null) return stop;
  }
  await reviewAgain(run, await lookAtRules(run, copyIdOf(run)));
  return { ended: 'done', problem: null };
}

/** The interfaces get their group back, what the group was given for the copy goes, and the copy is deleted: it is ours. */
export async function undoCopy(run: ChangeRun): Promise<Stop> {
  const { keeper } = run;
  const { copy, groupId, changeId } = keeper.current();
  const copyId = copy?.groupId ?? (await findGroupByTag(run.clients, CHANGE_ID_TAG, changeId));
  if (copy === null || copyId === null) return { ended: 'undone', problem: null };
  const notOurs = await whyNotCopy(run, copyId);
  if (notOurs !== null && notOurs.code !== 'group-gone') return failedAt(run, 'undo-move', notOurs);
  await keeper.note({ copy: { ...copy, groupId: copyId } });

  keeper.line('undo-move', 'working');
  const [ofCopy, ofGroup] = await Promise.all([
    lookAtRules(run, copyId).catch(() => []),
    lookAtRules(run, groupId),
  ]);
  const isKept = keepsMyAccess(ofCopy, ofGroup, await run.myAddresses(), listsOf(keeper.current()));
  const notMoved = isKept ? await moveAllBack(run) : refused(words.groupChanges.wouldLockOut);
  if (notMoved !== null) return failedAt(run, 'undo-move', notMoved);
  keeper.line('undo-move', 'done');

  keeper.line('undo-remove', 'working');
  const ours = new Set(mirrored(run, ofGroup).flatMap(({ ruleId }) => ruleId ?? []));
  const notGone =
    (await ensureGone(run, groupId, ours, async () => null)) ?? (await waitUntilGone(run, groupId, ours));
  if (notGone !== null) return failedAt(run, 'undo-remove', notGone);
  await keeper.note({ added: [] });
  keeper.line('undo-remove', 'done');

  keeper.line('undo-delete', 'working');
  const notDeleted = await deleteCopy(run, copyId);
  if (notDeleted !== null) return failedAt(run, 'undo-delete', notDeleted);
  keeper.line('undo-delete', 'done');
  await keeper.note({ copy: { ...copy, groupId: null } });
  return { ended: 'undone', problem: null };
}

async function makeCopy(run: ChangeRun): Promise<Stop | null> {
  const { keeper } = run;
  const { phase } = keeper.current();
  keeper.line('copy-make', 'working');
  const notWritten = phase === 'PLANNED' ? await keeper.enter({ phase: 'ADDING' }) : null;
  if (notWritten !== null) return stopBefore(run, notWritten);
  const problem = (await createCopy(run)) ?? (await fillCopy(run));
  if (problem !== null) return stopBefore(run, problem);
  const isAhead = phase === 'PLANNED' || phase === 'ADDING';
  const notNoted = isAhead ? await keeper.enter({ phase: 'ADDED' }) : null;
  if (notNoted !== null) return stopBefore(run, notNoted);
  keeper.line('copy-make', 'done', copyIdOf(run));
  return null;
}

/** One only, however often it is asked for: what carries the tag of this change is its copy. */
async function createCopy(run: ChangeRun): Promise<Problem | null> {
  const { clients, patience, keeper } = run;
  const { copy, changeId, groupName, ask } = keeper.current();
  if (copy === null || ask.target.kind !== 'copy') return makeProblem('unexpected');
  if (copy.groupId !== null) return whyNotCopy(run, copy.groupId);
  const { name } = ask.target;
  const input = {
    name,
    description: words.groupChanges.copyDescription(groupName).replaceAll("'", '').slice(0, 255),
    vpcId: copy.vpcId,
    tags: { Name: name, [TAGS.createdBy]: 'keyport', [CHANGE_ID_TAG]: changeId },
  };
  let copyId = await findGroupByTag(clients, CHANGE_ID_TAG, changeId);
  if (copyId === null) {
    try {
      copyId = await patience.throttled(() => createGroupOnce(clients, input));
    } catch (error) {
      if (!isOutcomeUnknown(error) && problemFrom(error).code !== 'group-name-taken')
        return problemFrom(error);
      const look = async () => {
        copyId = await findGroupByTag(clients, CHANGE_ID_TAG, changeId);
        return copyId !== null;
      };
      if (!(await patience.poll(look, SHOWN_WITHIN_MS))) return problemFrom(error);
    }
  }
  await keeper.note({ copy: { ...copy, groupId: copyId } });
  return null;
}

/** Null where EC2 too says that this group was made by this change: the word of a record alone empties and deletes no group. */
async function whyNotCopy({ clients, patience, keeper }: ChangeRun, copyId: string): Promise<Problem | null> {
  try {
    const { tags } = await patience.throttled(() => readGroupNow(clients, copyId));
    return tags[CHANGE_ID_TAG] === keeper.current().changeId ? null : refused(words.groupChanges.copyNotOurs);
  } catch (error) {
    return problemFrom(error);
  }
}

/** Its rules are made those that they should be, in and out, and read back. Nobody has the copy yet. */
async function fillCopy(run: ChangeRun): Promise<Problem | null> {
  const { keeper, patience } = run;
  const copyId = copyIdOf(run);
  await patience.untilVisible(() => lookAtRules(run, copyId));
  const wanted = rulesOfCopy(keeper.current(), copyId);
  const notThere = await ensureRules(run, copyId, wanted);
  if (notThere !== null) return notThere;
  const extra = missingFrom(await lookAtRules(run, copyId), wanted);
  const ids = new Set(extra.flatMap(({ ruleId }) => ruleId ?? []));
  const tooMany =
    (await ensureGone(run, copyId, ids, async () => null)) ?? (await waitUntilGone(run, copyId, ids));
  if (tooMany !== null) return tooMany;
  return mirrorSelf(run, copyId);
}

/** A group that lets in its own members is to let in those that get the copy too, as it did before. Nothing else is changed in it. */
async function mirrorSelf(run: ChangeRun, copyId: string): Promise<Problem | null> {
  const { keeper } = run;
  const { groupId, saved } = keeper.current();
  const own = selfRules(saved, groupId).map((rule) => pointedAt(rule, copyId));
  if (own.length === 0) return null;
  const problem = await ensureRules(run, groupId, own);
  await keeper.note({ added: mirrored(run, await lookAtRules(run, groupId)) });
  return problem;
}

function mirrored({ keeper }: ChangeRun, rules: readonly GroupRule[]): readonly GroupRule[] {
  const { saved, groupId, copy } = keeper.current();
  const copyId = copy?.groupId ?? '';
  const own = new Set(selfRules(saved, groupId).map((rule) => ruleKey(pointedAt(rule, copyId))));
  return rules.filter((rule) => own.has(ruleKey(rule)));
}

/** The corrected rules; where the group names itself, the copy names the group and itself. */
function rulesOfCopy({ saved, ask, groupId }: ChangeRecord, copyId: string): readonly GroupRule[] {
  const corrected = rulesAfter(saved, ask).filter(({ source }) => source.kind !== 'group' || isLive(source));
  return [...corrected, ...selfRules(corrected, groupId).map((rule) => pointedAt(rule, copyId))];
}

function selfRules(rules: readonly GroupRule[], groupId: string): readonly GroupRule[] {
  return rules.filter(({ source }) => source.kind === 'group' && source.groupId === groupId);
}

function pointedAt(rule: GroupRule, groupId: string): GroupRule {
  return rule.source.kind === 'group' ? { ...rule, ruleId: null, source: { ...rule.source, groupId } } : rule;
}

async function moveInterfaces(run: ChangeRun): Promise<Stop | null> {
  const { keeper } = run;
  const { groupId, copy, phase, probesBefore, saved } = keeper.current();
  const copyId = copyIdOf(run);
  keeper.line('copy-move', 'working');
  const rules = await lookAtRules(run, copyId);
  const my = await run.myAddresses();
  if (missingFrom(rulesOfCopy(keeper.current(), copyId), rules).length > 0)
    return stopBefore(run, refused(words.groupChanges.copyNotWhole), 'copy-move');
  if (mayBeMine(removedBy(keeper.current()), my))
    return stopBefore(run, refused(words.groupChanges.myAddressUnknown), 'copy-move');
  if (!keepsMyAccess(saved, rules, my, listsOf(keeper.current())))
    return stopBefore(run, refused(words.groupChanges.wouldLockOut), 'copy-move');
  const notWritten =
    phase === 'ADDED' || phase === 'ADDING' || phase === 'PLANNED'
      ? await keeper.enter({ phase: 'REVOKING' })
      : null;
  if (notWritten !== null) return stopBefore(run, notWritten, 'copy-move');
  let results = keeper.current().probesAfter;
  for (const { interfaceId } of copy?.interfaces ?? []) {
    const problem = await replaceGroup(run, interfaceId, groupId, copyId);
    if (problem !== null) return failedAt(run, 'copy-move', problem);
    const tried = await probeAfter(run, probesBefore);
    ({ results } = tried);
    await keeper.note({ probesAfter: results });
    if (tried.lost.length > 0) return moveBack(run);
  }
  await keeper.enter({ phase: 'PROVED' });
  keeper.line('copy-move', 'done');
  if (probesBefore.length === 0) keeper.line('probe-after', 'skipped', words.groupChanges.cannotTry);
  else keeper.line('probe-after', 'done', words.groupChanges.answering(answering(results), results.length));
  return null;
}

async function moveBack(run: ChangeRun): Promise<Stop> {
  const { keeper } = run;
  keeper.line('probe-after', 'failed', words.groupChanges.shutOut);
  await keeper.enter({ phase: 'PUTTING-BACK' });
  const problem = await moveAllBack(run);
  keeper.line(
    'copy-move',
    'failed',
    problem === null ? words.groupChanges.movedBack : words.groupChanges.notBack,
  );
  keeper.line('review', 'skipped');
  return problem === null
    ? {
        ended: 'put-back',
        problem: makeProblem('change-put-back', { explanation: words.groupChanges.copyPutBack }),
      }
    : { ended: 'failed', problem };
}

async function moveAllBack(run: ChangeRun): Promise<Problem | null> {
  const { groupId, copy } = run.keeper.current();
  const copyId = copyIdOf(run);
  let first: Problem | null = null;
  for (const { interfaceId } of copy?.interfaces ?? []) {
    const problem = await replaceGroup(run, interfaceId, copyId, groupId);
    const isGone = problem?.raw?.startsWith(INTERFACE_GONE) ?? false;
    // One that is gone with its machine needs nothing back, and one that fails must not hold back the others.
    if (!isGone) first ??= problem;
  }
  return first;
}

const INTERFACE_GONE = 'InvalidNetworkInterfaceID.NotFound';

/** Null once EC2 shows the interface with the one group in place of the other, and with all the others that it has. */
async function replaceGroup(
  { clients, patience }: ChangeRun,
  interfaceId: string,
  from: string,
  to: string,
): Promise<Problem | null> {
  const look = async () => {
    let groupIds: readonly string[] = [];
    await patience.poll(async () => {
      groupIds = (await readInterfaceGroups(clients, [interfaceId]))[0]?.groupIds ?? [];
      return true;
    }, SHOWN_WITHIN_MS);
    return groupIds;
  };
  try {
    for (let tries = 1; tries <= 3; tries += 1) {
      const now = await look();
      if (!now.includes(from)) break;
      const next = [...new Set(now.map((groupId) => (groupId === from ? to : groupId)))];
      try {
        await patience.untilVisible(() => setInterfaceGroups(clients, interfaceId, next));
        break;
      } catch (error) {
        if (!isOutcomeUnknown(error)) return problemFrom(error);
      }
    }
    const isDone = await patience.poll(async () => {
      const now = await look();
      return now.includes(to) && !now.includes(from);
    }, SHOWN_WITHIN_MS);
    return isDone ? null : makeProblem('timed-out', { raw: interfaceId });
  } catch (error) {
    return problemFrom(error);
  }
}

async function deleteCopy({ clients, patience }: ChangeRun, copyId: string): Promise<Problem | null> {
  try {
    const users = await readInterfacesOfGroup(clients, copyId);
    if (users.length > 0) {
      const ids = users.map(({ interfaceId }) => interfaceId).join(', ');
      return makeProblem('still-in-use', { explanation: words.groupChanges.deleteUsed(ids) });
    }
    await patience.untilUnused(() => deleteSecurityGroup(clients, copyId));
    return null;
  } catch (error) {
    const problem = problemFrom(error);
    return problem.code === 'group-gone' ? null : problem;
  }
}

function copyIdOf({ keeper }: ChangeRun): string {
  const copyId = keeper.current().copy?.groupId ?? null;
  if (copyId === null) throw new Error('a change without its copy');
  return copyId;
}

/** Nobody has the copy: nobody has lost anything. */
function stopBefore({ keeper }: ChangeRun, problem: Problem, line = 'copy-make'): Stop {
  keeper.line(line, 'failed');
  const { copy, phase } = keeper.current();
  const isMoving = phase === 'REVOKING' || phase === 'PROVED';
  if (isMoving) return { ended: 'failed', problem };
  return { ended: copy?.groupId === null ? 'failed' : 'added-only', problem };
}

function failedAt({ keeper }: ChangeRun, line: string, problem: Problem): Stop {
  keeper.line(line, 'failed');
  return { ended: 'failed', problem };
}

function refused(explanation: string): Problem {
  return makeProblem('change-refused', { explanation });
}
