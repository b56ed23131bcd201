import { problemFrom } from '../aws/problem.ts';
import type { StoreKind } from '../../shared/keys/vault.ts';
import type { ExistingGroupAccess, LaunchPlan } from '../../shared/launch-plan.ts';
import { words } from '../../shared/words/en.ts';
import { inStore } from '../../shared/words/en/store-names.ts';
import { endLaunch } from './end-launch.ts';
import { ensureKey } from './ensure-key.ts';
import { problemOfGroups } from './group-gate.ts';
import type { LaunchBoard } from './launch-board.ts';
import type { LaunchServices } from './launch-services.ts';
import { instanceLine } from './lost-instances.ts';
import { makeGroup } from './make-group.ts';
import { numberInZone } from './number-in-zone.ts';
import type { RecordedPlacement } from './record/launch-record.ts';
import { zoneStateOf } from './record/launch-view.ts';
import { runInstances } from './run-instances.ts';

/**
 * Makes what is missing of a launch that was judged: all of it the first time, the rest after a crash or a decision. Key and group
 * side by side; no instance is asked for before the private key was read back from the keychain and the rules were read back from
 * EC2. How it ended stands in the record. Never rejects.
 */
export async function runLaunch(services: LaunchServices): Promise<void> {
  try {
    await makeAll(services);
  } catch (error) {
    // A bug; but the launch must not be at work for ever, or nothing could be removed any more.
    services.board.fail(problemFrom(error));
  }
  await endLaunch(services);
}

async function makeAll(services: LaunchServices): Promise<void> {
  const { board, vault, record } = services;
  const { plan, placements } = record.current();
  const toStart = placements.filter((placement) => mayBeAskedFor(placement, services));
  board.addLines([
    ...commonLines(plan, vault.board.vault().store.kind),
    ...toStart.map((placement) => ({
      id: instanceLine(placement.placementId),
      kind: 'instance' as const,
      label: words.launch.lines.instance(placement.zoneName, numberInZone(placement, placements)),
    })),
  ]);
  const [hasKey, groupIds] = await Promise.all([ensureKey(services), groupsFor(services, plan)]);
  if (hasKey && groupIds !== null && (await mayUseGroups(services, plan))) {
    await runInstances(services, { groupIds, keyName: plan.name });
  } else {
    for (const { placementId } of toStart) board.finish(instanceLine(placementId), 'skipped');
  }
}

function mayBeAskedFor(placement: RecordedPlacement, { record }: LaunchServices): boolean {
  const state = zoneStateOf(placement, record.current(), 'launching');
  return state === 'waiting' || state === 'asked';
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

type Lines = Parameters<LaunchBoard['addLines']>[0];

function commonLines(plan: LaunchPlan, store: StoreKind): Lines {
  const { lines } = words.launch;
  return [
    { id: 'key-pair', kind: 'key-pair', label: lines.keyPair(plan.name) },
    { id: 'keychain', kind: 'keychain', label: inStore(store, lines.keychain) },
    ...(plan.access.kind === 'existing-group' ? usedGroups(plan.access) : newGroup(plan.name)),
  ];
}

function newGroup(name: string): Lines {
  const { lines } = words.launch;
  return [
    { id: 'security-group', kind: 'security-group', label: lines.securityGroup(name) },
    { id: 'rules', kind: 'rules', label: lines.rules },
  ];
}

function usedGroups({ groups }: ExistingGroupAccess): Lines {
  return groups.map(({ groupId, name }) => ({
    id: usedGroupLine(groupId),
    kind: 'used-group' as const,
    label: words.launch.lines.usedGroup(name, groupId),
  }));
}
