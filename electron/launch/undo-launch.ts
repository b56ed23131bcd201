import { readAccountId } from '../aws/account.ts';
import { findInstancesByTag, terminateInstance } from '../aws/instances.ts';
import { problemFrom } from '../aws/problem.ts';
import { deleteSecurityGroup } from '../aws/security-groups.ts';
import { recoverKeys } from '../custody/recover.ts';
import { removeKeyPair } from '../custody/remove-key-pair.ts';
import { TAGS } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import type { LaunchServices } from './launch-services.ts';
import { lookForLost } from './lost-instances.ts';
import { whatIsRunning } from './what-is-running.ts';

const GONE_WITHIN_MS = 10 * 60_000;

/**
 * Removes what the record says this launch made: instances one call each (a protected one must not hold back the
 * others), then the group, then the key pair in AWS if asked. The private key stays in the keychain. Never rejects;
 * may be asked again, and then removes what is still there.
 */
export async function undoLaunch(services: LaunchServices, keyPairToo: boolean): Promise<void> {
  const { board } = services;
  board.setState('removing', null);
  const elsewhere = await problemOfAccount(services);
  if (elsewhere === null) await removeAll(services, keyPairToo);
  else board.fail(elsewhere);
  const { problem } = board.launch();
  if (problem === null) return board.setState('removed');
  board.setState('not-removed', { ...problem, whatIsRunning: whatIsRunning(board.launch()) });
}

/** In another account nothing of this launch is to be seen, which is not the same as gone. */
async function problemOfAccount({ clients, record }: LaunchServices): Promise<Problem | null> {
  const now = await readAccountId(clients);
  if (!now.ok) return now.problem;
  const { accountId } = record.current();
  if (now.value === accountId) return null;
  const explanation = words.launch.otherAccount(accountId, now.value);
  return makeProblem('account-changed', { explanation, retryable: true, actions: ['undo'] });
}

async function removeAll(services: LaunchServices, keyPairToo: boolean): Promise<void> {
  const { record } = services;
  const isKnown = await hasFoundLost(services);
  await terminateAll(services, isKnown);
  const { securityGroupId, keyPair, instances } = record.current();
  if (securityGroupId !== null && instances.length === 0) await removeGroup(services, securityGroupId);
  if (keyPairToo && keyPair !== null && instances.length === 0) await removePair(services, keyPair);
}

/** Whether EC2 could be asked what became of instances whose id never arrived. */
async function hasFoundLost(services: LaunchServices): Promise<boolean> {
  const { instances } = services.record.current();
  if (instances.every(({ instanceId }) => instanceId !== null)) return true;
  try {
    await lookForLost(services);
    return true;
  } catch (error) {
    services.board.fail({ ...problemFrom(error), retryable: true, actions: ['undo'] });
    return false;
  }
}

/** What EC2 still shows afterwards goes on standing in the record; the rest is forgotten. */
async function terminateAll(services: LaunchServices, isKnown: boolean): Promise<void> {
  const { record } = services;
  const ids = record
    .current()
    .instances.flatMap(({ instanceId }) => (instanceId === null ? [] : [instanceId]));
  const accepted = await Promise.all(ids.map(async (id) => ((await terminate(services, id)) ? [id] : [])));
  const gone = new Set(await waitUntilGone(services, accepted.flat()));
  await record.change((current) => ({
    ...current,
    instances: current.instances.filter(({ instanceId }) =>
      instanceId === null ? !isKnown : !gone.has(instanceId),
    ),
  }));
}

function terminate(services: LaunchServices, id: string): Promise<boolean> {
  return onUndoLine(services, `undo-${id}`, words.launch.lines.undoInstance(id), async () => {
    await unlessGone('instance-gone', () =>
      services.patience.throttled(() => terminateInstance(services.clients, id)),
    );
    return null;
  });
}

/** What somebody else has removed, or an attempt whose answer was lost, need not be removed again. */
async function unlessGone(code: ProblemCode, remove: () => Promise<void>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (problemFrom(error).code !== code) throw error;
  }
}

/**
 * Waits until EC2 shows these terminated, or shows them no more (it forgets them about an hour later). Asked by tag:
 * by id, one forgotten instance would be an error for all.
 */
async function waitUntilGone(services: LaunchServices, ids: readonly string[]): Promise<readonly string[]> {
  const { clients, patience, record, board } = services;
  if (ids.length === 0) return [];
  let there: readonly string[] = ids;
  try {
    const areGone = await patience.poll(async () => {
      const { launchId } = record.current();
      const instances = await patience.throttled(() => findInstancesByTag(clients, TAGS.launchId, launchId));
      board.setInstances(instances);
      there = instances.flatMap(({ instanceId, state }) =>
        ids.includes(instanceId) && state !== 'terminated' ? [instanceId] : [],
      );
      return there.length === 0;
    }, GONE_WITHIN_MS);
    if (!areGone) board.fail(makeProblem('timed-out', { retryable: true, actions: ['undo'] }));
  } catch (error) {
    board.fail(problemFrom(error));
  }
  return ids.filter((id) => !there.includes(id));
}

async function removeGroup(services: LaunchServices, groupId: string): Promise<void> {
  const label = words.launch.lines.undoSecurityGroup(groupId);
  await onUndoLine(services, 'undo-security-group', label, async () => {
    await unlessGone('group-gone', () =>
      services.patience.untilUnused(() => deleteSecurityGroup(services.clients, groupId)),
    );
    await services.record.change((current) => ({ ...current, securityGroupId: null }));
    return null;
  });
}

/** Refused where an instance of another launch was started with a pair of this name. */
async function removePair(
  services: LaunchServices,
  { keyPairId, name }: { readonly keyPairId: string; readonly name: string },
): Promise<void> {
  await onUndoLine(services, 'undo-key-pair', words.launch.lines.undoKeyPair(name), async () => {
    const { sourceId } = services.board.launch().account;
    const { region } = services.record.current();
    const remove = () => removeKeyPair(services.vault, { sourceId, region, keyPairId, typedName: name });
    let removed = await remove();
    if (!removed.ok && removed.problem.code === 'key-not-finished') {
      // A pair whose private key never arrived: recovery finds that out, and may remove it itself.
      await recoverKeys(services.vault);
      removed = await remove();
    }
    if (!removed.ok && removed.problem.code !== 'key-pair-gone') return removed.problem;
    await services.record.change((current) => ({ ...current, keyPair: null }));
    return null;
  });
}

/** Answers whether the work was done: it ended without a problem. A failure is shown on its line. */
async function onUndoLine(
  { board }: LaunchServices,
  id: string,
  label: string,
  work: () => Promise<Problem | null>,
): Promise<boolean> {
  board.addLines([{ id, kind: 'undo', label }]);
  board.begin(id);
  const problem = await work().catch(problemFrom);
  if (problem !== null) board.fail(problem);
  board.finish(id, problem === null ? 'done' : 'failed');
  return problem === null;
}
