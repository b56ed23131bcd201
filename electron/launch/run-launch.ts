import { problemFrom } from '../aws/problem.ts';
import type { SecureKeyStep } from '../custody/custody.ts';
import { secureKey } from '../custody/secure-key.ts';
import { showKeys } from '../custody/vault-key.ts';
import type { StoreKind } from '../../shared/keys/vault.ts';
import type { ExistingGroupAccess, LaunchPlan } from '../../shared/launch-plan.ts';
import { loadKeyCommand } from '../../shared/ssh-command.ts';
import { words } from '../../shared/words/en.ts';
import { inStore } from '../../shared/words/en/store-names.ts';
import { problemOfGroups } from './group-gate.ts';
import type { LaunchBoard } from './launch-board.ts';
import type { LaunchServices } from './launch-services.ts';
import { makeGroup } from './make-group.ts';
import { instanceLine } from './lost-instances.ts';
import { runInstances } from './run-instances.ts';
import { isCosting, whatIsRunning } from './what-is-running.ts';

/**
 * Carries out a plan that was judged. Key and group are made side by side; no instance is asked for before the
 * private key was read back from the keychain and the rules were read back from EC2. How it ended stands on the
 * board, and what was made stands in the record. Never rejects.
 */
export async function runLaunch(services: LaunchServices, plan: LaunchPlan): Promise<void> {
  const { board } = services;
  board.addLines(linesOf(plan, services.vault.board.vault().store.kind));
  try {
    await makeAll(services, plan);
  } catch (error) {
    // A bug; but the board must not say "working" for ever, or nothing could be removed any more.
    board.fail(problemFrom(error));
  }
  endLaunch(board);
}

async function makeAll(services: LaunchServices, plan: LaunchPlan): Promise<void> {
  const { board } = services;
  const [hasKey, groupIds] = await Promise.all([makeKey(services, plan), groupsFor(services, plan)]);
  if (hasKey && groupIds !== null && (await mayUseGroups(services, plan))) {
    await runInstances(services, plan, { groupIds, keyName: plan.name });
  } else {
    for (const { zoneId } of plan.placements) board.finish(instanceLine(zoneId), 'skipped');
  }
}

async function mayUseGroups(services: LaunchServices, plan: LaunchPlan): Promise<boolean> {
  const problem = await problemOfGroups(services, plan);
  if (problem !== null) services.board.fail(problem);
  return problem === null;
}

/** The ids for the machines' network interfaces. Groups that are there already are used as they are: nothing is written. */
async function groupsFor(services: LaunchServices, plan: LaunchPlan): Promise<readonly string[] | null> {
  const { access } = plan;
  if (access.kind === 'existing-group') {
    for (const { groupId } of access.groups) {
      services.board.begin(usedGroupLine(groupId));
      services.board.finish(usedGroupLine(groupId), 'done');
    }
    return access.groups.map(({ groupId }) => groupId);
  }
  const groupId = await services.unfinished.track(makeGroup(services, { ...plan, access }));
  return groupId === null ? null : [groupId];
}

function usedGroupLine(groupId: string): string {
  return `used-${groupId}`;
}

function linesOf(plan: LaunchPlan, store: StoreKind): Parameters<LaunchBoard['addLines']>[0] {
  const { lines } = words.launch;
  return [
    { id: 'key-pair', kind: 'key-pair', label: lines.keyPair(plan.name) },
    { id: 'keychain', kind: 'keychain', label: inStore(store, lines.keychain) },
    ...(plan.access.kind === 'existing-group' ? usedGroups(plan.access) : newGroup(plan.name)),
    ...plan.placements.map(({ zoneId, zoneName }) => ({
      id: instanceLine(zoneId),
      kind: 'instance' as const,
      label: lines.instance(zoneName),
    })),
  ];
}

function newGroup(name: string): Parameters<LaunchBoard['addLines']>[0] {
  const { lines } = words.launch;
  return [
    { id: 'security-group', kind: 'security-group', label: lines.securityGroup(name) },
    { id: 'rules', kind: 'rules', label: lines.rules },
  ];
}

function usedGroups({ groups }: ExistingGroupAccess): Parameters<LaunchBoard['addLines']>[0] {
  return groups.map(({ groupId, name }) => ({
    id: usedGroupLine(groupId),
    kind: 'used-group' as const,
    label: words.launch.lines.usedGroup(name, groupId),
  }));
}

async function makeKey(services: LaunchServices, plan: LaunchPlan): Promise<boolean> {
  const { clients, vault, patience, record, board, unfinished } = services;
  const { launchId, accountId, region } = record.current();
  const { sourceId, endpoint } = board.launch().account;
  const secured = await unfinished.track(
    secureKey(
      { ...vault, ec2: clients.ec2, ec2Once: clients.ec2Once, patience },
      { ...plan.key, name: plan.name, sourceId, accountId, region, endpoint, launchId },
      (step) => showKeyStep(services, step),
    ),
  );
  // The Keys screen shows it; that it could not be shown is no reason to stop.
  await showKeys(vault).catch(() => undefined);
  if (secured.ok) {
    const { keychainAccount, custodyId } = secured.value;
    const command = hasCommandToRead(services) ? loadKeyCommand(keychainAccount) : null;
    board.setConnect({ keychainAccount, custodyId, loadKeyCommand: command });
    return true;
  }
  board.fail(secured.problem);
  for (const { id, state } of board.launch().lines) {
    if (id !== 'key-pair' && id !== 'keychain') continue;
    if (state === 'working') board.finish(id, 'failed');
    if (state === 'waiting') board.finish(id, 'skipped');
  }
  return false;
}

/** Of the keychain, not of the encrypted file that a person may have chosen instead. */
function hasCommandToRead({ hasKeyCommand, vault }: LaunchServices): boolean {
  return hasKeyCommand && vault.board.vault().store.kind === 'keychain';
}

/** The pair is in the record as soon as it is known to be in AWS: only then can its removal be offered. */
async function showKeyStep({ board, record }: LaunchServices, step: SecureKeyStep): Promise<void> {
  if ('made' in step) {
    const { keyPairId, name } = step.made;
    board.note('key-pair', { resourceId: keyPairId });
    board.finish('key-pair', 'done');
    await record.change((current) => ({ ...current, keyPair: { keyPairId, name } }));
    return;
  }
  switch (step.step) {
    case 'probing':
    case 'creating':
    case 'importing':
      return board.begin('key-pair');
    case 'storing':
      return board.begin('keychain');
    case 'proving':
      return;
    case 'secured':
      return board.finish('keychain', 'done');
  }
}

/** Partial success is an outcome of its own: something runs, something failed, and both are said. */
function endLaunch(board: LaunchBoard): void {
  const launch = board.launch();
  if (launch.problem === null) return board.setState('running');
  const isAnythingThere = launch.instances.some(({ state }) => isCosting(state));
  const problem = { ...launch.problem, whatIsRunning: whatIsRunning(launch) };
  board.setState(isAnythingThere ? 'partly' : 'failed', problem);
}
